/** NumPy's grids, triangles and windows, with which losses make weights, masks and kernels. */

import { Unsupported } from "../../failure.ts";
import type { NdArray } from "../../interpreter/array-values.ts";
import { list } from "../../interpreter/dict.ts";
import { given, givenAll } from "../arrays/along-axis.ts";
import { array, broadcastArrays, mapArray, requireRoom, stridesOf } from "../arrays/array.ts";
import { castArray, reshapeArray } from "../arrays/shaping.ts";
import { type Operation, op } from "../calls/operation.ts";
import { dtype, flag, integer, scalar, shape } from "../calls/parameters.ts";

/** What is on one side of a diagonal, the rest 0. */
function triangle(x: NdArray, keeps: (row: number, column: number) => boolean): NdArray {
  const [height, width] = x.shape.slice(-2) as [number, number];
  const data = Array.from(x.data, (value, at) => (keeps(Math.floor(at / width) % height, at % width) ? value : 0));
  return array(data, x.shape, x.dtype);
}

function window(name: string, count: number): NdArray {
  requireRoom(count);
  const base = name === "hanning" ? 0.5 : 0.54;
  const data = Array.from({ length: count }, (_, at) =>
    count === 1 ? 1 : base - (1 - base) * Math.cos((2 * Math.PI * at) / (count - 1)),
  );
  return array(data, [count], "float64");
}

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
      requireRoom(...lengths);
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
      requireRoom(lengths.length, ...lengths);
      const size = lengths.reduce((a, b) => a * b, 1);
      const data = lengths.flatMap((length, axis) =>
        Array.from({ length: size }, (_, at) => Math.floor(at / strides[axis]!) % length),
      );
      return array(data, [lengths.length, ...lengths], "int64");
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
      requireRoom(height, width);
      const ones = array(new Array<number>(height * width).fill(1), [height, width], dtype(type!, "float64"));
      return triangle(ones, (row, column) => column - row <= integer(k!));
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
    names: ["numpy.logspace"],
    signature: "start, stop, num=50, endpoint=True, base=10.0",
    doc: "Powers from one exponent to another",
    compute: (_call, start, stop, count, endpoint, base) => {
      const number = integer(count!);
      requireRoom(number);
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
];
