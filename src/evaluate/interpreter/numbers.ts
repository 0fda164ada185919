/** Python's int and float arithmetic. bool takes part as int. */

import type { BinaryOperator } from "../../python/ast.ts";
import { sentence } from "../../python/say.ts";
import { LimitExceeded, Unsupported } from "../failure.ts";
import { overflowError, typeError, valueError, zeroDivision } from "./raise.ts";
import type { Value } from "./values.ts";

/** Larger integers end the evaluation: no loss needs them, and they take the machine down. */
const maximumBits = 200_000;

export type Numeric = boolean | bigint | number;

/** Whether the value is an int, a float or a bool. */
export function isNumeric(value: Value): value is Numeric {
  return typeof value === "number" || typeof value === "bigint" || typeof value === "boolean";
}

/** The value as an int, where it is one (or a bool). */
export function asInt(value: Value): bigint | undefined {
  if (typeof value === "bigint") return value;
  if (typeof value === "boolean") return value ? 1n : 0n;
  return undefined;
}

/** `float(value)` of a number; too large an int is Python's OverflowError. */
export function toFloat(value: Numeric): number {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  const result = Number(value);
  if (!Number.isFinite(result)) throw overflowError("int too large to convert to float");
  return result;
}

function tooLarge(): LimitExceeded {
  return new LimitExceeded(sentence("An integer grew beyond 200,000 bits."));
}

function limited(result: bigint): bigint {
  if (BigInt.asIntN(64, result) !== result && result.toString(16).length * 4 > maximumBits) throw tooLarge();
  return result;
}

function bitLength(value: bigint): number {
  return value < 0n ? (-value).toString(2).length : value.toString(2).length;
}

/** `left operator right` of two numbers. */
export function arithmetic(operator: BinaryOperator, left: Numeric, right: Numeric): Value | undefined {
  if (typeof left === "number" || typeof right === "number") {
    return floatArithmetic(operator, toFloat(left), toFloat(right));
  }
  if (typeof left === "boolean" && typeof right === "boolean") {
    if (operator === "&") return left && right;
    if (operator === "|") return left || right;
    if (operator === "^") return left !== right;
  }
  return intArithmetic(operator, asInt(left)!, asInt(right)!);
}

function intArithmetic(operator: BinaryOperator, left: bigint, right: bigint): Value | undefined {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return limited(left * right);
    case "/":
      return trueDivision(left, right);
    case "//":
      if (right === 0n) throw zeroDivision("integer division or modulo by zero");
      return floorDivision(left, right);
    case "%":
      if (right === 0n) throw zeroDivision("integer division or modulo by zero");
      return left - floorDivision(left, right) * right;
    case "**":
      return intPower(left, right);
    case "<<":
      if (right < 0n) throw valueError("negative shift count");
      if (left !== 0n && right > BigInt(maximumBits)) throw tooLarge();
      return limited(left << right);
    case ">>":
      if (right < 0n) throw valueError("negative shift count");
      return left >> right;
    case "&":
      return left & right;
    case "|":
      return left | right;
    case "^":
      return left ^ right;
    default:
      return undefined;
  }
}

/** Rounds towards minus infinity. */
export function floorDivision(left: bigint, right: bigint): bigint {
  const quotient = left / right;
  return left % right !== 0n && left < 0n !== right < 0n ? quotient - 1n : quotient;
}

const safe = BigInt(Number.MAX_SAFE_INTEGER);

