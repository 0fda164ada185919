/** Sorted values, running sums, quantiles. */

import { Unsupported } from "../failure.ts";
import { tuple } from "../interpreter/dict.ts";
import type { Value } from "../interpreter/values.ts";
import { add, multiply, subtract } from "../kernels/arithmetic.ts";
import { lessEqual, logicalNot } from "../kernels/comparison.ts";
import { cast } from "../kernels/create.ts";
import { gather } from "../kernels/gather.ts";
import { mean, sum } from "../kernels/reduction.ts";
import { cumprod, cumsum } from "../kernels/scan.ts";
import { reshape, transpose } from "../kernels/shape.ts";
import * as kernels from "../kernels/sort.ts";
import { square } from "../kernels/unary.ts";
import { readNumbers } from "../tape/backend.ts";
import { constant, rankOf, shapeOf, stopGradient } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { normalAxis } from "./calls/axis.ts";
import { constantLike } from "./calls/constants.ts";
import { toTensor } from "./calls/convert.ts";
import { indicesOf } from "./calls/indices.ts";
import { namedResult } from "./calls/named-result.ts";
import { named } from "./calls/names.ts";
import { castTo, floating, requireNumeric } from "./calls/operands.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { axes, dtype, flag, integer, integers } from "./calls/parameters.ts";

type Scan = (x: Tensor, axis: number, exclusive?: boolean, reverse?: boolean) => Tensor;

const scans: readonly (readonly [string, Scan, readonly string[], string])[] = [
  [
    "Cumsum",
    cumsum,
    ["tf.cumsum", "tf.math.cumsum", "keras.backend.cumsum", "keras.ops.cumsum"],
    "Sums of all elements so far",
  ],
  [
    "Cumprod",
    cumprod,
    ["tf.math.cumprod", "keras.backend.cumprod", "keras.ops.cumprod"],
    "Products of all elements so far",
  ],
];

function scanned(call: Call, operation: string, kernel: Scan, x: Value, axis: Value, type: Value): Tensor {
  const given = toTensor(x, call.context);
  const counted = given.dtype === "bool" ? cast(given, "int32") : given;
  const wanted = castTo(counted, dtype(type, counted.dtype));
  if (axis === null) return kernel(reshape(requireNumeric(operation, wanted), [-1]), 0);
  return kernel(requireNumeric(operation, wanted), integer(axis));
}

/** `tf.math.in_top_k`: whether at most k - 1 others are larger than the target's value. */
function inTopK(call: Call, targets: Value, predictions: Value, k: Value): Tensor {
  const scores = toTensor(predictions, call.context);
  const rows = toTensor(targets, call.context);
  const [count, width] = [shapeOf(scores)[0]!, shapeOf(scores)[1]!];
  const values = readNumbers(scores);
  const wanted = readNumbers(rows);
  const cells = Array.from({ length: count }, (_, row) => {
    const own = values[row * width + wanted[row]!];
    if (own === undefined || wanted[row]! < 0 || wanted[row]! >= width || !Number.isFinite(own)) return 0;
    const others = values.slice(row * width, (row + 1) * width);
    if (!others.every(Number.isFinite)) return 0;
    return Number(others.filter((value) => value > own).length < integer(k));
  });
  return constant(cells, [count], "bool");
}

/** Given axes moved to the end and made one; all of them where none is given. */
function flattenedLast(x: Tensor, along: readonly number[] | undefined): { flat: Tensor; kept: number[] } {
  const rank = rankOf(x);
  const folded = (along ?? [...Array(rank).keys()]).map((axis) => normalAxis(axis, rank));
  const others = [...Array(rank).keys()].filter((axis) => !folded.includes(axis));
  const lengths = others.map((axis) => shapeOf(x)[axis]!);
  const kept = shapeOf(x).map((length, axis) => (folded.includes(axis) ? 1 : length));
  return {
    flat: reshape(transpose(x, [...others, ...folded]), [
      ...lengths,
      folded.reduce((size, axis) => size * shapeOf(x)[axis]!, 1),
    ]),
    kept,
  };
}

/** Linear interpolation between the sorted neighbours, or the neighbour that the method names. */
function quantileOf(call: Call, x: Value, q: number, along: Value, method: string, keepdims: boolean): Tensor {
  const given = floating(call, "Sort", x);
  const { flat, kept } = flattenedLast(given, axes(along));
  const sorted = kernels.sort(flat, -1);
  const length = shapeOf(flat).at(-1)!;
  const at = q * (length - 1);
  const pick = (index: number) => gather(sorted, constant(index, [], "int32"), rankOf(sorted) - 1);
  const result = interpolated(pick, at, method, sorted);
  return keepdims ? reshape(result, kept) : result;
}

function interpolated(pick: (index: number) => Tensor, at: number, method: string, like: Tensor): Tensor {
  const [below, above] = [Math.floor(at), Math.ceil(at)];
  if (method === "lower" || below === above) return pick(method === "higher" ? above : below);
  if (method === "higher") return pick(above);
  if (method === "nearest")
    return pick(Math.round(at - 0.5) + 0.5 === at ? (below % 2 === 0 ? below : above) : Math.round(at));
  const share = method === "midpoint" ? 0.5 : at - below;
  if (method !== "linear" && method !== "midpoint")
    throw new Unsupported(`The quantile method '${method}' is not evaluated`);
  return add(multiply(pick(below), constantLike(1 - share, like)), multiply(pick(above), constantLike(share, like)));
}

