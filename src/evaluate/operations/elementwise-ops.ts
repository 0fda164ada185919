/** Element-by-element functions that only `keras.ops` has, composed as its TensorFlow backend composes them. */

import { isFloating } from "../dtype.ts";
import { Unsupported } from "../failure.ts";
import type { Value } from "../interpreter/values.ts";
import * as arithmetic from "../kernels/arithmetic.ts";
import * as comparison from "../kernels/comparison.ts";
import { cast, onesLike, zerosLike } from "../kernels/create.ts";
import { logaddexp } from "../kernels/logarithms.ts";
import * as reduction from "../kernels/reduction.ts";
import { cumprod, cumsum } from "../kernels/scan.ts";
import { reshape } from "../kernels/shape.ts";
import * as special from "../kernels/special.ts";
import * as unary from "../kernels/unary.ts";
import { floorMod } from "../kernels/whole-division.ts";
import type { Tensor } from "../tape/tensor.ts";
import { constantLike } from "./calls/constants.ts";
import { toTensor } from "./calls/convert.ts";
import { castTo, floating, promotedOperands, requireFloat } from "./calls/operands.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { axes, dtype, flag, integer, scalar } from "./calls/parameters.ts";

const at = constantLike;
const zero = (x: Tensor) => at(0, x);

const ofFloats: readonly (readonly [string, (x: Tensor) => Tensor, string])[] = [
  ["cbrt", (x) => arithmetic.multiply(unary.sign(x), arithmetic.power(unary.abs(x), at(1 / 3, x))), "Cube root"],
  ["exp2", (x) => arithmetic.power(at(2, x), x), "2 to the power of x"],
  ["deg2rad", (x) => arithmetic.multiply(x, at(Math.PI / 180, x)), "Degrees as radians"],
  ["rad2deg", (x) => arithmetic.multiply(x, at(180 / Math.PI, x)), "Radians as degrees"],
  ["fabs", unary.abs, "Absolute value, as a float"],
  ["erfc", (x) => special.erfc(x), "1 - erf(x)"],
  [
    "sinc",
    (x) => {
      const angle = arithmetic.multiply(x, at(Math.PI, x));
      return comparison.select(comparison.equal(x, zero(x)), onesLike(x), arithmetic.divide(unary.sin(angle), angle));
    },
    "sin(pi x) / (pi x); the slope at 0 is NaN",
  ],
  [
    "sparse_plus",
    (x) => {
      const middle = arithmetic.multiply(at(1 / 4, x), arithmetic.power(arithmetic.add(x, at(1, x)), at(2, x)));
      const upper = comparison.select(comparison.less(x, at(1, x)), middle, x);
      return comparison.select(comparison.lessEqual(x, at(-1, x)), zerosLike(x), upper);
    },
    "0 below -1, x above 1, a parabola between",
  ],
  [
    "sparse_sigmoid",
    (x) => {
      const middle = arithmetic.multiply(at(0.5, x), arithmetic.add(x, at(1, x)));
      const upper = comparison.select(comparison.greaterEqual(x, at(1, x)), at(1, x), middle);
      return comparison.select(comparison.lessEqual(x, at(-1, x)), zero(x), upper);
    },
    "0 below -1, 1 above 1, a straight line between",
  ],
];

const pairs: readonly (readonly [string, (x: Tensor, y: Tensor) => Tensor, string])[] = [
  ["fmax", (x, y) => withoutNaN(arithmetic.maximum(x, y), x, y), "The larger; NaN only where both are"],
  ["fmin", (x, y) => withoutNaN(arithmetic.minimum(x, y), x, y), "The smaller; NaN only where both are"],
  [
    "fmod",
    (x, y) => arithmetic.multiply(unary.sign(x), floorMod(unary.abs(x), unary.abs(y))),
    "Remainder with the sign of x",
  ],
  [
    "heaviside",
    (x, y) =>
      comparison.select(
        comparison.less(x, zero(x)),
        zerosLike(x),
        comparison.select(comparison.greater(x, zero(x)), onesLike(x), y),
      ),
    "0 below 0, 1 above, x2 at 0",
  ],
  [
    "hypot",
    (x, y) => {
      const [a, b] = [unary.abs(x), unary.abs(y)];
      const [most, least] = [arithmetic.maximum(a, b), arithmetic.minimum(a, b)];
      const ratio = arithmetic.divideNoNan(least, most);
      return arithmetic.multiply(most, unary.sqrt(arithmetic.add(at(1, x), unary.square(ratio))));
    },
    "Length of (x1, x2)",
  ],
];

