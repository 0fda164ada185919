/** Picking elements by index or by mask. */

import { PythonError, Unsupported } from "../failure.ts";
import { list } from "../interpreter/dict.ts";
import type { Value } from "../interpreter/values.ts";
import { add } from "../kernels/arithmetic.ts";
import { equal, less, select } from "../kernels/comparison.ts";
import * as gather from "../kernels/gather.ts";
import { reshape } from "../kernels/shape.ts";
import { readNumbers } from "../tape/backend.ts";
import { constant, rankOf, shapeOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { normalAxis } from "./calls/axis.ts";
import { toTensor } from "./calls/convert.ts";
import { indicesOf } from "./calls/indices.ts";
import { castTo } from "./calls/operands.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { dtype, integer } from "./calls/parameters.ts";

/** `keras.ops` counts negative indices from the end; what is out of range stays so, to be complained about. */
function takenFromEnd(indices: Tensor, length: number): Tensor {
  const [zero, span] = [constant(0, [], indices.dtype), constant(length, [], indices.dtype)];
  return select(less(indices, zero), add(indices, span), indices);
}

function taken(call: Call, x: Value, indices: Value, axis: Value): Tensor {
  const given = toTensor(x, call.context);
  const tensor = axis === null ? reshape(given, [-1]) : given;
  const at = axis === null ? 0 : normalAxis(integer(axis), rankOf(tensor));
  return gather.gather(tensor, takenFromEnd(indicesOf(call, indices), shapeOf(tensor)[at]!), at);
}

/** The index along each axis of the element at a flat place. */
function placeOf(flat: number, lengths: readonly number[]): number[] {
  const place: number[] = [];
  let rest = flat;
  for (const length of lengths.toReversed()) {
    place.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return place;
}

export const gathering: readonly Operation[] = [
  op({
    names: ["tf.gather", "keras.backend.gather"],
    signature: {
      tf: "gather_v2(params, indices, validate_indices=None, axis=None, batch_dims=0)",
      K: "reference, indices",
    },
    doc: "Slices picked by index along an axis",
    compute: (call, params, indices, _validate, axis, batchDims) => {
      const tensor = toTensor(params!, call.context);
      if (call.library === "K") return gather.gather(tensor, indicesOf(call, indices!), 0);
      const batch = integer(batchDims!);
      const at = axis === null ? batch : integer(axis!);
      return gather.gather(tensor, indicesOf(call, indices!), at, batch < 0 ? batch + rankOf(tensor) : batch);
    },
  }),
  op({
    names: ["tf.nn.embedding_lookup"],
    signature: "embedding_lookup_v2(params, ids, max_norm=None)",
    doc: "Rows picked by index",
    compute: (call, params, ids, norm) => {
      if (norm !== null) throw new Unsupported("`max_norm` of `tf.nn.embedding_lookup` is not evaluated");
      return gather.gather(toTensor(params!, call.context), indicesOf(call, ids!), 0);
    },
  }),
  op({
    names: ["keras.ops.take"],
    signature: "x, indices, axis=None",
    doc: "Elements picked by index, of the flat tensor where no axis is given",
    compute: (call, x, indices, axis) => taken(call, x!, indices!, axis!),
  }),
  op({
    names: ["keras.ops.take_along_axis", "tf.experimental.numpy.take_along_axis"],
    signature: { ops: "x, indices, axis=None", tf: "arr, indices, axis" },
    doc: "For each place, the element at an index along an axis",
    compute: (call, x, indices, axis) => {
      const given = toTensor(x!, call.context);
      const tensor = axis === null ? reshape(given, [-1]) : given;
      const at = axis === null ? 0 : normalAxis(integer(axis!), rankOf(tensor));
      const chosen = indicesOf(call, indices!);
      const flat = axis === null ? reshape(chosen, [-1]) : chosen;
      return gather.takeAlongAxis(tensor, takenFromEnd(flat, shapeOf(tensor)[at]!), at);
    },
  }),
  op({
    names: ["tf.gather_nd"],
    signature: "gather_nd_v2(params, indices, batch_dims=0, bad_indices_policy='')",
    doc: "Elements or slices picked by rows of indices",
    compute: (call, params, indices, batchDims) =>
      gather.gatherNd(toTensor(params!, call.context), indicesOf(call, indices!), integer(batchDims!)),
  }),
  op({
    names: ["tf.boolean_mask"],
    signature: "boolean_mask_v2(tensor, mask, axis=None, name='boolean_mask')",
    doc: "What a mask lets through",
    compute: (call, tensor, mask, axis) => {
      const truths = toTensor(mask!, call.context);
      const at = axis === null ? 0 : integer(axis!);
      return gather.booleanMask(toTensor(tensor!, call.context), castTo(truths, "bool"), at);
    },
  }),
  op({
    names: ["tf.sequence_mask"],
    signature: "lengths, maxlen=None, dtype=tf.bool",
    doc: "True up to a length",
    compute: (call, lengths, longest, type) => {
      const given = toTensor(lengths!, call.context);
      // Lengths take the dtype of `maxlen`: the whole part of each, where it is given as an integer.
      const isWhole = longest !== null;
      const counts = Array.from(readNumbers(given), (count) => (isWhole ? Math.trunc(count) : count));
      const width =
        longest === null ? Math.ceil(counts.reduce((most, count) => Math.max(most, count), 0)) : integer(longest!);
      call.context.allocate(counts.length * width);
      const cells = counts.flatMap((count) => Array.from({ length: width }, (_, at) => Number(at < count)));
      return constant(cells, [...shapeOf(given), width], dtype(type!, "bool"));
    },
  }),
  op({
    names: ["tf.dynamic_partition"],
    signature: "data, partitions, num_partitions",
    doc: "Rows sorted into groups, as a list",
    compute: (call, data, partitions, count) => {
      const [tensor, groups] = [toTensor(data!, call.context), toTensor(partitions!, call.context)];
      const groupCount = integer(count!);
      call.context.step(Math.max(0, groupCount));
      const numbers = Array.from(readNumbers(groups));
      const at = numbers.findIndex((group) => group < 0 || group >= groupCount);
      if (at >= 0)
        throw new PythonError(
          "InvalidArgumentError",
          `partitions[${placeOf(at, shapeOf(groups)).join(",")}] = ${numbers[at]} is not in [0, ${groupCount})`,
        );
      return list(
        Array.from({ length: groupCount }, (_, group) =>
          gather.booleanMask(tensor, equal(groups, constant(group, [], groups.dtype)), 0),
        ),
      );
    },
  }),
];