export const sorting: readonly Operation[] = [
  ...scans.map(([operation, kernel, names, doc]) =>
    op({
      names,
      signature: {
        tf: "x, axis=0, exclusive=False, reverse=False",
        K: "x, axis=0",
        ops: "x, axis=None, dtype=None",
      },
      doc,
      compute: (call, x, axis, third, reverse) => {
        if (call.library === "ops") return scanned(call, operation, kernel, x!, axis!, third!);
        const tensor = requireNumeric(operation, toTensor(x!, call.context));
        const isReversed = call.library === "tf" && flag(reverse!);
        return kernel(tensor, integer(axis!), call.library === "tf" && flag(third!), isReversed);
      },
    }),
  ),
  op({
    names: named("sort", "tf", "ops"),
    signature: { tf: "values, axis=-1, direction='ASCENDING'", ops: "x, axis=-1" },
    doc: "Sorted along an axis",
    compute: (call, values, axis, direction) => {
      const tensor = requireNumeric("TopKV2", toTensor(values!, call.context));
      if (axis === null) return kernels.sort(reshape(tensor, [-1]), -1);
      return kernels.sort(tensor, integer(axis!), direction === "DESCENDING");
    },
  }),
  op({
    names: named("argsort", "tf", "ops"),
    signature: { tf: "values, axis=-1, direction='ASCENDING', stable=False", ops: "x, axis=-1" },
    doc: "Indices in sorted order; no gradient",
    compute: (call, values, axis, direction) => {
      const tensor = toTensor(values!, call.context);
      const isFlat = axis === null;
      return kernels.argsort(
        isFlat ? reshape(tensor, [-1]) : tensor,
        isFlat ? -1 : integer(axis!),
        direction === "DESCENDING",
      );
    },
  }),
  op({
    names: ["tf.math.top_k", "tf.nn.top_k", "keras.ops.top_k"],
    signature: { tf: "input, k=1, sorted=True, index_type=tf.int32", ops: "x, k, sorted=True" },
    doc: "The k largest along the last axis, and their indices",
    compute: (call, x, k, _sorted, type) => {
      const { values, indices } = kernels.topK(requireNumeric("TopKV2", toTensor(x!, call.context)), integer(k!));
      const wanted = call.library === "tf" ? dtype(type!, "int32") : "int32";
      return namedResult("TopKV2", { values, indices: castTo(indices, wanted) });
    },
  }),
  op({
    names: ["tf.math.in_top_k", "tf.nn.in_top_k", "keras.ops.in_top_k", "keras.backend.in_top_k"],
    signature: {
      tf: "in_top_k_v2(targets, predictions, k)",
      ops: "targets, predictions, k",
      K: "predictions, targets, k",
    },
    doc: "Whether the target is among the k largest predictions",
    compute: (call, first, second, k) => {
      const [targets, predictions] = call.library === "K" ? [second!, first!] : [first!, second!];
      return inTopK(call, indicesOf(call, targets), predictions, k!);
    },
  }),
  op({
    names: ["keras.ops.median"],
    signature: "x, axis=None, keepdims=False",
    doc: "The middle value, or the mean of the two in the middle",
    compute: (call, x, axis, keepdims) => quantileOf(call, x!, 0.5, axis!, "linear", flag(keepdims!)),
  }),
  op({
    names: ["keras.ops.quantile", "keras.ops.percentile"],
    signature: "x, q, axis=None, method='linear', keepdims=False",
    doc: "The value that a share of all values is below",
    compute: (call, x, q, axis, method, keepdims) => {
      if (typeof q !== "number" && typeof q !== "bigint")
        throw new Unsupported("Several quantiles at once are not evaluated");
      const share = Number(q) / (call.name.endsWith("percentile") ? 100 : 1);
      return quantileOf(call, x!, share, axis!, String(method), flag(keepdims!));
    },
  }),
  op({
    names: ["tf.searchsorted", "keras.ops.searchsorted"],
    signature: {
      tf: "sorted_sequence, values, side='left', out_type=tf.int32",
      ops: "sorted_sequence, values, side='left'",
    },
    doc: "Where values would go in a sorted sequence",
    compute: (call, sequence, values, side) => {
      const [sorted, wanted] = [toTensor(sequence!, call.context), toTensor(values!, call.context)];
      if (rankOf(sorted) !== 1) throw new Unsupported("`searchsorted` in several sequences is not evaluated");
      const row = reshape(sorted, [1, -1]);
      const column = reshape(wanted, [-1, 1]);
      const isBefore = side === "right" ? lessEqual(row, column) : logicalNot(lessEqual(column, row));
      return reshape(cast(sum(cast(isBefore, "int32"), -1), "int32"), [...shapeOf(wanted)]);
    },
  }),
  op({
    names: ["tf.nn.moments", "keras.ops.moments"],
    signature: {
      tf: "moments_v2(x, axes, shift=None, keepdims=False)",
      ops: "x, axes, keepdims=False, synchronized=False",
    },
    doc: "Mean and variance",
    compute: (call, x, along, third, fourth) => {
      const tensor = floating(call, "Mean", x!);
      const keepdims = flag((call.library === "tf" ? fourth : third)!);
      const average = mean(tensor, integers(along!), true);
      const spread = mean(square(subtract(tensor, stopGradient(average))), integers(along!), keepdims);
      const plain = mean(tensor, integers(along!), keepdims);
      return call.library === "tf" || call.library === "ops" ? tuple([plain, spread]) : plain;
    },
  }),
];
