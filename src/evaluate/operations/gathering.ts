/** Picking elements by index and putting them in place by index. */

import { readNumbers } from "../backend.ts";
import { isFloating, isInteger } from "../dtype.ts";
import type { DType } from "../evaluation.ts";
import { PythonError, Unsupported } from "../failure.ts";
import { list } from "../interpreter/dict.ts";
import { add, multiply } from "../kernels/arithmetic.ts";
import { equal, less, select } from "../kernels/comparison.ts";
import { cast } from "../kernels/create.ts";
import * as kernels from "../kernels/gather.ts";

import { max, sum } from "../kernels/reduction.ts";
import * as scatter from "../kernels/scatter.ts";
import { reshape } from "../kernels/shape.ts";
import { slice } from "../kernels/slice.ts";
import { constant, isConnected, rankOf, shapeOf } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import type { Value } from "../values.ts";
import { isTensor, toTensor } from "./convert.ts";
import { namedResult } from "./named-result.ts";
import { named } from "./names.ts";
import { castTo, refuseType } from "./operands.ts";
import { type Call, type Operation, op } from "./operation.ts";
import { dtype, integer, integers, scalar, shape } from "./parameters.ts";
import { normalAxis } from "./shaping.ts";

/** Indices: whole numbers, or TensorFlow's error. */
export function indicesOf(call: Call, value: Value): Tensor {
  const tensor = toTensor(value, call.context);
  if (isInteger(tensor.dtype)) return tensor;
  if (call.library === "ops" && tensor.dtype !== "string") return cast(tensor, "int32");
  return refuseType("GatherV2", tensor, "int16, int32, int64");
}

/** `keras.ops` counts negative indices from the end; what is out of range stays so, to be complained about. */
function takenFromEnd(indices: Tensor, length: number): Tensor {
  const [zero, span] = [constant(0, [], indices.dtype), constant(length, [], indices.dtype)];
  return select(less(indices, zero), add(indices, span), indices);
}

function taken(call: Call, x: Value, indices: Value, axis: Value): Tensor {
  const given = toTensor(x, call.context);
  const tensor = axis === null ? reshape(given, [-1]) : given;
  const at = axis === null ? 0 : normalAxis(integer(axis), rankOf(tensor));
  return kernels.gather(tensor, takenFromEnd(indicesOf(call, indices), shapeOf(tensor)[at]!), at);
}

function hot(call: Call, indices: Value, depth: Value, on: number, off: number, axis: number, type: DType): Tensor {
  const given = toTensor(indices, call.context);
  if (call.library !== "ops" && !isInteger(given.dtype)) {
    if (isFloating(given.dtype) || given.dtype === "bool") refuseType("OneHot", given, "uint8, int8, int32, int64");
  }
  return kernels.oneHot(
    castTo(given, isInteger(given.dtype) ? given.dtype : "int32"),
    integer(depth),
    on,
    off,
    axis,
    type,
  );
}

const updates = [
  ["tf.tensor_scatter_nd_update", scatter.tensorScatterNdUpdate, "with elements replaced"],
  ["tf.tensor_scatter_nd_add", scatter.tensorScatterNdAdd, "with elements added to"],
  ["tf.tensor_scatter_nd_sub", scatter.tensorScatterNdSub, "with elements subtracted from"],
  ["tf.tensor_scatter_nd_max", scatter.tensorScatterNdMax, "with elements raised"],
  ["tf.tensor_scatter_nd_min", scatter.tensorScatterNdMin, "with elements lowered"],
] as const;

