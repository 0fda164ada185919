/** Norms of vectors and matrices, composed as `tf.norm` composes them. */

import { PythonError } from "../failure.ts";
import { constant } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { multiply, power } from "./arithmetic.ts";
import { type Axes, normalizeAxis } from "./broadcast.ts";
import { singularValues } from "./linalg.ts";
import { max, sum } from "./reduction.ts";
import { expandDims, squeeze, transpose } from "./shape.ts";
import { abs, sqrt } from "./unary.ts";

/** "fro" and "euclidean" are for matrices and vectors; a number may be Infinity. */
export type NormOrder = number | "euclidean" | "fro";

/** The largest singular value, in the place of the two axes. */
function spectral(x: Tensor, axes: readonly number[]): Tensor {
  const rank = x.data.shape.length;
  const [first, second] = axes.map((axis) => normalizeAxis(axis, rank)) as [number, number];
  const others = x.data.shape.map((_, axis) => axis).filter((axis) => axis !== first && axis !== second);
  let result = max(singularValues(transpose(x, [...others, first, second])), -1);
  for (const axis of [first, second].sort((a, b) => a - b)) result = expandDims(result, axis);
  return result;
}

/** `tf.norm`: over all axes, one axis, or the two axes of matrices. */
export function norm(x: Tensor, order: NormOrder = "euclidean", axes?: Axes, keepdims = false): Tensor {
  const list = axes === undefined || typeof axes === "number" ? axes : axes.length === 1 ? axes[0] : axes;
  const isMatrix = typeof list === "object";
  if (isMatrix && list.length !== 2) {
    throw new PythonError("ValueError", "'axis' must be None, an integer, or a tuple of 2 unique integers");
  }
  if (!isMatrix && order === "fro")
    throw new PythonError("ValueError", "'ord' must be a supported vector norm, got fro");
  if (typeof order === "number" && (order <= 0 || (isMatrix && ![1, 2, Number.POSITIVE_INFINITY].includes(order)))) {
    const kind = isMatrix ? "matrix" : "vector";
    throw new PythonError("ValueError", `'ord' must be a supported ${kind} norm, got ${order}`);
  }
  const result = kept(x, order, list);
  return keepdims ? result : squeeze(result, list ?? x.data.shape.map((_, axis) => axis));
}

function kept(x: Tensor, order: NormOrder, axes: Axes): Tensor {
  const matrixAxes = typeof axes === "object" ? axes : undefined;
  if (order === 2 && matrixAxes !== undefined) return spectral(x, matrixAxes);
  if (order === "euclidean" || order === "fro" || order === 2) return sqrt(sum(multiply(x, x), axes, true));
  const magnitudes = abs(x);
  if (order === 1) {
    const sums = sum(magnitudes, matrixAxes?.[0] ?? axes, true);
    return matrixAxes === undefined ? sums : max(sums, matrixAxes[1], true);
  }
  if (order === Number.POSITIVE_INFINITY) {
    const sums = matrixAxes === undefined ? magnitudes : sum(magnitudes, matrixAxes[1], true);
    return max(sums, matrixAxes?.[0] ?? axes, true);
  }
  const powers = sum(power(magnitudes, constant(order, [], x.dtype)), axes, true);
  return power(powers, constant(1 / order, [], x.dtype));
}
