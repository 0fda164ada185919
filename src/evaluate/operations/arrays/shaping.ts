/** Shapes and dtypes of NumPy arrays. */

import { isInteger } from "../../dtype.ts";
import type { DType } from "../../evaluation.ts";
import { PythonError } from "../../failure.ts";
import type { NdArray } from "../../interpreter/array-values.ts";
import { array, mapArray, numbers, shapeText, stridesOf } from "./array.ts";

export function castArray(x: NdArray, dtype: DType): NdArray {
  const convert = (value: number): number => {
    if (dtype === "bool") return Number(value !== 0);
    if (isInteger(dtype)) return Math.trunc(value);
    return dtype === "float32" ? Math.fround(value) : value;
  };
  return mapArray(x, convert, dtype);
}

export function reshapeArray(x: NdArray, shape: readonly number[]): NdArray {
  const known = shape.filter((length) => length >= 0).reduce((product, length) => product * length, 1);
  const full = shape.map((length) => (length < 0 ? x.data.length / known : length));
  const size = full.reduce((product, length) => product * length, 1);
  if (size !== x.data.length || full.some((length) => !Number.isInteger(length)))
    throw new PythonError("ValueError", `cannot reshape array of size ${x.data.length} into shape ${shapeText(shape)}`);
  // The same data: nothing more is held.
  return { ...x, shape: full };
}

export function transposeArray(x: NdArray, order?: readonly number[]): NdArray {
  const rank = x.shape.length;
  const axes = order?.map((axis) => (axis < 0 ? axis + rank : axis)) ?? [...Array(rank).keys()].reverse();
  const shape = axes.map((axis) => x.shape[axis]!);
  const strides = stridesOf(x.shape);
  const own = stridesOf(shape);
  const data = numbers(x.data.length, (flat) => {
    let at = 0;
    for (const [index, axis] of axes.entries()) at += (Math.floor(flat / own[index]!) % shape[index]!) * strides[axis]!;
    return x.data[at]!;
  });
  return array(data, shape, x.dtype);
}