export const gathering: readonly Operation[] = [
  op({
    names: ["tf.gather", "keras.backend.gather"],
    signature: {
      tf: "gather_v2(params, indices, validate_indices=None, axis=None, batch_dims=0)",
      K: "reference, indices",
    },
    gradientThrough: ["params", "reference"],
    doc: "Slices picked by index along an axis",
    compute: (call, params, indices, _validate, axis, batchDims) => {
      const tensor = toTensor(params!, call.context);
      if (call.library === "K") return kernels.gather(tensor, indicesOf(call, indices!), 0);
      const batch = integer(batchDims!);
      const at = axis === null ? batch : integer(axis!);
      return kernels.gather(tensor, indicesOf(call, indices!), at, batch < 0 ? batch + rankOf(tensor) : batch);
    },
  }),
  op({
    names: ["tf.nn.embedding_lookup"],
    signature: "embedding_lookup_v2(params, ids, max_norm=None)",
    gradientThrough: ["params"],
    doc: "Rows picked by index",
    compute: (call, params, ids, norm) => {
      if (norm !== null) throw new Unsupported("`max_norm` of `tf.nn.embedding_lookup` is not evaluated");
      return kernels.gather(toTensor(params!, call.context), indicesOf(call, ids!), 0);
    },
  }),
  op({
    names: ["keras.ops.take"],
    signature: "x, indices, axis=None",
    gradientThrough: ["x"],
    doc: "Elements picked by index, of the flat tensor where no axis is given",
    compute: (call, x, indices, axis) => taken(call, x!, indices!, axis!),
  }),
  op({
    names: ["keras.ops.take_along_axis", "tf.experimental.numpy.take_along_axis"],
    signature: { ops: "x, indices, axis=None", tf: "arr, indices, axis" },
    gradientThrough: ["x", "arr"],
    doc: "For each place, the element at an index along an axis",
    compute: (call, x, indices, axis) => {
      const given = toTensor(x!, call.context);
      const tensor = axis === null ? reshape(given, [-1]) : given;
      const at = axis === null ? 0 : normalAxis(integer(axis!), rankOf(tensor));
      const chosen = indicesOf(call, indices!);
      const flat = axis === null ? reshape(chosen, [-1]) : chosen;
      return kernels.takeAlongAxis(tensor, takenFromEnd(flat, shapeOf(tensor)[at]!), at);
    },
  }),
  op({
    names: ["tf.gather_nd"],
    signature: "gather_nd_v2(params, indices, batch_dims=0, bad_indices_policy='')",
    gradientThrough: ["params"],
    doc: "Elements or slices picked by rows of indices",
    compute: (call, params, indices, batchDims) =>
      kernels.gatherNd(toTensor(params!, call.context), indicesOf(call, indices!), integer(batchDims!)),
  }),
  op({
    names: ["tf.boolean_mask"],
    signature: "boolean_mask_v2(tensor, mask, axis=None, name='boolean_mask')",
    gradientThrough: ["tensor"],
    doc: "What a mask lets through",
    compute: (call, tensor, mask, axis) => {
      const truths = toTensor(mask!, call.context);
      const at = axis === null ? 0 : integer(axis!);
      return kernels.booleanMask(toTensor(tensor!, call.context), castTo(truths, "bool"), at);
    },
  }),
  op({
    names: named("one_hot", "tf", "K", "ops"),
    signature: {
      tf: "indices, depth, on_value=None, off_value=None, axis=None, dtype=None",
      K: "indices, num_classes",
      ops: "x, num_classes, axis=-1, dtype=None, sparse=False",
    },
    doc: "1 at an index, 0 elsewhere; out of range gives zeros",
    compute: (call, indices, depth, ...rest) => {
      if (call.library === "K") return hot(call, indices!, depth!, 1, 0, -1, "float32");
      if (call.library === "ops")
        return hot(call, indices!, depth!, 1, 0, integer(rest[0]!), dtype(rest[1]!, "float32"));
      const [on, off, axis, type] = rest;
      const own = on !== null && typeof on === "bigint" ? "int32" : "float32";
      return hot(
        call,
        indices!,
        depth!,
        on === null ? 1 : scalar(on!),
        off === null ? 0 : scalar(off!),
        axis === null ? -1 : integer(axis!),
        dtype(type!, own),
      );
    },
  }),
  op({
    names: ["keras.ops.multi_hot"],
    signature: "inputs, num_classes=None, axis=-1, dtype=None, sparse=False, **kwargs",
    doc: "1 at each of several indices, 0 elsewhere",
    compute: (call, inputs, classes, axis, type) => {
      const given = toTensor(inputs!, call.context);
      const width = classes === null ? call.keywords.get("num_tokens") : classes;
      const each = hot(call, given, width!, 1, 0, integer(axis!), dtype(type!, "float32"));
      return max(each, rankOf(given) === 0 ? [] : [rankOf(given) === 1 ? 0 : 1]);
    },
  }),
  op({
    names: ["tf.scatter_nd", "keras.ops.scatter"],
    signature: { tf: "indices, updates, shape, bad_indices_policy=''", ops: "indices, values, shape" },
    gradientThrough: ["updates", "values"],
    doc: "Zeros with values added at rows of indices",
    compute: (call, indices, values, to) =>
      scatter.scatterNd(indicesOf(call, indices!), toTensor(values!, call.context), shape(to!)),
  }),
  ...updates.map(([name, kernel, doc]) =>
    op({
      names: [name],
      signature: "tensor, indices, updates, bad_indices_policy=''",
      gradientThrough: ["tensor", "updates"],
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
    gradientThrough: ["inputs", "updates"],
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
    names: ["tf.slice", "keras.ops.slice", "keras.backend.slice"],
    signature: { tf: "input_, begin, size", ops: "inputs, start_indices, shape", K: "x, start, size" },
    gradientThrough: ["input_", "inputs", "x"],
    doc: "A block of a tensor; size -1 is the rest",
    compute: (call, x, begin, size) => slice(toTensor(x!, call.context), integers(begin!), integers(size!)),
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
  op({
    names: ["tf.sequence_mask"],
    signature: "lengths, maxlen=None, dtype=tf.bool",
    doc: "True up to a length",
    compute: (call, lengths, longest, type) => {
      const given = toTensor(lengths!, call.context);
      const counts = Array.from(readNumbers(given));
      const width = longest === null ? Math.max(0, ...counts) : integer(longest!);
      const cells = counts.flatMap((count) => Array.from({ length: width }, (_, at) => Number(at < count)));
      return constant(cells, [...shapeOf(given), width], dtype(type!, "bool"));
    },
  }),
  op({
    names: ["tf.unique", "tf.unique_with_counts"],
    signature: "x, out_idx=tf.int32",
    doc: "The different elements, in order of appearance",
    compute: (call, x) => {
      const { values, indices, counts } = kernels.uniqueWithCounts(toTensor(x!, call.context));
      if (call.name.endsWith("counts"))
        return namedResult("UniqueWithCounts", { y: values, idx: indices, count: counts });
      return namedResult("Unique", { y: values, idx: indices });
    },
  }),
  op({
    names: ["tf.math.bincount", "keras.ops.bincount"],
    signature: {
      tf: "arr, weights=None, minlength=None, maxlength=None, dtype=tf.int32",
      ops: "x, weights=None, minlength=0, sparse=False",
    },
    doc: "How often each whole number occurs",
    compute: (call, x, weights, least, most, type) => {
      const given = reshape(cast(toTensor(x!, call.context), "int32"), [-1]);
      const wanted = Math.max(least === null ? 0 : integer(least!), Math.max(-1, ...readNumbers(given)) + 1);
      const isLimited = call.library === "tf" && most !== null;
      const width = isLimited ? Math.min(wanted, integer(most!)) : wanted;
      if (weights === null) {
        const counts = sum(kernels.oneHot(given, width, 1, 0, -1, "int32"), 0);
        return call.library === "tf" ? castTo(counts, dtype(type!, "int32")) : counts;
      }
      const shares = reshape(castTo(toTensor(weights!, call.context), "float32"), [-1, 1]);
      return sum(multiply(kernels.oneHot(given, width, 1, 0, -1, "float32"), shares), 0);
    },
  }),
  op({
    names: ["keras.ops.tri"],
    signature: "N, M=None, k=0, dtype=None",
    doc: "Ones on and below a diagonal",
    compute: (_call, rows, columns, k, type) => {
      const height = integer(rows!);
      const width = columns === null ? height : integer(columns!);
      const cells = Array.from({ length: height * width }, (_, at) =>
        Number((at % width) - Math.floor(at / width) <= integer(k!)),
      );
      return constant(cells, [height, width], dtype(type!, "float32"));
    },
  }),
  op({
    names: ["tf.dynamic_partition"],
    signature: "data, partitions, num_partitions",
    gradientThrough: ["data"],
    doc: "Rows sorted into groups, as a list",
    compute: (call, data, partitions, count) => {
      const [tensor, groups] = [toTensor(data!, call.context), toTensor(partitions!, call.context)];
      return list(
        Array.from({ length: integer(count!) }, (_, group) =>
          kernels.booleanMask(tensor, equal(groups, constant(group, [], groups.dtype)), 0),
        ),
      );
    },
  }),
];

function blockPlaces(lengths: readonly number[], start: readonly number[]): number[][] {
  let places: number[][] = [[]];
  for (const [axis, length] of lengths.entries())
    places = places.flatMap((place) => Array.from({ length }, (_, at) => [...place, start[axis]! + at]));
  return places;
}
