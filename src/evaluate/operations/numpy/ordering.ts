/** Elements and axes of NumPy's arrays in another order, and differences of neighbours. */

import { Unsupported } from "../../failure.ts";
import { alongAxis, ascending, given, movedAxis, normal } from "../arrays/along-axis.ts";
import { array, rounded } from "../arrays/array.ts";
import { reshapeArray, transposeArray } from "../arrays/shaping.ts";
import { type Operation, op } from "../calls/operation.ts";
import { integer } from "../calls/parameters.ts";

function subtracted(row: readonly number[]): number[] {
  return row.slice(1).map((value, at) => value - row[at]!);
}

/** Which of equal elements comes first depends on the machine, unless a stable order is asked for. */
function order(row: readonly number[], isStable: boolean): number[] {
  if (!isStable && new Set(row).size < row.length)
    throw new Unsupported("`numpy.argsort` of equal elements is not evaluated without kind='stable'");
  return [...row.keys()].sort((left, right) => ascending(row[left]!, row[right]!) || left - right);
}

function rolled(row: readonly number[], by: number): number[] {
  return row.map((_, at) => row[(((at - by) % row.length) + row.length) % row.length]!);
}

export const numpyOrdering: readonly Operation[] = [
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
];
