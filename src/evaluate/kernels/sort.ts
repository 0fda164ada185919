/** Sorting along an axis. Equal elements keep their order. */

import * as tf from "@tensorflow/tfjs-core";
import { PythonError, Unsupported } from "../failure.ts";
import { readData } from "../tape/backend.ts";
import { makeData } from "../tape/data.ts";
import { makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { normalizeAxis } from "./broadcast.ts";
import { takeAlongAxis } from "./gather.ts";
import { slice } from "./slice.ts";

/**
 * How TensorFlow orders a short row with NaN: by insertion, with C++'s comparisons, in which NaN stays
 * where it is met. Where it ends up in a longer row is its library's business.
 */
function orderWithNan(values: readonly number[]): number[] {
  if (values.length > 16) throw new Unsupported("The order of more than 16 numbers with NaN is not evaluated.");
  const order: number[] = [];
  for (const [position, value] of values.entries()) {
    let at = order.length;
    const isFirst = at > 0 && value < (values[order[0] as number] as number);
    if (isFirst) at = 0;
    else while (at > 0 && value < (values[order[at - 1] as number] as number)) at--;
    order.splice(at, 0, position);
  }
  return sortRuns(order, values);
}

/** Equal neighbours in the order that they had. */
function sortRuns(order: number[], values: readonly number[]): number[] {
  for (let start = 0, end = 1; start < order.length; start = end, end++) {
    while (end < order.length && values[order[end] as number] === values[order[start] as number]) end++;
    order.splice(start, end - start, ...order.slice(start, end).sort((a, b) => a - b));
  }
  return order;
}

/** Positions along the axis, in the order of their elements. */
function orderAlong(x: Tensor, axis: number, descending: boolean): Tensor {
  const { shape } = x.data;
  const last = shape.length - 1;
  const swapped = shape.map((_, each) => (each === axis ? last : each === last ? axis : each));
  const moved = axis === last ? x.data : tf.transpose(x.data, swapped);
  const values = readData(moved);
  const length = shape[axis] as number;
  const order = new Int32Array(values.length);
  const sign = descending ? -1 : 1;
  for (let start = 0; start < values.length; start += length) {
    const keys = Array.from(values.subarray(start, start + length), (value) => value * sign);
    const positions = keys.some(Number.isNaN)
      ? orderWithNan(keys)
      : keys.map((_, position) => position).sort((left, right) => compare(keys[left]!, keys[right]!));
    order.set(positions, start);
  }
  const data = makeData(order, moved.shape, "int32");
  return makeResult("argsort", axis === last ? data : tf.transpose(data, swapped), "int32", []);
}

function compare(left: number, right: number): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

function sortAxis(x: Tensor, axis: number): number {
  const rank = x.data.shape.length;
  return normalizeAxis(axis, rank, `Argument \`axis\` = ${axis} not in range [${-rank}, ${rank})`);
}

/** Positions in sorted order, as int32. */
export function argsort(x: Tensor, axis: number, descending = false): Tensor {
  return orderAlong(x, sortAxis(x, axis), descending);
}

export function sort(x: Tensor, axis: number, descending = false): Tensor {
  const along = sortAxis(x, axis);
  return takeAlongAxis(x, orderAlong(x, along, descending), along);
}

/** The k largest along the last axis, and where they are (int32). */
export function topK(x: Tensor, k: number): { values: Tensor; indices: Tensor } {
  const { shape } = x.data;
  const length = shape.at(-1);
  if (length === undefined) throw new PythonError("InvalidArgumentError", "input must be >= 1-D, got shape []");
  if (k > length)
    throw new PythonError("InvalidArgumentError", `input must have at least k columns. Had ${length}, needed ${k}`);
  if (k < length && readData(x.data).some(Number.isNaN))
    throw new Unsupported("The largest of numbers with NaN are not evaluated.");
  const order = orderAlong(x, shape.length - 1, true);
  const indices = slice(
    order,
    shape.map(() => 0),
    [...shape.slice(0, -1), k],
  );
  return { values: takeAlongAxis(x, indices, -1), indices };
}
