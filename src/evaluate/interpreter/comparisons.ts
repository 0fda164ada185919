/** `==`, `<`, `is`, `in`. */

import type { CompareOperator } from "../../python/ast.ts";
import { work } from "../tape/backend.ts";
import { findMethod } from "./classes.ts";
import { notImplemented } from "./constants.ts";
import { hashKey } from "./dict.ts";
import { isLibraryValue } from "./library-values.ts";
import { refuseOpaque } from "./module-values.ts";
import { positional } from "./natives.ts";
import { isNumeric } from "./numbers.ts";
import { typeError } from "./raise.ts";
import { requireSearch } from "./room.ts";
import { isTruthy, rangeLength } from "./truth.ts";
import { lastPart, typeName } from "./type-names.ts";
import type { Instance, Machine, SetValue, Value } from "./values.ts";

type Order = "<" | "<=" | ">" | ">=";

/** `left operator right`: a bool, or what a library or a class makes of it. */
export function compare(machine: Machine, operator: CompareOperator, left: Value, right: Value): Value {
  switch (operator) {
    case "is":
      refuseOpaque(left, right);
      return isSame(left, right);
    case "is not":
      // Whether the import that gave it succeeded is not known.
      refuseOpaque(left, right);
      return !isSame(left, right);
    case "in":
      return contains(machine, right, left);
    case "not in":
      return !contains(machine, right, left);
  }
  if (isNumeric(left) && isNumeric(right)) return compareNumbers(operator, left, right);
  if (isInstance(left) || isInstance(right)) {
    const result = byMethods(machine, operator, left, right);
    if (result !== undefined) return result;
  }
  if (isLibraryValue(left) || isLibraryValue(right)) {
    if (operator !== "==" && operator !== "!=") refuseOpaque(left, right);
    return machine.library.compare(operator, left, right, machine);
  }
  refuseOpaque(left, right);
  if (operator === "==") return isEqual(machine, left, right);
  if (operator === "!=") return !isEqual(machine, left, right);
  return order(machine, operator, left, right);
}

