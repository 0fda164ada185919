/** NumPy's element-by-element functions. */

import { isFloating } from "../../dtype.ts";
import { PythonError } from "../../failure.ts";
import type { NdArray } from "../../interpreter/array-values.ts";
import { tuple } from "../../interpreter/dict.ts";
import type { Value } from "../../interpreter/values.ts";
import { array, asFloat, mapArray, rounded, toArray, zipArrays } from "../arrays/array.ts";
import { arrayPairType } from "../arrays/array-operators.ts";
import { castArray } from "../arrays/shaping.ts";
import { type Operation, op } from "../calls/operation.ts";
import { integer } from "../calls/parameters.ts";
import { exactly } from "./special.ts";

/** Halves to even, as NumPy rounds. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

const toFloats: readonly (readonly [readonly string[], (x: number) => number, string])[] = [
  [["exp"], Math.exp, "e to the power of x"],
  [["expm1"], Math.expm1, "exp(x) - 1"],
  [["log"], Math.log, "Natural logarithm"],
  [["log1p"], Math.log1p, "log(1 + x)"],
  [["log2"], Math.log2, "Logarithm of base 2"],
  [["log10"], Math.log10, "Logarithm of base 10"],
  [["sqrt"], Math.sqrt, "Square root"],
  [["sin"], Math.sin, "Sine"],
  [["cos"], Math.cos, "Cosine"],
  [["tan"], Math.tan, "Tangent"],
  [["arcsin"], Math.asin, "Inverse sine"],
  [["arccos"], Math.acos, "Inverse cosine"],
  [["arctan"], Math.atan, "Inverse tangent"],
  [["sinh"], Math.sinh, "Hyperbolic sine"],
  [["cosh"], Math.cosh, "Hyperbolic cosine"],
  [["tanh"], Math.tanh, "Hyperbolic tangent"],
  [["deg2rad", "radians"], (x) => (x * Math.PI) / 180, "Degrees as radians"],
  [["rad2deg", "degrees"], (x) => (x * 180) / Math.PI, "Radians as degrees"],
];

const keeping: readonly (readonly [readonly string[], (x: number) => number, string])[] = [
  [["abs", "absolute"], Math.abs, "Absolute value"],
  [["square"], (x) => x * x, "x times x"],
  [["negative"], (x) => -x, "-x"],
  [["sign"], Math.sign, "-1, 0 or 1"],
  [["floor"], Math.floor, "Largest whole number not above x"],
  [["ceil"], Math.ceil, "Smallest whole number not below x"],
  [["trunc"], Math.trunc, "x without its fraction"],
  [["rint"], roundHalfEven, "Nearest whole number, halves to even"],
  [["reciprocal"], (x) => 1 / x, "1 / x"],
];

const tests: readonly (readonly [string, (x: number) => boolean, string])[] = [
  ["isnan", Number.isNaN, "Whether each element is NaN"],
  ["isinf", (x) => Math.abs(x) === Number.POSITIVE_INFINITY, "Whether each element is infinite"],
  ["isfinite", Number.isFinite, "Whether each element is finite"],
  ["logical_not", (x) => x === 0, "True where x is false"],
];

const pairs: readonly (readonly [readonly string[], (x: number, y: number) => number, string])[] = [
  [["add"], (x, y) => x + y, "x + y"],
  [["subtract"], (x, y) => x - y, "x - y"],
  [["multiply"], (x, y) => x * y, "x times y"],
  [["power"], (x, y) => x ** y, "x to the power of y"],
  [["mod", "remainder"], (x, y) => x - Math.floor(x / y) * y, "x % y"],
  [["floor_divide"], (x, y) => Math.floor(x / y), "x // y"],
  [["maximum"], Math.max, "The larger"],
  [["minimum"], Math.min, "The smaller"],
];

const floatPairs: readonly (readonly [readonly string[], (x: number, y: number) => number, string])[] = [
  [["divide", "true_divide"], (x, y) => x / y, "x / y"],
  [["arctan2"], Math.atan2, "Angle of a point"],
  [["hypot"], Math.hypot, "Length of (x, y)"],
];

const comparisons: readonly (readonly [string, (x: number, y: number) => boolean, string])[] = [
  ["equal", (x, y) => x === y, "x == y"],
  ["not_equal", (x, y) => x !== y, "x != y"],
  ["less", (x, y) => x < y, "x < y"],
  ["less_equal", (x, y) => x <= y, "x <= y"],
  ["greater", (x, y) => x > y, "x > y"],
  ["greater_equal", (x, y) => x >= y, "x >= y"],
  ["logical_and", (x, y) => x !== 0 && y !== 0, "x and y"],
  ["logical_or", (x, y) => x !== 0 || y !== 0, "x or y"],
];

const names = (last: readonly string[]) => last.map((name) => `numpy.${name}`);

function pairType(x: Value, y: Value, call: Parameters<Operation["compute"]>[0]) {
  const [one, other] = [toArray(x, call.context), toArray(y, call.context)];
  return { one, other, type: arrayPairType(x, y, one, other) };
}

export const numpyElementwise: readonly Operation[] = [
  ...toFloats.map(([last, apply, doc]) =>
    op({
      names: names(last),
      signature: "x",
      doc,
      compute: (call, x) => {
        const given = toArray(x!, call.context);
        return rounded(mapArray(given, apply, asFloat(given.dtype)));
      },
    }),
  ),
  ...keeping.map(([last, apply, doc]) =>
    op({
      names: names(last),
      signature: "x",
      doc,
      compute: (call, x) => rounded(mapArray(toArray(x!, call.context), apply)),
    }),
  ),
  ...tests.map(([last, apply, doc]) =>
    op({
      names: names([last]),
      signature: "x",
      doc,
      compute: (call, x) => mapArray(toArray(x!, call.context), (value) => Number(apply(value)), "bool"),
    }),
  ),
  ...pairs.map(([last, apply, doc]) =>
    op({
      names: names(last),
      signature: "x1, x2",
      doc,
      compute: (call, x, y) => {
        const { one, other, type } = pairType(x!, y!, call);
        return zipArrays(one, other, apply, type);
      },
    }),
  ),
  ...floatPairs.map(([last, apply, doc]) =>
    op({
      names: names(last),
      signature: "x1, x2",
      doc,
      compute: (call, x, y) => {
        const { one, other, type } = pairType(x!, y!, call);
        return zipArrays(one, other, apply, asFloat(type));
      },
    }),
  ),
  ...comparisons.map(([last, apply, doc]) =>
    op({
      names: names([last]),
      signature: "x1, x2",
      doc,
      compute: (call, x, y) =>
        zipArrays(toArray(x!, call.context), toArray(y!, call.context), (a, b) => Number(apply(a, b)), "bool"),
    }),
  ),
  op({
    names: ["numpy.round", "numpy.around"],
    signature: "a, decimals=0",
    doc: "Rounded to so many digits, halves to even",
    compute: (call, x, decimals) => {
      const given = toArray(x!, call.context);
      const factor = 10 ** integer(decimals!);
      return isFloating(given.dtype)
        ? rounded(mapArray(given, (value) => roundHalfEven(value * factor) / factor))
        : given;
    },
  }),
  op({
    names: ["numpy.clip"],
    signature: "a, a_min=None, a_max=None",
    doc: "Kept between two bounds",
    compute: (call, x, low, high) => {
      let result = toArray(x!, call.context);
      if (low !== null) {
        const { one, other, type } = pairType(result, low!, call);
        result = zipArrays(one, other, Math.max, type);
      }
      if (high !== null) {
        const { one, other, type } = pairType(result, high!, call);
        result = zipArrays(one, other, Math.min, type);
      }
      return result;
    },
  }),
  op({
    names: ["numpy.where"],
    signature: "condition, x=None, y=None, /",
    doc: "One of two values, element by element; of a condition alone, where it holds, as `np.nonzero`",
    compute: (call, condition, x, y) => {
      if (!call.given.has("x") && !call.given.has("y")) return nonzero(toArray(condition!, call.context));
      const { one, other, type } = pairType(x!, y!, call);
      const test = castArray(toArray(condition!, call.context), "bool");
      const yes = zipArrays(test, one, (_, value) => value, type);
      const no = zipArrays(test, other, (_, value) => value, type);
      const either = zipArrays(yes, no, (value) => value, type);
      const otherwise = zipArrays(yes, no, (_, value) => value, type);
      const tested = zipArrays(either, test, (_, flag) => flag, "bool");
      return {
        ...either,
        data: Array.from(tested.data, (flag, at) => (flag ? either.data[at]! : otherwise.data[at]!)),
      };
    },
  }),
  op({
    names: ["numpy.nonzero"],
    signature: "a",
    doc: "Indices of what is not zero, one array for each axis",
    compute: (call, a) => nonzero(toArray(a!, call.context)),
  }),
  ...exactly,
];

/** Row by row, one array of indices for each axis. */
function nonzero({ data, shape }: NdArray): Value {
  if (shape.length === 0) throw new PythonError("ValueError", "Calling nonzero on 0d arrays is not allowed.");
  const indices: number[][] = shape.map(() => []);
  for (let at = 0; at < data.length; at++) {
    if (data[at] === 0) continue;
    let rest = at;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      indices[axis]!.push(rest % shape[axis]!);
      rest = Math.floor(rest / shape[axis]!);
    }
  }
  return tuple(indices.map((each) => array(each, [each.length], "int64")));
}
