/** `x[i]`, `x[a:b:c]`, `x[i] = v`, `del x[i]`. */

import { Unsupported } from "../failure.ts";
import { work } from "../tape/backend.ts";
import { findInClass, findMethod } from "./classes.ts";
import { getItem, hashKey, list, setItem, tuple } from "./dict.ts";
import { keyError } from "./exceptions.ts";
import { isLibraryValue } from "./library-values.ts";
import { refuseOpaque } from "./module-values.ts";
import { positional } from "./natives.ts";
import { orElse } from "./or-else.ts";
import { indexError, typeError, valueError } from "./raise.ts";
import { countMade } from "./room.ts";
import { isSymbolic } from "./tracing.ts";
import { rangeLength, toIndex } from "./truth.ts";
import { lastPart, typeName } from "./type-names.ts";
import type { Machine, SliceValue, Value } from "./values.ts";

/** Python's `value[index]`. */
export function getSubscript(machine: Machine, value: Value, index: Value): Value {
  if (isLibraryValue(value)) return machine.library.subscript(value, index, machine);
  if (typeof value === "string") {
    work(value.length);
    const characters = [...value];
    if (isSlice(index)) return countMade(sliced(machine, characters, index).join(""));
    return characters[position(machine, index, characters.length, "string")]!;
  }
  if (value !== null && typeof value === "object") {
    switch (value.type) {
      case "list":
        if (isSlice(index)) return countMade(list(sliced(machine, value.items, index)));
        return value.items[position(machine, index, value.items.length, "list")]!;
      case "tuple":
        if (isSlice(index)) return countMade(tuple(sliced(machine, value.items, index)));
        return value.items[position(machine, index, value.items.length, "tuple")]!;
      case "dict":
        return orElse(getItem(value, index), () => raiseKeyError(machine, index));
      case "range":
        return rangeItem(machine, value, index);
      case "instance": {
        const method = findMethod(value, "__getitem__");
        if (method !== undefined) return machine.call(method, positional(value, index));
        break;
      }
      case "class": {
        const method = findInClass(value, "__class_getitem__");
        if (method !== undefined)
          return machine.call(machine.getAttribute(value, "__class_getitem__"), positional(index));
        return value;
      }
      // `list[int]`, `Callable[..., float]`: a type, which nothing computes with.
      case "nativeClass":
        return value;
      case "module":
        refuseOpaque(value);
    }
  }
  const name = value !== null && typeof value === "object" && value.type === "native" ? "function" : typeName(value);
  throw typeError(`'${lastPart(name)}' object is not subscriptable`);
}

function raiseKeyError(machine: Machine, key: Value): never {
  throw keyError(machine, key);
}

function isSlice(value: Value): value is SliceValue {
  return value !== null && typeof value === "object" && value.type === "slice";
}

function position(machine: Machine, index: Value, size: number, kind: string): number {
  refuseOpaque(index);
  if (index === null || typeof index === "number" || typeof index === "string") {
    const noun =
      kind === "string" ? "string indices must be integers, not" : `${kind} indices must be integers or slices, not`;
    throw typeError(`${noun} ${kind === "string" ? `'${typeName(index)}'` : typeName(index)}`);
  }
  if (typeof index === "object" && (index.type === "tuple" || index.type === "list")) {
    throw typeError(`${kind} indices must be integers or slices, not ${index.type}`);
  }
  if (isSymbolic(index) && index.className === "SymbolicTensor") {
    throw typeError(`${kind} indices must be integers or slices, not SymbolicTensor`);
  }
  const at = Number(toIndex(machine, index));
  const from = at < 0 ? at + size : at;
  if (from < 0 || from >= size) throw indexError(`${kind} index out of range`);
  return from;
}

function rangeItem(machine: Machine, value: Extract<Value, { type: "range" }>, index: Value): Value {
  const count = rangeLength(value);
  if (isSlice(index)) {
    const { start, stop, step } = sliceBounds(machine, index, Number(count));
    return {
      type: "range",
      start: value.start + BigInt(start) * value.step,
      stop: value.start + BigInt(stop) * value.step,
      step: value.step * BigInt(step),
    };
  }
  const at = toIndex(machine, index);
  const from = at < 0n ? at + count : at;
  if (from < 0n || from >= count) throw indexError("range object index out of range");
  return value.start + from * value.step;
}

