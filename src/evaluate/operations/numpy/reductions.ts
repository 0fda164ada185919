/** NumPy's sums, means and extremes. */

import type { DType } from "../../evaluation.ts";
import { PythonError } from "../../failure.ts";
import type { NdArray } from "../../interpreter/array-values.ts";
import { array, asFloat, reduceArray, stridesOf, sumType, toArray } from "../arrays/array.ts";
import { type Operation, op } from "../calls/operation.ts";
import { axes, flag, integer } from "../calls/parameters.ts";

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const average = (values: readonly number[]) => total(values) / values.length;
const variance = (values: readonly number[], ddof: number) => {
  const mean = average(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - ddof);
};
const present = (values: readonly number[]) => values.filter((value) => !Number.isNaN(value));

function extreme(values: readonly number[], choose: (one: number, other: number) => number, name: string): number {
  if (values.length === 0)
    throw new PythonError("ValueError", `zero-size array to reduction operation ${name} which has no identity`);
  return values.reduce((one, other) => choose(one, other));
}

function median(values: readonly number[]): number {
  if (values.length === 0 || values.some(Number.isNaN)) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

type Fold = readonly [string, (values: readonly number[]) => number, (dtype: DType) => DType, string];

const folds: readonly Fold[] = [
  ["sum", total, sumType, "Sum over axes"],
  ["prod", (values) => values.reduce((product, value) => product * value, 1), sumType, "Product over axes"],
  ["mean", average, asFloat, "Mean over axes"],
  ["median", median, asFloat, "Median over axes"],
  ["nansum", (values) => total(present(values)), sumType, "Sum of what is not NaN"],
  ["nanmean", (values) => average(present(values)), asFloat, "Mean of what is not NaN"],
  ["nanmax", (values) => extreme(present(values), Math.max, "fmax"), (type) => type, "Largest that is not NaN"],
  ["nanmin", (values) => extreme(present(values), Math.min, "fmin"), (type) => type, "Smallest that is not NaN"],
  ["any", (values) => Number(values.some((value) => value !== 0)), () => "bool", "Whether any is true"],
  ["all", (values) => Number(values.every((value) => value !== 0)), () => "bool", "Whether all are true"],
  [
    "ptp",
    (values) => extreme(values, Math.max, "maximum") - extreme(values, Math.min, "minimum"),
    (type) => type,
    "Largest minus smallest",
  ],
  ["count_nonzero", (values) => values.filter((value) => value !== 0).length, () => "int64", "How many are not zero"],
];

const extremes: readonly (readonly [readonly string[], (one: number, other: number) => number, string])[] = [
  [["max", "amax"], Math.max, "Largest element"],
  [["min", "amin"], Math.min, "Smallest element"],
];

const spreads: readonly (readonly [string, (values: readonly number[], ddof: number) => number, string])[] = [
  ["var", variance, "Mean squared distance from the mean"],
  ["std", (values, ddof) => Math.sqrt(variance(values, ddof)), "Standard deviation"],
  ["nanvar", (values, ddof) => variance(present(values), ddof), "Variance of what is not NaN"],
  ["nanstd", (values, ddof) => Math.sqrt(variance(present(values), ddof)), "Standard deviation of what is not NaN"],
];

function cumulated(x: NdArray, axis: number | undefined, step: (sum: number, value: number) => number): NdArray {
  const flat = axis === undefined ? array(x.data, [x.data.length], x.dtype) : x;
  const at = axis === undefined ? 0 : axis < 0 ? axis + x.shape.length : axis;
  const stride = stridesOf(flat.shape)[at]!;
  const length = flat.shape[at]!;
  const data = Array.from(flat.data);
  for (let index = 0; index < data.length; index++)
    if (Math.floor(index / stride) % length > 0) data[index] = step(data[index - stride]!, data[index]!);
  return array(data, flat.shape, sumType(x.dtype));
}

export const numpyReductions: readonly Operation[] = [
  ...folds.map(([name, fold, type, doc]) =>
    op({
      names: [`numpy.${name}`],
      signature: "a, axis=None, keepdims=False",
      doc,
      compute: (call, a, axis, keepdims) => {
        const given = toArray(a!, call.context);
        return reduceArray(given, axes(axis!), flag(keepdims!), fold, type(given.dtype));
      },
    }),
  ),
  ...extremes.map(([last, choose, doc]) =>
    op({
      names: last.map((name) => `numpy.${name}`),
      signature: "a, axis=None, keepdims=False",
      doc,
      compute: (call, a, axis, keepdims) => {
        const given = toArray(a!, call.context);
        const fold = (values: readonly number[]) => extreme(values, choose, last[0] === "max" ? "maximum" : "minimum");
        return reduceArray(given, axes(axis!), flag(keepdims!), fold, given.dtype);
      },
    }),
  ),
  ...spreads.map(([name, fold, doc]) =>
    op({
      names: [`numpy.${name}`],
      signature: "a, axis=None, ddof=0, keepdims=False",
      doc,
      compute: (call, a, axis, ddof, keepdims) => {
        const given = toArray(a!, call.context);
        return reduceArray(
          given,
          axes(axis!),
          flag(keepdims!),
          (values) => fold(values, integer(ddof!)),
          asFloat(given.dtype),
        );
      },
    }),
  ),
  ...(["argmax", "argmin"] as const).map((name) =>
    op({
      names: [`numpy.${name}`],
      signature: "a, axis=None",
      doc: `Index of the ${name === "argmax" ? "largest" : "smallest"} element`,
      compute: (call, a, axis) => {
        const best = name === "argmax" ? Math.max : Math.min;
        const fold = (values: readonly number[]) => {
          const nan = values.findIndex(Number.isNaN);
          return nan >= 0 ? nan : values.indexOf(values.reduce((one, other) => best(one, other)));
        };
        return reduceArray(toArray(a!, call.context), axes(axis!), false, fold, "int64");
      },
    }),
  ),
  op({
    names: ["numpy.cumsum"],
    signature: "a, axis=None",
    doc: "Sums of all elements so far",
    compute: (call, a, axis) =>
      cumulated(toArray(a!, call.context), axis === null ? undefined : integer(axis!), (sum, value) => sum + value),
  }),
  op({
    names: ["numpy.cumprod"],
    signature: "a, axis=None",
    doc: "Products of all elements so far",
    compute: (call, a, axis) =>
      cumulated(
        toArray(a!, call.context),
        axis === null ? undefined : integer(axis!),
        (product, value) => product * value,
      ),
  }),
];
