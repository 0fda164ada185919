/** NumPy's arrays below, beside and after one another. */

import { numpyResultType } from "../../dtype.ts";
import { PythonError } from "../../failure.ts";
import type { NdArray } from "../../interpreter/array-values.ts";
import { given, givenAll, movedAxis } from "../arrays/along-axis.ts";
import { array, requireRoom } from "../arrays/array.ts";
import { reshapeArray } from "../arrays/shaping.ts";
import { type Operation, op } from "../calls/operation.ts";
import { integer } from "../calls/parameters.ts";

/** Arrays as they are, one after another along an axis. */
function joined(parts: readonly NdArray[], axis: number): NdArray {
  const type = parts.map((part) => part.dtype).reduce((left, right) => numpyResultType(left, right));
  requireRoom(parts.reduce((sum, part) => sum + part.data.length, 0));
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

export const numpyJoining: readonly Operation[] = [
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
];
