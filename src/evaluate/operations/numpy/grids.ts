/** NumPy's functions with which losses make weights, masks and kernels: grids, triangles, orders, norms. */

import { numpyResultType } from "../../dtype.ts";
import { PythonError, Unsupported } from "../../failure.ts";
import { list, tuple } from "../../interpreter/dict.ts";
import type { NdArray, Value } from "../../values.ts";
import { type Call, type Operation, op } from "../operation.ts";
import { axes, dtype, flag, integer, items, scalar, shape } from "../parameters.ts";
import {
  array,
  asFloat,
  broadcastArrays,
  mapArray,
  reduceArray,
  rounded,
  stridesOf,
  toArray,
  zipArrays,
} from "./array.ts";
import { castArray, reshapeArray, transposeArray } from "./shaping.ts";

function normal(axis: number, rank: number): number {
  const at = axis < 0 ? axis + rank : axis;
  if (at < 0 || at >= rank)
    throw new PythonError("AxisError", `axis ${axis} is out of bounds for array of dimension ${rank}`);
  return at;
}

/** Axis `from` moved to where `to` is, the others in their order. */
function movedAxis(x: NdArray, from: number, to: number): NdArray {
  const rank = x.shape.length;
  const order = [...Array(rank).keys()].filter((axis) => axis !== normal(from, rank));
  order.splice(normal(to, rank), 0, normal(from, rank));
  return transposeArray(x, order);
}

/** A function of each row along an axis. */
function alongAxis(x: NdArray, axis: number, change: (row: number[]) => number[], type = x.dtype): NdArray {
  const last = movedAxis(x, axis, -1);
  const length = last.shape.at(-1)!;
  const rows = Array.from({ length: length === 0 ? 0 : last.data.length / length }, (_, row) =>
    change(Array.from(last.data.slice(row * length, (row + 1) * length))),
  );
  const result = array(rows.flat(), [...last.shape.slice(0, -1), rows[0]?.length ?? 0], type);
  return movedAxis(result, -1, axis);
}

function subtracted(row: readonly number[]): number[] {
  return row.slice(1).map((value, at) => value - row[at]!);
}

/** NaN comes last. */
function ascending(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a - b;
}

/** Which of equal elements comes first depends on the machine, unless a stable order is asked for. */
function order(row: readonly number[], isStable: boolean): number[] {
  if (!isStable && new Set(row).size < row.length)
    throw new Unsupported("`numpy.argsort` of equal elements is not evaluated without kind='stable'");
  return [...row.keys()].sort((left, right) => ascending(row[left]!, row[right]!) || left - right);
}

/** What is on one side of a diagonal, the rest 0. */
function triangle(x: NdArray, keeps: (row: number, column: number) => boolean): NdArray {
  const [height, width] = x.shape.slice(-2) as [number, number];
  const data = Array.from(x.data, (value, at) => (keeps(Math.floor(at / width) % height, at % width) ? value : 0));
  return array(data, x.shape, x.dtype);
}

/** Arrays as they are, one after another along an axis. */
function joined(parts: readonly NdArray[], axis: number): NdArray {
  const type = parts.map((part) => part.dtype).reduce((left, right) => numpyResultType(left, right));
  const fronted = parts.map((part) => movedAxis(part, axis, 0));
  const inner = fronted[0]!.shape.slice(1);
  if (fronted.some((part) => part.shape.slice(1).join() !== inner.join()))
    throw new PythonError(
      "ValueError",
      "all the input array dimensions except for the concatenation axis must match exactly",
    );
  const length = fronted.reduce((sum, part) => sum + part.shape[0]!, 0);
  return movedAxis(
    array(
      fronted.flatMap((part) => Array.from(part.data)),
      [length, ...inner],
      type,
    ),
    0,
    axis,
  );
}

function rolled(row: readonly number[], by: number): number[] {
  return row.map((_, at) => row[(((at - by) % row.length) + row.length) % row.length]!);
}

function window(name: string, count: number): NdArray {
  const base = name === "hanning" ? 0.5 : 0.54;
  const data = Array.from({ length: count }, (_, at) =>
    count === 1 ? 1 : base - (1 - base) * Math.cos((2 * Math.PI * at) / (count - 1)),
  );
  return array(data, [count], "float64");
}

/** Linear interpolation between the sorted neighbours. */
function quantile(row: readonly number[], share: number): number {
  if (row.some(Number.isNaN)) return Number.NaN;
  const sorted = [...row].sort(ascending);
  const at = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return below + (above - below) * (at - Math.floor(at));
}

function vectorNorm(values: readonly number[], kind: Value): number {
  const sizes = values.map(Math.abs);
  if (kind === null || kind === 2n || kind === 2) return Math.sqrt(sizes.reduce((sum, each) => sum + each * each, 0));
  if (kind === 1n || kind === 1) return sizes.reduce((sum, each) => sum + each, 0);
  if (kind === Number.POSITIVE_INFINITY) return Math.max(...sizes);
  throw new Unsupported("`numpy.linalg.norm` with this `ord` is not evaluated");
}

