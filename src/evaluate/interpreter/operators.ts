/** `a + b`, `-a`, `a @ b`: numbers here, tensors by the library, sequences and classes by their own rules. */

import type { BinaryOperator } from "../../python/ast.ts";
import { findMethod, isSubclass } from "./classes.ts";
import { notImplemented } from "./constants.ts";
import { list, tuple } from "./dict.ts";
import { isLibraryValue } from "./library-values.ts";
import { refuseOpaque } from "./module-values.ts";
import { positional } from "./natives.ts";
import { arithmetic, isNumeric, negate } from "./numbers.ts";
import { percentFormat } from "./percent-format.ts";
import { typeError } from "./raise.ts";
import { countMade, requireLength } from "./room.ts";
import { toIndex } from "./truth.ts";
import { lastPart, typeName } from "./type-names.ts";
import type { Instance, Machine, SetValue, Value } from "./values.ts";

const dunder: Readonly<Record<BinaryOperator, string>> = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "truediv",
  "//": "floordiv",
  "%": "mod",
  "**": "pow",
  "@": "matmul",
  "<<": "lshift",
  ">>": "rshift",
  "&": "and",
  "|": "or",
  "^": "xor",
};

/** `left operator right`; `isInPlace` for `left operator= right`, which may change `left`. */
export function binary(
  machine: Machine,
  operator: BinaryOperator,
  left: Value,
  right: Value,
  isInPlace = false,
): Value {
  if (isNumeric(left) && isNumeric(right)) {
    const result = arithmetic(operator, left, right);
    if (result !== undefined) return result;
    throw unsupportedOperands(operator, left, right, isInPlace);
  }
  if (isInstance(left) || isInstance(right)) {
    const result = byMethods(machine, operator, left, right, isInPlace);
    if (result !== undefined) return result;
  }
  if (isLibraryValue(left) || isLibraryValue(right)) {
    refuseOpaque(left, right);
    return machine.library.binary(operator, left, right, machine);
  }
  const result = isInPlace ? inPlace(machine, operator, left, right) : undefined;
  if (result !== undefined) return result;
  return countMade(sequences(machine, operator, left, right, isInPlace));
}

function isInstance(value: Value): value is Instance {
  return value !== null && typeof value === "object" && value.type === "instance";
}

function byMethods(
  machine: Machine,
  operator: BinaryOperator,
  left: Value,
  right: Value,
  isInPlace: boolean,
): Value | undefined {
  const name = dunder[operator];
  const attempts: [Value, string, Value][] = [[left, `__${name}__`, right]];
  const reflected: [Value, string, Value] = [right, `__r${name}__`, left];
  if (isInstance(left) && isInstance(right) && left.class === right.class) {
    // Python does not try the reflected method between two of one class.
  } else if (isInstance(left) && isInstance(right) && isSubclass(right.class, left.class)) {
    attempts.unshift(reflected);
  } else {
    attempts.push(reflected);
  }
  if (isInPlace) attempts.unshift([left, `__i${name}__`, right]);
  for (const [self, method, other] of attempts) {
    if (!isInstance(self)) continue;
    const found = findMethod(self, method);
    if (found === undefined) continue;
    const result = machine.call(found, positional(self, other));
    if (result !== notImplemented) return result;
  }
  return undefined;
}

/** `list += iterable`, `set |= set`, `dict |= dict` change the object itself. */
function inPlace(machine: Machine, operator: BinaryOperator, left: Value, right: Value): Value | undefined {
  if (left === null || typeof left !== "object") return undefined;
  if (left.type === "list" && operator === "+") {
    const added = [...machine.iterate(right)];
    requireLength(left.items.length + added.length);
    for (const item of added) left.items.push(item);
    return left;
  }
  if (left.type === "list" && operator === "*") {
    const repeated = repeat(machine, left.items, right);
    replaceItems(left.items, repeated);
    return left;
  }
  if (left.type === "dict" && operator === "|" && isDict(right)) {
    machine.step(right.entries.size);
    for (const [hash, entry] of right.entries) left.entries.set(hash, { ...entry });
    return left;
  }
  if (left.type === "set" && !left.isFrozen && isSet(right)) {
    machine.step(left.entries.size + right.entries.size);
    const result = setOperation(operator, left, right);
    if (result === undefined) return undefined;
    left.entries.clear();
    for (const [hash, item] of result.entries) left.entries.set(hash, item);
    return left;
  }
  return undefined;
}

function isDict(value: Value): value is Extract<Value, { type: "dict" }> {
  return value !== null && typeof value === "object" && value.type === "dict";
}

function isSet(value: Value): value is SetValue {
  return value !== null && typeof value === "object" && value.type === "set";
}

