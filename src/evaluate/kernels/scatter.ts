/** Putting slices at indices, and sums over segments: the reverse of gathering. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { requireSameDType } from "../dtype.ts";
import { PythonError } from "../failure.ts";
import { read, readData, reserve, sizeOfShape } from "../tape/backend.ts";
import { makeData } from "../tape/data.ts";
import { divideData, equalData, isSameShape, multiplyData } from "../tape/elements.ts";
import { makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { takeAlong } from "./axis.ts";
import { rowsOfIndices } from "./gather.ts";

/** The given rows of a gradient, in `shape`. */
function rowsAt(data: Data, width: number, rows: readonly number[], shape: readonly number[]): Data {
  if (sizeOfShape(shape) === 0) return tf.zeros([...shape]);
  return tf.reshape(takeAlong(tf.reshape(data, [data.size / width, width]), 0, rows), [...shape]);
}

type Combine = (old: number, update: number) => number;

function scatterRows(
  start: Float64Array,
  updates: Tensor,
  width: number,
  rows: readonly number[],
  combine: Combine,
): void {
  const values = read(updates);
  rows.forEach((row, position) => {
    for (let offset = 0; offset < width; offset++) {
      const at = row * width + offset;
      start[at] = combine(start[at] as number, values[position * width + offset] as number);
    }
  });
}

function requireUpdateShape(indices: Tensor, updates: Tensor, shape: readonly number[], depth: number): void {
  const expected = [...indices.data.shape.slice(0, -1), ...shape.slice(depth)];
  if (isSameShape(expected, updates.data.shape)) return;
  throw new PythonError(
    "InvalidArgumentError",
    `Dimensions [0,${indices.data.shape.length - 1}) of indices[shape=[${indices.data.shape}]] must match dimensions [0,${indices.data.shape.length - 1}) of updates[shape=[${updates.data.shape}]]`,
  );
}

/** `tf.scatter_nd`: updates added up in zeros. */
export function scatterNd(indices: Tensor, updates: Tensor, shape: readonly number[]): Tensor {
  reserve(shape);
  const { rows, depth } = rowsOfIndices(indices, shape);
  requireUpdateShape(indices, updates, shape, depth);
  const width = sizeOfShape(shape.slice(depth));
  const values = new Float64Array(sizeOfShape(shape));
  scatterRows(values, updates, width, rows, (old, update) => old + update);
  return makeResult("scatterNd", makeData(values, shape, updates.dtype), updates.dtype, [updates], (upstream) => [
    rowsAt(upstream, width, rows, updates.data.shape),
  ]);
}

function tensorScatter(kernel: string, x: Tensor, indices: Tensor, updates: Tensor, combine: Combine) {
  requireSameDType(kernel, x.dtype, updates.dtype);
  const { shape } = x.data;
  const { rows, depth } = rowsOfIndices(indices, shape);
  requireUpdateShape(indices, updates, shape, depth);
  const width = sizeOfShape(shape.slice(depth));
  const values = new Float64Array(read(x));
  scatterRows(values, updates, width, rows, combine);
  return { data: makeData(values, shape, x.dtype), rows, width };
}

/** `tf.tensor_scatter_nd_update`: what is replaced has a gradient of 0. */
export function tensorScatterNdUpdate(x: Tensor, indices: Tensor, updates: Tensor): Tensor {
  const { data, rows, width } = tensorScatter("TensorScatterUpdate", x, indices, updates, (_old, update) => update);
  return makeResult("tensorScatterNdUpdate", data, x.dtype, [x, updates], (upstream) => {
    const kept = new Float32Array(readData(upstream));
    for (const row of rows) kept.fill(0, row * width, row * width + width);
    return [tf.tensor(kept, upstream.shape, "float32"), rowsAt(upstream, width, rows, updates.data.shape)];
  });
}

export function tensorScatterNdAdd(x: Tensor, indices: Tensor, updates: Tensor): Tensor {
  const { data, rows, width } = tensorScatter("TensorScatterAdd", x, indices, updates, (old, update) => old + update);
  return makeResult("tensorScatterNdAdd", data, x.dtype, [x, updates], (upstream) => [
    upstream,
    rowsAt(upstream, width, rows, updates.data.shape),
  ]);
}

export function tensorScatterNdSub(x: Tensor, indices: Tensor, updates: Tensor): Tensor {
  const { data, rows, width } = tensorScatter("TensorScatterSub", x, indices, updates, (old, update) => old - update);
  return makeResult("tensorScatterNdSub", data, x.dtype, [x, updates], (upstream) => [
    upstream,
    tf.neg(rowsAt(upstream, width, rows, updates.data.shape)),
  ]);
}

/** The larger or smaller of what was there and the updates; those that tie share the gradient. */
function tensorScatterExtreme(kernel: string, x: Tensor, indices: Tensor, updates: Tensor, combine: Combine): Tensor {
  const { data, rows, width } = tensorScatter(kernel, x, indices, updates, combine);
  return makeResult(kernel, data, x.dtype, [x, updates], (upstream) => {
    const kept = tf.cast(equalData(x.data, data), "float32");
    const chosen = tf.cast(equalData(updates.data, rowsAt(data, width, rows, updates.data.shape)), "float32");
    const counts = new Float64Array(readData(kept));
    scatterRows(counts, { ...updates, data: chosen }, width, rows, (old, one) => old + one);
    const share = divideData(upstream, makeData(counts, data.shape, "float32"));
    return [multiplyData(share, kept), multiplyData(rowsAt(share, width, rows, updates.data.shape), chosen)];
  });
}

export function tensorScatterNdMax(x: Tensor, indices: Tensor, updates: Tensor): Tensor {
  return tensorScatterExtreme("TensorScatterMax", x, indices, updates, (old, update) => Math.max(old, update));
}

export function tensorScatterNdMin(x: Tensor, indices: Tensor, updates: Tensor): Tensor {
  return tensorScatterExtreme("TensorScatterMin", x, indices, updates, (old, update) => Math.min(old, update));
}
