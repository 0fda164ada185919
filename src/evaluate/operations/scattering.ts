/** Putting elements in place by index. */

import { PythonError, Unsupported } from "../failure.ts";
import * as scatter from "../kernels/scatter.ts";
import { reshape } from "../kernels/shape.ts";
import { constant, isConnected, rankOf, shapeOf } from "../tape/tape.ts";
import { isTensor, toTensor } from "./calls/convert.ts";
import { indicesOf } from "./calls/indices.ts";
import { castTo } from "./calls/operands.ts";
import { type Operation, op } from "./calls/operation.ts";
import { integers, shape } from "./calls/parameters.ts";

const updates = [
  ["tf.tensor_scatter_nd_update", scatter.tensorScatterNdUpdate, "with elements replaced"],
  ["tf.tensor_scatter_nd_add", scatter.tensorScatterNdAdd, "with elements added to"],
  ["tf.tensor_scatter_nd_sub", scatter.tensorScatterNdSub, "with elements subtracted from"],
  ["tf.tensor_scatter_nd_max", scatter.tensorScatterNdMax, "with elements raised"],
  ["tf.tensor_scatter_nd_min", scatter.tensorScatterNdMin, "with elements lowered"],
] as const;

export const scattering: readonly Operation[] = [
  op({
    names: ["tf.scatter_nd", "keras.ops.scatter"],
    signature: { tf: "indices, updates, shape, bad_indices_policy=''", ops: "indices, values, shape" },
    doc: "Zeros with values added at rows of indices",
    compute: (call, indices, values, to) =>
      scatter.scatterNd(indicesOf(call, indices!), toTensor(values!, call.context), shape(to!)),
  }),
  ...updates.map(([name, kernel, doc]) =>
    op({
      names: [name],
      signature: "tensor, indices, updates, bad_indices_policy=''",
      doc: `A tensor ${doc} at rows of indices`,
      compute: (call, tensor, indices, values) => {
        const target = toTensor(tensor!, call.context);
        return kernel(target, indicesOf(call, indices!), toTensor(values!, call.context, target.dtype));
      },
    }),
  ),
  op({
    names: ["keras.ops.scatter_update"],
    signature: "inputs, indices, updates, reduction=None",
    doc: "A tensor with elements replaced at rows of indices",
    compute: (call, inputs, indices, values, reduction) => {
      const kernel = {
        add: scatter.tensorScatterNdAdd,
        max: scatter.tensorScatterNdMax,
        min: scatter.tensorScatterNdMin,
      }[String(reduction)];
      if (reduction !== null && !kernel)
        throw new Unsupported(`\`scatter_update\` with reduction ${String(reduction)} is not evaluated`);
      const target = toTensor(inputs!, call.context);
      const updates = castTo(
        toTensor(values!, call.context, isTensor(values!) ? undefined : target.dtype),
        target.dtype,
      );
      return (kernel ?? scatter.tensorScatterNdUpdate)(target, indicesOf(call, indices!), updates);
    },
  }),
  op({
    names: ["keras.ops.slice_update"],
    signature: "inputs, start_indices, updates",
    doc: "A tensor with a block replaced; TensorFlow has no gradient for it",
    compute: (call, inputs, begin, updates) => {
      const target = toTensor(inputs!, call.context);
      const block = castTo(toTensor(updates!, call.context), target.dtype);
      if (isConnected(target) || isConnected(block))
        throw new PythonError("LookupError", "gradient registry has no entry for: XlaDynamicUpdateSlice");
      const start = integers(begin!);
      const places = blockPlaces(shapeOf(block), start);
      const rows = constant(places.flat(), [places.length, rankOf(target)], "int32");
      return scatter.tensorScatterNdUpdate(target, rows, reshape(block, [-1]));
    },
  }),
];

function blockPlaces(lengths: readonly number[], start: readonly number[]): number[][] {
  let places: number[][] = [[]];
  for (const [axis, length] of lengths.entries())
    places = places.flatMap((place) => Array.from({ length }, (_, at) => [...place, start[axis]! + at]));
  return places;
}
