/** `for x in value`. */

import { PythonError } from "../failure.ts";
import { attempt } from "./attempt.ts";
import { findMethod } from "./classes.ts";
import { positional } from "./natives.ts";
import { typeError, valueError } from "./raise.ts";
import { rangeLength, shapeOf } from "./truth.ts";
import { typeName } from "./type-names.ts";
import type { Machine, Value } from "./values.ts";

/** Iterates as `for` does; each item counts as a step. */
export function* iterate(machine: Machine, value: Value): Generator<Value, void> {
  if (typeof value === "string") {
    for (const character of value) {
      machine.step();
      yield character;
    }
    return;
  }
  if (value === null || typeof value !== "object") throw notIterable(value);
  switch (value.type) {
    case "tuple":
    case "list":
      // By index, so that a list that grows while it is iterated goes on, as in Python.
      for (let index = 0; index < value.items.length; index++) {
        machine.step();
        yield value.items[index]!;
      }
      return;
    case "dict": {
      const size = value.entries.size;
      for (const entry of value.entries.values()) {
        machine.step();
        yield entry.key;
        if (value.entries.size !== size)
          throw new PythonError("RuntimeError", "dictionary changed size during iteration");
      }
      return;
    }
    case "set": {
      const size = value.entries.size;
      for (const item of value.entries.values()) {
        machine.step();
        yield item;
        if (value.entries.size !== size) throw new PythonError("RuntimeError", "Set changed size during iteration");
      }
      return;
    }
    case "range": {
      const count = rangeLength(value);
      for (let index = 0n; index < count; index++) {
        machine.step();
        yield value.start + index * value.step;
      }
      return;
    }
    case "shape":
      if (value.isUnknown) throw valueError("Cannot iterate over a shape with unknown rank.");
      for (const dimension of value.dimensions) yield dimension === null ? null : BigInt(dimension);
      return;
    case "symbolic":
      yield* machine.tracing!.iterate(value, machine);
      return;
    case "tensor":
    case "ndarray": {
      const [rows] = shapeOf(value);
      if (rows === undefined) {
        throw typeError(
          value.type === "tensor" ? "Cannot iterate over a scalar tensor." : "iteration over a 0-d array",
        );
      }
      if (value.type === "tensor") {
        machine.note(
          "A tensor is iterated in Python here, row by row; compiled training refuses this without AutoGraph.",
        );
      }
      for (let row = 0; row < rows; row++) {
        machine.step();
        yield machine.library.subscript(value, BigInt(row), machine);
      }
      return;
    }
    case "iterator":
      yield* stepped(machine, value.iterator);
      return;
    case "instance":
      yield* instanceItems(machine, value);
      return;
  }
  throw notIterable(value);
}

function* stepped(machine: Machine, iterator: Iterator<Value>): Generator<Value, void> {
  for (let next = iterator.next(); !next.done; next = iterator.next()) {
    machine.step();
    yield next.value;
  }
}

function* instanceItems(machine: Machine, value: Extract<Value, { type: "instance" }>): Generator<Value, void> {
  const iter = findMethod(value, "__iter__");
  if (iter !== undefined) {
    const iterator = machine.call(iter, positional(value));
    if (iterator === null || typeof iterator !== "object" || iterator.type !== "instance") {
      yield* iterate(machine, iterator);
      return;
    }
    const next = findMethod(iterator, "__next__");
    if (next === undefined) throw typeError(`iter() returned non-iterator of type '${typeName(iterator)}'`);
    for (;;) {
      machine.step();
      const item = attempt(machine, "StopIteration", () => machine.call(next, positional(iterator)));
      if (item === undefined) return;
      yield item;
    }
  }
  const getItem = findMethod(value, "__getitem__");
  if (getItem === undefined) throw notIterable(value);
  for (let index = 0n; ; index++) {
    machine.step();
    const at = index;
    const item = attempt(machine, "IndexError", () => machine.call(getItem, positional(value, at)));
    if (item === undefined) return;
    yield item;
  }
}

function notIterable(value: Value): PythonError {
  return typeError(`'${typeName(value)}' object is not iterable`);
}

/** All items; a list or tuple is copied without a generator's cost. */
export function items(machine: Machine, value: Value): Value[] {
  if (value !== null && typeof value === "object" && (value.type === "tuple" || value.type === "list")) {
    machine.step(value.items.length);
    return [...value.items];
  }
  return [...iterate(machine, value)];
}

/** Python's `iter(value)`. */
export function iterator(machine: Machine, value: Value): Value {
  if (value !== null && typeof value === "object") {
    if (value.type === "symbolic") {
      return { type: "iterator", iterator: machine.tracing!.iterate(value, machine)[Symbol.iterator]() };
    }
    if (value.type === "iterator") return value;
    if (value.type === "instance") {
      const iter = findMethod(value, "__iter__");
      if (iter !== undefined) return machine.call(iter, positional(value));
    }
  }
  const isIterable =
    typeof value === "string" || (value !== null && typeof value === "object" && iterableTypes.has(value.type));
  if (!isIterable) throw notIterable(value);
  return { type: "iterator", iterator: iterate(machine, value) };
}

const iterableTypes = new Set(["tuple", "list", "dict", "set", "range", "shape", "tensor", "ndarray", "instance"]);
