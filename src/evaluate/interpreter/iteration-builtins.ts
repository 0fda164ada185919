/** `sum`, `zip`, `sorted`, `map` and the other built-ins that take iterables. */

import { PythonError } from "../failure.ts";
import { attempt } from "./attempt.ts";
import { findMethod } from "./classes.ts";
import { compare } from "./comparisons.ts";
import { list, tuple } from "./dict.ts";
import { items, iterator } from "./iterate.ts";
import { native, positional } from "./natives.ts";
import { nextItem } from "./next-item.ts";
import { binary } from "./operators.ts";
import { orElse } from "./or-else.ts";
import { typeError, valueError } from "./raise.ts";
import { sortValues } from "./sorting.ts";
import { getSubscript } from "./subscript.ts";
import { isTruthy, length, toIndex } from "./truth.ts";
import { typeName } from "./type-names.ts";
import type { Machine, NativeFunction, Value } from "./values.ts";

export function tupleItems(value: Value | undefined): readonly Value[] {
  return value !== undefined && value !== null && typeof value === "object" && value.type === "tuple"
    ? value.items
    : [];
}

export function lazily(values: Iterable<Value>): Value {
  return { type: "iterator", iterator: values[Symbol.iterator]() };
}

/** `min` and `max`: the first of equals wins. */
function extreme(
  machine: Machine,
  name: "min" | "max",
  args: readonly Value[],
  keywords: { readonly key: Value; readonly fallback: Value | undefined },
): Value {
  if (args.length === 0) throw typeError(`${name} expected at least 1 argument, got 0`);
  const values = args.length === 1 ? machine.iterate(args[0]!) : args;
  let best: { value: Value; key: Value } | undefined;
  for (const value of values) {
    const key = keywords.key === null ? value : machine.call(keywords.key, positional(value));
    const isBetter =
      best === undefined || isTruthy(machine, compare(machine, name === "min" ? "<" : ">", key, best.key));
    if (isBetter) best = { value, key };
  }
  if (best !== undefined) return best.value;
  if (keywords.fallback !== undefined) return keywords.fallback;
  throw valueError(`${name}() arg is an empty sequence`);
}

function* zipped(machine: Machine, iterables: readonly Value[], isStrict: boolean): Generator<Value, void> {
  const iterators = iterables.map((each) => machine.iterate(each)[Symbol.iterator]());
  while (iterators.length > 0) {
    const row: Value[] = [];
    for (const [index, each] of iterators.entries()) {
      const next = each.next();
      if (next.done) {
        if (isStrict) refuseUneven(iterators, index);
        return;
      }
      row.push(next.value);
    }
    yield tuple(row);
  }
}

function refuseUneven(iterators: readonly Iterator<Value>[], ended: number): void {
  const plural = (count: number): string => (count === 1 ? "argument 1" : `arguments 1-${count}`);
  if (ended > 0) {
    throw valueError(`zip() argument ${ended + 1} is shorter than ${plural(ended)}`);
  }
  for (let index = 1; index < iterators.length; index++) {
    if (!iterators[index]!.next().done) throw valueError(`zip() argument ${index + 1} is longer than ${plural(index)}`);
  }
}

function* mapped(machine: Machine, callee: Value, iterables: readonly Value[]): Generator<Value, void> {
  if (iterables.length === 1) {
    for (const item of machine.iterate(iterables[0]!)) yield machine.call(callee, positional(item));
    return;
  }
  for (const row of zipped(machine, iterables, false)) yield machine.call(callee, positional(...tupleItems(row)));
}

function* filtered(machine: Machine, predicate: Value, iterable: Value): Generator<Value, void> {
  for (const item of machine.iterate(iterable)) {
    const kept = predicate === null ? item : machine.call(predicate, positional(item));
    if (isTruthy(machine, kept)) yield item;
  }
}

function* enumerated(machine: Machine, iterable: Value, start: bigint): Generator<Value, void> {
  let index = start;
  for (const item of machine.iterate(iterable)) {
    yield tuple([index, item]);
    index += 1n;
  }
}

