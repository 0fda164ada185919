/** `math`. */

import { callDunder } from "../builtin-types.ts";
import { tuple } from "../dict.ts";
import { items } from "../iterate.ts";
import { native } from "../natives.ts";
import { asInt, floatPower, isNumeric, toFloat, truncate } from "../numbers.ts";
import { binary } from "../operators.ts";
import { overflowError, typeError, valueError } from "../raise.ts";
import { isSymbolic } from "../tracing.ts";
import { readNumber, toIndex } from "../truth.ts";
import { lastPart, typeName } from "../type-names.ts";
import type { Machine, Value } from "../values.ts";
import { erf, erfc, gamma, lgamma } from "./gamma.ts";

function real(machine: Machine, value: Value): number {
  if (isNumeric(value)) return toFloat(value);
  if (isSymbolic(value)) return machine.tracing!.number(value, "math");
  if (value !== null && typeof value === "object" && (value.type === "tensor" || value.type === "ndarray")) {
    return readNumber(machine, value);
  }
  const own = callDunder(machine, value, "__float__");
  if (own !== undefined) return real(machine, own);
  throw typeError(`must be real number, not ${lastPart(typeName(value))}`);
}

/** A function of one float that raises where C sets `errno`: NaN out of a number, infinity out of a finite one. */
function unary(name: string, compute: (x: number) => number): [string, Value] {
  return [
    `math.${name}`,
    native(name, "x, /", ([value], machine) => {
      const x = real(machine, value!);
      const result = compute(x);
      if (Number.isNaN(result) && !Number.isNaN(x)) throw valueError("math domain error");
      if (!Number.isFinite(result) && Number.isFinite(x)) {
        if (name === "gamma" || name === "lgamma" || name === "atanh" || name === "log1p")
          throw valueError("math domain error");
        throw overflowError("math range error");
      }
      return result;
    }),
  ];
}

function logarithm(machine: Machine, value: Value, inBase: (x: number) => number): number {
  const int = asInt(value);
  if (int !== undefined && int > 0n && !Number.isFinite(Number(int))) {
    // Beyond a float's range the logarithm is still a small number.
    const shift = int.toString(2).length - 1000;
    return inBase(Number(int >> BigInt(shift))) + shift * inBase(2);
  }
  const x = real(machine, value);
  if (x <= 0) throw valueError("math domain error");
  return inBase(x);
}

