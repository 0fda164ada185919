/** Tensors made from nothing but numbers, and changes of type. */

import * as tf from "@tensorflow/tfjs-core";
import { isFloating, storageOf } from "../dtype.ts";
import type { DType } from "../evaluation.ts";
import { PythonError } from "../failure.ts";
import { readData, reserve } from "../tape/backend.ts";
import { makeData } from "../tape/data.ts";
import { constant, makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";

/** A float as the machine converts it to an integer: cut, and the least integer where it does not fit. */
function toInteger(value: number, dtype: DType): number {
  if (dtype === "int32" && !(value > -2_147_483_649 && value < 2_147_483_648)) return -2_147_483_648;
  if (Number.isNaN(value)) return -2_147_483_648;
  return Math.trunc(value);
}

/** Connected only between floating types: through an integer or a bool TensorFlow has no gradient. */
export function cast(x: Tensor, dtype: DType): Tensor {
  if (x.dtype === dtype) return x;
  const storage = storageOf(dtype);
  if (storage === "float32") {
    const data = x.data.dtype === "float32" ? x.data : tf.cast(x.data, "float32");
    return makeResult("cast", data, dtype, [x], (upstream) => [upstream]);
  }
  const values = readData(x.data);
  if (storage === "bool") {
    const truths = Uint8Array.from(values, (value) => (value === 0 ? 0 : 1));
    return makeResult("cast", makeData(truths, x.data.shape, "bool"), "bool", []);
  }
  const integers = isFloating(x.dtype)
    ? Float64Array.from(values, (value) => toInteger(value, dtype))
    : new Float64Array(values);
  return makeResult("cast", makeData(integers, x.data.shape, dtype), dtype, []);
}

/** Connected to nothing, as in TensorFlow. */
export function zerosLike(x: Tensor, dtype: DType = x.dtype): Tensor {
  return constant(0, x.data.shape, dtype);
}

/** Connected to nothing, as in TensorFlow. */
export function onesLike(x: Tensor, dtype: DType = x.dtype): Tensor {
  return constant(1, x.data.shape, dtype);
}

export function fill(shape: readonly number[], value: number, dtype: DType): Tensor {
  return constant(value, shape, dtype);
}

/** `tf.range`: start, start + step … before stop. */
export function range(start: number, stop: number, step: number, dtype: DType): Tensor {
  if (step === 0) throw new PythonError("InvalidArgumentError", "Requires delta != 0");
  const count = Math.max(0, Math.ceil((stop - start) / step));
  reserve(count);
  const values = new Float64Array(count);
  // TensorFlow adds the step up in the type itself.
  const isFloat32 = dtype === "float32";
  let value = isFloat32 ? Math.fround(start) : start;
  for (let position = 0; position < count; position++) {
    values[position] = value;
    value = isFloat32 ? Math.fround(value + Math.fround(step)) : value + step;
  }
  return constant(values, [count], dtype);
}

/** `count` numbers from start to stop, both included. */
export function linspace(start: number, stop: number, count: number, dtype: DType): Tensor {
  if (count <= 0) throw new PythonError("InvalidArgumentError", `Requires num > 0: ${count}`);
  reserve(count);
  const step = count === 1 ? 0 : (stop - start) / (count - 1);
  const values = Float64Array.from({ length: count }, (_, position) => start + step * position);
  if (count > 1) values[count - 1] = stop;
  return constant(values, [count], dtype);
}

/** Ones on the diagonal of the last two axes. */
export function eye(rows: number, columns: number, batch: readonly number[], dtype: DType): Tensor {
  const shape = [...batch, rows, columns];
  reserve(shape);
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  const values = new Float64Array(size);
  const matrix = rows * columns;
  for (let at = 0; at < size; at += matrix) {
    for (let row = 0; row < Math.min(rows, columns); row++) values[at + row * columns + row] = 1;
  }
  return constant(values, shape, dtype);
}
