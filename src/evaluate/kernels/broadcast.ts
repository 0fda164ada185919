/** Broadcasting, forward and back, and the axes that reductions name. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { PythonError } from "../failure.ts";
import { readData, sizeOfShape } from "../tape/backend.ts";
import { forEachRow, isSameShape } from "../tape/elements.ts";
import { lifted } from "../tape/lifting.ts";
import { zerosFor } from "./axis.ts";

/** The axes of a reduction; undefined is all of them. */
export type Axes = number | readonly number[] | undefined;

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
  const followed = lifted("Sum", [data], { axis: axes, keepDims: keepdims });
  if (followed !== undefined) return followed;
  if (data.size === 0) return tf.zeros(reducedShape(data.shape, axes, keepdims), data.dtype as "float32");
  return tf.sum(data, [...axes], keepdims);
}

/** The data repeated to the larger shape. */
export function broadcastData(data: Data, shape: readonly number[]): Data {
  if (isSameShape(data.shape, shape)) return data;
  const followed = lifted("broadcast", [data], { shape: [...shape] });
  if (followed !== undefined) return followed;
  const values = readData(data);
  const result = zerosFor(data, sizeOfShape(shape));
  forEachRow(data.shape, [], shape, (from, step, _from, _step, at, count) => {
    if (step === 0) result.fill(values[from] as number, at, at + count);
    else result.set(values.subarray(from, from + count), at);
  });
  return tf.tensor(result, [...shape], data.dtype);
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

/** Applies a function to every element, in double precision, rounded to float32 once. */
export function mapData(data: Data, apply: (value: number) => number): Data {
  const values = readData(data);
  const result = new Float32Array(values.length);
  for (let index = 0; index < values.length; index++) result[index] = apply(values[index] as number);
  return tf.tensor(result, data.shape, "float32");
}
