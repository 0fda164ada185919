/** Asking for shapes, ranks and sizes. */

import { PythonError } from "../failure.ts";
import { list, tuple } from "../interpreter/dict.ts";
import { constant, rankOf, shapeOf, sizeOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { toTensor } from "./calls/convert.ts";
import { type Operation, op } from "./calls/operation.ts";
import { dtype, items, shape } from "./calls/parameters.ts";

/** A shape as a tensor of ints, as `tf.shape` gives it. */
export function shapeTensor(dimensions: readonly number[], type: "int32" | "int64" = "int32"): Tensor {
  return constant(dimensions, [dimensions.length], type);
}

export const shapeQueries: readonly Operation[] = [
  op({
    names: ["tf.shape", "keras.backend.shape", "tf.compat.v1.shape"],
    signature: { tf: "shape_v2(input, out_type=None)", K: "x" },
    doc: "The shape as a tensor of ints",
    compute: (call, x, type) =>
      shapeTensor(
        shapeOf(toTensor(x!, call.context)),
        call.library === "tf" && dtype(type!) === "int64" ? "int64" : "int32",
      ),
  }),
  op({
    names: ["keras.ops.shape", "keras.backend.int_shape"],
    signature: "x",
    doc: "The shape as a tuple of ints",
    compute: (call, x) => tuple(shapeOf(toTensor(x!, call.context)).map(BigInt)),
  }),
  op({
    names: ["tf.rank"],
    signature: "input",
    doc: "The number of axes, as a tensor",
    compute: (call, x) => constant(rankOf(toTensor(x!, call.context)), [], "int32"),
  }),
  op({
    names: ["keras.backend.ndim", "keras.ops.ndim"],
    signature: "x",
    doc: "The number of axes",
    compute: (call, x) => BigInt(rankOf(toTensor(x!, call.context))),
  }),
  op({
    names: ["tf.size", "keras.ops.size", "keras.backend.size"],
    signature: { tf: "size_v2(input, out_type=None)", ops: "x", K: "x" },
    doc: "The number of elements, as a tensor",
    compute: (call, x, type) =>
      constant(sizeOf(toTensor(x!, call.context)), [], call.library === "tf" ? dtype(type!, "int32") : "int32"),
  }),
  op({
    names: ["keras.backend.count_params"],
    signature: "x",
    doc: "The number of elements",
    compute: (call, x) => BigInt(sizeOf(toTensor(x!, call.context))),
  }),
  op({
    names: ["tf.shape_n"],
    signature: "input, out_type=tf.int32",
    doc: "The shapes of several tensors, as tensors",
    compute: (call, given) =>
      list(
        items(given!).map((each) => {
          const lengths = shapeOf(toTensor(each, call.context));
          return constant(lengths, [lengths.length], "int32");
        }),
      ),
  }),
  op({
    names: ["tf.broadcast_dynamic_shape", "tf.broadcast_static_shape"],
    signature: "shape_x, shape_y",
    doc: "The shape of two tensors broadcast together",
    compute: (call, one, other) => {
      const result = broadcastShape(shape(one!), shape(other!));
      return call.name.includes("static") ? { type: "shape", dimensions: result } : shapeTensor(result);
    },
  }),
];

/** The shape of two broadcast together, or TensorFlow's error. */
export function broadcastShape(one: readonly number[], other: readonly number[]): number[] {
  const rank = Math.max(one.length, other.length);
  return Array.from({ length: rank }, (_, index) => {
    const a = one[index - rank + one.length] ?? 1;
    const b = other[index - rank + other.length] ?? 1;
    if (a !== b && a !== 1 && b !== 1)
      throw new PythonError("InvalidArgumentError", `Incompatible shapes: [${one.join(",")}] vs. [${other.join(",")}]`);
    return a === 1 ? b : a;
  });
}
