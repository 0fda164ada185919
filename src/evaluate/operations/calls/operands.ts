/**
 * Operands as each library takes them. TensorFlow (and `K`, which calls it) mixes no dtypes: the first tensor's
 * dtype is what Python numbers and arrays become. `keras.ops` promotes, with Python numbers weak.
 */

import { isFloating, isInteger, resultType, type WeakType } from "../../dtype.ts";
import type { DType } from "../../evaluation.ts";
import { PythonError } from "../../failure.ts";
import type { Value } from "../../interpreter/values.ts";
import { cast } from "../../kernels/create.ts";
import type { Tensor } from "../../tape/tensor.ts";
import { dtypeInMessages, isScalar, isTensor, noteNarrowed, toTensor } from "./convert.ts";
import type { Call } from "./operation.ts";

const floatTypes = "bfloat16, half, float, double, complex64, complex128";
const numericTypes = "bfloat16, half, float, double, int8, int16, int32, int64, uint8, uint16, uint32, uint64";

/** TensorFlow's error for a dtype that an operation has no kernel for. */
export function refuseType(operation: string, x: Tensor, allowed: string): never {
  const type = dtypeInMessages(x.dtype);
  const message = `Value for attr 'T' of ${type} is not in the list of allowed values: ${allowed} [Op:${operation}]`;
  throw new PythonError("InvalidArgumentError", message);
}

export function requireFloat(operation: string, x: Tensor): Tensor {
  return isFloating(x.dtype) ? x : refuseType(operation, x, floatTypes);
}

export function requireNumeric(operation: string, x: Tensor): Tensor {
  return isFloating(x.dtype) || isInteger(x.dtype) ? x : refuseType(operation, x, numericTypes);
}

export function requireBool(operation: string, x: Tensor, position = 0): Tensor {
  return x.dtype === "bool" ? x : refuseMixed(operation, position, "bool", x.dtype);
}

/** TensorFlow's error for tensors of different dtypes. */
export function requireSame(operation: string, tensors: readonly Tensor[], from = 0): void {
  const first = tensors[0];
  if (!first) return;
  const odd = tensors.findIndex((tensor) => tensor.dtype !== first.dtype);
  if (odd >= 0) refuseMixed(operation, odd + from, first.dtype, tensors[odd]!.dtype);
}

function refuseMixed(operation: string, position: number, expected: DType, actual: DType): never {
  throw new PythonError(
    "InvalidArgumentError",
    `cannot compute ${operation} as input #${position}(zero-based) was expected to be a ${dtypeInMessages(expected)} tensor but is a ${dtypeInMessages(actual)} tensor [Op:${operation}]`,
  );
}

/** As TensorFlow's generated operations take their inputs: the first tensor among them decides. */
export function eagerOperands(call: Call, operation: string, values: readonly Value[], from = 0): Tensor[] {
  const decisive = values.find(isTensor);
  let type = decisive?.dtype;
  const tensors = values.map((value) => {
    const tensor = toTensor(value, call.context, type);
    type ??= tensor.dtype;
    return tensor;
  });
  requireSame(operation, tensors, from);
  return tensors;
}

/** As `x + y` and `tf.add` take theirs: y tries x's dtype and falls back to its own. */
export function hintedOperands(call: Call, operation: string, x: Value, y: Value): [Tensor, Tensor] {
  const left = toTensor(x, call.context);
  const right = hinted(y, left.dtype, call);
  requireSame(operation, [left, right]);
  return [left, right];
}

function hinted(value: Value, dtype: DType, call: Call): Tensor {
  if (isTensor(value)) return value;
  if (typeof value === "string") refuseMixed("AddV2", 1, dtype, "string");
  try {
    return toTensor(value, call.context, dtype);
  } catch (error) {
    if (error instanceof PythonError && error.exception === "TypeError") return toTensor(value, call.context);
    throw error;
  }
}

/** What `keras.backend.result_type` sees of a value. */
function promotionType(value: Value): DType | WeakType {
  if (typeof value === "bigint") return "int";
  if (typeof value === "number") return "float";
  if (typeof value === "boolean") return "bool";
  return (value as Tensor).dtype;
}

/** As `keras.ops` promotes its operands. */
export function promotedOperands(call: Call, values: readonly Value[], also: readonly WeakType[] = []): Tensor[] {
  const converted = values.map((value) => (isScalar(value) ? value : toTensor(value, call.context)));
  const type = resultType(...converted.map(promotionType), ...also);
  noteNarrowed(type, call.context);
  return converted.map((value) =>
    isTensor(value) ? castTo(value, type) : toTensor(weakened(value, type), call.context, type),
  );
}

/** A Python float that meets ints has already made the result a float; a bool among numbers is 0 or 1. */
function weakened(value: Value, type: DType): Value {
  if (typeof value === "boolean" && type !== "bool") return value ? 1n : 0n;
  return value;
}

export function castTo(x: Tensor, dtype: DType): Tensor {
  return x.dtype === dtype ? x : cast(x, dtype);
}

/** Two operands for a binary operation, as the called library takes them. */
export function pair(call: Call, operation: string, x: Value, y: Value): [Tensor, Tensor] {
  const [left, right] =
    call.library === "ops" ? promotedOperands(call, [x, y]) : eagerOperands(call, operation, [x, y]);
  requireNumeric(operation, left!);
  return [left!, right!];
}

/** One operand, any number: `keras.ops` takes bools as ints where `isBoolCounted`. */
export function number(call: Call, operation: string, x: Value, isBoolCounted = false): Tensor {
  const tensor = toTensor(x, call.context);
  if (call.library === "ops" && isBoolCounted && tensor.dtype === "bool") return cast(tensor, "int32");
  return requireNumeric(operation, tensor);
}

/** One operand that must be floating; `keras.ops` makes ints and bools float32. */
export function floating(call: Call, operation: string, x: Value): Tensor {
  const tensor = toTensor(x, call.context);
  if (call.library !== "ops" || isFloating(tensor.dtype)) return requireFloat(operation, tensor);
  return cast(tensor, tensor.dtype === "int64" ? "float32" : resultType(tensor.dtype, "float"));
}
