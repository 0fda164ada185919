/** Sorting along an axis. Equal elements keep their order; NaN comes last. */

import * as tf from "@tensorflow/tfjs-core";
import { readData } from "../backend.ts";
import { PythonError } from "../failure.ts";
import { makeData, makeResult } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { normalizeAxis } from "./broadcast.ts";
import { takeAlongAxis } from "./gather.ts";
import { slice } from "./slice.ts";

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
    const positions = Array.from({ length }, (_, position) => position);
    positions.sort((left, right) => {
      const a = values[start + left] as number;
      const b = values[start + right] as number;
      if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
      return a === b ? 0 : a < b ? -sign : sign;
    });
    order.set(positions, start);
  }
  const data = makeData(order, moved.shape, "int32");
  return makeResult("argsort", axis === last ? data : tf.transpose(data, swapped), "int32", []);
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
  const order = orderAlong(x, shape.length - 1, true);
  const indices = slice(
    order,
    shape.map(() => 0),
    [...shape.slice(0, -1), k],
  );
  return { values: takeAlongAxis(x, indices, -1), indices };
}
