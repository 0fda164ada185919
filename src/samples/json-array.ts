/** Tensors as JSON: nested lists, or flat data with a shape; NaN and the infinities as words. */

import type { DType, NumericArray } from "../evaluate/evaluation.ts";
import { say } from "../python/say.ts";
import { DataProblem } from "./data-problem.ts";

/** More than any array has dimensions; what reads an array goes no deeper. */
export const mostDimensions = 32;

const dtypes: readonly DType[] = ["float32", "int32", "bool", "float64", "int64", "uint8", "float16"];

/** Numbers of nested lists are float32, true and false alone bool. Throws a `DataProblem`. */
export function readJsonArray(given: unknown): NumericArray {
  if (isFlatArray(given)) return readFlat(given);
  const shape: number[] = [];
  for (let level: unknown = given; Array.isArray(level); level = level[0]) {
    shape.push(level.length);
    if (shape.length > mostDimensions)
      throw new DataProblem(say("more than {0} dimensions are not read.", mostDimensions));
  }
  const data: number[] = [];
  let hasNumber = false;
  const collect = (value: unknown, depth: number): void => {
    if (depth < shape.length) {
      if (!Array.isArray(value) || value.length !== shape[depth])
        throw new DataProblem(say("its rows are of unequal length."));
      for (const each of value) collect(each, depth + 1);
      return;
    }
    if (Array.isArray(value)) throw new DataProblem(say("its rows are of unequal length."));
    if (typeof value !== "boolean") hasNumber = true;
    data.push(readNumber(value));
  };
  collect(given, 0);
  return { data, shape, dtype: !hasNumber && data.length > 0 ? "bool" : "float32" };
}

interface FlatArray {
  readonly data: unknown;
  readonly shape?: unknown;
  readonly dtype?: unknown;
}

/** Whether it is written as `{"data", "shape", "dtype"}`, right or wrong. */
export function isFlatArray(value: unknown): value is FlatArray {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.hasOwn(value, "data");
}

function readFlat({ data, shape, dtype = "float32" }: FlatArray): NumericArray {
  if (!Array.isArray(data)) throw new DataProblem(say("'data' must be a list of numbers."));
  const sizes: unknown[] | undefined = Array.isArray(shape) ? shape : undefined;
  if (sizes === undefined || sizes.length > mostDimensions || !sizes.every(isSize))
    throw new DataProblem(say("'shape' must be a list of sizes."));
  const known = dtypes.find((each) => each === dtype);
  if (known === undefined) throw new DataProblem(say("'dtype' must be {0}; not {1}.", dtypes.join(", "), words(dtype)));
  const size = sizes.reduce((product, each) => product * each, 1);
  if (size !== data.length)
    throw new DataProblem(say("{0} numbers do not fill the shape [{1}].", data.length, sizes.join(", ")));
  return { data: data.map(readNumber), shape: sizes, dtype: known };
}

function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function readNumber(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value === "NaN") return Number.NaN;
  if (value === "Infinity") return Number.POSITIVE_INFINITY;
  if (value === "-Infinity") return Number.NEGATIVE_INFINITY;
  throw new DataProblem(say("{0} is not a number.", words(value)));
}

/** What is there instead, in few words: it may be nested as deep as it likes. */
function words(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  return JSON.stringify(value).slice(0, 40);
}