function reversed(machine: Machine, value: Value): Value {
  if (value !== null && typeof value === "object") {
    if (value.type === "instance") {
      const method = findMethod(value, "__reversed__");
      if (method !== undefined) return machine.call(method, positional(value));
    } else if (value.type === "dict") {
      return lazily(items(machine, value).reverse());
    } else if (value.type === "set" || value.type === "iterator") {
      throw typeError(`'${typeName(value)}' object is not reversible`);
    }
  }
  if (typeof value !== "string" && (value === null || typeof value !== "object")) {
    throw typeError(`'${typeName(value)}' object is not reversible`);
  }
  const count = length(machine, value);
  return lazily(backwards());

  function* backwards(): Generator<Value, void> {
    for (let index = count - 1n; index >= 0n; index--) yield getSubscript(machine, value, index);
  }
}

function total(machine: Machine, iterable: Value, start: Value): Value {
  if (typeof start === "string") throw typeError("sum() can't sum strings [use ''.join(seq) instead]");
  let sum: Value = start;
  for (const item of machine.iterate(iterable)) sum = binary(machine, "+", sum, item);
  return sum;
}

function next(machine: Machine, value: Value, rest: readonly Value[]): Value {
  const fallback = rest[0];
  if (value !== null && typeof value === "object") {
    if (value.type === "iterator") {
      const item = nextItem(value.iterator);
      if (item !== undefined) return item;
      if (fallback !== undefined) return fallback;
      throw new PythonError("StopIteration", "");
    }
    if (value.type === "instance") {
      const method = findMethod(value, "__next__");
      if (method !== undefined) {
        if (fallback === undefined) return machine.call(method, positional(value));
        const item = attempt(machine, "StopIteration", () => machine.call(method, positional(value)));
        return orElse(item, () => fallback);
      }
    }
  }
  throw typeError(`'${typeName(value)}' object is not an iterator`);
}

export const iterationBuiltins: readonly NativeFunction[] = [
  native("min", "*args, key=None, **kwargs", ([args, key], machine, keywords) =>
    extreme(machine, "min", tupleItems(args), { key: key!, fallback: keywords.get("default") }),
  ),
  native("max", "*args, key=None, **kwargs", ([args, key], machine, keywords) =>
    extreme(machine, "max", tupleItems(args), { key: key!, fallback: keywords.get("default") }),
  ),
  native("sum", "iterable, /, start=0", ([iterable, start], machine) => total(machine, iterable!, start!)),
  native("any", "iterable, /", ([iterable], machine) => {
    for (const item of machine.iterate(iterable!)) if (isTruthy(machine, item)) return true;
    return false;
  }),
  native("all", "iterable, /", ([iterable], machine) => {
    for (const item of machine.iterate(iterable!)) if (!isTruthy(machine, item)) return false;
    return true;
  }),
  native("sorted", "iterable, /, *, key=None, reverse=False", ([iterable, key, reverse], machine) =>
    list(sortValues(machine, items(machine, iterable!), key!, isTruthy(machine, reverse!))),
  ),
  native("reversed", "sequence, /", ([value], machine) => reversed(machine, value!)),
  native("zip", "*iterables, strict=False", ([iterables, strict], machine) =>
    lazily(zipped(machine, tupleItems(iterables), isTruthy(machine, strict!))),
  ),
  native("map", "func, /, *iterables", ([callee, iterables], machine) =>
    lazily(mapped(machine, callee!, tupleItems(iterables))),
  ),
  native("filter", "function, iterable, /", ([predicate, iterable], machine) =>
    lazily(filtered(machine, predicate!, iterable!)),
  ),
  native("enumerate", "iterable, start=0", ([iterable, start], machine) =>
    lazily(enumerated(machine, iterable!, toIndex(machine, start!))),
  ),
  native("iter", "iterable, /", ([value], machine) => iterator(machine, value!)),
  native("next", "iterator, /, *default", ([value, rest], machine) => next(machine, value!, tupleItems(rest))),
];
