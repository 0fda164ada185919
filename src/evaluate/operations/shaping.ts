/** The same elements in other shapes: reshaped, with axes added, dropped or in another order. */

import { PythonError } from "../failure.ts";
import type { Value } from "../interpreter/values.ts";
import { expandDims, reshape, squeeze, transpose } from "../kernels/shape.ts";
import { rankOf, shapeOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { normalAxis } from "./calls/axis.ts";
import { toTensor } from "./calls/convert.ts";
import { named } from "./calls/names.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { axes, integer, integers, shape } from "./calls/parameters.ts";

function expanded(call: Call, x: Value, axis: Value): Tensor {
  const tensor = toTensor(x, call.context);
  const rank = rankOf(tensor) + 1;
  if (call.library !== "ops") return expandDims(tensor, integer(axis));
  let result = tensor;
  const wanted = integers(axis);
  const final = rankOf(tensor) + wanted.length;
  for (const at of wanted.map((each) => normalAxis(each, final)).sort((a, b) => a - b)) {
    if (at < 0 || at >= final)
      throw new PythonError(
        "ValueError",
        `axis ${integers(axis)[0]} is out of bounds for an array with dimension ${rank}.`,
      );
    result = expandDims(result, at);
  }
  return result;
}

export const shaping: readonly Operation[] = [
  op({
    names: named("reshape", "tf", "K", "ops"),
    signature: { tf: "tensor, shape", K: "x, shape", ops: "x, newshape" },
    doc: "The same elements in another shape; -1 is worked out",
    compute: (call, x, to) => reshape(toTensor(x!, call.context), shape(to!)),
  }),
  op({
    names: ["keras.backend.flatten", "keras.ops.ravel"],
    signature: "x",
    doc: "All elements along one axis",
    compute: (call, x) => reshape(toTensor(x!, call.context), [-1]),
  }),
  op({
    names: ["keras.backend.batch_flatten"],
    signature: "x",
    doc: "Everything but the first axis along one",
    compute: (call, x) => {
      const tensor = toTensor(x!, call.context);
      return reshape(tensor, [
        -1,
        shapeOf(tensor)
          .slice(1)
          .reduce((product, length) => product * length, 1),
      ]);
    },
  }),
  op({
    names: named("expand_dims", "tf", "K", "ops"),
    signature: { tf: "expand_dims_v2(input, axis)", K: "x, axis=-1", ops: "x, axis" },
    doc: "A new axis of length 1",
    compute: (call, x, axis) => expanded(call, x!, axis!),
  }),
  op({
    names: named("squeeze", "tf", "K", "ops"),
    signature: { tf: "squeeze_v2(input, axis=None)", K: "x, axis", ops: "x, axis=None" },
    doc: "Without axes of length 1",
    compute: (call, x, axis) => squeeze(toTensor(x!, call.context), axes(axis!)),
  }),
  op({
    names: [...named("transpose", "tf", "K", "ops"), "keras.backend.permute_dimensions"],
    signature: {
      tf: "transpose_v2(a, perm=None, conjugate=False)",
      "keras.backend.transpose": "x",
      "keras.backend.permute_dimensions": "x, pattern",
      ops: "x, axes=None",
    },
    doc: "Axes in another order; reversed where none is given",
    compute: (call, x, order) => transpose(toTensor(x!, call.context), axes(order ?? null)),
  }),
  op({
    names: ["tf.linalg.matrix_transpose", "tf.linalg.adjoint"],
    signature: { tf: "a, name='matrix_transpose', conjugate=False", "tf.linalg.adjoint": "matrix" },
    doc: "The last two axes exchanged",
    compute: (call, x) => {
      const tensor = toTensor(x!, call.context);
      return swapped(tensor, -1, -2);
    },
  }),
  op({
    names: ["keras.ops.swapaxes"],
    signature: "x, axis1, axis2",
    doc: "Two axes exchanged",
    compute: (call, x, one, other) => swapped(toTensor(x!, call.context), integer(one!), integer(other!)),
  }),
  op({
    names: ["keras.ops.moveaxis"],
    signature: "x, source, destination",
    doc: "Axes moved to other places",
    compute: (call, x, source, destination) => {
      const tensor = toTensor(x!, call.context);
      const rank = rankOf(tensor);
      const from = integers(source!).map((axis) => normalAxis(axis, rank));
      const to = integers(destination!).map((axis) => normalAxis(axis, rank));
      const order = [...Array(rank).keys()].filter((axis) => !from.includes(axis));
      const moves = from.map((axis, index) => [to[index]!, axis] as const).sort((a, b) => a[0] - b[0]);
      for (const [at, axis] of moves) order.splice(at, 0, axis);
      return transpose(tensor, order);
    },
  }),
];

function swapped(x: Tensor, one: number, other: number): Tensor {
  const rank = rankOf(x);
  const order = [...Array(rank).keys()];
  const [a, b] = [normalAxis(one, rank), normalAxis(other, rank)];
  order[a] = b;
  order[b] = a;
  return transpose(x, order);
}
