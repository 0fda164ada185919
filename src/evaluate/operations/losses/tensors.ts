/** What every built-in loss does first: targets and predictions as tensors, of one dtype and of one rank. */

import { isBefore } from "../../../keras/release.ts";
import { isFloating } from "../../dtype.ts";
import type { KerasDialect } from "../../evaluation.ts";
import { Unsupported } from "../../failure.ts";
import type { Value } from "../../interpreter/values.ts";
import { add, divide, maximum, minimum, multiply, subtract } from "../../kernels/arithmetic.ts";
import { sum } from "../../kernels/reduction.ts";
import { expandDims, squeeze } from "../../kernels/shape.ts";
import { clip, rsqrt, square } from "../../kernels/unary.ts";
import { rankOf, shapeOf } from "../../tape/tape.ts";
import type { Tensor } from "../../tape/tensor.ts";
import { constantLike, epsilon } from "../calls/constants.ts";
import { toTensor } from "../calls/convert.ts";
import { castTo } from "../calls/operands.ts";
import type { Call } from "../calls/operation.ts";

/** Keras 1 and 2: where nothing says which Keras, today's is meant. */
export function isBeforeKeras3(keras: KerasDialect): boolean {
  return keras.isKnown && isBefore(keras.version, "3.0");
}

/** Predictions as they are, targets in their dtype. */
export function operands(call: Call, yTrue: Value, yPred: Value): [Tensor, Tensor] {
  const predictions = toTensor(yPred, call.context);
  if (!isFloating(predictions.dtype))
    throw new Unsupported(`\`${call.name}\` with predictions of ${predictions.dtype} is not evaluated.`);
  return [
    castTo(toTensor(yTrue, call.context, isTensorLike(yTrue) ? undefined : predictions.dtype), predictions.dtype),
    predictions,
  ];
}

function isTensorLike(value: Value): boolean {
  return typeof value === "object" && value !== null && (value.type === "tensor" || value.type === "ndarray");
}

/** As `operands`, with ranks aligned inside the function, which Keras does from version 3 on. */
export function aligned(call: Call, yTrue: Value, yPred: Value): [Tensor, Tensor] {
  const [targets, predictions] = operands(call, yTrue, yPred);
  return isBeforeKeras3(call.context.keras) ? [targets, predictions] : alignRanks(targets, predictions);
}

/** (N,) beside (N, 1) becomes (N, 1); a trailing 1 too many at higher ranks is dropped. */
export function alignRanks(one: Tensor, other: Tensor): [Tensor, Tensor] {
  const difference = rankOf(one) - rankOf(other);
  if (difference === 1 && shapeOf(one).at(-1) === 1)
    return rankOf(other) === 1 ? [one, expandDims(other, -1)] : [squeeze(one, -1), other];
  if (difference === -1 && shapeOf(other).at(-1) === 1)
    return rankOf(one) === 1 ? [expandDims(one, -1), other] : [one, squeeze(other, -1)];
  return [one, other];
}

/** As Keras 2's wrapper has it: the one with a trailing 1 too many loses it. */
export function squeezeRanks(one: Tensor, other: Tensor): [Tensor, Tensor] {
  const difference = rankOf(one) - rankOf(other);
  if (difference === 1 && shapeOf(one).at(-1) === 1) return [squeeze(one, -1), other];
  if (difference === -1 && shapeOf(other).at(-1) === 1) return [one, squeeze(other, -1)];
  return [one, other];
}

/** Scaled to length 1 along the axis; by Keras 3, or with TensorFlow's `l2_normalize` as before it. */
export function unitLength(call: Call, x: Tensor, axis: readonly number[]): Tensor {
  const squares = sum(square(x), axis, true);
  if (isBeforeKeras3(call.context.keras)) {
    return multiply(x, rsqrt(maximum(squares, constantLike(1e-12, squares))));
  }
  return multiply(x, minimum(rsqrt(squares), constantLike(1 / epsilon, squares)));
}

/** y_true, made less certain: each class gets its share of what is taken away. */
export function smoothed(targets: Tensor, smoothing: number, share: number): Tensor {
  if (smoothing === 0) return targets;
  return add(multiply(targets, constantLike(1 - smoothing, targets)), constantLike(share, targets));
}

/** Divided by their sum, then kept between epsilon and 1 - epsilon. */
export function scaledProbabilities(output: Tensor, axis: number): Tensor {
  const shares = divide(output, sum(output, axis, true));
  return clip(shares, constantLike(epsilon, shares), constantLike(1 - epsilon, shares));
}

export function oneMinus(x: Tensor): Tensor {
  return subtract(constantLike(1, x), x);
}

/** A tensor times a number of its own dtype. */
export function scaled(x: Tensor, factor: number): Tensor {
  return multiply(x, constantLike(factor, x));
}
