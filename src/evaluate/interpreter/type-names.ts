/** What `type(x).__name__` is, as Python's messages use it. */

import type { Value } from "./values.ts";

/** The name of a value's type. */
export function typeName(value: Value): string {
  if (value === null) return "NoneType";
  switch (typeof value) {
    case "boolean":
      return "bool";
    case "bigint":
      return "int";
    case "number":
      return "float";
    case "string":
      return "str";
  }
  switch (value.type) {
    case "tensor":
      return "tensorflow.python.framework.ops.EagerTensor";
    case "symbolic":
      return value.className;
    case "ndarray":
      return "numpy.ndarray";
    case "set":
      return value.isFrozen ? "frozenset" : "set";
    case "shape":
      return "TensorShape";
    case "dtype":
      return "DType";
    case "native":
      return value.isBuiltin ? "builtin_function_or_method" : "function";
    case "class":
    case "nativeClass":
      return "type";
    case "instance":
      return lastPart(value.class.name);
    case "iterator":
      return "generator";
    case "property":
      return value.kind;
    default:
      return value.type;
  }
}

/** `Loss` of `keras.losses.Loss`. */
export function lastPart(dottedName: string): string {
  return dottedName.slice(dottedName.lastIndexOf(".") + 1);
}