/** Python's `slice.indices(size)`. */
export function sliceBounds(
  machine: Machine,
  slice: SliceValue,
  size: number,
): { readonly start: number; readonly stop: number; readonly step: number } {
  const part = (value: Value): number | undefined => {
    if (value === null) return undefined;
    if (typeof value === "number" || typeof value === "string") {
      throw typeError("slice indices must be integers or None or have an __index__ method");
    }
    return Number(toIndex(machine, value));
  };
  const step = part(slice.step) ?? 1;
  if (step === 0) throw valueError("slice step cannot be zero");
  const clamp = (value: number | undefined, whenAbsent: number): number => {
    if (value === undefined) return whenAbsent;
    const at = value < 0 ? value + size : value;
    if (step > 0) return Math.max(0, Math.min(size, at));
    return Math.max(-1, Math.min(size - 1, at));
  };
  return step > 0
    ? { start: clamp(part(slice.start), 0), stop: clamp(part(slice.stop), size), step }
    : { start: clamp(part(slice.start), size - 1), stop: clamp(part(slice.stop), -1), step };
}

function slicePositions(machine: Machine, slice: SliceValue, size: number): number[] {
  const { start, stop, step } = sliceBounds(machine, slice, size);
  const positions: number[] = [];
  for (let at = start; step > 0 ? at < stop : at > stop; at += step) positions.push(at);
  machine.step(positions.length);
  return positions;
}

function sliced<T>(machine: Machine, items: readonly T[], slice: SliceValue): T[] {
  return slicePositions(machine, slice, items.length).map((at) => items[at]!);
}

/** Python's `target[index] = value`. */
export function setSubscript(machine: Machine, target: Value, index: Value, value: Value): void {
  if (isLibraryValue(target)) {
    machine.library.setSubscript(target, index, value, machine);
    return;
  }
  if (target !== null && typeof target === "object") {
    switch (target.type) {
      case "list":
        if (isSlice(index)) setSlice(machine, target.items, index, [...machine.iterate(value)]);
        else target.items[assignmentPosition(machine, index, target.items.length)] = value;
        return;
      case "dict":
        setItem(target, index, value);
        return;
      case "instance": {
        const method = findMethod(target, "__setitem__");
        if (method === undefined) break;
        machine.call(method, positional(target, index, value));
        return;
      }
      case "module":
        throw new Unsupported(`Setting an item of \`${target.name}\` is not evaluated.`);
    }
  }
  throw typeError(`'${lastPart(typeName(target))}' object does not support item assignment`);
}

function assignmentPosition(machine: Machine, index: Value, size: number): number {
  const at = position(machine, index, Number.MAX_SAFE_INTEGER, "list");
  const original = Number(toIndex(machine, index));
  const from = original < 0 ? original + size : at;
  if (from < 0 || from >= size) throw indexError("list assignment index out of range");
  return from;
}

function setSlice(machine: Machine, items: Value[], slice: SliceValue, values: Value[]): void {
  const { start, stop, step } = sliceBounds(machine, slice, items.length);
  if (step === 1) {
    const rest = items.slice(start + Math.max(0, stop - start));
    machine.step(rest.length);
    items.length = start;
    for (const item of values) items.push(item);
    for (const item of rest) items.push(item);
    return;
  }
  const positions = slicePositions(machine, slice, items.length);
  if (positions.length !== values.length) {
    throw valueError(
      `attempt to assign sequence of size ${values.length} to extended slice of size ${positions.length}`,
    );
  }
  for (const [index, at] of positions.entries()) items[at] = values[index]!;
}

/** Python's `del target[index]`. */
export function deleteSubscript(machine: Machine, target: Value, index: Value): void {
  if (target !== null && typeof target === "object") {
    switch (target.type) {
      case "list":
        if (isSlice(index)) {
          const removed = new Set(slicePositions(machine, index, target.items.length));
          const kept = target.items.filter((_, at) => !removed.has(at));
          target.items.length = 0;
          for (const item of kept) target.items.push(item);
        } else {
          target.items.splice(assignmentPosition(machine, index, target.items.length), 1);
        }
        return;
      case "dict":
        if (!target.entries.delete(hashKey(index))) throw keyError(machine, index);
        return;
      case "instance": {
        const method = findMethod(target, "__delitem__");
        if (method === undefined) break;
        machine.call(method, positional(target, index));
        return;
      }
    }
  }
  throw typeError(`'${lastPart(typeName(target))}' object doesn't support item deletion`);
}
