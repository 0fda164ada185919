/** Axes of tensors: counting them from the end, and parts along one. */

import { slice } from "../../kernels/slice.ts";
import { shapeOf } from "../../tape/tape.ts";
import type { Tensor } from "../../tape/tensor.ts";

/** An axis counted from the front, where it may be counted from the end. */
export function normalAxis(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}

/** Positions `from` up to `to` of one axis. */
export function part(x: Tensor, axis: number, from: number, to: number): Tensor {
  const begin = shapeOf(x).map((_, index) => (index === axis ? from : 0));
  const size = shapeOf(x).map((length, index) => (index === axis ? to - from : length));
  return slice(x, begin, size);
}
