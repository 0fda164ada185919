/** Checks of shapes with named lengths. */

import { PythonError } from "../failure.ts";
import type { Value } from "../interpreter/values.ts";
import { shapeOf } from "../tape/tape.ts";
import { toTensor } from "./calls/convert.ts";
import { type Operation, op } from "./calls/operation.ts";
import { integer, items } from "./calls/parameters.ts";

export const shapeAssertions: readonly Operation[] = [
  op({
    names: ["tf.debugging.assert_shapes"],
    signature: "assert_shapes_v2(shapes, data=None, summarize=None, message=None)",
    doc: "Fails unless tensors have the given shapes",
    compute: (call, pairs) => {
      const known = new Map<string, number>();
      for (const pair of items(pairs!)) {
        const [x, wanted] = items(pair);
        const lengths = shapeOf(toTensor(x!, call.context));
        const expected = items(wanted!);
        const fits =
          expected.length === lengths.length && expected.every((each, axis) => matches(each, lengths[axis]!, known));
        if (!fits)
          throw new PythonError("ValueError", `Specified explicitly.  Tensor has shape (${lengths.join(", ")})`);
      }
      return null;
    },
  }),
];

/** A length, a name that must mean the same everywhere, or None. */
function matches(wanted: Value, length: number, known: Map<string, number>): boolean {
  if (wanted === null || wanted === ".") return true;
  if (typeof wanted !== "string") return integer(wanted) === length;
  const before = known.get(wanted);
  known.set(wanted, length);
  return before === undefined || before === length;
}
