/** Putting tensors together and taking them apart along an axis. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { requireSameDType } from "../dtype.ts";
import { PythonError } from "../failure.ts";
import { reserve } from "../tape/backend.ts";
import { isSameShape } from "../tape/elements.ts";
import { makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { normalizeAxis } from "./broadcast.ts";
import { expandDims, squeeze } from "./shape.ts";
import { slice } from "./slice.ts";

function invalid(message: string): PythonError {
  return new PythonError("InvalidArgumentError", message);
}

export function concat(tensors: readonly Tensor[], axis: number): Tensor {
  const [first] = tensors;
  if (first === undefined) throw new PythonError("ValueError", "concat needs at least one tensor");
  const { shape } = first.data;
  const rank = shape.length;
  const along = normalizeAxis(
    axis,
    rank,
    `ConcatOp : Expected concatenating dimensions in the range [${-rank}, ${rank}), but got ${axis}`,
  );
  tensors.forEach((each, position) => {
    requireSameDType("ConcatV2", first.dtype, each.dtype);
    const other = each.data.shape;
    if (other.length !== rank) {
      throw invalid(
        `ConcatOp : Ranks of all input tensors should match: shape[0] = [${shape}] vs. shape[${position}] = [${other}]`,
      );
    }
    const wrong = other.findIndex((dimension, at) => at !== along && dimension !== shape[at]);
    if (wrong >= 0) {
      throw invalid(
        `ConcatOp : Dimension ${wrong} in both shapes must be equal: shape[0] = [${shape}] vs. shape[${position}] = [${other}]`,
      );
    }
  });
  const sizes = tensors.map((each) => each.data.shape[along] as number);
  const full = shape.map((dimension, at) => (at === along ? sizes.reduce((sum, size) => sum + size, 0) : dimension));
  reserve(full);
  const filled = tensors.filter((each) => each.data.size > 0).map((each) => each.data);
  const data = filled.length === 0 ? tf.zeros(full, first.data.dtype as "float32") : tf.concat(filled, along);
  return makeResult("concat", data, first.dtype, tensors, (upstream) => {
    let start = 0;
    return tensors.map((each, position) => {
      const begin = shape.map((_, at) => (at === along ? start : 0));
      start += sizes[position] as number;
      return each.step && sliceData(upstream, begin, each.data.shape);
    });
  });
}

function sliceData(data: Data, begin: number[], size: readonly number[]): Data {
  return size.includes(0) ? tf.zeros([...size]) : tf.slice(data, begin, [...size]);
}

export function stack(tensors: readonly Tensor[], axis: number): Tensor {
  const [first] = tensors;
  if (first === undefined) throw new PythonError("ValueError", "stack needs at least one tensor");
  tensors.forEach((each, position) => {
    if (isSameShape(first.data.shape, each.data.shape)) return;
    throw invalid(
      `Shapes of all inputs must match: values[0].shape = [${first.data.shape}] != values[${position}].shape = [${each.data.shape}]`,
    );
  });
  const rank = first.data.shape.length + 1;
  const at = normalizeAxis(axis, rank, `Argument \`axis\` = ${axis} not in range [${-rank}, ${rank})`);
  return concat(
    tensors.map((each) => expandDims(each, at)),
    at,
  );
}

/** The slices along an axis, without that axis. */
export function unstack(x: Tensor, axis: number): Tensor[] {
  const rank = x.data.shape.length;
  const at = normalizeAxis(axis, rank, `Argument \`axis\` = ${axis} not in range [${-rank}, ${rank})`);
  const sizes = new Array<number>(x.data.shape[at] as number).fill(1);
  return split(x, sizes, at).map((part) => squeeze(part, at));
}

/** Parts of the given sizes along an axis; one size may be −1, the rest. */
export function split(x: Tensor, sizes: readonly number[], axis: number): Tensor[] {
  const { shape } = x.data;
  const at = normalizeAxis(axis, shape.length, `-input rank <= split_dim < input rank, but got ${axis}`);
  const length = shape[at] as number;
  const known = sizes.reduce((sum, size) => sum + Math.max(0, size), 0);
  const full = sizes.map((size) => (size === -1 ? length - known : size));
  if (full.reduce((sum, size) => sum + size, 0) !== length) {
    throw invalid(
      `Determined shape must either match input shape along split_dim exactly if fully specified, or be less than the size of the input along split_dim if not fully specified.  Got: ${known}`,
    );
  }
  let start = 0;
  return full.map((size) => {
    const begin = shape.map((_, each) => (each === at ? start : 0));
    start += size;
    return slice(
      x,
      begin,
      shape.map((dimension, each) => (each === at ? size : dimension)),
    );
  });
}
