/** `x[…]` of tensors, arrays and shapes. */

import { PythonError, Unsupported } from "../../failure.ts";
import type { NdArray } from "../../interpreter/array-values.ts";
import { typeName } from "../../interpreter/type-names.ts";
import type { Context, Value } from "../../interpreter/values.ts";
import { indexArray, setInArray } from "../arrays/array-index.ts";
import { isArray, isTensor } from "../calls/convert.ts";
import { boundOf, subscriptTensor } from "../calls/tensor-subscript.ts";

export function subscript(value: Value, key: Value, context: Context): Value {
  if (isTensor(value)) return subscriptTensor(value, key);
  if (isArray(value)) return indexArray(value, key, context);
  if (typeof value === "object" && value !== null && value.type === "shape")
    return subscriptShape(value.dimensions, key);
  throw new PythonError("TypeError", `'${typeName(value)}' object is not subscriptable`);
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
