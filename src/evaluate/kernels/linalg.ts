/** Determinants, inverses, systems and decompositions of batches of matrices, with TensorFlow's gradients. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { PythonError, Unsupported } from "../failure.ts";
import { readData, sizeOfShape } from "../tape/backend.ts";
import { makeData } from "../tape/data.ts";
import { addData, broadcastShape, chooseData, greaterData, multiplyData, subtractData } from "../tape/elements.ts";
import { requireFollowed } from "../tape/lifting.ts";
import { makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { broadcastData, unbroadcast } from "./broadcast.ts";
import { matrixShape } from "./diagonal.ts";
import { multiplyMatrices } from "./matmul.ts";
import { choleskyFactor, factorize, singularVectors, solveSystem, substitute, symmetricEigen } from "./matrices.ts";

function invalid(message: string): PythonError {
  return new PythonError("InvalidArgumentError", message);
}

function squareSize(x: Tensor): number {
  const { rows, columns } = matrixShape(x);
  if (rows !== columns) throw invalid(`Input matrix must be square, got: ${rows} != ${columns}`);
  return rows;
}

/** Computes something for each matrix of the last two axes; the results stand one after the other. */
function forEachMatrix(
  data: Data,
  size: number,
  compute: (matrix: Float64Array, batch: number) => Float64Array,
): Float64Array {
  const values = new Float64Array(readData(data));
  const count = size === 0 ? 0 : values.length / size;
  const results = Array.from({ length: count }, (_, batch) =>
    compute(values.slice(batch * size, (batch + 1) * size), batch),
  );
  const joined = new Float64Array(results.reduce((total, each) => total + each.length, 0));
  let at = 0;
  for (const each of results) {
    joined.set(each, at);
    at += each.length;
  }
  return joined;
}

function identityMatrix(size: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, at) => Number(Math.floor(at / size) === at % size));
}

function inverseData(data: Data, size: number): Data {
  const values = forEachMatrix(data, size * size, (matrix) => {
    const inverse = solveSystem(matrix, size, identityMatrix(size), size, false);
    if (inverse === undefined) throw invalid("Input is not invertible.");
    return inverse;
  });
  return makeData(values, data.shape, "float32");
}

function transposed(data: Data): Data {
  const rank = data.shape.length;
  const order = data.shape.map((_, axis) => (axis === rank - 2 ? rank - 1 : axis === rank - 1 ? rank - 2 : axis));
  return tf.transpose(data, order);
}

/** A number for each matrix, multiplied into it. */
function scaleMatrices(scale: Data, matrices: Data): Data {
  return multiplyData(tf.reshape(scale, [...scale.shape, 1, 1]), matrices);
}

export function det(x: Tensor): Tensor {
  const size = squareSize(x);
  const values = forEachMatrix(x.data, size * size, (matrix) => {
    const { sign } = factorize(matrix, size);
    let product = sign;
    for (let each = 0; each < size; each++) product *= matrix[each * size + each] as number;
    return Float64Array.of(product);
  });
  const data = makeData(values, matrixShape(x).batch, x.dtype);
  return makeResult("det", data, x.dtype, [x], (upstream) => [
    scaleMatrices(multiplyData(upstream, data), transposed(inverseData(x.data, size))),
  ]);
}

/** Sign and log |determinant|; only the latter has a gradient. */
export function slogdet(x: Tensor): { sign: Tensor; logAbs: Tensor } {
  const size = squareSize(x);
  const { batch } = matrixShape(x);
  const signs: number[] = [];
  const values = forEachMatrix(x.data, size * size, (matrix) => {
    const factored = factorize(matrix, size);
    let { sign } = factored;
    let sum = sign === 0 ? Number.NEGATIVE_INFINITY : 0;
    for (let each = 0; sign !== 0 && each < size; each++) {
      const pivot = matrix[each * size + each] as number;
      sum += Math.log(Math.abs(pivot));
      if (pivot < 0) sign = -sign;
    }
    signs.push(sign);
    return Float64Array.of(sum);
  });
  return {
    sign: makeResult("slogdet", makeData(signs, batch, x.dtype), x.dtype, [x], () => [tf.zeros(x.data.shape)]),
    logAbs: makeResult("slogdet", makeData(values, batch, x.dtype), x.dtype, [x], (upstream) => [
      scaleMatrices(upstream, transposed(inverseData(x.data, size))),
    ]),
  };
}

export function inverse(x: Tensor): Tensor {
  const data = inverseData(x.data, squareSize(x));
  return makeResult("inverse", data, x.dtype, [x], (upstream) => [
    tf.neg(multiplyMatrices(data, multiplyMatrices(upstream, data, false, true), true, false)),
  ]);
}

/** The lower factor; NaN where the matrix is not positive definite, as TensorFlow fills it. */
export function cholesky(x: Tensor): Tensor {
  const size = squareSize(x);
  const values = forEachMatrix(x.data, size * size, (matrix) => {
    const factor = choleskyFactor(matrix, size);
    const fill = (_: number, at: number): number => (at % size > Math.floor(at / size) ? 0 : Number.NaN);
    return factor ?? Float64Array.from(matrix, fill);
  });
  const data = makeData(values, x.data.shape, x.dtype);
  return makeResult("cholesky", data, x.dtype, [x], (upstream) => {
    const weights = Float64Array.from({ length: size * size }, (_, at) => {
      const [row, column] = [Math.floor(at / size), at % size];
      return row === column ? 0.5 : Number(row > column);
    });
    const middle = multiplyData(
      multiplyMatrices(data, upstream, true, false),
      makeData(weights, [size, size], "float32"),
    );
    const inverted = inverseData(data, size);
    const half = multiplyMatrices(multiplyMatrices(inverted, middle, true, false), inverted, false, false);
    return [multiplyData(addData(half, transposed(half)), 0.5)];
  });
}

