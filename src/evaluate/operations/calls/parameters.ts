/** Arguments that are not tensors: axes, shapes, dtypes, numbers, flags. */

import { isInteger, parseDType } from "../../dtype.ts";
import type { DType } from "../../evaluation.ts";
import { PythonError } from "../../failure.ts";
import { typeName } from "../../interpreter/type-names.ts";
import type { Value } from "../../interpreter/values.ts";
import { readParameter } from "../../tape/backend.ts";
import { isArray, isTensor, sequenceItems } from "./convert.ts";

/** A Python int, an integer tensor or an integer NumPy scalar, as a number. */
export function integer(value: Value): number {
  if (typeof value === "bigint" || typeof value === "boolean") return Number(value);
  if (isTensor(value) && isInteger(value.dtype) && value.data.size === 1) return readParameter(value)[0]!;
  if (isArray(value) && isInteger(value.dtype) && value.data.length === 1) return Number(value.data[0]);
  throw new PythonError("TypeError", `'${typeName(value)}' object cannot be interpreted as an integer`);
}

/** Any Python number, or a tensor of one element, as a number. */
export function scalar(value: Value): number {
  if (typeof value === "bigint" || typeof value === "boolean" || typeof value === "number") return Number(value);
  if (isTensor(value) && value.data.size === 1) return readParameter(value)[0]!;
  if (isArray(value) && value.data.length === 1) return Number(value.data[0]);
  throw new PythonError("TypeError", `must be real number, not ${typeName(value)}`);
}

export function flag(value: Value): boolean {
  if (isTensor(value) && value.data.size === 1) return readParameter(value)[0] !== 0;
  return !(value === null || value === false || value === 0n || value === 0 || value === "");
}

/** `axis=None`, an int, or a list, tuple or tensor of ints. Undefined: all axes. */
export function axes(value: Value): readonly number[] | undefined {
  return value === null ? undefined : integers(value);
}

/** One int or several, as a list. */
export function integers(value: Value): number[] {
  const items = sequenceItems(value);
  if (items) return items.map(integer);
  if (isTensor(value) && value.data.rank > 0) return [...readParameter(value)];
  if (isArray(value) && value.shape.length > 0) return Array.from(value.data, Number);
  return [integer(value)];
}

/** A shape: ints and scalar tensors in a list or tuple, a TensorShape, an int tensor, or one int. */
export function shape(value: Value): number[] {
  return integers(value);
}

/** `dtype=`: a name, `tf.float32`, or Python's own `float`, `int`, `bool`. */
export function dtype(value: Value, fallback: DType): DType;
export function dtype(value: Value, fallback?: DType): DType | undefined;
export function dtype(value: Value, fallback?: DType): DType | undefined {
  if (value === null) return fallback;
  if (typeof value === "string") {
    const parsed = parseDType(value);
    if (parsed) return parsed;
    throw new PythonError("TypeError", `Cannot convert the argument \`type_value\`: '${value}' to a TensorFlow DType.`);
  }
  if (typeof value === "object" && value.type === "dtype") return value.dtype;
  if (typeof value === "object" && value.type === "nativeClass") {
    if (value.name === "int")
      throw new PythonError(
        "TypeError",
        "Cannot convert the argument `type_value`: <class 'int'> to a TensorFlow DType.",
      );
    const own: Readonly<Record<string, DType>> = { float: "float32", bool: "bool" };
    const parsed = own[value.name] ?? parseDType(value.name.slice(value.name.lastIndexOf(".") + 1));
    if (parsed) return parsed;
  }
  // NumPy's scalar types are called as functions and used as dtypes.
  if (typeof value === "object" && value.type === "native") {
    const named = parseDType(/^numpy\.(\w+)$/u.exec(value.name)?.[1] ?? "");
    if (named) return named;
  }
  throw new PythonError(
    "TypeError",
    `Cannot convert the argument \`type_value\`: ${typeName(value)} to a TensorFlow DType.`,
  );
}

/** The sequence itself, or a PythonError for what is none. */
export function items(value: Value): readonly Value[] {
  const found = sequenceItems(value);
  if (found) return found;
  throw new PythonError("TypeError", `'${typeName(value)}' object is not iterable`);
}