function rounded(name: "floor" | "ceil" | "trunc"): [string, Value] {
  return [
    `math.${name}`,
    native(name, "x, /", ([value], machine) => {
      const int = asInt(value!);
      if (int !== undefined) return int;
      const own = callDunder(machine, value!, `__${name}__`);
      return own ?? truncate(Math[name](real(machine, value!)));
    }),
  ];
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function integers(machine: Machine, args: Value): bigint[] {
  return items(machine, args).map((each) => toIndex(machine, each));
}

function isClose(a: number, b: number, relative: number, absolute: number): boolean {
  if (a === b) return true;
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  const difference = Math.abs(a - b);
  return difference <= Math.max(relative * Math.max(Math.abs(a), Math.abs(b)), absolute);
}

/** Exactly rounded, as `math.fsum`: partial sums that do not overlap (Shewchuk's algorithm). */
function exactSum(values: readonly number[]): number {
  const partials: number[] = [];
  for (const value of values) {
    let x = value;
    let kept = 0;
    for (const partial of [...partials]) {
      let y = partial;
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const high = x + y;
      const low = y - (high - x);
      if (low !== 0) partials[kept++] = low;
      x = high;
    }
    partials.length = kept;
    partials.push(x);
  }
  return partials.reduceRight((sum, partial) => sum + partial, 0);
}

function factorial(machine: Machine, value: Value): bigint {
  const n = toIndex(machine, value);
  if (n < 0n) throw valueError("factorial() not defined for negative values");
  let result = 1n;
  for (let factor = 2n; factor <= n; factor++) {
    machine.step();
    result = binary(machine, "*", result, factor) as bigint;
  }
  return result;
}

function squareRootFloor(value: bigint): bigint {
  if (value < 0n) throw valueError("isqrt() argument must be nonnegative");
  if (value < 2n) return value;
  let x = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (x + value / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

function combinations(machine: Machine, nValue: Value, kValue: Value, ordered: boolean): bigint {
  const [n, k] = [toIndex(machine, nValue), toIndex(machine, kValue)];
  if (n < 0n || k < 0n) throw valueError("n and k must be non-negative integers");
  if (k > n) return 0n;
  let result = 1n;
  for (let index = 0n; index < k; index++) {
    machine.step();
    result = binary(machine, "*", result, n - index) as bigint;
    if (!ordered) result /= index + 1n;
  }
  return result;
}

export const mathMembers: readonly (readonly [string, Value])[] = [
  ["math.pi", Math.PI],
  ["math.e", Math.E],
  ["math.tau", 2 * Math.PI],
  ["math.inf", Number.POSITIVE_INFINITY],
  ["math.nan", Number.NaN],
  unary("exp", Math.exp),
  unary("expm1", Math.expm1),
  unary("exp2", (x) => 2 ** x),
  unary("log1p", Math.log1p),
  unary("sqrt", Math.sqrt),
  unary("cbrt", Math.cbrt),
  unary("sin", Math.sin),
  unary("cos", Math.cos),
  unary("tan", Math.tan),
  unary("asin", Math.asin),
  unary("acos", Math.acos),
  unary("atan", Math.atan),
  unary("sinh", Math.sinh),
  unary("cosh", Math.cosh),
  unary("tanh", Math.tanh),
  unary("asinh", Math.asinh),
  unary("acosh", Math.acosh),
  unary("atanh", Math.atanh),
  unary("fabs", Math.abs),
  unary("degrees", (x) => x * (180 / Math.PI)),
  unary("radians", (x) => x * (Math.PI / 180)),
  unary("erf", erf),
  unary("erfc", erfc),
  unary("gamma", gamma),
  unary("lgamma", lgamma),
  rounded("floor"),
  rounded("ceil"),
  rounded("trunc"),
  [
    "math.log",
    native("log", "x, *base", ([value, rest], machine) => {
      const [base] = items(machine, rest!);
      const top = logarithm(machine, value!, Math.log);
      if (base === undefined) return top;
      return binary(machine, "/", top, logarithm(machine, base, Math.log));
    }),
  ],
  ["math.log2", native("log2", "x, /", ([value], machine) => logarithm(machine, value!, Math.log2))],
  ["math.log10", native("log10", "x, /", ([value], machine) => logarithm(machine, value!, Math.log10))],
  [
    "math.pow",
    native("pow", "x, y, /", ([base, exponent], machine) => {
      const [x, y] = [real(machine, base!), real(machine, exponent!)];
      if ((x === 0 && y < 0) || (x < 0 && Number.isFinite(x) && Number.isFinite(y) && !Number.isInteger(y))) {
        throw valueError("math domain error");
      }
      const result = floatPowerOrRange(x, y);
      return result;
    }),
  ],
  ["math.atan2", native("atan2", "y, x, /", ([y, x], machine) => Math.atan2(real(machine, y!), real(machine, x!)))],
  [
    "math.hypot",
    native("hypot", "*coordinates", ([all], machine) =>
      Math.hypot(...items(machine, all!).map((each) => real(machine, each))),
    ),
  ],
  [
    "math.dist",
    native("dist", "p, q, /", ([p, q], machine) => {
      const [a, b] = [items(machine, p!), items(machine, q!)];
      if (a.length !== b.length) throw valueError("both points must have the same number of dimensions");
      return Math.hypot(...a.map((each, index) => real(machine, each) - real(machine, b[index]!)));
    }),
  ],
  [
    "math.fmod",
    native("fmod", "x, y, /", ([x, y], machine) => {
      const [a, b] = [real(machine, x!), real(machine, y!)];
      if (b === 0 || (!Number.isFinite(a) && !Number.isNaN(a) && !Number.isNaN(b)))
        throw valueError("math domain error");
      return a % b;
    }),
  ],
  [
    "math.copysign",
    native("copysign", "x, y, /", ([x, y], machine) => {
      const [a, b] = [Math.abs(real(machine, x!)), real(machine, y!)];
      return b < 0 || Object.is(b, -0) ? -a : a;
    }),
  ],
  [
    "math.modf",
    native("modf", "x, /", ([value], machine) => {
      const x = real(machine, value!);
      const whole = Math.trunc(x);
      return tuple([Number.isFinite(x) ? x - whole : x < 0 ? -0 : 0, whole]);
    }),
  ],
  ["math.isnan", native("isnan", "x, /", ([value], machine) => Number.isNaN(real(machine, value!)))],
  [
    "math.isinf",
    native("isinf", "x, /", ([value], machine) => Math.abs(real(machine, value!)) === Number.POSITIVE_INFINITY),
  ],
  ["math.isfinite", native("isfinite", "x, /", ([value], machine) => Number.isFinite(real(machine, value!)))],
  [
    "math.isclose",
    native("isclose", "a, b, *, rel_tol=1e-09, abs_tol=0.0", ([a, b, relative, absolute], machine) =>
      isClose(real(machine, a!), real(machine, b!), real(machine, relative!), real(machine, absolute!)),
    ),
  ],
  [
    "math.fsum",
    native("fsum", "seq, /", ([all], machine) => exactSum(items(machine, all!).map((each) => real(machine, each)))),
  ],
  [
    "math.prod",
    native("prod", "iterable, /, *, start=1", ([all, start], machine) =>
      items(machine, all!).reduce((product, each) => binary(machine, "*", product, each), start!),
    ),
  ],
  ["math.gcd", native("gcd", "*integers", ([all], machine) => integers(machine, all!).reduce(gcd, 0n))],
  [
    "math.lcm",
    native("lcm", "*integers", ([all], machine) =>
      integers(machine, all!).reduce((a, b) => {
        const product = binary(machine, "*", a, b) as bigint;
        return product === 0n ? 0n : (product < 0n ? -product : product) / gcd(a, b);
      }, 1n),
    ),
  ],
  ["math.factorial", native("factorial", "x, /", ([value], machine) => factorial(machine, value!))],
  ["math.isqrt", native("isqrt", "n, /", ([value], machine) => squareRootFloor(toIndex(machine, value!)))],
  ["math.comb", native("comb", "n, k, /", ([n, k], machine) => combinations(machine, n!, k!, false))],
  ["math.perm", native("perm", "n, k=None, /", ([n, k], machine) => combinations(machine, n!, k ?? n!, true))],
];

function floatPowerOrRange(x: number, y: number): number {
  const result = x ** y;
  if (!Number.isFinite(result) && Number.isFinite(x) && Number.isFinite(y)) throw overflowError("math range error");
  return floatPower(x, y);
}