function compareNumbers(
  operator: "==" | "!=" | Order,
  left: boolean | bigint | number,
  right: boolean | bigint | number,
) {
  // JavaScript compares a bigint with a number exactly, as Python does.
  switch (operator) {
    case "==":
      // biome-ignore lint/suspicious/noDoubleEquals: only the loose form compares a bigint with a number by value.
      return left == right;
    case "!=":
      // biome-ignore lint/suspicious/noDoubleEquals: as above.
      return left != right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}

function isInstance(value: Value): value is Instance {
  return value !== null && typeof value === "object" && value.type === "instance";
}

const methods = {
  "==": ["__eq__", "__eq__"],
  "!=": ["__ne__", "__ne__"],
  "<": ["__lt__", "__gt__"],
  "<=": ["__le__", "__ge__"],
  ">": ["__gt__", "__lt__"],
  ">=": ["__ge__", "__le__"],
} as const;

function byMethods(machine: Machine, operator: "==" | "!=" | Order, left: Value, right: Value): Value | undefined {
  const [name, reflected] = methods[operator];
  for (const [self, method, other] of [
    [left, name, right],
    [right, reflected, left],
  ] as const) {
    if (!isInstance(self)) continue;
    const found = findMethod(self, method);
    if (found !== undefined) {
      const result = machine.call(found, positional(self, other));
      if (result !== notImplemented) return result;
    } else if (operator === "!=") {
      const equal = findMethod(self, "__eq__");
      if (equal === undefined) continue;
      const result = machine.call(equal, positional(self, other));
      if (result !== notImplemented) return !isTruthy(machine, result);
    }
  }
  return undefined;
}

/** Python's `is`. Equal small ints and equal strings are one object, as CPython makes them. */
export function isSame(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (typeof left === "number" && typeof right === "number") return Object.is(left, right);
  if (left === null || right === null || typeof left !== "object" || typeof right !== "object") return false;
  if (left.type === "dtype" && right.type === "dtype") return left.dtype === right.dtype;
  if (left.type === "ellipsis" && right.type === "ellipsis") return true;
  if (left.type === "module" && right.type === "module") return left.name === right.name;
  if (left.type === "nativeClass" && right.type === "nativeClass") return left.name === right.name;
  if (left.type === "native" && right.type === "native" && !left.isBuiltin && !right.isBuiltin) {
    return left.name === right.name && left.name.includes(".");
  }
  return left.type === "tuple" && right.type === "tuple" && left.items.length === 0 && right.items.length === 0;
}

/** Python's `==`, as a bool. */
export function isEqual(machine: Machine, left: Value, right: Value): boolean {
  if (isNumeric(left) && isNumeric(right)) return compareNumbers("==", left, right);
  if (left === null || right === null || typeof left !== "object" || typeof right !== "object") {
    if (isLibraryValue(left) || isLibraryValue(right)) {
      return isTruthy(machine, machine.library.compare("==", left, right, machine));
    }
    return left === right || (isInstance(left) || isInstance(right) ? equalByMethods(machine, left, right) : false);
  }
  if (isInstance(left) || isInstance(right)) return equalByMethods(machine, left, right);
  if (isLibraryValue(left) || isLibraryValue(right)) {
    return isTruthy(machine, machine.library.compare("==", left, right, machine));
  }
  machine.step();
  if ((left.type === "tuple" && right.type === "tuple") || (left.type === "list" && right.type === "list")) {
    const other = right.items;
    return (
      left.items.length === other.length &&
      left.items.every((item, index) => isSame(item, other[index]!) || isEqual(machine, item, other[index]!))
    );
  }
  if (left.type === "dict" && right.type === "dict") {
    if (left.entries.size !== right.entries.size) return false;
    machine.step(left.entries.size);
    return [...left.entries].every(([key, { value }]) => {
      const other = right.entries.get(key);
      return other !== undefined && (isSame(value, other.value) || isEqual(machine, value, other.value));
    });
  }
  if (left.type === "set" && right.type === "set") {
    return left.entries.size === right.entries.size && [...left.entries.keys()].every((key) => right.entries.has(key));
  }
  if (left.type === "range" && right.type === "range") {
    const count = rangeLength(left);
    return (
      count === rangeLength(right) &&
      (count === 0n || (left.start === right.start && (count === 1n || left.step === right.step)))
    );
  }
  if (left.type === "slice" && right.type === "slice") {
    return (["start", "stop", "step"] as const).every((part) => isEqual(machine, left[part], right[part]));
  }
  if (left.type === "method" && right.type === "method") {
    return isSame(left.function, right.function) && isSame(left.self, right.self);
  }
  return isSame(left, right);
}

function equalByMethods(machine: Machine, left: Value, right: Value): boolean {
  const result = byMethods(machine, "==", left, right);
  return result === undefined ? isSame(left, right) : isTruthy(machine, result);
}

function order(machine: Machine, operator: Order, left: Value, right: Value): boolean {
  if (typeof left === "string" && typeof right === "string") return holds(operator, compareStrings(left, right));
  if (left !== null && right !== null && typeof left === "object" && typeof right === "object") {
    if ((left.type === "tuple" && right.type === "tuple") || (left.type === "list" && right.type === "list")) {
      const shared = Math.min(left.items.length, right.items.length);
      for (let index = 0; index < shared; index++) {
        machine.step();
        const [a, b] = [left.items[index]!, right.items[index]!];
        if (isSame(a, b) || isEqual(machine, a, b)) continue;
        return isTruthy(machine, compare(machine, operator, a, b));
      }
      return holds(operator, left.items.length - right.items.length);
    }
    if (left.type === "set" && right.type === "set") return orderSets(operator, left, right);
  }
  refuseOpaque(left, right);
  throw typeError(
    `'${operator}' not supported between instances of '${lastPart(typeName(left))}' and '${lastPart(typeName(right))}'`,
  );
}

function holds(operator: Order, difference: number): boolean {
  if (operator === "<") return difference < 0;
  if (operator === "<=") return difference <= 0;
  return operator === ">" ? difference > 0 : difference >= 0;
}

function orderSets(operator: Order, left: SetValue, right: SetValue): boolean {
  if (operator === ">" || operator === ">=") return orderSets(operator === ">" ? "<" : "<=", right, left);
  const isSubset = [...left.entries.keys()].every((key) => right.entries.has(key));
  return isSubset && (operator === "<=" || left.entries.size < right.entries.size);
}

/** By code points, where JavaScript compares UTF-16 units. */
function compareStrings(left: string, right: string): number {
  if (left === right) return 0;
  const end = Math.min(left.length, right.length);
  let at = 0;
  while (at < end && left[at] === right[at]) at++;
  work(at);
  if (at === end) return left.length - right.length;
  // Within a pair of units the first one decides, and it may be the same in both.
  const isWithinPair = at > 0 && /[\ud800-\udbff]/.test(left[at - 1]!);
  const from = isWithinPair ? at - 1 : at;
  return left.codePointAt(from)! - right.codePointAt(from)!;
}

/** Python's `item in container`. */
export function contains(machine: Machine, container: Value, item: Value): boolean {
  if (typeof container === "string") {
    if (typeof item !== "string") {
      throw typeError(`'in <string>' requires string as left operand, not ${typeName(item)}`);
    }
    requireSearch(container, item);
    return container.includes(item);
  }
  if (container !== null && typeof container === "object") {
    switch (container.type) {
      case "dict":
      case "set":
        return container.entries.has(hashKey(item));
      case "range": {
        if (!isNumeric(item) || (typeof item === "number" && !Number.isInteger(item))) return false;
        const at = BigInt(item);
        const { start, step } = container;
        const offset = at - start;
        return offset % step === 0n && offset / step >= 0n && offset / step < rangeLength(container);
      }
      case "symbolic":
        return machine.tracing!.contains(container);
      case "tensor":
      case "ndarray":
        return isTruthy(machine, machine.library.compare("in", item, container, machine));
      case "instance": {
        const method = findMethod(container, "__contains__");
        if (method !== undefined) return isTruthy(machine, machine.call(method, positional(container, item)));
        break;
      }
      case "module":
        refuseOpaque(container);
        break;
      case "class":
      case "nativeClass":
      case "function":
      case "native":
      case "method":
        break;
      default:
        return anyEqual(machine, container, item);
    }
    if (container.type === "instance" && (findMethod(container, "__iter__") ?? findMethod(container, "__getitem__"))) {
      return anyEqual(machine, container, item);
    }
  }
  throw typeError(`argument of type '${typeName(container)}' is not iterable`);
}

function anyEqual(machine: Machine, container: Value, item: Value): boolean {
  for (const each of machine.iterate(container)) {
    if (isSame(each, item) || isEqual(machine, each, item)) return true;
  }
  return false;
}
