/** Tensors joined and taken apart. */

import { isFloating } from "../dtype.ts";
import { PythonError } from "../failure.ts";
import { list } from "../interpreter/dict.ts";
import type { Value } from "../interpreter/values.ts";
import { divide, multiply } from "../kernels/arithmetic.ts";
import * as join from "../kernels/join.ts";
import { mean, sum } from "../kernels/reduction.ts";
import { broadcastTo, expandDims, reshape } from "../kernels/shape.ts";
import { reserve } from "../tape/backend.ts";
import { rankOf, shapeOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { normalAxis } from "./calls/axis.ts";
import { isTensor, toTensor } from "./calls/convert.ts";
import { named } from "./calls/names.ts";
import { eagerOperands, promotedOperands } from "./calls/operands.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { integer, integers, items } from "./calls/parameters.ts";

/** Parts of nearly equal length, as NumPy splits. */
function nearlyEqual(x: Tensor, count: number, axis: number): Tensor[] {
  const length = shapeOf(x)[axis]!;
  reserve(count);
  const sizes = Array.from({ length: count }, (_, at) => Math.floor(length / count) + (at < length % count ? 1 : 0));
  return join.split(x, sizes, axis);
}

function operandsOf(call: Call, operation: string, values: Value): Tensor[] {
  const parts = isTensor(values) ? join.unstack(values, 0) : items(values);
  return call.library === "ops" ? promotedOperands(call, parts) : eagerOperands(call, operation, parts);
}

function concatenated(call: Call, values: Value, axis: number): Tensor {
  if (isTensor(values) && call.library === "tf") return values;
  const parts = operandsOf(call, "ConcatV2", values);
  if (parts.length === 0)
    throw new PythonError("ValueError", "List argument 'values' to 'ConcatV2' Op must not be empty");
  return join.concat(parts, axis);
}

function pieces(call: Call, value: Value, sizes: Value, axis: Value): Tensor[] {
  const tensor = toTensor(value, call.context);
  const at = normalAxis(integer(axis), rankOf(tensor));
  const length = shapeOf(tensor)[at] ?? 1;
  if (typeof sizes === "bigint") {
    const count = Number(sizes);
    reserve(count);
    if (length % count !== 0) {
      const message = `Number of ways to split should evenly divide the split dimension, but got split_dim ${at} (size = ${length}) and num_split ${count} [Op:Split]`;
      throw new PythonError("InvalidArgumentError", message);
    }
    return join.split(tensor, new Array<number>(count).fill(length / count), at);
  }
  const given = integers(sizes);
  if (call.library === "ops") {
    const bounds = [0, ...given, length];
    return join.split(
      tensor,
      bounds.slice(1).map((bound, index) => bound - bounds[index]!),
      at,
    );
  }
  const known = given.filter((size) => size >= 0).reduce((sum, size) => sum + size, 0);
  return join.split(
    tensor,
    given.map((size) => (size < 0 ? length - known : size)),
    at,
  );
}

function grid(vectors: readonly Tensor[], indexing: string): Tensor[] {
  const flat = vectors.map((vector) => reshape(vector, [-1]));
  const swapped = indexing === "xy" && flat.length > 1;
  const order = flat.map((_, index) => (swapped && index < 2 ? 1 - index : index));
  const lengths = order.map((index) => shapeOf(flat[index]!)[0]!);
  return flat.map((vector, index) => {
    const place = order.indexOf(index);
    const shape = lengths.map((_, axis) => (axis === place ? shapeOf(vector)[0]! : 1));
    return broadcastTo(reshape(vector, shape), lengths);
  });
}

export const joining: readonly Operation[] = [
  op({
    names: ["tf.concat", "keras.backend.concatenate", "keras.ops.concatenate"],
    signature: { tf: "values, axis, name='concat'", K: "tensors, axis=-1", ops: "xs, axis=0" },
    doc: "Tensors one after another along an axis",
    compute: (call, values, axis) => concatenated(call, values!, integer(axis!)),
  }),
  op({
    names: named("stack", "tf", "K", "ops"),
    signature: { tf: "values, axis=0, name='stack'", K: "x, axis=0", ops: "x, axis=0" },
    doc: "Tensors of one shape along a new axis",
    compute: (call, values, axis) => join.stack(operandsOf(call, "Pack", values!), integer(axis!)),
  }),
  op({
    names: named("unstack", "tf", "ops"),
    signature: { tf: "value, num=None, axis=0, name='unstack'", ops: "x, num=None, axis=0" },
    doc: "The slices along an axis, as a list",
    compute: (call, value, _count, axis) => list(join.unstack(toTensor(value!, call.context), integer(axis!))),
  }),
  op({
    names: named("split", "tf", "ops"),
    signature: {
      tf: "value, num_or_size_splits, axis=0, num=None, name='split'",
      ops: "x, indices_or_sections, axis=0",
    },
    doc: "Parts along an axis, as a list",
    compute: (call, value, sizes, axis) => list(pieces(call, value!, sizes!, axis!)),
  }),
  op({
    names: ["keras.ops.append"],
    signature: "x1, x2, axis=None",
    doc: "One tensor after another",
    compute: (call, x1, x2, axis) => {
      const parts = promotedOperands(call, [x1!, x2!]);
      if (axis !== null) return join.concat(parts, integer(axis!));
      return join.concat(
        parts.map((part) => reshape(part, [-1])),
        0,
      );
    },
  }),
  ...(
    [
      ["hstack", 1],
      ["vstack", 0],
    ] as const
  ).map(([name, along]) =>
    op({
      names: [`keras.ops.${name}`],
      signature: "xs",
      doc: `Tensors ${name === "hstack" ? "side by side" : "one below another"}`,
      compute: (call, xs) => {
        const parts = operandsOf(call, "ConcatV2", xs!);
        return join.concat(parts, name === "hstack" && rankOf(parts[0]!) > 1 ? along : 0);
      },
    }),
  ),
  op({
    names: named("meshgrid", "tf", "ops"),
    signature: { tf: "*args, **kwargs", ops: "*x, indexing='xy'" },
    doc: "Grids of coordinates",
    compute: (call, vectors, indexing) => {
      const given = items(vectors!).map((each) => toTensor(each, call.context));
      const order = call.library === "ops" ? indexing! : (call.keywords.get("indexing") ?? "xy");
      return list(grid(given, String(order)));
    },
  }),
  op({
    names: ["keras.ops.average"],
    signature: "x, axis=None, weights=None",
    doc: "Weighted mean",
    compute: (call, x, axis, weights) => averaged(call, x!, axis!, weights!),
  }),
  op({
    names: ["keras.ops.array_split", "keras.ops.hsplit", "keras.ops.vsplit"],
    signature: {
      "keras.ops.array_split": "x, indices_or_sections, axis=0",
      "keras.ops.hsplit": "x, indices_or_sections",
      "keras.ops.vsplit": "x, indices_or_sections",
    },
    doc: "Parts along an axis, as a list",
    compute: (call, x, sections, axis) => {
      const given = toTensor(x!, call.context);
      const along = call.name.endsWith("hsplit")
        ? Math.min(1, rankOf(given) - 1)
        : call.name.endsWith("vsplit")
          ? 0
          : integer(axis!);
      const at = normalAxis(along, rankOf(given));
      if (call.name.endsWith("array_split") && typeof sections !== "bigint")
        throw new PythonError("TypeError", "Argument `indices_or_sections` must be of type `int`.");
      if (typeof sections === "bigint") return list(nearlyEqual(given, Number(sections), at));
      const bounds = [0, ...integers(sections!), shapeOf(given)[at]!];
      return list(
        join.split(
          given,
          bounds.slice(1).map((bound, index) => bound - bounds[index]!),
          at,
        ),
      );
    },
  }),
  op({
    names: ["keras.ops.dstack"],
    signature: "xs",
    doc: "Tensors along the third axis",
    compute: (call, xs) => {
      const parts = promotedOperands(call, items(xs!)).map((each) => {
        if (rankOf(each) === 1) return reshape(each, [1, -1, 1]);
        return rankOf(each) === 2 ? expandDims(each, -1) : each;
      });
      return join.concat(parts, 2);
    },
  }),
];

function averaged(call: Call, x: Value, axis: Value, weights: Value): Tensor {
  const at = axis === null ? undefined : integer(axis);
  const [values, shares] = promotedOperands(call, weights === null ? [x] : [x, weights], ["float"]) as [
    Tensor,
    Tensor?,
  ];
  if (!isFloating(values.dtype)) throw new PythonError("TypeError", "average needs numbers");
  if (!shares) return mean(values, at);
  const shaped =
    rankOf(shares) === 1 && rankOf(values) > 1 && at !== undefined
      ? reshape(
          shares,
          shapeOf(values).map((_, index) => (index === normalAxis(at, rankOf(values)) ? -1 : 1)),
        )
      : shares;
  const full = broadcastTo(shaped, [...shapeOf(values)]);
  return divide(sum(multiply(values, full), at), sum(full, at));
}
