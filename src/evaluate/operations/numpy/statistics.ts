/** NumPy's averages, quantiles and counts. */

import { numpyResultType } from "../../dtype.ts";
import { Unsupported } from "../../failure.ts";
import type { NdArray } from "../../interpreter/array-values.ts";
import { tuple } from "../../interpreter/dict.ts";
import { ascending, given, normal } from "../arrays/along-axis.ts";
import { array, asFloat, mapArray, reduceArray, requireRoom, zipArrays } from "../arrays/array.ts";
import { reshapeArray } from "../arrays/shaping.ts";
import { type Operation, op } from "../calls/operation.ts";
import { axes, flag, integer, scalar } from "../calls/parameters.ts";

/** Linear interpolation between the sorted neighbours. */
function quantile(row: readonly number[], share: number): number {
  if (row.some(Number.isNaN)) return Number.NaN;
  const sorted = [...row].sort(ascending);
  const at = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return below + (above - below) * (at - Math.floor(at));
}

export const numpyStatistics: readonly Operation[] = [
  op({
    names: ["numpy.average"],
    signature: "a, axis=None, weights=None",
    doc: "Mean, weighted where weights are given",
    compute: (call, a, axis, weights) => {
      const x = given(call, a);
      const along = axes(axis!);
      const sum = (values: readonly number[]) => values.reduce((left, right) => left + right, 0);
      if (weights === null)
        return reduceArray(x, along, false, (values) => sum(values) / values.length, asFloat(x.dtype));
      const shares = given(call, weights);
      const isRow = shares.shape.length === 1 && along?.length === 1;
      const rank = x.shape.length;
      const w = isRow
        ? reshapeArray(
            shares,
            x.shape.map((_, at) => (at === normal(along[0]!, rank) ? -1 : 1)),
          )
        : shares;
      const type = asFloat(numpyResultType(x.dtype, w.dtype));
      const weighted = zipArrays(x, w, (value, weight) => value * weight, type);
      const whole = zipArrays(
        mapArray(x, () => 1),
        w,
        (_, weight) => weight,
        type,
      );
      const total = (values: NdArray) => reduceArray(values, along, false, sum, type);
      return zipArrays(total(weighted), total(whole), (value, weight) => value / weight, type);
    },
  }),
  op({
    names: ["numpy.percentile", "numpy.quantile"],
    signature: "a, q, axis=None",
    doc: "Quantiles, interpolated between neighbours",
    compute: (call, a, q, axis) => {
      const x = given(call, a);
      const shares = given(call, q);
      if (shares.shape.length > 0) throw new Unsupported(`\`${call.name}\` of several quantiles is not evaluated`);
      const share = shares.data[0]! / (call.name === "numpy.percentile" ? 100 : 1);
      return reduceArray(x, axes(axis!), false, (values) => quantile(values, share), asFloat(x.dtype));
    },
  }),
  op({
    names: ["numpy.isclose", "numpy.allclose"],
    signature: "a, b, rtol=1e-5, atol=1e-8",
    doc: "Whether numbers are equal within a tolerance",
    compute: (call, a, b, relative, absolute) => {
      const isNear = (x: number, y: number) =>
        x === y || Math.abs(x - y) <= scalar(absolute!) + scalar(relative!) * Math.abs(y);
      const near = zipArrays(given(call, a), given(call, b), (x, y) => Number(isNear(x, y)), "bool");
      return call.name === "numpy.isclose" ? near : Array.from(near.data).every((each) => each !== 0);
    },
  }),
  op({
    names: ["numpy.bincount"],
    signature: "x, weights=None, minlength=0",
    doc: "How often each whole number is there",
    compute: (call, x, weights, least) => {
      const values = Array.from(given(call, x).data);
      const shares = weights === null ? undefined : given(call, weights).data;
      const length = values.reduce((most, value) => Math.max(most, value + 1), Math.max(integer(least!), 0));
      requireRoom(length);
      const counts = new Array<number>(length).fill(0);
      for (const [at, value] of values.entries()) counts[value] = counts[value]! + (shares?.[at] ?? 1);
      return array(counts, [length], shares === undefined ? "int64" : "float64");
    },
  }),
  op({
    names: ["numpy.unique"],
    signature: "ar, return_index=False, return_inverse=False, return_counts=False",
    doc: "Different elements in order",
    compute: (call, ar, index, inverse, counts) => {
      const x = given(call, ar);
      // Each number is a member of a set for a while, which takes more than its place in an array.
      requireRoom(4 * x.data.length);
      const values = [...new Set(Array.from(x.data))].sort(ascending);
      const unique = array(values, [values.length], x.dtype);
      if (flag(index!) || flag(inverse!))
        throw new Unsupported("`numpy.unique` with positions is not evaluated; only with counts");
      if (!flag(counts!)) return unique;
      const times = new Map<number, number>();
      for (const value of Array.from(x.data)) times.set(value, (times.get(value) ?? 0) + 1);
      const found = values.map((value) => times.get(value)!);
      return tuple([unique, array(found, [found.length], "int64")]);
    },
  }),
];
