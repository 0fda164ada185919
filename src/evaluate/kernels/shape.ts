/** Shapes and layouts: what moves elements without computing with them. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { PythonError } from "../failure.ts";
import { reserve, sizeOfShape } from "../tape/backend.ts";
import { makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { scatterAlong, takeAlong } from "./axis.ts";
import { type Axes, broadcastData, normalizeAxis, sumData, unbroadcast } from "./broadcast.ts";

function invalid(message: string): PythonError {
  return new PythonError("InvalidArgumentError", message);
}

/** The dimension that −1 stands for. Beside a dimension of 0, those of 0 are left out of both counts. */
function inferDimension(x: Tensor, shape: readonly number[]): number {
  const named = shape.filter((dimension) => dimension >= 0);
  const isEmpty = named.includes(0);
  const counted = (dimensions: readonly number[]) => sizeOfShape(dimensions.filter((each) => each > 0 || !isEmpty));
  const [size, known] = [counted(x.data.shape), counted(named)];
  if (size % known !== 0) {
    throw invalid(
      `Input to reshape is a tensor with ${size} values, but the requested shape requires a multiple of ${known}`,
    );
  }
  if (isEmpty && x.data.size > 0) {
    throw invalid(`Input to reshape is a tensor with ${size} values, but the requested shape has 0`);
  }
  return size / known;
}

/** Same elements in a new shape; one dimension may be −1. */
export function reshape(x: Tensor, shape: readonly number[]): Tensor {
  const unknown = shape.filter((dimension) => dimension < 0).length;
  const { size } = x.data;
  if (unknown > 1) throw invalid("Only one input size may be -1");
  if (unknown === 1) {
    const inferred = inferDimension(x, shape);
    return reshaped(
      "reshape",
      x,
      shape.map((dimension) => (dimension === -1 ? inferred : dimension)),
    );
  }
  const known = sizeOfShape(shape);
  if (known !== size) {
    throw invalid(`Input to reshape is a tensor with ${size} values, but the requested shape has ${known}`);
  }
  return reshaped("reshape", x, [...shape]);
}

function reshaped(kernel: string, x: Tensor, shape: number[]): Tensor {
  const before = x.data.shape;
  return makeResult(kernel, tf.reshape(x.data, shape), x.dtype, [x], (upstream) => [tf.reshape(upstream, before)]);
}

export function transpose(x: Tensor, permutation?: readonly number[]): Tensor {
  const rank = x.data.shape.length;
  const order = permutation ?? Array.from({ length: rank }, (_, axis) => rank - 1 - axis);
  if (order.length !== rank) {
    throw invalid(`transpose expects a vector of size ${rank}. But input(1) is a vector of size ${order.length}`);
  }
  const forward = order.map((axis) => normalizeAxis(axis, rank, `${axis} is out of range [0 .. ${rank})`));
  if (new Set(forward).size < rank) throw invalid(`${forward} is not a permutation`);
  const inverse = forward.map((_, axis) => forward.indexOf(axis));
  const data = rank === 0 ? x.data : tf.transpose(x.data, forward);
  return makeResult("transpose", data, x.dtype, [x], (upstream) => [
    rank === 0 ? upstream : tf.transpose(upstream, inverse),
  ]);
}

export function expandDims(x: Tensor, axis: number): Tensor {
  const { shape } = x.data;
  const rank = shape.length;
  const at = normalizeAxis(axis, rank + 1, `Tried to expand dim index ${axis} for tensor with ${rank} dimensions.`);
  return reshaped("expandDims", x, shape.toSpliced(at, 0, 1));
}

/** Drops the given dimensions of 1, or all of them. */
export function squeeze(x: Tensor, axes?: Axes): Tensor {
  const { shape } = x.data;
  const rank = shape.length;
  const list = axes === undefined ? undefined : typeof axes === "number" ? [axes] : axes;
  // An empty list means all, as in TensorFlow.
  const dropped = list?.length
    ? list.map((axis) =>
        normalizeAxis(axis, rank, `Tried to squeeze dim index ${axis} for tensor with ${rank} dimensions.`),
      )
    : shape.flatMap((dimension, axis) => (dimension === 1 ? [axis] : []));
  for (const axis of dropped) {
    if (shape[axis] !== 1) throw invalid(`Can not squeeze dim[${axis}], expected a dimension of 1, got ${shape[axis]}`);
  }
  return reshaped(
    "squeeze",
    x,
    shape.filter((_, axis) => !dropped.includes(axis)),
  );
}

export function broadcastTo(x: Tensor, shape: readonly number[]): Tensor {
  const own = x.data.shape;
  const added = shape.length - own.length;
  const fits = added >= 0 && own.every((dimension, axis) => dimension === 1 || dimension === shape[axis + added]);
  if (!fits) throw invalid(`Incompatible shapes: [${own}] vs. [${shape}]`);
  reserve(shape);
  return makeResult("broadcastTo", broadcastData(x.data, shape), x.dtype, [x], (upstream) => [
    unbroadcast(upstream, own),
  ]);
}