/** `a & b` and its kin; undefined for an operator that sets do not have. */
export function setOperation(operator: BinaryOperator, left: SetValue, right: SetValue): SetValue | undefined {
  const a = [...left.entries];
  const b = [...right.entries];
  const made = (entries: [string, Value][]): SetValue => ({
    type: "set",
    entries: new Map(entries),
    isFrozen: left.isFrozen,
  });
  switch (operator) {
    case "&":
      return made(a.filter(([key]) => right.entries.has(key)));
    case "|":
      return made([...a, ...b.filter(([key]) => !left.entries.has(key))]);
    case "-":
      return made(a.filter(([key]) => !right.entries.has(key)));
    case "^":
      return made([...a.filter(([key]) => !right.entries.has(key)), ...b.filter(([key]) => !left.entries.has(key))]);
    default:
      return undefined;
  }
}

/** In place; not by handing millions of arguments over. */
function replaceItems(items: Value[], by: readonly Value[]): void {
  items.length = 0;
  for (const item of by) items.push(item);
}

function repeat(machine: Machine, items: readonly Value[], count: Value): Value[] {
  const times = Number(toIndex(machine, count));
  if (times <= 0) return [];
  requireLength(items.length * times);
  machine.step(items.length * times);
  const result: Value[] = [];
  for (let index = 0; index < times; index++) for (const item of items) result.push(item);
  return result;
}

function sequences(machine: Machine, operator: BinaryOperator, left: Value, right: Value, isInPlace: boolean): Value {
  if (operator === "%" && typeof left === "string") return percentFormat(machine, left, right);
  if (operator === "+") {
    if (typeof left === "string") {
      if (typeof right !== "string") throw typeError(`can only concatenate str (not "${typeName(right)}") to str`);
      requireLength(left.length + right.length);
      return left + right;
    }
    if (left !== null && typeof left === "object" && (left.type === "tuple" || left.type === "list")) {
      if (right === null || typeof right !== "object" || right.type !== left.type) {
        throw typeError(`can only concatenate ${left.type} (not "${typeName(right)}") to ${left.type}`);
      }
      requireLength(left.items.length + right.items.length);
      const joined = left.items.concat(right.items);
      return left.type === "tuple" ? tuple(joined) : list(joined);
    }
  }
  if (operator === "*") {
    if (isSequence(left) && isCount(right)) return repeated(machine, left, right);
    if (isSequence(right) && isCount(left)) return repeated(machine, right, left);
    if (isSequence(left) || isSequence(right)) {
      const other = isSequence(left) ? right : left;
      refuseOpaque(other);
      throw typeError(`can't multiply sequence by non-int of type '${typeName(other)}'`);
    }
  }
  if (isSet(left) && isSet(right)) {
    machine.step(left.entries.size + right.entries.size);
    const result = setOperation(operator, left, right);
    if (result !== undefined) return result;
  }
  if (operator === "|" && isDict(left) && isDict(right)) {
    machine.step(left.entries.size + right.entries.size);
    const entries = new Map([...left.entries].map(([key, entry]) => [key, { ...entry }] as const));
    for (const [key, entry] of right.entries)
      entries.set(key, { key: entries.get(key)?.key ?? entry.key, value: entry.value });
    return { type: "dict", entries };
  }
  // `int | None` as an annotation or a default's type: nothing that a loss computes with.
  if (operator === "|" && isType(left) && isType(right)) return left;
  refuseOpaque(left, right);
  throw unsupportedOperands(operator, left, right, isInPlace);
}

function isType(value: Value): boolean {
  return value === null || (typeof value === "object" && (value.type === "class" || value.type === "nativeClass"));
}

type Sequence = string | Extract<Value, { type: "tuple" | "list" }>;

function isSequence(value: Value): value is Sequence {
  return (
    typeof value === "string" ||
    (value !== null && typeof value === "object" && (value.type === "tuple" || value.type === "list"))
  );
}

function isCount(value: Value): boolean {
  return typeof value === "bigint" || typeof value === "boolean";
}

function repeated(machine: Machine, sequence: Sequence, count: Value): Value {
  if (typeof sequence === "string") {
    const times = Number(toIndex(machine, count));
    if (times <= 0) return "";
    requireLength(sequence.length * times);
    return sequence.repeat(times);
  }
  const items = repeat(machine, sequence.items, count);
  return sequence.type === "tuple" ? tuple(items) : list(items);
}

function unsupportedOperands(operator: BinaryOperator, left: Value, right: Value, isInPlace: boolean): Error {
  const shown = isInPlace ? `${operator}=` : operator === "**" ? "** or pow()" : operator;
  return typeError(
    `unsupported operand type(s) for ${shown}: '${lastPart(typeName(left))}' and '${lastPart(typeName(right))}'`,
  );
}

/** `-x`, `+x`, `~x`. */
export function unary(machine: Machine, operator: "-" | "+" | "~", value: Value): Value {
  if (isNumeric(value)) return negate(operator, value);
  if (isLibraryValue(value)) return machine.library.unary(operator, value, machine);
  if (isInstance(value)) {
    const name = operator === "-" ? "__neg__" : operator === "+" ? "__pos__" : "__invert__";
    const method = findMethod(value, name);
    if (method !== undefined) return machine.call(method, positional(value));
  }
  refuseOpaque(value);
  throw typeError(`bad operand type for unary ${operator}: '${typeName(value)}'`);
}
