/** Choosing and clamping: where, clip, switch. */

import { PythonError } from "../failure.ts";
import { list } from "../interpreter/dict.ts";
import type { Value } from "../interpreter/values.ts";
import { maximum, minimum } from "../kernels/arithmetic.ts";
import * as comparison from "../kernels/comparison.ts";
import { cast } from "../kernels/create.ts";
import { unstack } from "../kernels/join.ts";
import * as reduction from "../kernels/reduction.ts";
import { expandDims, reshape } from "../kernels/shape.ts";
import * as unary from "../kernels/unary.ts";
import { isConnected, rankOf, shapeOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { isScalar, isTensor, toTensor } from "./calls/convert.ts";
import { castTo, eagerOperands, promotedOperands, requireBool, requireNumeric } from "./calls/operands.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { flag, items } from "./calls/parameters.ts";
import { broadcastShape } from "./shape-queries.ts";

/** `tf.clip_by_value`: the lower bound wins over an upper one below it. */
function clipped(call: Call, x: Value, low: Value, high: Value): Tensor {
  const [tensor, upper] = eagerOperands(call, "Minimum", [toTensor(x, call.context), high]) as [Tensor, Tensor];
  const [, lower] = eagerOperands(call, "Maximum", [tensor, low]) as [Tensor, Tensor];
  requireNumeric("Minimum", tensor);
  for (const bound of [upper, lower]) requireRoom(tensor, bound);
  if (isConnected(lower) || isConnected(upper)) return maximum(minimum(tensor, upper), lower);
  return unary.clip(tensor, lower, upper);
}

/** Bounds may broadcast to the tensor, not the tensor to the bounds. */
function requireRoom(tensor: Tensor, bound: Tensor): void {
  const shape = shapeOf(tensor);
  if (broadcastShape(shape, shapeOf(bound)).join() === shape.join()) return;
  const text = (lengths: readonly number[]) => `(${lengths.join(", ")}${lengths.length === 1 ? "," : ""})`;
  throw new PythonError(
    "ValueError",
    `Shapes ${text(shape)} and ${text(broadcastShape(shape, shapeOf(bound)))} are incompatible`,
  );
}

function clippedByBackend(call: Call, x: Value, low: Value, high: Value): Tensor {
  const isOrdered = !isScalar(low) || !isScalar(high) || Number(high) >= Number(low);
  const least = low ?? Number.NEGATIVE_INFINITY;
  const most = isOrdered ? (high ?? Number.POSITIVE_INFINITY) : low;
  return clipped(call, x, least, most);
}

function chosen(call: Call, condition: Value, x: Value, y: Value): Tensor | Value {
  const test = toTensor(condition, call.context);
  if (x === null && y === null) {
    const truths = castTo(test, "bool");
    if (call.library !== "ops") return comparison.whereIndices(truths);
    const found = comparison.whereIndices(truths);
    return { type: "list", items: unstack(cast(found, "int32"), 1) };
  }
  if (x === null || y === null) {
    const message =
      call.library === "ops"
        ? "`x1` and `x2` either both should be `None` or both should have non-None value."
        : "x and y must both be non-None or both be None.";
    throw new PythonError("ValueError", message);
  }
  if (call.library === "ops") {
    const [one, other] = promotedOperands(call, [x, y]) as [Tensor, Tensor];
    return comparison.select(castTo(test, "bool"), one, other);
  }
  const [one, other] = eagerOperands(call, "SelectV2", [x, y], 1) as [Tensor, Tensor];
  return comparison.select(requireBool("SelectV2", test), one, other);
}

export const selecting: readonly Operation[] = [
  op({
    names: ["tf.clip_by_value", "keras.backend.clip", "keras.ops.clip"],
    signature: {
      tf: "t, clip_value_min, clip_value_max",
      K: "x, min_value, max_value",
      ops: "x, x_min, x_max",
    },
    doc: "Kept between two bounds; no slope outside of them",
    compute: (call, x, low, high) => {
      if (call.library === "K") return clippedByBackend(call, x!, low!, high!);
      const tensor = toTensor(x!, call.context);
      return clipped(
        call,
        call.library === "ops" && tensor.dtype === "bool" ? cast(tensor, "int32") : tensor,
        low!,
        high!,
      );
    },
  }),
  op({
    names: ["tf.where", "keras.ops.where"],
    signature: { tf: "where_v2(condition, x=None, y=None)", ops: "condition, x1=None, x2=None" },
    doc: "One of two values, element by element; with the condition alone, the indices where it is true",
    compute: (call, condition, x, y) => chosen(call, condition!, x!, y!),
  }),
  op({
    names: ["keras.backend.switch"],
    signature: "condition, then_expression, else_expression",
    doc: "One of two values or functions, by a condition",
    compute: (call, condition, then, otherwise) => switched(call, condition!, then!, otherwise!),
  }),
  op({
    names: ["keras.ops.isin"],
    signature: "x1, x2, assume_unique=False, invert=False",
    doc: "Whether each element is among others",
    compute: (call, x, others, _unique, invert) => {
      const [left, right] = promotedOperands(call, [x!, others!]) as [Tensor, Tensor];
      const hits = comparison.equal(expandDims(left, -1), reshape(right, [-1]));
      const found = reduction.any(hits, -1);
      return flag(invert!) ? comparison.logicalNot(found) : found;
    },
  }),
  op({
    names: ["keras.ops.nonzero"],
    signature: "x",
    doc: "Indices of what is not zero, one tensor for each axis",
    compute: (call, x) =>
      list(unstack(cast(comparison.whereIndices(castTo(toTensor(x!, call.context), "bool")), "int32"), 1)),
  }),
  op({
    names: ["keras.ops.select"],
    signature: "condlist, choicelist, default=0",
    doc: "The value of the first true condition, element by element",
    compute: (call, conditions, choices, otherwise) => {
      const [rest, ...values] = promotedOperands(call, [otherwise!, ...items(choices!)]) as [Tensor, ...Tensor[]];
      const tests = items(conditions!).map((each) => castTo(toTensor(each, call.context), "bool"));
      return tests.reduceRight((result, test, at) => comparison.select(test, values[at]!, result), rest);
    },
  }),
];

function switched(call: Call, condition: Value, then: Value, otherwise: Value): Value {
  const evaluated = (value: Value) =>
    isTensor(value) || isScalar(value) || value === null || !isCallable(value)
      ? value
      : call.context.call(value, { positional: [], keywords: new Map() });
  let test = castTo(toTensor(condition, call.context), "bool");
  if (rankOf(test) === 0) return evaluated(call.context.isTruthy(test) ? then : otherwise);
  const [one, other] = eagerOperands(call, "SelectV2", [evaluated(then), evaluated(otherwise)], 1) as [Tensor, Tensor];
  const missing = rankOf(one) - rankOf(test);
  if (missing < 0)
    throw new PythonError(
      "ValueError",
      `Rank of \`condition\` should be less than or equal to rank of \`then_expression\` and \`else_expression\`. ndim(condition)=${rankOf(test)}, ndim(then_expression)=${rankOf(one)}`,
    );
  if (rankOf(test) > 1) test = reshape(test, [...shapeOf(test), ...new Array<number>(missing).fill(1)]);
  return comparison.select(test, one, other);
}

export function isCallable(value: Value): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    ["function", "native", "method", "class", "nativeClass"].includes(value.type)
  );
}
