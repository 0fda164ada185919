/** Tensors read as NumPy arrays. */

import { list } from "../interpreter/dict.ts";
import type { Value } from "../interpreter/values.ts";
import { readNumbers } from "../tape/backend.ts";
import { shapeOf } from "../tape/tape.ts";
import { array, unreadable } from "./arrays/array.ts";
import { isTensor } from "./calls/convert.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { items } from "./calls/parameters.ts";

function readAsArray(call: Call, value: Value): Value {
  if (!isTensor(value)) return value;
  call.context.note(unreadable);
  return array(readNumbers(value), shapeOf(value), value.dtype);
}

export const reading: readonly Operation[] = [
  op({
    names: ["keras.backend.eval", "keras.backend.get_value", "keras.ops.convert_to_numpy"],
    signature: "x",
    doc: "The values as a NumPy array, cut off from the gradient",
    compute: (call, x) => readAsArray(call, x!),
  }),
  op({
    names: ["keras.backend.batch_get_value"],
    signature: "tensors",
    doc: "The values of several tensors as NumPy arrays",
    compute: (call, tensors) => list(items(tensors!).map((each) => readAsArray(call, each))),
  }),
  op({
    names: ["tf.get_static_value"],
    signature: "constant_value(tensor, partial=False)",
    doc: "The values as a NumPy array",
    compute: (call, x) => readAsArray(call, x!),
  }),
];
