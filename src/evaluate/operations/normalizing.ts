/** Norms and normalisation. */

import { PythonError, Unsupported } from "../failure.ts";
import { list, tuple } from "../interpreter/dict.ts";
import type { Value } from "../interpreter/values.ts";
import { add, addN, divide, maximum, minimum, multiply, power, subtract } from "../kernels/arithmetic.ts";
import { greater, select } from "../kernels/comparison.ts";
import { zerosLike } from "../kernels/create.ts";
import * as kernels from "../kernels/crossentropy.ts";
import { max, mean, min, sum } from "../kernels/reduction.ts";
import { reshape } from "../kernels/shape.ts";
import * as unary from "../kernels/unary.ts";
import { rankOf, shapeOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { constantLike, epsilon } from "./calls/constants.ts";
import { toTensor } from "./calls/convert.ts";
import { floating, requireFloat } from "./calls/operands.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { axes, flag, integers, items, scalar } from "./calls/parameters.ts";

/** Vector norms over given axes, and the Frobenius norm, which is the Euclidean of all elements. */
export function normOf(x: Tensor, order: Value, along: readonly number[] | undefined, keepdims: boolean): Tensor {
  if (order === null || order === "euclidean" || order === "fro" || scalarOrNaN(order) === 2) {
    if (scalarOrNaN(order) === 2 && along?.length === 2) throw new Unsupported("The spectral norm is not evaluated");
    return unary.sqrt(sum(multiply(x, x), along, keepdims));
  }
  const degree = scalarOrNaN(order);
  if (Number.isNaN(degree))
    throw new PythonError("ValueError", `'ord' must be a supported vector norm, got '${String(order)}'`);
  if (along?.length === 2 && degree !== Number.POSITIVE_INFINITY && degree !== 1)
    throw new Unsupported(`The matrix norm of order ${degree} is not evaluated`);
  if (along?.length === 2) return matrixNorm(x, degree, along, keepdims);
  const absolute = unary.abs(x);
  if (degree === Number.POSITIVE_INFINITY) return max(absolute, along, keepdims);
  if (degree === Number.NEGATIVE_INFINITY) return min(absolute, along, keepdims);
  if (degree === 1) return sum(absolute, along, keepdims);
  return power(sum(power(absolute, constantLike(degree, x)), along, keepdims), constantLike(1 / degree, x));
}

/** Largest sum of absolute values, over rows for the infinity norm, over columns for the 1-norm. */
function matrixNorm(x: Tensor, degree: number, along: readonly number[], keepdims: boolean): Tensor {
  const [rows, columns] = along as [number, number];
  const [summed, kept] = degree === 1 ? [rows, columns] : [columns, rows];
  const sums = sum(unary.abs(x), summed, true);
  const largest = max(sums, kept, true);
  if (keepdims) return largest;
  const rank = rankOf(x);
  const dropped = along.map((axis) => (axis < 0 ? axis + rank : axis));
  return reshape(
    largest,
    shapeOf(largest).filter((_, axis) => !dropped.includes(axis)),
  );
}

function scalarOrNaN(value: Value): number {
  return typeof value === "bigint" || typeof value === "number" ? Number(value) : Number.NaN;
}

function clippedByNorm(call: Call, t: Value, limit: Value, along: Value): Tensor {
  const tensor = requireFloat("Mul", toTensor(t, call.context));
  const bound = toTensor(limit, call.context, tensor.dtype);
  const squares = sum(multiply(tensor, tensor), axes(along), true);
  const isPositive = greater(squares, constantLike(0, squares));
  const safe = select(isPositive, squares, add(zerosLike(squares), constantLike(1, squares)));
  const length = select(isPositive, unary.sqrt(safe), squares);
  return divide(multiply(tensor, bound), maximum(length, bound));
}

export const normalizing: readonly Operation[] = [
  op({
    names: ["tf.norm", "tf.linalg.norm", "keras.ops.norm"],
    signature: {
      tf: "norm_v2(tensor, ord='euclidean', axis=None, keepdims=None)",
      ops: "x, ord=None, axis=None, keepdims=False",
    },
    doc: "Length of vectors; the slope at 0 is NaN",
    compute: (call, x, order, axis, keepdims) =>
      normOf(floating(call, "Mul", x!), order!, axes(axis!), keepdims !== null && flag(keepdims!)),
  }),
  op({
    names: ["tf.math.l2_normalize", "tf.nn.l2_normalize", "tf.linalg.l2_normalize", "keras.backend.l2_normalize"],
    signature: { tf: "l2_normalize_v2(x, axis=None, epsilon=1e-12, dim=None)", K: "x, axis=None" },
    doc: "Scaled to length 1",
    compute: (call, x, axis, small, dimension) => {
      const along = axis === null && call.library === "tf" ? dimension! : axis!;
      const tensor = requireFloat("Rsqrt", toTensor(x!, call.context));
      return kernels.l2Normalize(tensor, axes(along), call.library === "tf" ? scalar(small!) : 1e-12);
    },
  }),
  op({
    names: ["keras.ops.normalize"],
    signature: "x, axis=-1, order=2, epsilon=None",
    doc: "Scaled to norm 1",
    compute: (call, x, axis, order, small) => {
      const tensor = floating(call, "Mul", x!);
      const least = constantLike(small === null ? epsilon : scalar(small!), tensor);
      const along = integers(axis!);
      if (scalarOrNaN(order!) === 2) {
        const squares = sum(unary.square(tensor), along, true);
        return multiply(tensor, unary.rsqrt(maximum(squares, unary.square(least))));
      }
      return divide(tensor, maximum(normOf(tensor, order!, along, true), least));
    },
  }),
  op({
    names: ["tf.linalg.normalize"],
    signature: "tensor, ord='euclidean', axis=None",
    doc: "Scaled to norm 1, and the norm",
    compute: (call, x, order, axis) => {
      const tensor = requireFloat("Mul", toTensor(x!, call.context));
      const length = normOf(tensor, order!, axes(axis!), true);
      return tuple([divide(tensor, length), length]);
    },
  }),
  op({
    names: ["tf.nn.l2_loss"],
    signature: "t",
    doc: "Half the sum of squares",
    compute: (call, t) => kernels.l2Loss(requireFloat("L2Loss", toTensor(t!, call.context))),
  }),
  op({
    names: ["tf.clip_by_norm"],
    signature: "t, clip_norm, axes=None",
    doc: "Scaled down to a norm",
    compute: (call, t, limit, along) => clippedByNorm(call, t!, limit!, along!),
  }),
  op({
    names: ["tf.linalg.global_norm"],
    signature: "t_list",
    doc: "Length of all tensors of a list together",
    compute: (call, list) => {
      const parts = items(list!).map((each) => sum(unary.square(toTensor(each, call.context))));
      return unary.sqrt(addN(parts));
    },
  }),
  op({
    names: ["tf.nn.batch_normalization", "keras.backend.batch_normalization", "keras.ops.batch_normalization"],
    signature: {
      tf: "x, mean, variance, offset, scale, variance_epsilon",
      K: "x, mean, var, beta, gamma, axis=-1, epsilon=0.001",
      ops: "x, mean, variance, axis, offset=None, scale=None, epsilon=0.001",
    },
    doc: "Moved and scaled by given mean and variance",
    compute: (call, x, center, spread, ...rest) => {
      const tensor = requireFloat("Mul", toTensor(x!, call.context));
      const like = (value: Value) => (value === null ? undefined : toTensor(value, call.context, tensor.dtype));
      if (call.library === "ops") {
        const [axis, offset, scale, small] = rest;
        const along = integers(axis!).map((each) => (each < 0 ? each + rankOf(tensor) : each));
        const shaped = (value: Tensor | undefined) =>
          value &&
          reshape(
            value,
            shapeOf(tensor).map((length, at) => (along.includes(at) ? length : 1)),
          );
        return standardized(
          tensor,
          shaped(like(center!))!,
          shaped(like(spread!))!,
          shaped(like(offset!)),
          shaped(like(scale!)),
          scalar(small!),
        );
      }
      const [offset, scale, third, fourth] = rest;
      const small = call.library === "tf" ? third! : fourth!;
      return standardized(tensor, like(center!)!, like(spread!)!, like(offset!), like(scale!), scalar(small));
    },
  }),
  op({
    names: ["keras.ops.layer_normalization", "keras.ops.rms_normalization"],
    signature: {
      "keras.ops.layer_normalization": "x, gamma=None, beta=None, axis=-1, epsilon=None, **kwargs",
      "keras.ops.rms_normalization": "x, scale=None, axis=-1, epsilon=None",
    },
    doc: "Scaled by its own spread along an axis",
    compute: (call, x, first, ...rest) => {
      const tensor = floating(call, "Mul", x!);
      const isLayer = call.name.endsWith("layer_normalization");
      const [shift, axis, small] = isLayer ? rest : [null, ...rest];
      const least = constantLike(small === null || small === undefined ? epsilon : scalar(small), tensor);
      const along = integers(axis!);
      const centered = isLayer ? subtract(tensor, mean(tensor, along, true)) : tensor;
      const spread = mean(unary.square(centered), along, true);
      let result = multiply(centered, unary.rsqrt(add(spread, least)));
      if (first !== null) result = multiply(result, toTensor(first!, call.context, tensor.dtype));
      if (shift !== null && shift !== undefined) result = add(result, toTensor(shift, call.context, tensor.dtype));
      return result;
    },
  }),
  op({
    names: ["tf.nn.bias_add", "keras.backend.bias_add"],
    signature: { tf: "value, bias, data_format=None", K: "x, bias, data_format=None" },
    doc: "A bias for each channel",
    compute: (call, x, bias, format) => {
      if (format !== null && !["N...C", "NHWC", "channels_last"].includes(String(format)))
        throw new Unsupported("Channels first are not evaluated");
      const tensor = toTensor(x!, call.context);
      return add(tensor, toTensor(bias!, call.context, tensor.dtype));
    },
  }),
  op({
    names: ["tf.nn.compute_average_loss"],
    signature: "per_example_loss, sample_weight=None, global_batch_size=None",
    doc: "Sum of losses over the size of the global batch",
    compute: (call, loss, weight, size) => {
      const losses = toTensor(loss!, call.context);
      const weighed = weight === null ? losses : multiply(losses, toTensor(weight!, call.context, losses.dtype));
      const count = size === null ? (shapeOf(losses)[0] ?? 1) : scalar(size!);
      return divide(sum(weighed), constantLike(count, weighed));
    },
  }),
  op({
    names: ["tf.nn.scale_regularization_loss"],
    signature: "regularization_loss",
    doc: "The sum, for one device",
    compute: (call, loss) => sum(toTensor(loss!, call.context)),
  }),
  op({
    names: ["tf.clip_by_global_norm"],
    signature: "t_list, clip_norm, use_norm=None",
    doc: "Tensors scaled down to a norm of all together, and that norm",
    compute: (call, given, limit, known) => {
      const parts = items(given!).map((each) => toTensor(each, call.context));
      const first = parts[0]!;
      const norm =
        known === null
          ? unary.sqrt(addN(parts.map((each) => sum(unary.square(each)))))
          : toTensor(known!, call.context, first.dtype);
      const bound = toTensor(limit!, call.context, first.dtype);
      const scale = multiply(bound, minimum(unary.reciprocal(norm), divide(constantLike(1, first), bound)));
      return tuple([list(parts.map((each) => multiply(each, scale))), norm]);
    },
  }),
];

function standardized(
  x: Tensor,
  center: Tensor,
  spread: Tensor,
  offset: Tensor | undefined,
  scale: Tensor | undefined,
  small: number,
): Tensor {
  let factor = unary.rsqrt(add(spread, constantLike(small, spread)));
  if (scale) factor = multiply(factor, scale);
  const shift = offset
    ? subtract(offset, multiply(center, factor))
    : multiply(constantLike(-1, x), multiply(center, factor));
  return add(multiply(x, factor), shift);
}
