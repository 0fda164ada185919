/** `int(x)`, `float(x)`, `bool(x)`, `dict(x)` and the other built-in types called as functions. */

import { findMethod } from "./classes.ts";
import { dict, set, setItem } from "./dict.ts";
import { items } from "./iterate.ts";
import { positional } from "./natives.ts";
import { toFloat, truncate } from "./numbers.ts";
import { typeError, valueError } from "./raise.ts";
import { stringRepr } from "./text.ts";
import { isTruthy, readNumber, toIndex } from "./truth.ts";
import { lastPart, typeName } from "./type-names.ts";
import type { DictValue, Machine, Value } from "./values.ts";

/** `int(value, base)`. */
export function toInt(machine: Machine, value: Value, base: Value): bigint {
  if (typeof value === "string") return readInteger(value, base === null ? 10 : Number(toIndex(machine, base)));
  if (base !== null) throw typeError("int() can't convert non-string with explicit base");
  if (typeof value === "bigint") return value;
  if (typeof value === "boolean") return value ? 1n : 0n;
  if (typeof value === "number") return truncate(value);
  if (value !== null && typeof value === "object") {
    if (value.type === "symbolic") return truncate(machine.tracing!.number(value, "int"));
    if (value.type === "tensor" || value.type === "ndarray") return truncate(readNumber(machine, value));
    if (value.type === "instance") {
      const method = findMethod(value, "__int__") ?? findMethod(value, "__index__") ?? findMethod(value, "__trunc__");
      if (method !== undefined) return toIndex(machine, machine.call(method, positional(value)));
    }
  }
  throw typeError(
    `int() argument must be a string, a bytes-like object or a real number, not '${lastPart(typeName(value))}'`,
  );
}

const prefixes: Readonly<Record<number, RegExp>> = { 2: /^0b/i, 8: /^0o/i, 16: /^0x/i };

function readInteger(text: string, base: number): bigint {
  const invalid = (): Error => valueError(`invalid literal for int() with base ${base}: ${stringRepr(text)}`);
  const match = /^([+-]?)(\w+)$/.exec(text.trim());
  if (match === null) throw invalid();
  let digits = match[2]!.toLowerCase();
  let radix = base;
  if (base === 0) {
    radix = digits.startsWith("0x") ? 16 : digits.startsWith("0o") ? 8 : digits.startsWith("0b") ? 2 : 10;
    if (radix === 10 && /^0\d/.test(digits)) throw invalid();
  }
  if (radix < 2 || radix > 36) throw valueError("int() base must be >= 2 and <= 36, or 0");
  digits = digits.replace(prefixes[radix] ?? /^$/, "");
  if (/^_|__|_$/.test(digits) || digits === "") throw invalid();
  if (digits.length > 4300) {
    throw valueError(
      `Exceeds the limit (4300 digits) for integer string conversion: value has ${digits.length} digits; use sys.set_int_max_str_digits() to increase the limit`,
    );
  }
  let result = 0n;
  for (const character of digits.replaceAll("_", "")) {
    const digit = /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 87;
    if (!(digit >= 0 && digit < radix)) throw invalid();
    result = result * BigInt(radix) + BigInt(digit);
  }
  return match[1] === "-" ? -result : result;
}

/** `float(value)`. */
export function toFloatValue(machine: Machine, value: Value): number {
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return toFloat(value);
  if (typeof value === "string") {
    const text = value.trim().replace(/(?<=\d)_(?=\d)/g, "");
    if (/^[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
    const word = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
    if (word === null) throw valueError(`could not convert string to float: ${stringRepr(value)}`);
    const magnitude = word[2]!.toLowerCase() === "nan" ? Number.NaN : Number.POSITIVE_INFINITY;
    return word[1] === "-" ? -magnitude : magnitude;
  }
  if (value !== null && typeof value === "object") {
    if (value.type === "symbolic") return machine.tracing!.number(value, "float");
    if (value.type === "tensor" || value.type === "ndarray") return readNumber(machine, value);
    if (value.type === "instance") {
      const method = findMethod(value, "__float__") ?? findMethod(value, "__index__");
      if (method !== undefined) return toFloatValue(machine, machine.call(method, positional(value)));
    }
  }
  throw typeError(`float() argument must be a string or a real number, not '${lastPart(typeName(value))}'`);
}

export function toBool(machine: Machine, value: Value): boolean {
  return isTruthy(machine, value);
}

/** `dict(mapping_or_pairs, **keywords)`. */
export function toDict(machine: Machine, source: Value, keywords: ReadonlyMap<string, Value>): DictValue {
  const made = dict();
  if (source !== null) updateDict(machine, made, source);
  for (const [key, value] of keywords) setItem(made, key, value);
  return made;
}

/** `target.update(source)`. */
export function updateDict(machine: Machine, target: DictValue, source: Value): void {
  if (source !== null && typeof source === "object" && source.type === "dict") {
    machine.step(source.entries.size);
    for (const entry of [...source.entries.values()]) setItem(target, entry.key, entry.value);
    return;
  }
  let index = 0;
  for (const pair of machine.iterate(source)) {
    const parts = items(machine, pair);
    if (parts.length !== 2) {
      throw valueError(`dictionary update sequence element #${index} has length ${parts.length}; 2 is required`);
    }
    setItem(target, parts[0]!, parts[1]!);
    index += 1;
  }
}

export function toSet(machine: Machine, source: Value, isFrozen: boolean): Value {
  return set(items(machine, source), isFrozen);
}

function argumentsOf(args: Value): readonly Value[] {
  return args !== null && typeof args === "object" && args.type === "tuple" ? args.items : [];
}

export function toRange(machine: Machine, args: Value): Value {
  const given = argumentsOf(args);
  if (given.length === 0) throw typeError("range expected at least 1 argument, got 0");
  if (given.length > 3) throw typeError(`range expected at most 3 arguments, got ${given.length}`);
  const [first, second, third] = given.map((each) => toIndex(machine, each));
  const step = third ?? 1n;
  if (step === 0n) throw valueError("range() arg 3 must not be zero");
  return second === undefined
    ? { type: "range", start: 0n, stop: first!, step }
    : { type: "range", start: first!, stop: second, step };
}

export function toSlice(args: Value): Value {
  const given = argumentsOf(args);
  if (given.length === 0) throw typeError("slice expected at least 1 argument, got 0");
  if (given.length > 3) throw typeError(`slice expected at most 3 arguments, got ${given.length}`);
  return given.length === 1
    ? { type: "slice", start: null, stop: given[0]!, step: null }
    : { type: "slice", start: given[0]!, stop: given[1]!, step: given[2] ?? null };
}
