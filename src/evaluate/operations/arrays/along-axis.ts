/** Functions of an array's rows along an axis, and what rows are made of. */

import { PythonError } from "../../failure.ts";
import type { NdArray } from "../../interpreter/array-values.ts";
import type { Value } from "../../interpreter/values.ts";
import type { Call } from "../calls/operation.ts";
import { items } from "../calls/parameters.ts";
import { array, toArray } from "./array.ts";
import { transposeArray } from "./shaping.ts";

/** An axis counted from the front, or NumPy's error. */
export function normal(axis: number, rank: number): number {
  const at = axis < 0 ? axis + rank : axis;
  if (at < 0 || at >= rank)
    throw new PythonError("AxisError", `axis ${axis} is out of bounds for array of dimension ${rank}`);
  return at;
}

/** Axis `from` moved to where `to` is, the others in their order. */
export function movedAxis(x: NdArray, from: number, to: number): NdArray {
  const rank = x.shape.length;
  const order = [...Array(rank).keys()].filter((axis) => axis !== normal(from, rank));
  order.splice(normal(to, rank), 0, normal(from, rank));
  return transposeArray(x, order);
}

/** A function of each row along an axis. */
export function alongAxis(x: NdArray, axis: number, change: (row: number[]) => number[], type = x.dtype): NdArray {
  const last = movedAxis(x, axis, -1);
  const length = last.shape.at(-1)!;
  const rows = Array.from({ length: length === 0 ? 0 : last.data.length / length }, (_, row) =>
    change(Array.from(last.data.slice(row * length, (row + 1) * length))),
  );
  const result = array(rows.flat(), [...last.shape.slice(0, -1), rows[0]?.length ?? 0], type);
  return movedAxis(result, -1, axis);
}

/** NaN comes last. */
export function ascending(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a - b;
}

/** An argument as an array. */
export const given = (call: Call, value: Value | undefined): NdArray => toArray(value!, call.context);

/** A sequence of arguments as arrays. */
export const givenAll = (call: Call, value: Value | undefined): NdArray[] =>
  items(value!).map((each) => toArray(each, call.context));
