/** Python's built-in names. */

import { Unsupported } from "../failure.ts";
import { attributeBuiltins } from "./attribute-builtins.ts";
import { builtinTypes, callDunder } from "./builtin-types.ts";
import { isCallable } from "./callable.ts";
import { ellipsis, notImplemented } from "./constants.ts";
import { hashKey, identity, tuple } from "./dict.ts";
import { exceptionClasses } from "./exceptions.ts";
import { roundFloat, roundToInt } from "./floats.ts";
import { formatValue } from "./format.ts";
import { iterationBuiltins } from "./iteration-builtins.ts";
import { isLibraryValue } from "./library-values.ts";
import { libraryMember } from "./module-attributes.ts";
import { native, positional } from "./natives.ts";
import { arithmetic, asInt, floatDivmod, isNumeric, toFloat } from "./numbers.ts";
import { once } from "./once.ts";
import { binary } from "./operators.ts";
import { overflowError, typeError, valueError } from "./raise.ts";
import { repr, str } from "./text.ts";
import { length, toIndex } from "./truth.ts";
import { typeName } from "./type-names.ts";
import type { Machine, NativeFunction, Value } from "./values.ts";

function absolute(machine: Machine, value: Value): Value {
  if (typeof value === "number") return Math.abs(value);
  const int = asInt(value);
  if (int !== undefined) return int < 0n ? -int : int;
  if (isLibraryValue(value)) {
    const name = value.type === "tensor" || value.type === "symbolic" ? "tf.abs" : "numpy.abs";
    const operation = libraryMember(machine, name);
    if (operation !== undefined) return machine.call(operation, positional(value));
  }
  const own = callDunder(machine, value, "__abs__");
  if (own !== undefined) return own;
  throw typeError(`bad operand type for abs(): '${typeName(value)}'`);
}

function round(machine: Machine, value: Value, digits: Value): Value {
  if (typeof value === "number") {
    if (digits !== null) return roundFloat(value, Number(toIndex(machine, digits)));
    if (Number.isNaN(value)) throw valueError("cannot convert float NaN to integer");
    if (!Number.isFinite(value)) throw overflowError("cannot convert float infinity to integer");
    return roundToInt(value);
  }
  const int = asInt(value);
  if (int !== undefined) {
    const places = digits === null ? 0 : Number(toIndex(machine, digits));
    if (places >= 0) return int;
    const unit = 10n ** BigInt(-places);
    const rest = ((int % unit) + unit) % unit;
    const floor = int - rest;
    if (rest * 2n > unit || (rest * 2n === unit && (floor / unit) % 2n !== 0n)) return floor + unit;
    return floor;
  }
  if (value !== null && typeof value === "object" && value.type === "ndarray") {
    const operation = libraryMember(machine, "numpy.round");
    if (operation !== undefined) return machine.call(operation, positional(value, digits ?? 0n));
  }
  const own =
    digits === null ? callDunder(machine, value, "__round__") : callDunder(machine, value, "__round__", digits);
  if (own !== undefined) return own;
  throw typeError(`type ${typeName(value)} doesn't define __round__ method`);
}

function divmod(machine: Machine, left: Value, right: Value): Value {
  if (isNumeric(left) && isNumeric(right) && (typeof left === "number" || typeof right === "number")) {
    const [a, b] = [toFloat(left), toFloat(right)];
    if (b === 0) return arithmetic("//", a, b)!;
    return tuple(floatDivmod(a, b));
  }
  return tuple([binary(machine, "//", left, right), binary(machine, "%", left, right)]);
}

function power(machine: Machine, base: Value, exponent: Value, modulus: Value): Value {
  if (modulus === null) return binary(machine, "**", base, exponent);
  const [b, e, m] = [asInt(base), asInt(exponent), asInt(modulus)];
  if (b === undefined || e === undefined || m === undefined) {
    throw typeError("pow() 3rd argument not allowed unless all arguments are integers");
  }
  if (m === 0n) throw valueError("pow() 3rd argument cannot be 0");
  if (e < 0n) throw new Unsupported("`pow` with a negative exponent and a modulus is not evaluated.");
  let result = 1n;
  let square = b % m;
  for (let rest = e; rest > 0n; rest >>= 1n) {
    machine.step();
    if (rest & 1n) result = (result * square) % m;
    square = (square * square) % m;
  }
  return ((result % m) + m) % m;
}

