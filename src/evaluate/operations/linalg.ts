/** Matrices: diagonals, triangles, determinants, inverses, solutions. */

import { PythonError, Unsupported } from "../failure.ts";
import { tuple } from "../interpreter/dict.ts";
import { opaqueValue } from "../interpreter/module-values.ts";
import type { Value } from "../interpreter/values.ts";
import { multiply } from "../kernels/arithmetic.ts";
import { cast } from "../kernels/create.ts";
import * as diagonal from "../kernels/diagonal.ts";
import * as kernels from "../kernels/linalg.ts";
import { sum } from "../kernels/reduction.ts";
import { expandDims, reshape, squeeze, transpose } from "../kernels/shape.ts";
import { log } from "../kernels/unary.ts";
import { constant, isConnected, rankOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { normalAxis } from "./calls/axis.ts";
import { toTensor } from "./calls/convert.ts";
import { namedResult } from "./calls/named-result.ts";
import { floating, requireFloat } from "./calls/operands.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { flag, integer } from "./calls/parameters.ts";

const matrix = (call: Call, operation: string, x: Value): Tensor =>
  call.library === "ops" ? floating(call, operation, x) : requireFloat(operation, toTensor(x, call.context));

const ofOneMatrix: readonly (readonly [string, (x: Tensor) => Tensor, readonly string[], string])[] = [
  ["MatrixDeterminant", kernels.det, ["tf.linalg.det", "keras.ops.det"], "Determinant"],
  ["MatrixInverse", kernels.inverse, ["tf.linalg.inv", "keras.ops.inv"], "Inverse"],
  ["Cholesky", kernels.cholesky, ["tf.linalg.cholesky", "keras.ops.cholesky"], "Cholesky factor of a positive matrix"],
  ["SelfAdjointEigV2", kernels.symmetricEigenvalues, ["tf.linalg.eigvalsh"], "Eigenvalues of a symmetric matrix"],
  ["LogMatrixDeterminant", (x) => kernels.slogdet(x).logAbs, ["keras.ops.logdet"], "Logarithm of the determinant"],
];

/** Their signs are the algorithm's choice, which is not followed here: they may be received and not computed with. */
function vectors(call: Call, position: number): Value {
  return opaqueValue(`${call.name}(…)[${position}]`);
}

function diagonalOf(x: Tensor, offset: number, axis1: number, axis2: number): Tensor {
  const rank = rankOf(x);
  const [first, second] = [normalAxis(axis1, rank), normalAxis(axis2, rank)];
  const others = [...Array(rank).keys()].filter((axis) => axis !== first && axis !== second);
  return diagonal.diagPart(transpose(x, [...others, first, second]), offset);
}

export const linalg: readonly Operation[] = [
  ...ofOneMatrix.map(([operation, kernel, names, doc]) =>
    op({
      names,
      signature: {
        tf: "input",
        "tf.linalg.inv": "input, adjoint=False",
        "tf.linalg.eigvalsh": "tensor",
        ops: "x",
        "keras.ops.cholesky": "x, upper=False",
      },
      doc,
      compute: (call, x, option) => {
        const result = kernel(matrix(call, operation, x!));
        const isTransposed = call.name === "tf.linalg.inv" || call.name === "keras.ops.cholesky";
        return isTransposed && flag(option!) ? swapLast(result) : result;
      },
    }),
  ),
  op({
    names: ["tf.linalg.slogdet", "keras.ops.slogdet"],
    signature: { tf: "input", ops: "x" },
    doc: "Sign and logarithm of the determinant",
    compute: (call, x) => {
      const { sign, logAbs } = kernels.slogdet(matrix(call, "LogMatrixDeterminant", x!));
      return namedResult("LogMatrixDeterminant", { sign, log_abs_determinant: logAbs });
    },
  }),
  op({
    names: ["tf.linalg.logdet"],
    signature: "matrix",
    doc: "Logarithm of a positive matrix's determinant, by its Cholesky factor",
    compute: (call, x) => {
      const factor = diagonal.diagPart(kernels.cholesky(matrix(call, "Cholesky", x!)));
      return multiply(constant(2, [], factor.dtype), sum(log(factor), -1));
    },
  }),
  op({
    names: ["tf.linalg.svd", "keras.ops.svd"],
    signature: { tf: "tensor, full_matrices=False, compute_uv=True", ops: "x, full_matrices=True, compute_uv=True" },
    doc: "Singular values; the vectors are not evaluated",
    compute: (call, x, isFull, hasVectors) => {
      const given = matrix(call, "Svd", x!);
      const values = kernels.singularValues(given);
      if (!flag(hasVectors!)) return values;
      const [rows, columns] = given.data.shape.slice(-2) as [number, number];
      if (flag(isFull!) && isConnected(given) && Math.abs(rows - columns) > 1)
        throw new PythonError(
          "NotImplementedError",
          "svd gradient is not implemented for abs(m - n) > 1 when full_matrices is True.",
        );
      return tuple(
        call.library === "ops"
          ? [vectors(call, 0), values, vectors(call, 2)]
          : [values, vectors(call, 1), vectors(call, 2)],
      );
    },
  }),
  op({
    names: ["tf.linalg.eigh", "keras.ops.eigh"],
    signature: { tf: "tensor", ops: "x" },
    doc: "Eigenvalues of a symmetric matrix; the vectors are not evaluated",
    compute: (call, x) => tuple([kernels.symmetricEigenvalues(matrix(call, "SelfAdjointEigV2", x!)), vectors(call, 1)]),
  }),
  op({
    names: ["tf.linalg.solve", "keras.ops.solve"],
    signature: { tf: "matrix, rhs, adjoint=False", ops: "a, b" },
    doc: "Solution of a linear system",
    compute: (call, a, b, adjoint) => {
      const [left, right] = [matrix(call, "MatrixSolve", a!), matrix(call, "MatrixSolve", b!)];
      if (call.library === "ops" && rankOf(right) === rankOf(left) - 1)
        return squeeze(kernels.solve(left, expandDims(right, -1)), [-1]);
      return kernels.solve(left, right, call.library === "tf" && flag(adjoint!));
    },
  }),
  op({
    names: ["tf.linalg.triangular_solve", "keras.ops.solve_triangular"],
    signature: { tf: "matrix, rhs, lower=True, adjoint=False", ops: "a, b, lower=False" },
    doc: "Solution of a triangular system",
    compute: (call, a, b, lower, adjoint) => {
      const [left, right] = [matrix(call, "MatrixTriangularSolve", a!), matrix(call, "MatrixTriangularSolve", b!)];
      if (call.library === "ops" && rankOf(right) === rankOf(left) - 1)
        return squeeze(kernels.triangularSolve(left, expandDims(right, -1), flag(lower!)), [-1]);
      return kernels.triangularSolve(left, right, flag(lower!), call.library === "tf" && flag(adjoint!));
    },
  }),
  op({
    names: ["tf.linalg.cholesky_solve"],
    signature: "chol, rhs",
    doc: "Solution of a system given its matrix's Cholesky factor",
    compute: (call, factor, right) => {
      const lower = matrix(call, "MatrixTriangularSolve", factor!);
      const middle = kernels.triangularSolve(lower, matrix(call, "MatrixTriangularSolve", right!), true, false);
      return kernels.triangularSolve(lower, middle, true, true);
    },
  }),
  op({
    names: ["tf.linalg.diag", "tf.linalg.tensor_diag"],
    signature: {
      "tf.linalg.diag": "diagonal, name='diag', k=0, num_rows=-1, num_cols=-1, padding_value=0, align='RIGHT_LEFT'",
      "tf.linalg.tensor_diag": "diagonal",
    },
    doc: "A diagonal matrix of each vector",
    compute: (call, x, ...rest) => {
      const given = toTensor(x!, call.context);
      if (call.name.endsWith("tensor_diag")) {
        if (rankOf(given) !== 1)
          throw new Unsupported("`tf.linalg.tensor_diag` of anything but a vector is not evaluated");
        return diagonal.diag(given);
      }
      const [, k, rows, columns] = rest;
      if (integer(rows!) !== -1 || integer(columns!) !== -1)
        throw new Unsupported("`tf.linalg.diag` of a given size is not evaluated");
      return diagonal.diag(given, integer(k!));
    },
  }),
  op({
    names: ["tf.linalg.diag_part", "tf.linalg.tensor_diag_part"],
    signature: {
      "tf.linalg.diag_part": "input, name='diag_part', k=0, padding_value=0, align='RIGHT_LEFT'",
      "tf.linalg.tensor_diag_part": "input",
    },
    doc: "The diagonal of each matrix",
    compute: (call, x, _name, k) => {
      const given = toTensor(x!, call.context);
      if (call.name.endsWith("tensor_diag_part") && rankOf(given) !== 2)
        throw new Unsupported("`tf.linalg.tensor_diag_part` of anything but a matrix is not evaluated");
      return diagonal.diagPart(given, call.name.endsWith("tensor_diag_part") ? 0 : integer(k!));
    },
  }),
  op({
    names: ["keras.ops.diag"],
    signature: "x, k=0",
    doc: "A diagonal matrix of a vector, or the diagonal of a matrix",
    compute: (call, x, k) => {
      const given = toTensor(x!, call.context);
      if (rankOf(given) === 1) return diagonal.diag(given, integer(k!));
      if (rankOf(given) === 2) return diagonal.diagPart(given, integer(k!));
      throw new PythonError("ValueError", "Input must be 1d or 2d.");
    },
  }),
  op({
    names: ["keras.ops.diagonal"],
    signature: "x, offset=0, axis1=0, axis2=1",
    doc: "The diagonal over two axes",
    compute: (call, x, offset, axis1, axis2) =>
      diagonalOf(toTensor(x!, call.context), integer(offset!), integer(axis1!), integer(axis2!)),
  }),
  op({
    names: ["tf.linalg.trace", "keras.ops.trace"],
    signature: { tf: "x", ops: "x, offset=0, axis1=0, axis2=1" },
    doc: "Sum of the diagonal",
    compute: (call, x, offset, axis1, axis2) => {
      const given = toTensor(x!, call.context);
      if (call.library === "tf") return diagonal.trace(given);
      const counted = given.dtype === "bool" ? cast(given, "int32") : given;
      return sum(diagonalOf(counted, integer(offset!), integer(axis1!), integer(axis2!)), -1);
    },
  }),
  op({
    names: ["tf.linalg.set_diag"],
    signature: "input, diagonal, name='set_diag', k=0, align='RIGHT_LEFT'",
    doc: "Matrices with another diagonal",
    compute: (call, x, values, _name, k) => {
      if (integer(k!) !== 0)
        throw new Unsupported("`tf.linalg.set_diag` of another diagonal than the main is not evaluated");
      const given = toTensor(x!, call.context);
      return diagonal.setDiag(given, toTensor(values!, call.context, given.dtype));
    },
  }),
  op({
    names: ["tf.linalg.band_part"],
    signature: "input, num_lower, num_upper",
    doc: "Matrices with zeros outside a band",
    compute: (call, x, lower, upper) => diagonal.bandPart(toTensor(x!, call.context), integer(lower!), integer(upper!)),
  }),
  ...(["tril", "triu"] as const).map((name) =>
    op({
      names: [`keras.ops.${name}`],
      signature: "x, k=0",
      doc: `Matrices with zeros ${name === "tril" ? "above" : "below"} a diagonal`,
      compute: (call, x, k) =>
        diagonal.triangle(toTensor(x!, call.context), name === "tril" ? "lower" : "upper", integer(k!)),
    }),
  ),
  op({
    names: ["keras.ops.diagflat"],
    signature: "x, k=0",
    doc: "A diagonal matrix of all elements",
    compute: (call, x, k) => diagonal.diag(reshape(toTensor(x!, call.context), [-1]), integer(k!)),
  }),
];

function swapLast(x: Tensor): Tensor {
  const order = [...Array(rankOf(x)).keys()];
  const [last, before] = [order.pop()!, order.pop()!];
  return transpose(x, [...order, last, before]);
}
