/** Taking elements and slices by index. All of it is rows taken from a table; gradients add up where a row was taken. */

import * as tf from "@tensorflow/tfjs-core";
import { isInteger } from "../dtype.ts";
import type { DType } from "../evaluation.ts";
import { PythonError } from "../failure.ts";
import { read, reserve, sizeOfShape } from "../tape/backend.ts";
import { makeData } from "../tape/data.ts";
import { isSameShape } from "../tape/elements.ts";
import { makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { scatterAlong, takeAlong } from "./axis.ts";
import { normalizeAxis } from "./broadcast.ts";

function invalid(message: string): PythonError {
  return new PythonError("InvalidArgumentError", message);
}

/** `x` as a table of rows of `width` elements, the given rows of it, in `shape`. */
function gatherRows(kernel: string, x: Tensor, width: number, rows: ArrayLike<number>, shape: number[]): Tensor {
  reserve(shape);
  const height = width === 0 ? 0 : x.data.size / width;
  if (sizeOfShape(shape) === 0) {
    const empty = tf.zeros(shape, x.data.dtype as "float32");
    return makeResult(kernel, empty, x.dtype, [x], () => [tf.zeros(x.data.shape)]);
  }
  const data = tf.reshape(takeAlong(tf.reshape(x.data, [height, width]), 0, rows), shape);
  return makeResult(kernel, data, x.dtype, [x], (upstream) => [
    tf.reshape(scatterAlong(tf.reshape(upstream, [rows.length, width]), 0, rows, height), x.data.shape),
  ]);
}

function requireIndices(indices: Tensor): void {
  if (isInteger(indices.dtype)) return;
  throw new PythonError(
    "TypeError",
    `Value passed to parameter 'indices' has DataType ${indices.dtype} not in list of allowed values: int16, int32, int64`,
  );
}

/** `tf.gather`: slices along an axis, in each batch separately for `batchDims` leading axes. */
export function gather(x: Tensor, indices: Tensor, axis = 0, batchDims = 0): Tensor {
  requireIndices(indices);
  const { shape } = x.data;
  const at = normalizeAxis(
    axis,
    shape.length,
    `Expected axis in the range [${-shape.length}, ${shape.length}), but got ${axis}`,
  );
  const batchRank = batchDims < 0 ? batchDims + indices.data.shape.length : batchDims;
  if (batchRank > at) throw invalid(`batch_dims (${batchRank}) must be less than or equal to axis (${at})`);
  const length = shape[at] as number;
  const batch = sizeOfShape(shape.slice(0, batchRank));
  const outer = sizeOfShape(shape.slice(batchRank, at));
  const values = read(indices);
  const perBatch = batch === 0 ? 0 : values.length / batch;
  const rows: number[] = [];
  for (let block = 0; block < batch; block++) {
    for (let each = 0; each < outer; each++) {
      for (let position = 0; position < perBatch; position++) {
        const index = values[block * perBatch + position] as number;
        if (index < 0 || index >= length) {
          throw invalid(`indices[${indexName(position, indices.data.shape)}] = ${index} is not in [0, ${length})`);
        }
        rows.push((block * outer + each) * length + index);
      }
    }
  }
  const result = [...shape.slice(0, at), ...indices.data.shape.slice(batchRank), ...shape.slice(at + 1)];
  return gatherRows("gather", x, sizeOfShape(shape.slice(at + 1)), rows, result);
}

function indexName(flat: number, shape: readonly number[]): string {
  const parts: number[] = [];
  let rest = flat;
  for (const dimension of [...shape].reverse()) {
    parts.unshift(rest % dimension);
    rest = Math.floor(rest / dimension);
  }
  return parts.join(",");
}

/** Rows of the table that the last axis of `indices` names, for each of its other positions. */
export function rowsOfIndices(
  indices: Tensor,
  shape: readonly number[],
  batchRank = 0,
): { rows: number[]; depth: number } {
  requireIndices(indices);
  const depth = indices.data.shape.at(-1);
  if (depth === undefined || depth + batchRank > shape.length) {
    throw invalid(`index innermost dimension length must be <= params rank; saw: ${depth} vs. ${shape.length}`);
  }
  const values = read(indices);
  const count = sizeOfShape(indices.data.shape.slice(0, -1));
  const batch = sizeOfShape(shape.slice(0, batchRank));
  const perBatch = batch === 0 ? 0 : count / batch;
  const rows: number[] = [];
  for (let row = 0; row < count; row++) {
    let flat = perBatch === 0 ? 0 : Math.floor(row / perBatch);
    for (let part = 0; part < depth; part++) {
      const index = values[row * depth + part] as number;
      const dimension = shape[batchRank + part] as number;
      if (index < 0 || index >= dimension) {
        const all = Array.from(values.subarray(row * depth, row * depth + depth));
        throw invalid(`indices[${row}] = [${all.join(", ")}] does not index into param shape [${shape}]`);
      }
      flat = flat * dimension + index;
    }
    rows.push(flat);
  }
  return { rows, depth };
}

/** `tf.gather_nd`: elements or slices by full or partial coordinates. */
export function gatherNd(x: Tensor, indices: Tensor, batchDims = 0): Tensor {
  const { shape } = x.data;
  const { rows, depth } = rowsOfIndices(indices, shape, batchDims);
  const inner = shape.slice(batchDims + depth);
  return gatherRows("gatherNd", x, sizeOfShape(inner), rows, [...indices.data.shape.slice(0, -1), ...inner]);
}

/** NumPy's `take_along_axis`; shapes agree off the axis, and negative indices count from the end. */
export function takeAlongAxis(x: Tensor, indices: Tensor, axis: number): Tensor {
  requireIndices(indices);
  const { shape } = x.data;
  const at = normalizeAxis(axis, shape.length, `axis ${axis} is out of bounds for array of dimension ${shape.length}`);
  const expected = shape.map((dimension, each) => (each === at ? indices.data.shape[at] : dimension) as number);
  if (!isSameShape(expected, indices.data.shape)) {
    throw invalid(`Incompatible shapes: [${shape}] vs. [${indices.data.shape}]`);
  }
  const length = shape[at] as number;
  const taken = indices.data.shape[at] as number;
  const inner = sizeOfShape(shape.slice(at + 1));
  const rows = Array.from(read(indices), (index, flat) => {
    const from = index < 0 ? index + length : index;
    if (from < 0 || from >= length) throw invalid(`indices[${flat}] = ${index} is not in [0, ${length})`);
    return (Math.floor(flat / (inner * taken)) * length + from) * inner + (flat % inner);
  });
  return gatherRows("takeAlongAxis", x, 1, rows, [...indices.data.shape]);
}

/** `tf.boolean_mask`: what is true, in one axis in place of the mask's axes. */
export function booleanMask(x: Tensor, mask: Tensor, axis = 0): Tensor {
  const { shape } = x.data;
  const at = normalizeAxis(axis, Math.max(1, shape.length));
  const maskShape = mask.data.shape;
  if (maskShape.length === 0) throw new PythonError("ValueError", "mask cannot be scalar.");
  const covered = shape.slice(at, at + maskShape.length);
  if (!isSameShape(covered, maskShape)) {
    throw new PythonError("ValueError", `Shapes (${covered}) and (${maskShape}) are incompatible`);
  }
  const chosen: number[] = [];
  read(mask).forEach((value, position) => {
    if (value) chosen.push(position);
  });
  const outer = sizeOfShape(shape.slice(0, at));
  const length = sizeOfShape(maskShape);
  const rows = Array.from({ length: outer }, (_, block) => chosen.map((position) => block * length + position)).flat();
  const rest = shape.slice(at + maskShape.length);
  return gatherRows("booleanMask", x, sizeOfShape(rest), rows, [...shape.slice(0, at), chosen.length, ...rest]);
}

/** Index → a row with `on` there and `off` elsewhere; an index outside gives a row of `off`. */
export function oneHot(indices: Tensor, depth: number, on: number, off: number, axis: number, dtype: DType): Tensor {
  requireIndices(indices);
  const { shape } = indices.data;
  const at = normalizeAxis(
    axis,
    shape.length + 1,
    `Expected axis to be -1 or between [0, ${shape.length + 1}).  But received: ${axis}`,
  );
  const result = shape.toSpliced(at, 0, depth);
  reserve(result);
  const inner = sizeOfShape(shape.slice(at));
  const values = new Float64Array(sizeOfShape(result)).fill(off);
  read(indices).forEach((index, flat) => {
    if (index < 0 || index >= depth) return;
    const block = inner === 0 ? 0 : Math.floor(flat / inner);
    values[(block * depth + index) * inner + (flat % inner)] = on;
  });
  return makeResult("oneHot", makeData(values, result, dtype), dtype, []);
}

/** The distinct values in order of appearance, where each element is among them, and how often it appears.
 * Asked for a gradient, TensorFlow complains. */
export function uniqueWithCounts(x: Tensor): { values: Tensor; indices: Tensor; counts: Tensor } {
  const order = new Map<number, number>();
  const first: number[] = [];
  const counts: number[] = [];
  const indices = Array.from(read(x), (value, position) => {
    const known = order.get(value);
    const at = known ?? order.size;
    if (known === undefined) {
      order.set(value, at);
      first.push(position);
    }
    counts[at] = (counts[at] ?? 0) + 1;
    return at;
  });
  const values = takeAlong(tf.reshape(x.data, [x.data.size]), 0, first);
  return {
    values: makeResult("unique", values, x.dtype, [x], () => {
      throw new PythonError("LookupError", "gradient registry has no entry for: UniqueWithCounts");
    }),
    indices: makeResult("unique", makeData(indices, x.data.shape, "int32"), "int32", []),
    counts: makeResult("unique", makeData(counts, [counts.length], "int32"), "int32", []),
  };
}
