/** Broadcasting, forward and back, and the axes that reductions name. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { readData, reserve, sizeOfShape } from "../backend.ts";
import { PythonError } from "../failure.ts";

/** The axes of a reduction; undefined is all of them. */
export type Axes = number | readonly number[] | undefined;

/** The shape of an elementwise result, or TensorFlow's complaint; room for it is reserved. */
export function broadcastShape(left: readonly number[], right: readonly number[]): number[] {
  const rank = Math.max(left.length, right.length);
  const shape: number[] = new Array(rank);
  for (let fromEnd = 1; fromEnd <= rank; fromEnd++) {
    const a = left[left.length - fromEnd] ?? 1;
    const b = right[right.length - fromEnd] ?? 1;
    if (a !== b && a !== 1 && b !== 1) {
      throw new PythonError("InvalidArgumentError", `Incompatible shapes: [${left}] vs. [${right}]`);
    }
    shape[rank - fromEnd] = a === 1 ? b : a;
  }
  reserve(shape);
  return shape;
}

export function isSameShape(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((dimension, axis) => dimension === right[axis]);
}

/** A gradient in the shape that was broadcast to, summed to the shape that was broadcast. */
export function unbroadcast(gradient: Data, shape: readonly number[]): Data {
  if (isSameShape(gradient.shape, shape)) return gradient;
  const added = gradient.shape.length - shape.length;
  const axes: number[] = [];
  gradient.shape.forEach((dimension, axis) => {
    if (axis < added || (shape[axis - added] === 1 && dimension !== 1)) axes.push(axis);
  });
  return tf.reshape(sumData(gradient, axes), [...shape]);
}

/** TensorFlow.js's sum, which cannot add up nothing. */
export function sumData(data: Data, axes: readonly number[], keepdims = false): Data {
  if (axes.length === 0) return data;
  if (data.size === 0) return tf.zeros(reducedShape(data.shape, axes, keepdims), data.dtype as "float32");
  return tf.sum(data, [...axes], keepdims);
}

/** A view of the data in the larger shape. */
export function broadcastData(data: Data, shape: readonly number[]): Data {
  if (isSameShape(data.shape, shape)) return data;
  const added = shape.length - data.shape.length;
  const multiples = shape.map((dimension, axis) => {
    const own = axis < added ? 1 : (data.shape[axis - added] as number);
    return own === dimension ? 1 : dimension;
  });
  const reshaped = tf.reshape(data, [...new Array<number>(added).fill(1), ...data.shape]);
  if (sizeOfShape(shape) === 0) return tf.zeros([...shape], data.dtype as "float32");
  return multiples.every((count) => count === 1) ? reshaped : tf.tile(reshaped, multiples);
}

/** Counts an axis from the front, or complains as TensorFlow does. */
export function normalizeAxis(axis: number, rank: number, complaint?: string): number {
  if (Number.isInteger(axis) && axis >= -rank && axis < rank) return axis < 0 ? axis + rank : axis;
  throw new PythonError(
    "InvalidArgumentError",
    complaint ?? `Invalid reduction dimension (${axis} for input with ${rank} dimension(s)`,
  );
}

/** The axes of a reduction, in order, each once. */
export function normalizeAxes(axes: Axes, rank: number): number[] {
  if (axes === undefined) return Array.from({ length: rank }, (_, axis) => axis);
  const list = typeof axes === "number" ? [axes] : axes;
  const normalized = list.map((axis) => normalizeAxis(axis, rank));
  const unique = [...new Set(normalized)].sort((a, b) => a - b);
  if (unique.length < normalized.length) {
    throw new PythonError("InvalidArgumentError", `Axes contains duplicate dimension: ${duplicateOf(normalized)}`);
  }
  return unique;
}

function duplicateOf(axes: readonly number[]): number | undefined {
  return axes.find((axis, position) => axes.indexOf(axis) < position);
}

export function reducedShape(shape: readonly number[], axes: readonly number[], keepdims: boolean): number[] {
  if (keepdims) return shape.map((dimension, axis) => (axes.includes(axis) ? 1 : dimension));
  return shape.filter((_, axis) => !axes.includes(axis));
}

/** Row-major strides; 0 where a dimension of 1 is broadcast in `shape`. */
function stridesIn(own: readonly number[], shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(0);
  let stride = 1;
  for (let fromEnd = 1; fromEnd <= own.length; fromEnd++) {
    const dimension = own[own.length - fromEnd] as number;
    if (dimension !== 1) strides[shape.length - fromEnd] = stride;
    stride *= dimension;
  }
  return strides;
}

/** Applies a function to two arrays, broadcast to `shape`; for what TensorFlow.js has no kernel. */
export function mapPairs(
  a: Data,
  b: Data,
  shape: readonly number[],
  apply: (a: number, b: number) => number,
): Float64Array {
  const left = readData(a);
  const right = readData(b);
  const size = sizeOfShape(shape);
  const result = new Float64Array(size);
  if (a.size === size && b.size === size) {
    for (let index = 0; index < size; index++) result[index] = apply(left[index] as number, right[index] as number);
    return result;
  }
  const leftStrides = stridesIn(a.shape, shape);
  const rightStrides = stridesIn(b.shape, shape);
  const position = new Array<number>(shape.length).fill(0);
  let leftIndex = 0;
  let rightIndex = 0;
  for (let index = 0; index < size; index++) {
    result[index] = apply(left[leftIndex] as number, right[rightIndex] as number);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      leftIndex += leftStrides[axis] as number;
      rightIndex += rightStrides[axis] as number;
      position[axis] = (position[axis] as number) + 1;
      if ((position[axis] as number) < (shape[axis] as number)) break;
      leftIndex -= (leftStrides[axis] as number) * (shape[axis] as number);
      rightIndex -= (rightStrides[axis] as number) * (shape[axis] as number);
      position[axis] = 0;
    }
  }
  return result;
}

/** Applies a function to every element, in double precision, rounded to float32 once. */
export function mapData(data: Data, apply: (value: number) => number): Data {
  const values = readData(data);
  const result = new Float32Array(values.length);
  for (let index = 0; index < values.length; index++) result[index] = apply(values[index] as number);
  return tf.tensor(result, data.shape, "float32");
}