/** Correctly rounded, as Python's: large operands are scaled so that the quotient holds 64 bits and more. */
export function trueDivision(left: bigint, right: bigint): number {
  if (right === 0n) throw zeroDivision("division by zero");
  if (left <= safe && left >= -safe && right <= safe && right >= -safe) return Number(left) / Number(right);
  const negative = left < 0n !== right < 0n;
  const numerator = left < 0n ? -left : left;
  const denominator = right < 0n ? -right : right;
  if (numerator === 0n) return 0;
  const shift = 66 - (bitLength(numerator) - bitLength(denominator));
  let quotient = shift >= 0 ? (numerator << BigInt(shift)) / denominator : numerator / (denominator << BigInt(-shift));
  const exact =
    shift >= 0 ? (numerator << BigInt(shift)) % denominator === 0n : numerator % (denominator << BigInt(-shift)) === 0n;
  if (!exact) quotient |= 1n;
  // Number(bigint) rounds to nearest, ties to even; the sticky bit above keeps the tie honest.
  let result = Number(quotient);
  for (let rest = -shift; rest !== 0; ) {
    const part = Math.max(-1000, Math.min(1000, rest));
    result *= 2 ** part;
    rest -= part;
  }
  if (!Number.isFinite(result)) throw overflowError("integer division result too large for a float");
  return negative ? -result : result;
}

function intPower(base: bigint, exponent: bigint): Value {
  if (exponent < 0n) {
    if (base === 0n) throw zeroDivision("0.0 cannot be raised to a negative power");
    return floatPower(toFloat(base), toFloat(exponent));
  }
  if (base === 0n || base === 1n || base === -1n) {
    if (exponent === 0n) return 1n;
    return base === -1n && exponent % 2n === 0n ? 1n : base;
  }
  if (exponent > BigInt(maximumBits) || bitLength(base) * Number(exponent) > maximumBits * 2) throw tooLarge();
  return limited(base ** exponent);
}

function floatArithmetic(operator: BinaryOperator, left: number, right: number): Value | undefined {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      if (right === 0) throw zeroDivision("float division by zero");
      return left / right;
    case "//":
      if (right === 0) throw zeroDivision("float floor division by zero");
      return floatDivmod(left, right)[0];
    case "%":
      if (right === 0) throw zeroDivision("float modulo");
      return floatDivmod(left, right)[1];
    case "**":
      return floatPower(left, right);
    default:
      return undefined;
  }
}

/** CPython's algorithm: the remainder has the divisor's sign, the quotient is floored from an exact difference. */
export function floatDivmod(left: number, right: number): [number, number] {
  let remainder = left % right;
  let quotient = (left - remainder) / right;
  if (remainder !== 0) {
    if (right < 0 !== remainder < 0) {
      remainder += right;
      quotient -= 1;
    }
  } else {
    remainder = right < 0 ? -0 : 0;
  }
  if (quotient === 0) return [left / right < 0 ? -0 : 0, remainder];
  let floor = Math.floor(quotient);
  if (quotient - floor > 0.5) floor += 1;
  return [floor, remainder];
}

/** C's `pow`, which differs from JavaScript's where the base is ±1, with Python's exceptions. */
export function floatPower(base: number, exponent: number): number {
  if (exponent === 0 || base === 1) return 1;
  if (base === -1 && !Number.isFinite(exponent) && !Number.isNaN(exponent)) return 1;
  if (base === 0 && exponent < 0) throw zeroDivision("0.0 cannot be raised to a negative power");
  if (base < 0 && Number.isFinite(base) && Number.isFinite(exponent) && !Number.isInteger(exponent)) {
    throw new Unsupported("A negative number raised to a fraction is complex in Python, which is not evaluated.");
  }
  const result = base ** exponent;
  if (!Number.isFinite(result) && Number.isFinite(base) && Number.isFinite(exponent)) {
    throw overflowError("(34, 'Numerical result out of range')");
  }
  return result;
}

/** `-x`, `+x`, `~x`. */
export function negate(operator: "-" | "+" | "~", value: Numeric): Value {
  if (typeof value === "number") {
    if (operator === "~") throw typeError("bad operand type for unary ~: 'float'");
    return operator === "-" ? -value : value;
  }
  const int = asInt(value)!;
  if (operator === "-") return -int;
  return operator === "+" ? int : ~int;
}

/** `int(float)`: towards zero. */
export function truncate(value: number): bigint {
  if (Number.isNaN(value)) throw valueError("cannot convert float NaN to integer");
  if (!Number.isFinite(value)) throw overflowError("cannot convert float infinity to integer");
  return BigInt(Math.trunc(value));
}