const given = (call: Call, value: Value | undefined): NdArray => toArray(value!, call.context);
const givenAll = (call: Call, value: Value | undefined): NdArray[] =>
  items(value!).map((each) => toArray(each, call.context));

export const numpyGrids: readonly Operation[] = [
  op({
    names: ["numpy.meshgrid"],
    signature: "*xi, copy=True, sparse=False, indexing='xy'",
    doc: "Coordinates of a grid",
    compute: (call, vectors, _copy, sparse, indexing) => {
      if (flag(sparse!)) throw new Unsupported("`numpy.meshgrid` with `sparse` is not evaluated");
      const axesOf = givenAll(call, vectors).map((each) => reshapeArray(each, [-1]));
      const isSwapped = indexing === "xy" && axesOf.length > 1;
      const place = (index: number) => (isSwapped && index < 2 ? 1 - index : index);
      const lengths = axesOf.map((_, axis) => axesOf[place(axis)]!.shape[0]!);
      const blank = array(new Array<number>(lengths.reduce((a, b) => a * b, 1)).fill(0), lengths, "bool");
      return list(
        axesOf.map((each, index) => {
          const spread = reshapeArray(
            each,
            lengths.map((_, axis) => (axis === place(index) ? -1 : 1)),
          );
          const { left } = broadcastArrays(spread, blank);
          return array(
            Array.from(left, (at) => spread.data[at]!),
            lengths,
            each.dtype,
          );
        }),
      );
    },
  }),
  op({
    names: ["numpy.indices"],
    signature: "dimensions",
    doc: "Positions in a grid",
    compute: (_call, dimensions) => {
      const lengths = shape(dimensions!);
      const strides = stridesOf(lengths);
      const size = lengths.reduce((a, b) => a * b, 1);
      const data = lengths.flatMap((length, axis) =>
        Array.from({ length: size }, (_, at) => Math.floor(at / strides[axis]!) % length),
      );
      return array(data, [lengths.length, ...lengths], "int64");
    },
  }),
  op({
    names: ["numpy.argsort"],
    signature: "a, axis=-1, kind=None",
    doc: "Positions in sorted order",
    compute: (call, a, axis, kind) => {
      const positions = (row: readonly number[]) => order(row, kind === "stable" || kind === "mergesort");
      const x = given(call, a);
      return axis === null
        ? alongAxis(reshapeArray(x, [-1]), 0, positions, "int64")
        : alongAxis(x, integer(axis!), positions, "int64");
    },
  }),
  op({
    names: ["numpy.diff"],
    signature: "a, n=1, axis=-1",
    doc: "Differences of neighbours",
    compute: (call, a, times, axis) => {
      let result = given(call, a);
      for (let round = 0; round < integer(times!); round++) result = alongAxis(result, integer(axis!), subtracted);
      return rounded(result);
    },
  }),
  op({
    names: ["numpy.tril", "numpy.triu"],
    signature: "m, k=0",
    doc: "One side of a diagonal, the rest 0",
    compute: (call, m, k) => {
      const offset = integer(k!);
      const isLower = call.name === "numpy.tril";
      return triangle(given(call, m), (row, column) => (isLower ? column - row <= offset : column - row >= offset));
    },
  }),
  op({
    names: ["numpy.tri"],
    signature: "N, M=None, k=0, dtype=None",
    doc: "Ones on and below a diagonal",
    compute: (_call, rows, columns, k, type) => {
      const [height, width] = [integer(rows!), integer(columns === null ? rows! : columns!)];
      const ones = array(new Array<number>(height * width).fill(1), [height, width], dtype(type!, "float64"));
      return triangle(ones, (row, column) => column - row <= integer(k!));
    },
  }),
  op({
    names: ["numpy.vstack", "numpy.hstack", "numpy.column_stack"],
    signature: "tup",
    doc: "Arrays below or beside one another",
    compute: (call, parts) => {
      const arrays = givenAll(call, parts);
      if (call.name === "numpy.hstack") return joined(arrays, (arrays[0]?.shape.length ?? 1) < 2 ? 0 : 1);
      const isColumns = call.name === "numpy.column_stack";
      const flat = arrays.map((each) =>
        each.shape.length > 1 ? each : reshapeArray(each, isColumns ? [-1, 1] : [1, -1]),
      );
      return joined(flat, isColumns ? 1 : 0);
    },
  }),
  op({
    names: ["numpy.append"],
    signature: "arr, values, axis=None",
    doc: "Two arrays one after the other",
    compute: (call, one, other, axis) => {
      const parts = [given(call, one), given(call, other)];
      if (axis !== null) return joined(parts, integer(axis!));
      return joined(
        parts.map((each) => reshapeArray(each, [-1])),
        0,
      );
    },
  }),
  op({
    names: ["numpy.roll"],
    signature: "a, shift, axis=None",
    doc: "Elements moved around an axis",
    compute: (call, a, shift, axis) => {
      const x = given(call, a);
      const by = integer(shift!);
      if (axis !== null) return alongAxis(x, integer(axis!), (row) => rolled(row, by));
      return array(rolled(Array.from(x.data), by), x.shape, x.dtype);
    },
  }),
  op({
    names: ["numpy.swapaxes", "numpy.moveaxis"],
    signature: { "numpy.swapaxes": "a, axis1, axis2", "numpy.moveaxis": "a, source, destination" },
    doc: "Axes in other places",
    compute: (call, a, from, to) => {
      const x = given(call, a);
      if (call.name === "numpy.moveaxis") return movedAxis(x, integer(from!), integer(to!));
      const places = [...x.shape.keys()];
      const [one, other] = [normal(integer(from!), places.length), normal(integer(to!), places.length)];
      places[one] = other;
      places[other] = one;
      return transposeArray(x, places);
    },
  }),
  op({
    names: ["numpy.full_like"],
    signature: "a, fill_value, dtype=None",
    doc: "An array of one value in another's shape",
    compute: (call, a, value, type) => {
      const x = given(call, a);
      return castArray(
        mapArray(x, () => scalar(value!), "float64"),
        dtype(type!, x.dtype),
      );
    },
  }),
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
      const length = Math.max(integer(least!), ...values.map((value) => value + 1), 0);
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
      const values = [...new Set(Array.from(x.data))].sort(ascending);
      const unique = array(values, [values.length], x.dtype);
      if (flag(index!) || flag(inverse!))
        throw new Unsupported("`numpy.unique` with positions is not evaluated; only with counts");
      if (!flag(counts!)) return unique;
      const found = values.map((value) => Array.from(x.data).filter((each) => Object.is(each, value)).length);
      return tuple([unique, array(found, [found.length], "int64")]);
    },
  }),
  op({
    names: ["numpy.logspace"],
    signature: "start, stop, num=50, endpoint=True, base=10.0",
    doc: "Powers from one exponent to another",
    compute: (_call, start, stop, count, endpoint, base) => {
      const number = integer(count!);
      const step = (scalar(stop!) - scalar(start!)) / (flag(endpoint!) ? Math.max(number - 1, 1) : number);
      const data = Array.from({ length: number }, (_, at) => scalar(base!) ** (scalar(start!) + at * step));
      return array(data, [number], "float64");
    },
  }),
  op({
    names: ["numpy.hanning", "numpy.hamming"],
    signature: "M",
    doc: "A window of raised cosines",
    compute: (call, count) => window(call.name.slice("numpy.".length), integer(count!)),
  }),
  op({
    names: ["numpy.trace"],
    signature: "a",
    doc: "Sum of the diagonal",
    compute: (call, a) => {
      const x = given(call, a);
      if (x.shape.length !== 2) throw new Unsupported("`numpy.trace` of anything but a matrix is not evaluated");
      const width = x.shape[1]!;
      const diagonal = Array.from(x.data).filter((_, at) => Math.floor(at / width) === at % width);
      return rounded(
        array([diagonal.reduce((left, right) => left + right, 0)], [], x.dtype.startsWith("float") ? x.dtype : "int64"),
      );
    },
  }),
  op({
    names: ["numpy.kron"],
    signature: "a, b",
    doc: "The second array, once for each element of the first, times it",
    compute: (call, a, b) => {
      const [x, y] = [given(call, a), given(call, b)];
      if (x.shape.length !== 2 || y.shape.length !== 2)
        throw new Unsupported("`numpy.kron` of anything but matrices is not evaluated");
      const [[h, w], [m, n]] = [x.shape, y.shape] as [[number, number], [number, number]];
      const wide = reshapeArray(x, [h, 1, w, 1]);
      const product = zipArrays(
        wide,
        reshapeArray(y, [1, m, 1, n]),
        (left, right) => left * right,
        numpyResultType(x.dtype, y.dtype),
      );
      return reshapeArray(product, [h * m, w * n]);
    },
  }),
  op({
    names: ["numpy.linalg.norm"],
    signature: "x, ord=None, axis=None, keepdims=False",
    doc: "Length of vectors, or of all elements",
    compute: (call, x, kind, axis, keepdims) => {
      const value = given(call, x);
      const along = axes(axis!);
      const isVector = (along ?? [...value.shape.keys()]).length === 1;
      if (!isVector && kind !== null) throw new Unsupported("`numpy.linalg.norm` of matrices is not evaluated");
      const type = asFloat(value.dtype);
      return reduceArray(value, along, flag(keepdims!), (values) => vectorNorm(values, kind!), type);
    },
  }),
];