function inBase(machine: Machine, value: Value, radix: number, prefix: string): string {
  const int = toIndex(machine, value);
  return `${int < 0n ? "-" : ""}${prefix}${(int < 0n ? -int : int).toString(radix)}`;
}

const functions: readonly NativeFunction[] = [
  native("abs", "x, /", ([value], machine) => absolute(machine, value!)),
  native("round", "number, ndigits=None", ([value, digits], machine) => round(machine, value!, digits!)),
  native("divmod", "x, y, /", ([left, right], machine) => divmod(machine, left!, right!)),
  native("pow", "base, exp, mod=None", ([base, exponent, modulus], machine) =>
    power(machine, base!, exponent!, modulus!),
  ),
  native("len", "obj, /", ([value], machine) => length(machine, value!)),
  native("repr", "obj, /", ([value], machine) => repr(machine, value!)),
  native("ascii", "obj, /", ([value], machine) => repr(machine, value!)),
  native("format", "value, format_spec='', /", ([value, spec], machine) =>
    formatValue(machine, value!, str(machine, spec!)),
  ),
  native("callable", "obj, /", ([value]) => isCallable(value!)),
  native("hash", "obj, /", ([value]) => hashNumber(hashKey(value!))),
  native("id", "obj, /", ([value]) =>
    BigInt(value !== null && typeof value === "object" ? identity(value) : hashNumber(hashKey(value!))),
  ),
  native("bin", "number, /", ([value], machine) => inBase(machine, value!, 2, "0b")),
  native("oct", "number, /", ([value], machine) => inBase(machine, value!, 8, "0o")),
  native("hex", "number, /", ([value], machine) => inBase(machine, value!, 16, "0x")),
  native("ord", "c, /", ([value]) => {
    if (typeof value !== "string" || [...value].length !== 1) throw typeError("ord() expected a character");
    return BigInt(value.codePointAt(0)!);
  }),
  native("chr", "i, /", ([value], machine) => String.fromCodePoint(Number(toIndex(machine, value!)))),
  native("print", "*args, sep=' ', end='\\n', file=None, flush=False", ([args, separator], machine) => {
    const parts = args !== null && typeof args === "object" && args?.type === "tuple" ? args.items : [];
    machine.log(parts.map((each) => str(machine, each)).join(separator === null ? " " : str(machine, separator!)));
    return null;
  }),
];

/** A stable number for a key: CPython's own are its business. */
function hashNumber(key: string): bigint {
  let hash = 7n;
  for (const character of key) hash = (hash * 31n + BigInt(character.codePointAt(0)!)) % 2305843009213693951n;
  return hash;
}

const refused = [
  "eval",
  "exec",
  "compile",
  "open",
  "input",
  "globals",
  "locals",
  "vars",
  "memoryview",
  "bytes",
  "bytearray",
  "complex",
  "__import__",
  "breakpoint",
];

function refusal(name: string): NativeFunction {
  return {
    type: "native",
    name,
    isBuiltin: true,
    call: () => {
      throw new Unsupported(`\`${name}\` is not evaluated.`);
    },
  };
}

/** What a name means that nothing in the module binds. */
export const builtins: () => ReadonlyMap<string, Value> = once(
  () =>
    new Map<string, Value>([
      ...functions.map((each): [string, Value] => [each.name, each]),
      ...iterationBuiltins.map((each): [string, Value] => [each.name, each]),
      ...attributeBuiltins.map((each): [string, Value] => [each.name, each]),
      ...refused.map((name): [string, Value] => [name, refusal(name)]),
      ...builtinTypes(),
      ...exceptionClasses,
      ["NotImplemented", notImplemented],
      ["Ellipsis", ellipsis],
      ["__debug__", true],
      ["EnvironmentError", exceptionClasses.get("OSError")!],
      ["IOError", exceptionClasses.get("OSError")!],
    ]),
);
