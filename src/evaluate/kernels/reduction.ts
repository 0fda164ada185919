/** Reductions over axes, with TensorFlow's gradients: ties share, a product survives zeros, nothing has a mean of NaN. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { isFloating, isInteger } from "../dtype.ts";
import type { DType } from "../evaluation.ts";
import { PythonError } from "../failure.ts";
import { readData, sizeOfShape } from "../tape/backend.ts";
import { makeData } from "../tape/data.ts";
import { addData, divideData, equalData, multiplyData, subtractData } from "../tape/elements.ts";
import { again } from "../tape/lifting.ts";
import { makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { subtract } from "./arithmetic.ts";
import { type Axes, broadcastData, normalizeAxes, normalizeAxis, reducedShape, sumData } from "./broadcast.ts";
import { halfSum } from "./half-sum.ts";
import { scanData } from "./scan.ts";
import { sqrt, square } from "./unary.ts";

/** The reduced gradient, spread over the shape that was reduced. */
function spread(upstream: Data, shape: readonly number[], axes: readonly number[]): Data {
  return broadcastData(tf.reshape(upstream, reducedShape(shape, axes, true)), shape);
}

/** Splits a shape into what is kept and what is reduced, with the reduced axes moved last. */
function rowsOf(data: Data, axes: readonly number[]): { values: ArrayLike<number>; rows: number; columns: number } {
  const kept = data.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const isInOrder = [...kept, ...axes].every((axis, position) => axis === position);
  const moved = isInOrder ? data : tf.transpose(data, [...kept, ...axes]);
  const rows = sizeOfShape(kept.map((axis) => data.shape[axis] as number));
  const columns = sizeOfShape(axes.map((axis) => data.shape[axis] as number));
  return { values: readData(moved), rows, columns };
}

/** Reduces row by row in double precision, for what TensorFlow.js does not or not rightly reduce. */
function reduceRows(data: Data, axes: readonly number[], start: number, apply: (sum: number, value: number) => number) {
  const { values, rows, columns } = rowsOf(data, axes);
  const result = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = start;
    for (let column = 0; column < columns; column++) sum = apply(sum, values[row * columns + column] as number);
    result[row] = sum;
  }
  return result;
}

function requireNumeric(operation: string, dtype: DType): void {
  if (isFloating(dtype) || isInteger(dtype)) return;
  throw new PythonError(
    "TypeError",
    `Value passed to parameter 'input' of '${operation}' has DataType ${dtype} not in list of allowed values`,
  );
}

/** In the precision in which TensorFlow adds up: float16 in its own, all others in float32. */
function sumOf({ data, dtype }: Tensor, axes: readonly number[], keepdims: boolean): Data {
  return dtype === "float16"
    ? halfSum(data, axes, reducedShape(data.shape, axes, keepdims))
    : sumData(data, axes, keepdims);
}

export function sum(x: Tensor, axes?: Axes, keepdims = false): Tensor {
  requireNumeric("Sum", x.dtype);
  const { shape } = x.data;
  const reduced = normalizeAxes(axes, shape.length);
  if (isInteger(x.dtype)) {
    const values = reduceRows(x.data, reduced, 0, (left, right) => left + right);
    return makeResult("sum", makeData(values, reducedShape(shape, reduced, keepdims), x.dtype), x.dtype, []);
  }
  return makeResult("sum", sumOf(x, reduced, keepdims), x.dtype, [x], (upstream) => [spread(upstream, shape, reduced)]);
}

/** The mean of nothing is NaN; that of integers is cut to an integer, as in TensorFlow. */
export function mean(x: Tensor, axes?: Axes, keepdims = false): Tensor {
  requireNumeric("Mean", x.dtype);
  const { shape } = x.data;
  const reduced = normalizeAxes(axes, shape.length);
  const count = sizeOfShape(reduced.map((axis) => shape[axis] as number));
  if (isInteger(x.dtype)) {
    const sums = reduceRows(x.data, reduced, 0, (left, right) => left + right);
    if (count === 0 && sums.length > 0) throw new PythonError("InvalidArgumentError", "Integer division by zero");
    const values = sums.map((total) => Math.trunc(total / count));
    return makeResult("mean", makeData(values, reducedShape(shape, reduced, keepdims), x.dtype), x.dtype, []);
  }
  // Divided after summing: TensorFlow.js divides first and rounds every term.
  const data = divideData(sumOf(x, reduced, keepdims), count);
  return makeResult("mean", data, x.dtype, [x], (upstream) => [divideData(spread(upstream, shape, reduced), count)]);
}