export function tile(x: Tensor, multiples: readonly number[]): Tensor {
  const { shape } = x.data;
  if (multiples.length !== shape.length) {
    throw invalid(
      `Expected multiples argument to be a vector of length ${shape.length} but got length ${multiples.length}`,
    );
  }
  const full = shape.map((dimension, axis) => dimension * (multiples[axis] as number));
  reserve(full);
  const data = sizeOfShape(full) === 0 ? emptyLike(x.data, full) : tf.tile(x.data, [...multiples]);
  return makeResult("tile", data, x.dtype, [x], (upstream) => {
    const split = shape.flatMap((dimension, axis) => [multiples[axis] as number, dimension]);
    const copies = shape.map((_, axis) => 2 * axis);
    return [sumData(tf.reshape(upstream, split), copies)];
  });
}

function emptyLike(data: Data, shape: number[]): Data {
  return tf.zeros(shape, data.dtype as "float32");
}

/** Selects along an axis by position, once or often; gradients add up where an element was taken. */
export function take(kernel: string, x: Tensor, axis: number, indices: readonly number[]): Tensor {
  const length = x.data.shape[axis] as number;
  return makeResult(kernel, takeAlong(x.data, axis, indices), x.dtype, [x], (upstream) => [
    scatterAlong(upstream, axis, indices, length),
  ]);
}

function positions(length: number, source: (position: number) => number): number[] {
  return Array.from({ length }, (_, position) => source(position));
}

/** Reverses the order along each of the axes. */
export function reverse(x: Tensor, axes: number | readonly number[]): Tensor {
  let result = x;
  for (const axis of typeof axes === "number" ? [axes] : axes) {
    const at = normalizeAxis(axis, x.data.shape.length, `'axis'[0] = ${axis} is out of valid range`);
    const length = x.data.shape[at] as number;
    result = take(
      "reverse",
      result,
      at,
      positions(length, (position) => length - 1 - position),
    );
  }
  return result;
}

/** Shifts along the axes; what falls off one end comes in at the other. */
export function roll(x: Tensor, shifts: readonly number[], axes: readonly number[]): Tensor {
  let result = x;
  axes.forEach((axis, each) => {
    const at = normalizeAxis(axis, x.data.shape.length, `axis ${axis} is out of range`);
    const length = x.data.shape[at] as number;
    const shift = shifts[each] ?? 0;
    const source = (position: number): number => (((position - shift) % length) + length) % length;
    result = take("roll", result, at, positions(length, source));
  });
  return result;
}

/** Repeats each element along an axis; without an axis, those of the flattened tensor. */
export function repeat(x: Tensor, repeats: number | readonly number[], axis?: number): Tensor {
  if (axis === undefined) return repeat(reshape(x, [x.data.size]), repeats, 0);
  const at = normalizeAxis(axis, x.data.shape.length, `axis ${axis} is out of range`);
  const length = x.data.shape[at] as number;
  const counts = typeof repeats === "number" ? [repeats] : repeats;
  if (counts.length !== 1 && counts.length !== length) {
    throw invalid(`Expected repeats to have 1 or ${length} elements, but got ${counts.length}`);
  }
  const countAt = (position: number): number => (counts.length === 1 ? counts[0] : counts[position]) as number;
  const total = positions(length, countAt).reduce((sum, count) => sum + count, 0);
  reserve((length === 0 ? 0 : x.data.size / length) * total);
  const indices = positions(length, (position) => position).flatMap((position) =>
    new Array<number>(countAt(position)).fill(position),
  );
  return take("repeat", x, at, indices);
}

export type PadMode = "constant" | "reflect" | "symmetric";

/** Widens each axis by so many before and after: with a value, or with its own elements mirrored. */
export function pad(
  x: Tensor,
  paddings: readonly (readonly [number, number])[],
  mode: PadMode = "constant",
  value = 0,
): Tensor {
  const { shape } = x.data;
  if (paddings.length !== shape.length) {
    throw invalid(`The first dimension of paddings must be the rank of inputs[${paddings.length},2] [${shape}]`);
  }
  const full = shape.map((dimension, axis) => dimension + (paddings[axis]?.[0] ?? 0) + (paddings[axis]?.[1] ?? 0));
  reserve(full);
  if (mode === "constant") {
    const pairs = paddings.map(([before, after]): [number, number] => [before, after]);
    const data = shape.length === 0 ? x.data : tf.pad(x.data, pairs, value);
    const begin = paddings.map(([before]) => before);
    return makeResult("pad", data, x.dtype, [x], (upstream) => [
      shape.length === 0 ? upstream : tf.slice(upstream, begin, shape),
    ]);
  }
  const edge = mode === "reflect" ? 0 : 1;
  let result = x;
  paddings.forEach(([before, after], axis) => {
    const length = shape[axis] as number;
    if (Math.max(before, after) > length - 1 + edge) {
      throw invalid(`paddings must be less than the dimension size: ${before}, ${after} not less than ${length}`);
    }
    if (before === 0 && after === 0) return;
    const source = (position: number): number => {
      const from = position - before;
      if (from < 0) return -from - edge;
      return from < length ? from : 2 * length - 2 - from + edge;
    };
    result = take("pad", result, axis, positions(full[axis] as number, source));
  });
  return result;
}
