/** Tensors as JSON: nested arrays, or flat data with a shape; NaN and infinities as strings. */

import type { DType, NumericArray } from "../evaluate/evaluation.ts";
import { UsageError } from "./failure.ts";

/** `what` names the value in messages: `y_true`. Numbers of nested arrays are float32, true and false bool. */
export function readNumericArray(given: unknown, what: string): NumericArray {
  if (typeof given === "object" && given !== null && !Array.isArray(given)) return readFlat(given, what);
  const shape: number[] = [];
  for (let level: unknown = given; Array.isArray(level); level = level[0]) shape.push(level.length);
  const data: number[] = [];
  let hasNumber = false;
  collect(given, 0);
  return { data, shape, dtype: !hasNumber && data.length > 0 ? "bool" : "float32" };

  function collect(value: unknown, depth: number): void {
    if (Array.isArray(value)) {
      if (value.length !== shape[depth]) throw new UsageError(`${what}: its rows are of unequal length`);
      for (const each of value) collect(each, depth + 1);
      return;
    }
    if (depth !== shape.length) throw new UsageError(`${what}: its rows are of unequal length`);
    if (typeof value !== "boolean") hasNumber = true;
    data.push(readNumber(value, what));
  }
}

const dtypes: readonly DType[] = ["float32", "int32", "bool", "float64", "int64", "uint8", "float16"];

function readFlat(given: object, what: string): NumericArray {
  const { data, shape, dtype = "float32" } = given as { data?: unknown; shape?: unknown; dtype?: unknown };
  if (!Array.isArray(data)) throw new UsageError(`${what}: 'data' must be a list of numbers`);
  const dimensions = Array.isArray(shape) ? shape : undefined;
  if (dimensions === undefined || !dimensions.every((each) => Number.isInteger(each) && each >= 0))
    throw new UsageError(`${what}: 'shape' must be a list of sizes`);
  const known = dtypes.find((each) => each === dtype);
  if (known === undefined)
    throw new UsageError(`${what}: 'dtype' must be ${dtypes.join(", ")}; not ${JSON.stringify(dtype)}`);
  const size = dimensions.reduce((product: number, each: number) => product * each, 1);
  if (size !== data.length)
    throw new UsageError(`${what}: ${data.length} numbers do not fill the shape [${dimensions.join(", ")}]`);
  return { data: data.map((value) => readNumber(value, what)), shape: dimensions, dtype: known };
}

function readNumber(value: unknown, what: string): number {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value === "NaN") return Number.NaN;
  if (value === "Infinity") return Number.POSITIVE_INFINITY;
  if (value === "-Infinity") return Number.NEGATIVE_INFINITY;
  throw new UsageError(`${what}: ${JSON.stringify(value)} is not a number`);
}

/** The shortest decimal that reads back as the same float32; words for what JSON has no number for. */
export function writeNumbers({ data, dtype }: NumericArray): (number | string | boolean)[] {
  const isFloat = dtype.startsWith("float") || dtype === "bfloat16";
  return Array.from(data, (value) => {
    if (dtype === "bool") return value !== 0;
    if (Number.isNaN(value)) return "NaN";
    if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
    return isFloat && dtype !== "float64" ? shortest(value) : value;
  });
}

function shortest(value: number): number {
  for (let digits = 6; digits < 10; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return rounded;
  }
  return value;
}
