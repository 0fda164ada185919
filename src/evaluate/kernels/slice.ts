/** Slices, and all of Python's indexing with numbers, slices, `...` and `None`. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { PythonError } from "../failure.ts";
import { makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { scatterAlong, takeAlong } from "./axis.ts";
import { reshape } from "./shape.ts";

/** One part of `x[a, b:c, ..., None]`. */
export type IndexItem =
  | { readonly kind: "index"; readonly at: number }
  | {
      readonly kind: "slice";
      readonly start?: number | undefined;
      readonly stop?: number | undefined;
      readonly step?: number | undefined;
    }
  | { readonly kind: "newaxis" }
  | { readonly kind: "ellipsis" };

function invalid(message: string): PythonError {
  return new PythonError("InvalidArgumentError", message);
}

/** `tf.slice`: a size of −1 is the rest. */
export function slice(x: Tensor, begin: readonly number[], size: readonly number[]): Tensor {
  const { shape } = x.data;
  if (begin.length !== shape.length || size.length !== shape.length) {
    throw invalid(
      `Expected begin and size arguments to be 1-D tensors of size ${shape.length}, but got shapes [${begin.length}] and [${size.length}] instead.`,
    );
  }
  const full = shape.map((dimension, axis) =>
    size[axis] === -1 ? dimension - (begin[axis] as number) : (size[axis] as number),
  );
  shape.forEach((dimension, axis) => {
    const from = begin[axis] as number;
    const count = full[axis] as number;
    if (from < 0 || from > dimension) {
      throw invalid(`Expected begin[${axis}] in [0, ${dimension}], but got ${from}`);
    }
    if (count < 0 || from + count > dimension) {
      throw invalid(`Expected size[${axis}] in [0, ${dimension - from}], but got ${count}`);
    }
  });
  return contiguous(x, [...begin], full);
}

function contiguous(x: Tensor, begin: number[], size: number[]): Tensor {
  const { shape } = x.data;
  if (begin.every((from, axis) => from === 0 && size[axis] === shape[axis])) return x;
  const isEmpty = size.includes(0);
  const data: Data = isEmpty ? tf.zeros(size, x.data.dtype as "float32") : tf.slice(x.data, begin, size);
  return makeResult("slice", data, x.dtype, [x], (upstream) => {
    if (isEmpty) return [tf.zeros(shape)];
    const paddings = shape.map((dimension, axis): [number, number] => {
      const before = begin[axis] as number;
      return [before, dimension - before - (size[axis] as number)];
    });
    return [tf.pad(upstream, paddings)];
  });
}

interface AxisSelection {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

/** Python's `slice.indices`. */
function selectionOf(item: IndexItem & { kind: "slice" }, length: number): AxisSelection {
  const step = item.step ?? 1;
  if (step === 0) throw invalid("slice index strides must be non-zero");
  const low = step > 0 ? 0 : -1;
  const high = step > 0 ? length : length - 1;
  const bound = (value: number | undefined, otherwise: number): number => {
    if (value === undefined) return otherwise;
    return Math.min(high, Math.max(low, value < 0 ? value + length : value));
  };
  const start = bound(item.start, step > 0 ? low : high);
  const stop = bound(item.stop, step > 0 ? high : low);
  return { start, step, count: Math.max(0, Math.ceil((stop - start) / step)) };
}

/** `x[…]` as Python and TensorFlow index. */
export function index(x: Tensor, items: readonly IndexItem[]): Tensor {
  const { shape } = x.data;
  const consumed = items.filter((item) => item.kind === "index" || item.kind === "slice").length;
  if (consumed > shape.length) {
    throw invalid(`Index out of range using input dim ${shape.length}; input has only ${shape.length} dims`);
  }
  const rest = new Array<IndexItem>(shape.length - consumed).fill({ kind: "slice" });
  const ellipsis = items.findIndex((item) => item.kind === "ellipsis");
  const full = ellipsis < 0 ? [...items, ...rest] : items.toSpliced(ellipsis, 1, ...rest);
  if (full.some((item) => item.kind === "ellipsis")) {
    throw new PythonError("ValueError", "Multiple ellipses in slice spec not allowed");
  }
  const begin: number[] = [];
  const size: number[] = [];
  const strided: { axis: number; selection: AxisSelection }[] = [];
  const result: number[] = [];
  let axis = 0;
  for (const item of full) {
    if (item.kind === "newaxis") {
      result.push(1);
      continue;
    }
    const length = shape[axis] as number;
    if (item.kind === "index") {
      const at = item.at < 0 ? item.at + length : item.at;
      if (at < 0 || at >= length) throw invalid(`slice index ${item.at} of dimension ${axis} out of bounds.`);
      begin.push(at);
      size.push(1);
    } else if (item.kind === "slice") {
      const selection = selectionOf(item, length);
      if (selection.step === 1) {
        begin.push(selection.start);
        size.push(selection.count);
      } else {
        begin.push(0);
        size.push(length);
        strided.push({ axis, selection });
      }
      result.push(selection.count);
    }
    axis++;
  }
  let sliced = contiguous(x, begin, size);
  for (const { axis: along, selection } of strided) sliced = stride(sliced, along, selection);
  return reshape(sliced, result);
}

function stride(x: Tensor, axis: number, selection: AxisSelection): Tensor {
  const positions = Array.from({ length: selection.count }, (_, each) => selection.start + each * selection.step);
  const length = x.data.shape[axis] as number;
  return makeResult("slice", takeAlong(x.data, axis, positions), x.dtype, [x], (upstream) => [
    scatterAlong(upstream, axis, positions, length),
  ]);
}