function withoutNaN(chosen: Tensor, x: Tensor, y: Tensor): Tensor {
  if (!isFloating(x.dtype)) return chosen;
  const [isX, isY] = [unary.isNan(x), unary.isNan(y)];
  const first = comparison.select(comparison.logicalAnd(isX, comparison.logicalNot(isY)), y, chosen);
  return comparison.select(comparison.logicalAnd(isY, comparison.logicalNot(isX)), x, first);
}

const largest = 3.4028234663852886e38;

/** Without NaN and infinities: what `nan_to_num` gives. */
export function finite(x: Tensor, nan: number, positive = largest, negative = -largest): Tensor {
  const withoutNan = comparison.select(unary.isNan(x), at(nan, x), x);
  const isUp = comparison.equal(withoutNan, at(Number.POSITIVE_INFINITY, x));
  const below = comparison.select(isUp, at(positive, x), withoutNan);
  return comparison.select(comparison.equal(below, at(Number.NEGATIVE_INFINITY, x)), at(negative, x), below);
}

/** NaN as the value that changes nothing. */
function filled(x: Tensor, value: number): Tensor {
  return comparison.select(unary.isNan(x), at(value, x), x);
}

type NanReduction = (call: Call, x: Tensor, along: readonly number[] | undefined, keepdims: boolean) => Tensor;

function extreme(kernel: typeof reduction.max, start: number): NanReduction {
  return (_call, x, along, keepdims) => {
    const none = reduction.all(unary.isNan(x), along, keepdims);
    const found = kernel(filled(x, start), along, keepdims);
    return comparison.select(none, at(Number.NaN, x), found);
  };
}

function nanMean(x: Tensor, along: readonly number[] | undefined, keepdims: boolean): Tensor {
  const count = reduction.sum(cast(comparison.logicalNot(unary.isNan(x)), x.dtype), along, keepdims);
  return arithmetic.divide(reduction.sum(filled(x, 0), along, keepdims), count);
}

function nanVariance(x: Tensor, along: readonly number[] | undefined, keepdims: boolean): Tensor {
  const isValid = comparison.logicalNot(unary.isNan(x));
  const centered = comparison.select(isValid, arithmetic.subtract(x, nanMean(x, along, true)), zerosLike(x));
  const count = reduction.sum(cast(isValid, x.dtype), along, keepdims);
  return arithmetic.divide(reduction.sum(unary.square(centered), along, keepdims), count);
}

const nanReductions: readonly (readonly [string, NanReduction, string])[] = [
  ["nansum", (_call, x, along, keepdims) => reduction.sum(filled(x, 0), along, keepdims), "Sum of what is not NaN"],
  [
    "nanprod",
    (_call, x, along, keepdims) => reduction.prod(filled(x, 1), along, keepdims),
    "Product of what is not NaN",
  ],
  ["nanmax", extreme(reduction.max, Number.NEGATIVE_INFINITY), "Largest that is not NaN"],
  ["nanmin", extreme(reduction.min, Number.POSITIVE_INFINITY), "Smallest that is not NaN"],
  ["nanmean", (_call, x, along, keepdims) => nanMean(x, along, keepdims), "Mean of what is not NaN"],
  ["nanvar", (_call, x, along, keepdims) => nanVariance(x, along, keepdims), "Variance of what is not NaN"],
  [
    "nanstd",
    (_call, x, along, keepdims) => unary.sqrt(nanVariance(x, along, keepdims)),
    "Standard deviation of what is not NaN",
  ],
];

const real = (call: Call, x: Value) => requireFloat("IsNan", toTensor(x, call.context));

