/** Cross-entropies of `K` and `keras.ops`, each with its own clamps. */

import { PythonError } from "../failure.ts";
import type { Value } from "../interpreter/values.ts";
import * as arithmetic from "../kernels/arithmetic.ts";
import * as comparison from "../kernels/comparison.ts";
import { cast } from "../kernels/create.ts";
import * as kernels from "../kernels/crossentropy.ts";
import { booleanMask } from "../kernels/gather.ts";
import { sum } from "../kernels/reduction.ts";
import { scatterNd } from "../kernels/scatter.ts";
import { reshape, transpose } from "../kernels/shape.ts";
import * as unary from "../kernels/unary.ts";
import { rankOf, shapeOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { constantLike, epsilon } from "./calls/constants.ts";
import { isTensor, toTensor } from "./calls/convert.ts";
import { logitsOf } from "./calls/logits.ts";
import { requireFloat, requireSame } from "./calls/operands.ts";
import { type Call, type Compute, type Operation, op } from "./calls/operation.ts";
import { flag, integer } from "./calls/parameters.ts";
import { crossentropiesOfLogits } from "./crossentropy-of-logits.ts";

/** Between epsilon and 1 - epsilon in the tensor's own precision. */
export function clampProbability(output: Tensor): Tensor {
  const low = constantLike(epsilon, output);
  return unary.clip(output, low, arithmetic.subtract(constantLike(1, output), low));
}

const times = arithmetic.multiply;

/** `keras.backend`'s: epsilon is added once more inside the logarithms. */
export function binaryOfBackend(call: Call, target: Value, output: Value, fromLogits: Value): Tensor {
  const [labels, given] = [toTensor(target, call.context), toTensor(output, call.context)];
  requireSame("Mul", [given, labels]);
  if (flag(fromLogits)) return kernels.sigmoidCrossEntropy(labels, given);
  const clamped = clampProbability(requireFloat("Log", given));
  const [one, tiny] = [constantLike(1, clamped), constantLike(epsilon, clamped)];
  const hit = times(labels, unary.log(arithmetic.add(clamped, tiny)));
  const missed = unary.log(arithmetic.add(arithmetic.subtract(one, clamped), tiny));
  return arithmetic.negative(arithmetic.add(hit, times(arithmetic.subtract(one, labels), missed)));
}

/**
 * `keras.backend`'s up to Keras 2.2: probabilities become logits, and these a cross entropy that cannot overflow.
 * In the last bits of a float that is not the same: a certain miss costs 15.942 or 16.118.
 */
export function binaryThroughLogits(call: Call, target: Value, output: Value, fromLogits: Value): Tensor {
  const given = toTensor(output, call.context);
  const row = crossentropiesOfLogits.find(({ names }) => names.includes("tf.nn.sigmoid_cross_entropy_with_logits"))!;
  const ofLogits = (logits: Tensor) => row.compute(call, target, logits) as Tensor;
  if (flag(fromLogits)) return ofLogits(given);
  const clamped = clampProbability(requireFloat("Log", given));
  return ofLogits(unary.log(arithmetic.divide(clamped, arithmetic.subtract(constantLike(1, clamped), clamped))));
}

/** `keras.ops`': probabilities are clamped, no more. */
function binaryOfOps(call: Call, target: Value, output: Value, fromLogits: Value): Tensor {
  const [labels, given] = [toTensor(target, call.context), toTensor(output, call.context)];
  requireSameRank(labels, given);
  if (flag(fromLogits)) {
    requireSame("Mul", [given, labels]);
    return kernels.sigmoidCrossEntropy(labels, given);
  }
  const clamped = clampProbability(requireFloat("Log", given));
  requireSame("Mul", [labels, clamped]);
  const one = constantLike(1, clamped);
  const hit = times(labels, unary.log(clamped));
  const missed = times(arithmetic.subtract(one, labels), unary.log(arithmetic.subtract(one, clamped)));
  return arithmetic.negative(arithmetic.add(hit, missed));
}

function requireSameRank(target: Tensor, output: Tensor): void {
  const [labels, given] = [shapeOf(target), shapeOf(output)];
  const text = (lengths: readonly number[]) => `(${lengths.join(", ")}${lengths.length === 1 ? "," : ""})`;
  if (labels.length !== given.length)
    throw new PythonError(
      "ValueError",
      `Arguments \`target\` and \`output\` must have the same rank (ndim). Received: target.shape=${text(labels)}, output.shape=${text(given)}`,
    );
  if (labels.some((length, index) => length !== given[index]))
    throw new PythonError(
      "ValueError",
      `Arguments \`target\` and \`output\` must have the same shape. Received: target.shape=${text(labels)}, output.shape=${text(given)}`,
    );
}

function categorical(call: Call, target: Value, output: Value, fromLogits: Value, axis: Value): Tensor {
  const [labels, given] = [toTensor(target, call.context), toTensor(output, call.context)];
  if (call.library === "ops") requireSameRank(labels, given);
  else requireCompatible(labels, given);
  const at = axis === null ? -1 : integer(axis);
  if (flag(fromLogits)) return kernels.softmaxCrossEntropy(cast(labels, given.dtype), given, at);
  requireSame("Mul", [labels, requireFloat("RealDiv", given)]);
  const scaled = arithmetic.divide(given, sum(given, at, true));
  return arithmetic.negative(sum(times(labels, unary.log(clampProbability(scaled))), at));
}

/** Equal shapes, or the error of `tf.keras`. */
export function requireCompatible(one: Tensor, other: Tensor): void {
  if (shapeOf(one).join() === shapeOf(other).join()) return;
  const text = (tensor: Tensor) => `(${shapeOf(tensor).join(", ")}${rankOf(tensor) === 1 ? "," : ""})`;
  throw new PythonError("ValueError", `Shapes ${text(one)} and ${text(other)} are incompatible`);
}

/** Probabilities become logits by their clamped logarithm, then both libraries go the same way. */
function sparse(call: Call, target: Value, output: Value, fromLogits: Value, axis: Value, ignored: Value): Tensor {
  let labels = cast(toTensor(target, call.context), "int64");
  const given = toTensor(output, call.context);
  const rank = rankOf(given);
  const at = axis === null ? rank - 1 : ((integer(axis) % rank) + rank) % rank;
  if (call.library === "ops" && rankOf(labels) === rank && shapeOf(labels).at(-1) === 1)
    labels = reshape(labels, [...shapeOf(labels).slice(0, -1)]);
  let logits = flag(fromLogits) ? given : unary.log(clampProbability(requireFloat("Log", given)));
  if (at !== rank - 1) {
    const order = [...Array(rank).keys()].filter((each) => each !== at);
    logits = transpose(logits, [...order, at]);
  }
  const classes = shapeOf(logits).at(-1)!;
  const outer = shapeOf(logits).slice(0, -1);
  const isReshaped = call.library === "K" && rankOf(labels) !== rank - 1;
  if (isReshaped) {
    labels = reshape(labels, [-1]);
    logits = reshape(logits, [-1, classes]);
  }
  if (ignored !== null) return withoutClass(labels, logits, integer(ignored), outer);
  const result = kernels.sparseSoftmaxCrossEntropy(labels, logits);
  return isReshaped && rank >= 3 ? reshape(result, [...outer]) : result;
}

function withoutClass(labels: Tensor, logits: Tensor, ignored: number, outer: readonly number[]): Tensor {
  const isKept = comparison.notEqual(labels, constantLike(ignored, labels));
  const losses = kernels.sparseSoftmaxCrossEntropy(booleanMask(labels, isKept), booleanMask(logits, isKept));
  const places = comparison.whereIndices(reshape(isKept, [...outer]));
  return scatterNd(places, losses, [...outer]);
}

/** Up to Keras 2.0.6 the arguments were (output, target); the same computation with the two exchanged. */
function exchanged(compute: Compute): Compute {
  return (call, first, second, ...rest) => compute(call, second!, first!, ...rest);
}

/** `keras.ops` computes from the logits behind its own sigmoid or softmax; the losses have stepped behind them already. */
function behind(call: Call, output: Value, fromLogits: Value): [Value, Value] {
  if (call.library !== "ops" || !call.given.has("output") || !isTensor(output)) return [output, fromLogits];
  const logits = logitsOf(output);
  return logits ? [logits, true] : [output, fromLogits];
}

const binaryCompute: Compute = (call, target, output, fromLogits) =>
  binaryOfBackend(call, target!, output!, fromLogits!);
const throughLogitsCompute: Compute = (call, target, output, fromLogits) =>
  binaryThroughLogits(call, target!, output!, fromLogits!);
const categoricalCompute: Compute = (call, target, output, fromLogits, axis) =>
  categorical(call, target!, ...behind(call, output!, fromLogits!), axis ?? null);
const sparseCompute: Compute = (call, target, output, fromLogits, axis, ignored) =>
  sparse(call, target!, ...behind(call, output!, fromLogits!), axis ?? null, ignored ?? null);

const firstWithTargetFirst = "2.0.7";
/** The first whose `keras.backend` hands the binary cross entropy to `tf.keras`. */
const firstOfTensorFlow = "2.3";

export const crossentropies: readonly Operation[] = [
  op({
    names: ["keras.backend.binary_crossentropy"],
    signature: "target, output, from_logits=False",
    doc: "-log of the probability given to the true answer, per element",
    compute: binaryCompute,
    since: firstOfTensorFlow,
  }),
  op({
    names: ["keras.backend.binary_crossentropy"],
    signature: "target, output, from_logits=False",
    doc: "-log of the probability given to the true answer, per element; by way of logits in this Keras",
    compute: throughLogitsCompute,
    since: firstWithTargetFirst,
    until: firstOfTensorFlow,
  }),
  op({
    names: ["keras.backend.binary_crossentropy"],
    signature: "output, target, from_logits=False",
    doc: "-log of the probability given to the true answer, per element; takes (output, target) in this Keras",
    compute: exchanged(throughLogitsCompute),
    until: firstWithTargetFirst,
  }),
  op({
    names: ["keras.ops.binary_crossentropy"],
    signature: "target, output, from_logits=False",
    doc: "-log of the probability given to the true answer, per element",
    compute: (call, target, output, fromLogits) => binaryOfOps(call, target!, ...behind(call, output!, fromLogits!)),
  }),
  op({
    names: ["keras.backend.categorical_crossentropy", "keras.ops.categorical_crossentropy"],
    signature: "target, output, from_logits=False, axis=-1",
    doc: "-log of the true class's probability; probabilities are scaled to sum to 1 first",
    compute: categoricalCompute,
    since: firstWithTargetFirst,
  }),
  op({
    names: ["keras.backend.categorical_crossentropy"],
    signature: "output, target, from_logits=False, axis=-1",
    doc: "-log of the true class's probability; takes (output, target) in this Keras",
    compute: exchanged(categoricalCompute),
    until: firstWithTargetFirst,
  }),
  op({
    names: ["keras.backend.sparse_categorical_crossentropy", "keras.ops.sparse_categorical_crossentropy"],
    signature: {
      K: "target, output, from_logits=False, axis=-1, ignore_class=None",
      ops: "target, output, from_logits=False, axis=-1",
    },
    doc: "-log of the true class's probability, the class given by its index",
    compute: sparseCompute,
    since: firstWithTargetFirst,
  }),
  op({
    names: ["keras.backend.sparse_categorical_crossentropy"],
    signature: "output, target, from_logits=False, axis=-1",
    doc: "-log of the true class's probability, by index; takes (output, target) in this Keras",
    compute: exchanged(sparseCompute),
    until: firstWithTargetFirst,
  }),
];
