/** What Python writes between the brackets of a tensor. */

import { isInteger } from "../../dtype.ts";
import { PythonError } from "../../failure.ts";
import { floatText } from "../../interpreter/floats.ts";
import { typeName } from "../../interpreter/type-names.ts";
import type { SliceValue, Value } from "../../interpreter/values.ts";
import { booleanMask } from "../../kernels/gather.ts";
import { type IndexItem, index as indexTensor } from "../../kernels/slice.ts";
import { read, readParameter } from "../../tape/backend.ts";
import { rankOf } from "../../tape/tape.ts";
import type { Tensor } from "../../tape/tensor.ts";
import { isArray, isTensor } from "./convert.ts";

/** `x[key]` of a tensor. */
export function subscriptTensor(x: Tensor, key: Value): Tensor {
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

/** A slice's bound, or a place in a shape: a whole number, or TensorFlow's complaint. */
export function boundOf(value: Value): number {
  if (typeof value === "bigint") return Number(value);
  const isScalar = isTensor(value) && isInteger(value.dtype) && rankOf(value) === 0;
  const at = isScalar ? readParameter(value)[0] : wholeNumber(value);
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