export const elementwiseOps: readonly Operation[] = [
  ...ofFloats.map(([name, formula, doc]) =>
    op({
      names: [`keras.ops.${name}`],
      signature: "x",
      doc,
      compute: (call, x) => formula(floating(call, name, x!)),
    }),
  ),
  ...pairs.map(([name, formula, doc]) =>
    op({
      names: [`keras.ops.${name}`],
      signature: "x1, x2",
      doc,
      compute: (call, x, y) => {
        const also = name === "hypot" || name === "heaviside" ? (["float"] as const) : [];
        return formula(...(promotedOperands(call, [x!, y!], also) as [Tensor, Tensor]));
      },
    }),
  ),
  op({
    names: ["keras.ops.trunc"],
    signature: "x",
    doc: "x without its fraction; no gradient",
    compute: (call, x) => {
      const given = toTensor(x!, call.context);
      return isFloating(given.dtype) ? unary.trunc(given) : given;
    },
  }),
  op({
    names: ["keras.ops.isposinf", "keras.ops.isneginf"],
    signature: "x",
    doc: "Whether each element is infinite, above or below",
    compute: (call, x) => {
      const given = toTensor(x!, call.context);
      if (!isFloating(given.dtype)) return zerosLike(given, "bool");
      const bound = call.name.endsWith("isposinf") ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
      return comparison.equal(given, at(bound, given));
    },
  }),
  op({
    names: ["keras.ops.signbit"],
    signature: "x",
    doc: "Whether each element is negative, -0.0 included",
    compute: (call, x) => {
      const given = floating(call, "Less", x!);
      const isZero = comparison.equal(given, zero(given));
      const side = comparison.select(isZero, unary.reciprocal(given), given);
      return comparison.less(side, zero(given));
    },
  }),
  op({
    names: ["keras.ops.nan_to_num"],
    signature: "x, nan=0.0, posinf=None, neginf=None",
    doc: "NaN as 0, infinities as the largest numbers",
    compute: (call, x, nan, positive, negative) => {
      const given = toTensor(x!, call.context);
      if (!isFloating(given.dtype)) return given;
      const most = positive === null ? largest : scalar(positive!);
      return finite(given, scalar(nan!), most, negative === null ? -largest : scalar(negative!));
    },
  }),
  op({
    names: ["keras.ops.ptp"],
    signature: "x, axis=None, keepdims=False",
    doc: "Largest minus smallest",
    compute: (call, x, axis, keepdims) => {
      const given = toTensor(x!, call.context);
      const [along, isKept] = [axes(axis!), flag(keepdims!)];
      return arithmetic.subtract(reduction.max(given, along, isKept), reduction.min(given, along, isKept));
    },
  }),
  ...nanReductions.map(([name, formula, doc]) =>
    op({
      names: [`keras.ops.${name}`],
      signature: "x, axis=None, keepdims=False",
      doc,
      compute: (call, x, axis, keepdims) => formula(call, real(call, x!), axes(axis!), flag(keepdims!)),
    }),
  ),
  op({
    names: ["keras.ops.logaddexp2"],
    signature: "x1, x2",
    doc: "log2(2^x1 + 2^x2)",
    compute: (call, x, y) => {
      const [left, right] = promotedOperands(call, [x!, y!], ["float"]) as [Tensor, Tensor];
      const ln2 = constantLike(Math.LN2, left);
      return arithmetic.divide(logaddexp(arithmetic.multiply(left, ln2), arithmetic.multiply(right, ln2)), ln2);
    },
  }),
  op({
    names: ["keras.ops.allclose"],
    signature: "x1, x2, rtol=1e-05, atol=1e-08, equal_nan=False",
    doc: "Whether all elements are nearly equal",
    compute: (call, x, y, rtol, atol, equalNaN) => {
      if (flag(equalNaN!)) throw new Unsupported("`allclose` with `equal_nan` is not evaluated");
      const [left, right] = promotedOperands(call, [x!, y!], ["float"]) as [Tensor, Tensor];
      const bound = arithmetic.add(
        constantLike(scalar(atol!), left),
        arithmetic.multiply(constantLike(scalar(rtol!), left), unary.abs(right)),
      );
      return reduction.all(comparison.lessEqual(unary.abs(arithmetic.subtract(left, right)), bound));
    },
  }),
  op({
    names: ["keras.ops.nancumsum", "keras.ops.nancumprod"],
    signature: "x, axis=None, dtype=None",
    doc: "Running sums or products, NaN counting as nothing",
    compute: (call, x, axis, type) => {
      const given = toTensor(x!, call.context);
      if (!isFloating(given.dtype)) throw new Unsupported(`\`${call.name}\` of whole numbers is not evaluated`);
      const isSum = call.name.endsWith("sum");
      const clean = castTo(finite(given, isSum ? 0 : 1), dtype(type!, given.dtype));
      const flat = axis === null ? reshape(clean, [-1]) : clean;
      return (isSum ? cumsum : cumprod)(flat, axis === null ? 0 : integer(axis!));
    },
  }),
];
