/** Elements several times: broadcast, tiled, repeated. */

import { PythonError } from "../failure.ts";
import { broadcastTo, expandDims, repeat, reshape, tile } from "../kernels/shape.ts";
import { rankOf, shapeOf } from "../tape/tape.ts";
import { toTensor } from "./calls/convert.ts";
import { named } from "./calls/names.ts";
import { type Operation, op } from "./calls/operation.ts";
import { integer, integers, shape } from "./calls/parameters.ts";

export const repeating: readonly Operation[] = [
  op({
    names: named("broadcast_to", "tf", "ops"),
    signature: { tf: "input, shape", ops: "x, shape" },
    doc: "Repeated along axes of length 1 to a shape",
    compute: (call, x, to) => broadcastTo(toTensor(x!, call.context), shape(to!)),
  }),
  op({
    names: named("tile", "tf", "K", "ops"),
    signature: { tf: "input, multiples", K: "x, n", ops: "x, repeats" },
    doc: "Copies beside one another",
    compute: (call, x, times) => {
      const tensor = toTensor(x!, call.context);
      const counts = integers(times!);
      if (call.library !== "ops") return tile(tensor, counts);
      const rank = Math.max(rankOf(tensor), counts.length);
      const ones = (count: number) => new Array<number>(count).fill(1);
      const full = reshape(tensor, [...ones(rank - rankOf(tensor)), ...shapeOf(tensor)]);
      return tile(full, [...ones(rank - counts.length), ...counts]);
    },
  }),
  op({
    names: ["tf.repeat", "keras.ops.repeat"],
    signature: { tf: "input, repeats, axis=None", ops: "x, repeats, axis=None" },
    doc: "Each element several times",
    compute: (call, x, repeats, axis) => {
      const counts = integers(repeats!);
      const tensor = toTensor(x!, call.context);
      const flat = axis === null ? reshape(tensor, [-1]) : tensor;
      return repeat(flat, counts.length === 1 ? counts[0]! : counts, axis === null ? 0 : integer(axis!));
    },
  }),
  op({
    names: ["keras.backend.repeat"],
    signature: "x, n",
    doc: "Rows repeated along a new middle axis",
    compute: (call, x, n) => {
      const tensor = toTensor(x!, call.context);
      if (rankOf(tensor) !== 2)
        throw new PythonError("ValueError", `Expected input \`x\` to have rank 2. Received: rank(x)=${rankOf(tensor)}`);
      return tile(expandDims(tensor, 1), [1, integer(n!), 1]);
    },
  }),
  op({
    names: ["keras.backend.repeat_elements"],
    signature: "x, rep, axis",
    doc: "Each slice several times along an axis",
    compute: (call, x, times, axis) => repeat(toTensor(x!, call.context), integer(times!), integer(axis!)),
  }),
];
