/** TensorFlow.js's tensors, made of plain numbers: each type with its own range, rounding and storage. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { integerRange, isNarrowed, type Storage, storageOf } from "../dtype.ts";
import type { DType } from "../evaluation.ts";
import { Unsupported } from "../failure.ts";
import { readData } from "./backend.ts";

/** Values in row-major order as TensorFlow.js's tensor, in the type that `dtype` is computed in. */
export function makeData(values: ArrayLike<number>, shape: readonly number[], dtype: DType): Data {
  return storedData(values, shape, storageOf(dtype), dtype);
}

function storedData(values: ArrayLike<number>, shape: readonly number[], storage: Storage, dtype: DType): Data {
  const dimensions = [...shape];
  if (storage === "float32") {
    const floats = values instanceof Float32Array ? values : new Float32Array(values);
    return flushDenormals(tf.tensor(floats, dimensions, "float32"));
  }
  if (storage === "bool") {
    return tf.tensor(
      values instanceof Uint8Array ? values : Uint8Array.from(values, (value) => (value ? 1 : 0)),
      dimensions,
      "bool",
    );
  }
  if (values instanceof Int32Array && dtype === "int32") return tf.tensor(values, dimensions, "int32");
  return tf.tensor(
    Int32Array.from(values, (value) => wrapInteger(value, dtype)),
    dimensions,
    "int32",
  );
}

/**
 * TensorFlow computes with denormal numbers flushed to 0: `log(sigmoid(-90))` is −∞ to it. The native
 * backend does the same by itself. Only for data that was just made: it is written to in place.
 */
export function flushDenormals(data: Data): Data {
  if (data.dtype !== "float32" || tf.getBackend() !== "cpu") return data;
  const values = data.dataSync();
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (value < 1.1754943508222875e-38 && value > -1.1754943508222875e-38) values[index] = value * 0;
  }
  return data;
}

/** Brings an integer result into its type's range, as the machine's arithmetic does. */
function wrapInteger(value: number, dtype: DType): number {
  const [low, high] = integerRange(dtype);
  if (isNarrowed(dtype)) {
    // Kept in 32 bits: a value that does not fit must not silently become another one.
    if (value >= -2_147_483_648 && value <= 2_147_483_647) return value;
    throw new Unsupported(`${dtype} values beyond 32 bits, such as ${value}, are not evaluated.`);
  }
  if (value >= low && value <= high) return value;
  const span = high - low + 1;
  return ((((value - low) % span) + span) % span) + low;
}

/** A copy of a typed array: tensors are never to change with the caller's, nor it with them. */
export function copyTyped(values: ArrayLike<number>): ArrayLike<number> {
  if (values instanceof Float32Array || values instanceof Int32Array || values instanceof Uint8Array)
    return values.slice();
  return values;
}

/** float64 is computed in float32: what would become infinite must not pass for the number that it was. */
export function requireSingleRange(values: ArrayLike<number>): void {
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (Number.isFinite(value) && !Number.isFinite(Math.fround(value))) {
      throw new Unsupported(`float64 values beyond float32's range, such as ${value}, are not evaluated.`);
    }
  }
}

/** Small integer types wrap around; the wide ones are kept as they are. */
export function wrapData(data: Data, dtype: DType): Data {
  const [low, high] = integerRange(dtype);
  if (low <= -2_147_483_648 || high > 2_147_483_647) return data;
  const values = readData(data);
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (value < low || value > high) return storedData(values, data.shape, "int32", dtype);
  }
  return data;
}