function extreme(kernel: "max" | "min", x: Tensor, axes: Axes, keepdims: boolean): Tensor {
  requireNumeric(kernel === "max" ? "Max" : "Min", x.dtype);
  const { shape } = x.data;
  const reduced = normalizeAxes(axes, shape.length);
  const isMaximum = kernel === "max";
  const start = isMaximum ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const choose = isMaximum ? Math.max : Math.min;
  if (isInteger(x.dtype) && sizeOfShape(shape) === 0 && sizeOfShape(reducedShape(shape, reduced, false)) > 0) {
    throw new PythonError("InvalidArgumentError", `The ${kernel} of no integers is not defined`);
  }
  const values = reduceRows(x.data, reduced, start, (left, right) => choose(left, right));
  const data = makeData(values, reducedShape(shape, reduced, keepdims), x.dtype);
  return makeResult(kernel, data, x.dtype, [x], (upstream) => {
    const winners = tf.cast(equalData(spread(data, shape, reduced), x.data), "float32");
    const count = sumData(winners, reduced, true);
    return [multiplyData(divideData(winners, broadcastData(count, shape)), spread(upstream, shape, reduced))];
  });
}

/** Elements that tie for the maximum share the gradient. */
export function max(x: Tensor, axes?: Axes, keepdims = false): Tensor {
  return extreme("max", x, axes, keepdims);
}

/** Elements that tie for the minimum share the gradient. */
export function min(x: Tensor, axes?: Axes, keepdims = false): Tensor {
  return extreme("min", x, axes, keepdims);
}

/** Its gradient is a product of the others, so a zero among the factors is no division by zero. */
export function prod(x: Tensor, axes?: Axes, keepdims = false): Tensor {
  requireNumeric("Prod", x.dtype);
  const { shape } = x.data;
  const reduced = normalizeAxes(axes, shape.length);
  const multiply = x.dtype === "int32" ? Math.imul : (left: number, right: number): number => left * right;
  const values = reduceRows(x.data, reduced, 1, multiply);
  const data = makeData(values, reducedShape(shape, reduced, keepdims), x.dtype);
  return makeResult("prod", data, x.dtype, [x], (upstream) => {
    const order = [...reduced, ...shape.map((_, axis) => axis).filter((axis) => !reduced.includes(axis))];
    const moved = tf.transpose(x.data, order);
    const count = sizeOfShape(reduced.map((axis) => shape[axis] as number));
    const rows = tf.reshape(moved, [count, count === 0 ? 0 : x.data.size / count]);
    const before = scanData(rows, 0, { product: true, exclusive: true, reverse: false });
    const after = scanData(rows, 0, { product: true, exclusive: true, reverse: true });
    const others = tf.reshape(multiplyData(before, after), moved.shape);
    const inverse = order.map((_, axis) => order.indexOf(axis));
    return [multiplyData(spread(upstream, shape, reduced), tf.transpose(others, inverse))];
  });
}

function quantify(kernel: "any" | "all", x: Tensor, axes: Axes, keepdims: boolean): Tensor {
  if (x.dtype !== "bool") {
    throw new PythonError(
      "TypeError",
      `Value passed to parameter 'input' has DataType ${x.dtype} not in list of allowed values: bool`,
    );
  }
  const reduced = normalizeAxes(axes, x.data.shape.length);
  const apply = kernel === "any" ? Math.max : Math.min;
  const values = reduceRows(x.data, reduced, kernel === "any" ? 0 : 1, (left, right) => apply(left, right));
  return makeResult(kernel, makeData(values, reducedShape(x.data.shape, reduced, keepdims), "bool"), "bool", []);
}

export function any(x: Tensor, axes?: Axes, keepdims = false): Tensor {
  return quantify("any", x, axes, keepdims);
}

export function all(x: Tensor, axes?: Axes, keepdims = false): Tensor {
  return quantify("all", x, axes, keepdims);
}

