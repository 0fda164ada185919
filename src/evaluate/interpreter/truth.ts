/** What a value is as a bool, a number, a length: tensors are read, and the reader is told. */

import type { Tensor } from "../tape/tensor.ts";
import type { NdArray } from "./array-values.ts";
import { findMethod } from "./classes.ts";
import { refuseOpaque } from "./module-values.ts";
import { positional } from "./natives.ts";
import { typeError, valueError } from "./raise.ts";
import { typeName } from "./type-names.ts";
import type { Machine, Value } from "./values.ts";

/** The elements of a tensor or array, as numbers. */
export function readElements(value: Tensor | NdArray): ArrayLike<number> {
  return value.type === "tensor" ? value.data.dataSync() : value.data;
}

export function shapeOf(value: Tensor | NdArray): readonly number[] {
  return value.type === "tensor" ? value.data.shape : value.shape;
}

function onlyElement(value: Tensor | NdArray, complaint: () => Error): number {
  const elements = readElements(value);
  if (elements.length !== 1) throw complaint();
  return elements[0]!;
}

/** Python's `bool(value)`. */
export function isTruthy(machine: Machine, value: Value): boolean {
  if (value === null) return false;
  switch (typeof value) {
    case "boolean":
      return value;
    case "bigint":
      return value !== 0n;
    case "number":
      return value !== 0;
    case "string":
      return value !== "";
  }
  switch (value.type) {
    case "tuple":
    case "list":
      return value.items.length > 0;
    case "dict":
    case "set":
      return value.entries.size > 0;
    case "range":
      return rangeLength(value) > 0n;
    case "symbolic":
      return machine.tracing!.truth(value);
    case "tensor":
      machine.note(
        "A tensor is used as a Python bool here: its value is read, which a direct call allows and compiled training refuses.",
      );
      return onlyElement(value, ambiguous) !== 0;
    case "ndarray":
      return value.data.length === 0 ? false : onlyElement(value, ambiguous) !== 0;
    case "instance": {
      const bool = findMethod(value, "__bool__");
      if (bool !== undefined) {
        const result = machine.call(bool, positional(value));
        if (typeof result !== "boolean") throw typeError(`__bool__ should return bool, returned ${typeName(result)}`);
        return result;
      }
      if (findMethod(value, "__len__") !== undefined) return length(machine, value) > 0n;
      return true;
    }
    case "module":
      refuseOpaque(value);
      return true;
    default:
      return true;
  }
}

const ambiguous = (): Error =>
  valueError("The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()");

/** Python's `len(value)`. */
export function length(machine: Machine, value: Value): bigint {
  if (typeof value === "string") return BigInt(codePoints(value));
  if (value !== null && typeof value === "object") {
    switch (value.type) {
      case "tuple":
      case "list":
        return BigInt(value.items.length);
      case "dict":
      case "set":
        return BigInt(value.entries.size);
      case "range":
        return rangeLength(value);
      case "shape":
        if (value.isUnknown) throw valueError("Cannot take the length of shape with unknown rank.");
        return BigInt(value.dimensions.length);
      case "symbolic":
        return machine.tracing!.length(value);
      case "tensor":
      case "ndarray": {
        const [first] = shapeOf(value);
        if (first === undefined) {
          throw typeError(value.type === "tensor" ? "Scalar tensor has no `len()`" : "len() of unsized object");
        }
        return BigInt(first);
      }
      case "instance": {
        const method = findMethod(value, "__len__");
        if (method === undefined) break;
        const result = machine.call(method, positional(value));
        if (typeof result === "boolean") return result ? 1n : 0n;
        if (typeof result !== "bigint")
          throw typeError(`'${typeName(result)}' object cannot be interpreted as an integer`);
        if (result < 0n) throw valueError("__len__() should return >= 0");
        return result;
      }
    }
  }
  throw typeError(`object of type '${typeName(value)}' has no len()`);
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

export function rangeLength(range: Extract<Value, { type: "range" }>): bigint {
  const { start, stop, step } = range;
  if (step > 0n) return stop > start ? (stop - start + step - 1n) / step : 0n;
  return stop < start ? (start - stop - step - 1n) / -step : 0n;
}

/** The single number that a tensor or array holds, for `float(x)` and `int(x)`. */
export function readNumber(machine: Machine, value: Tensor | NdArray): number {
  if (value.type === "tensor") {
    machine.note(
      "A tensor is read as a Python number here, which cuts it off from the gradient; compiled training refuses it.",
    );
  }
  return onlyNumber(value);
}

/** As `readNumber`, for what is only shown. */
export function onlyNumber(value: Tensor | NdArray): number {
  return onlyElement(value, () => typeError("only length-1 arrays can be converted to Python scalars"));
}

/** An index such as `x[i]` or `range(i)` takes: an int, a bool, a scalar integer tensor, `__index__`. */
export function toIndex(machine: Machine, value: Value): bigint {
  if (typeof value === "bigint") return value;
  if (typeof value === "boolean") return value ? 1n : 0n;
  if (value !== null && typeof value === "object") {
    if (value.type === "symbolic") return BigInt(machine.tracing!.number(value, "index"));
    if (
      (value.type === "tensor" || value.type === "ndarray") &&
      /^u?int/.test(value.dtype) &&
      readElements(value).length === 1
    ) {
      return BigInt(readNumber(machine, value));
    }
    if (value.type === "instance") {
      const method = findMethod(value, "__index__");
      if (method !== undefined) return toIndex(machine, machine.call(method, positional(value)));
    }
  }
  throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`);
}
