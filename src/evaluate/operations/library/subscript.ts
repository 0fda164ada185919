/** `x[…]` of tensors, arrays and shapes. */

import { isInteger } from "../../dtype.ts";
import { PythonError, Unsupported } from "../../failure.ts";
import { floatText } from "../../interpreter/floats.ts";
import { typeName } from "../../interpreter/type-names.ts";
import type { Context, NdArray, SliceValue, Value } from "../../interpreter/values.ts";
import { booleanMask } from "../../kernels/gather.ts";
import { type IndexItem, index as indexTensor } from "../../kernels/slice.ts";
import { read } from "../../tape/backend.ts";
import { rankOf } from "../../tape/tape.ts";
import type { Tensor } from "../../tape/tensor.ts";
import { indexArray, setInArray } from "../arrays/array-index.ts";
import { isArray, isTensor } from "../calls/convert.ts";

export function subscript(value: Value, key: Value, context: Context): Value {
  if (isTensor(value)) return subscriptTensor(value, key);
  if (isArray(value)) return indexArray(value, key, context);
  if (typeof value === "object" && value !== null && value.type === "shape")
    return subscriptShape(value.dimensions, key);
  throw new PythonError("TypeError", `'${typeName(value)}' object is not subscriptable`);
}

function subscriptTensor(x: Tensor, key: Value): Tensor {
  if (isTensor(key) && key.dtype === "bool") return booleanMask(x, key, 0);
  const keys = isList(key) ? key.items : [key];
  return indexTensor(
    x,
    keys.map((each) => indexItem(each)),
  );
}

/** A tuple of indices; a list is taken for one too, as TensorFlow does. */
function isList(key: Value): key is Extract<Value, { type: "tuple" | "list" }> {
  return typeof key === "object" && key !== null && (key.type === "tuple" || key.type === "list");
}

function indexItem(key: Value): IndexItem {
  if (key === null) return { kind: "newaxis" };
  if (typeof key === "bigint") return { kind: "index", at: Number(key) };
  if (typeof key === "object") {
    if (key.type === "ellipsis") return { kind: "ellipsis" };
    if (key.type === "slice") return sliceItem(key);
    const at = wholeNumber(key);
    if (at !== undefined) return { kind: "index", at };
  }
  throw new PythonError(
    "TypeError",
    `Only integers, slices (\`:\`), ellipsis (\`...\`), tf.newaxis (\`None\`) and scalar tf.int32/tf.int64 tensors are valid indices, got ${keyText(key)}`,
  );
}

function sliceItem(key: SliceValue): IndexItem {
  const bound = (value: Value) => (value === null ? undefined : boundOf(value));
  return { kind: "slice", start: bound(key.start), stop: bound(key.stop), step: bound(key.step) };
}

function boundOf(value: Value): number {
  if (typeof value === "bigint") return Number(value);
  const at = wholeNumber(value);
  if (at !== undefined) return at;
  throw new PythonError(
    "TypeError",
    `Only integers, slices (\`:\`), ellipsis (\`...\`), tf.newaxis (\`None\`) and scalar tf.int32/tf.int64 tensors are valid indices, got ${keyText(value)}`,
  );
}

/** A scalar integer tensor or NumPy integer. */
function wholeNumber(value: Value): number | undefined {
  if (isTensor(value) && isInteger(value.dtype) && rankOf(value) === 0) return read(value)[0];
  if (isArray(value) && isInteger(value.dtype) && value.shape.length === 0) return value.data[0];
  return undefined;
}

function keyText(key: Value): string {
  if (typeof key === "string") return `'${key}'`;
  if (typeof key === "number") return floatText(key);
  if (typeof key === "boolean") return key ? "True" : "False";
  return typeName(key);
}

function subscriptShape(dimensions: readonly (number | null)[], key: Value): Value {
  if (typeof key === "object" && key !== null && key.type === "slice") {
    const bound = (value: Value) => (value === null ? undefined : boundOf(value));
    const [start, stop, step] = [bound(key.start), bound(key.stop), bound(key.step) ?? 1];
    if (step === 1) return { type: "shape", dimensions: dimensions.slice(start, stop) };
    if (step === -1 && start === undefined && stop === undefined)
      return { type: "shape", dimensions: [...dimensions].reverse() };
    throw new Unsupported("A stepped slice of a shape is not evaluated");
  }
  const at = boundOf(key);
  const dimension = dimensions[at < 0 ? at + dimensions.length : at];
  if (dimension === undefined) throw new PythonError("IndexError", "list index out of range");
  return dimension === null ? null : BigInt(dimension);
}

/** `x[…] = value`: TensorFlow has none; an array's element is set in place. */
export function setSubscript(target: Value, key: Value, value: Value, context: Context): void {
  if (isArray(target)) {
    setInArray(target as NdArray, key, value, context);
    return;
  }
  const name = isTensor(target) ? "tensorflow.python.framework.ops.EagerTensor" : typeName(target);
  throw new PythonError("TypeError", `'${name}' object does not support item assignment`);
}