type Solve = (a: Data, b: Data, adjoint: boolean) => Data;

function solveWith(
  kernel: string,
  solver: Solve,
  a: Tensor,
  b: Tensor,
  adjoint: boolean,
  keep: (gradient: Data) => Data,
): Tensor {
  const size = squareSize(a);
  const { rows, columns } = matrixShape(b);
  if (rows !== size)
    throw invalid(`Input matrix and right-hand side must have the same number of rows, got ${size} != ${rows}`);
  const batch = broadcastShape(matrixShape(a).batch, matrixShape(b).batch);
  const left = broadcastData(a.data, [...batch, size, size]);
  const right = broadcastData(b.data, [...batch, size, columns]);
  const data = solver(left, right, adjoint);
  return makeResult(kernel, data, a.dtype, [a, b], (upstream) => {
    const forRight = solver(left, upstream, !adjoint);
    const forLeft = (): Data =>
      keep(
        tf.neg(adjoint ? multiplyMatrices(data, forRight, false, true) : multiplyMatrices(forRight, data, false, true)),
      );
    return [a.step && unbroadcast(forLeft(), a.data.shape), b.step && unbroadcast(forRight, b.data.shape)];
  });
}

function pairMatrices(
  a: Data,
  b: Data,
  compute: (matrix: Float64Array, right: Float64Array, size: number, columns: number) => Float64Array,
): Data {
  const size = a.shape.at(-1) as number;
  const columns = b.shape.at(-1) as number;
  const rights = new Float64Array(readData(b));
  const values = forEachMatrix(a, size * size, (matrix, batch) =>
    compute(matrix, rights.slice(batch * size * columns, (batch + 1) * size * columns), size, columns),
  );
  return makeData(values, b.shape, "float32");
}

/** X in AX = B; with `adjoint`, in AᵀX = B. */
export function solve(a: Tensor, b: Tensor, adjoint = false): Tensor {
  const solver: Solve = (left, right, isAdjoint) =>
    pairMatrices(left, right, (matrix, values, size, columns) => {
      const result = solveSystem(matrix, size, values, columns, isAdjoint);
      if (result === undefined) throw invalid("Input matrix is not invertible.");
      return result;
    });
  return solveWith("solve", solver, a, b, adjoint, (gradient) => gradient);
}

/** As `solve`, reading only one triangle of A. */
export function triangularSolve(a: Tensor, b: Tensor, lower = true, adjoint = false): Tensor {
  const solver: Solve = (left, right, isAdjoint) =>
    pairMatrices(left, right, (matrix, values, size, columns) => {
      substitute(matrix, size, values, columns, { lower, transposed: isAdjoint, unit: false });
      return values;
    });
  return solveWith("triangularSolve", solver, a, b, adjoint, (gradient) => triangleOf(gradient, lower));
}

function triangleOf(data: Data, lower: boolean): Data {
  const size = data.shape.at(-1) as number;
  const mask = Float64Array.from({ length: size * size }, (_, at) =>
    Number(lower ? at % size <= Math.floor(at / size) : at % size >= Math.floor(at / size)),
  );
  return chooseData(
    greaterData(broadcastData(makeData(mask, [size, size], "float32"), data.shape), 0),
    data,
    tf.zerosLike(data),
  );
}

/** Eigenvalues of symmetric matrices in ascending order, read from the lower triangle. */
export function symmetricEigenvalues(x: Tensor): Tensor {
  const size = squareSize(x);
  const vectors: number[] = [];
  const values = forEachMatrix(x.data, size * size, (matrix) => {
    const eigen = symmetricEigen(matrix, size);
    vectors.push(...eigen.vectors);
    return eigen.values;
  });
  const data = makeData(values, x.data.shape.slice(0, -1), x.dtype);
  return makeResult("symmetricEigenvalues", data, x.dtype, [x], (upstream) => {
    requireFollowed(x.data);
    const v = makeData(vectors, x.data.shape, "float32");
    const full = multiplyMatrices(multiplyData(v, tf.expandDims(upstream, -2)), v, false, true);
    // Only the lower triangle was read: what the upper one would have is its own.
    const folded = triangleOf(addData(full, transposed(full)), true);
    const eye = makeData(identityMatrix(size), [size, size], "float32");
    return [subtractData(folded, multiplyData(multiplyData(folded, eye), 0.5))];
  });
}

/** Singular values in descending order. */
export function singularValues(x: Tensor): Tensor {
  const { batch, rows, columns } = matrixShape(x);
  if (rows < columns) {
    const flipped = makeResult("transpose", transposed(x.data), x.dtype, [x], (upstream) => [transposed(upstream)]);
    return singularValues(flipped);
  }
  if (sizeOfShape(x.data.shape) === 0) throw new Unsupported("Singular values of an empty matrix are not evaluated.");
  const left: number[] = [];
  const right: number[] = [];
  const values = forEachMatrix(x.data, rows * columns, (matrix) => {
    const found = singularVectors(matrix, rows, columns);
    left.push(...found.left);
    right.push(...found.right);
    return found.values;
  });
  const data = makeData(values, [...batch, columns], x.dtype);
  return makeResult("singularValues", data, x.dtype, [x], (upstream) => {
    requireFollowed(x.data);
    const u = makeData(left, [...batch, rows, columns], "float32");
    const v = makeData(right, [...batch, columns, columns], "float32");
    return [multiplyMatrices(multiplyData(u, tf.expandDims(upstream, -2)), v, false, true)];
  });
}
