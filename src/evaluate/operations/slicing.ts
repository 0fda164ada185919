/** Blocks of tensors. */

import { slice } from "../kernels/slice.ts";
import { toTensor } from "./calls/convert.ts";
import { type Operation, op } from "./calls/operation.ts";
import { integers } from "./calls/parameters.ts";
import { subscriptTensor } from "./calls/tensor-subscript.ts";

export const slicing: readonly Operation[] = [
  op({
    names: ["tf.slice", "keras.ops.slice", "keras.backend.slice"],
    signature: { tf: "input_, begin, size", ops: "inputs, start_indices, shape", K: "x, start, size" },
    doc: "A block of a tensor; size -1 is the rest",
    compute: (call, x, begin, size) => slice(toTensor(x!, call.context), integers(begin!), integers(size!)),
  }),
  op({
    names: ["keras.ops.get_item"],
    signature: "x, key",
    doc: "x[key]",
    compute: (call, x, key) => subscriptTensor(toTensor(x!, call.context), key!),
  }),
];