/** How many elements are not 0, as int64. */
export function countNonzero(x: Tensor, axes?: Axes, keepdims = false): Tensor {
  const reduced = normalizeAxes(axes, x.data.shape.length);
  const counts = reduceRows(x.data, reduced, 0, (count, value) => (value === 0 ? count : count + 1));
  const data = makeData(counts, reducedShape(x.data.shape, reduced, keepdims), "int64");
  return makeResult("countNonzero", data, "int64", []);
}

/** log Σ eˣ, computed relative to the maximum as TensorFlow does; −∞ everywhere stays −∞. */
export function logSumExp(x: Tensor, axes?: Axes, keepdims = false): Tensor {
  const { shape } = x.data;
  const reduced = normalizeAxes(axes, shape.length);
  const highest = reduceRows(x.data, reduced, Number.NEGATIVE_INFINITY, (left, right) => Math.max(left, right));
  const shift = highest.map((value) => (Number.isFinite(value) ? value : 0));
  const shiftData = makeData(shift, reducedShape(shape, reduced, true), "float32");
  const shifted = tf.exp(subtractData(x.data, shiftData));
  const sums = sumData(shifted, reduced, true);
  const data = tf.reshape(addData(tf.log(sums), shiftData), reducedShape(shape, reduced, keepdims));
  return makeResult("logSumExp", data, x.dtype, [x], (upstream) => {
    const kept = tf.reshape(upstream, reducedShape(shape, reduced, true));
    const exponentials = again(shifted, () => tf.exp(subtractData(x.data, makeData(shift, kept.shape, "float32"))));
    const total = again(sums, () => sumData(exponentials, reduced, true));
    return [multiplyData(multiplyData(kept, tf.reciprocal(total)), exponentials)];
  });
}

/** The mean squared distance from the mean (not Bessel's), as a chain of the kernels that TensorFlow chains. */
export function variance(x: Tensor, axes?: Axes, keepdims = false): Tensor {
  return mean(square(subtract(x, mean(x, axes, true))), axes, keepdims);
}

/** The root of the variance: where that is 0, the gradient is NaN, as in TensorFlow. */
export function std(x: Tensor, axes?: Axes, keepdims = false): Tensor {
  return sqrt(variance(x, axes, keepdims));
}

/** Where the extreme of one axis is, the first at a tie. NaN is passed over, as in TensorFlow. */
function argExtreme(kernel: "argmax" | "argmin", x: Tensor, axis: number, dtype: DType): Tensor {
  const { shape } = x.data;
  const reduced = [
    normalizeAxis(
      axis,
      shape.length,
      `Expected dimension in the range [${-shape.length}, ${shape.length}), but got ${axis}`,
    ),
  ];
  const { values, rows, columns } = rowsOf(x.data, reduced);
  if (columns === 0 && rows > 0) {
    throw new PythonError("InvalidArgumentError", `Reduction axis ${axis} is empty in shape [${shape}]`);
  }
  const sign = kernel === "argmax" ? 1 : -1;
  const result = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    let best = Number.NEGATIVE_INFINITY;
    let at = 0;
    for (let column = 0; column < columns; column++) {
      const value = sign * (values[row * columns + column] as number);
      if (value > best) {
        best = value;
        at = column;
      }
    }
    result[row] = at;
  }
  return makeResult(kernel, makeData(result, reducedShape(shape, reduced, false), dtype), dtype, []);
}

export function argmax(x: Tensor, axis: number, dtype: DType = "int64"): Tensor {
  return argExtreme("argmax", x, axis, dtype);
}

export function argmin(x: Tensor, axis: number, dtype: DType = "int64"): Tensor {
  return argExtreme("argmin", x, axis, dtype);
}

/** √Σx², `tf.math.reduce_euclidean_norm`. */
export function euclideanNorm(x: Tensor, axes?: Axes, keepdims = false): Tensor {
  const { shape } = x.data;
  const reduced = normalizeAxes(axes, shape.length);
  const squares = reduceRows(x.data, reduced, 0, (total, value) => total + value * value);
  const data = makeData(squares.map(Math.sqrt), reducedShape(shape, reduced, keepdims), x.dtype);
  return makeResult("euclideanNorm", data, x.dtype, [x], (upstream) => [
    divideData(x.data, divideData(spread(data, shape, reduced), spread(upstream, shape, reduced))),
  ]);
}
