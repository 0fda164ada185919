/** Cross-entropies of `K`, `keras.ops` and `tf.nn`, each with its own clamps. */

import { isFloating } from "../dtype.ts";
import { PythonError } from "../failure.ts";
import { sigmoid, softmax } from "../kernels/activation.ts";
import * as arithmetic from "../kernels/arithmetic.ts";
import * as comparison from "../kernels/comparison.ts";
import { cast } from "../kernels/create.ts";
import * as kernels from "../kernels/crossentropy.ts";
import { booleanMask } from "../kernels/gather.ts";
import { sum } from "../kernels/reduction.ts";
import { scatterNd } from "../kernels/scatter.ts";
import { reshape, transpose } from "../kernels/shape.ts";
import * as unary from "../kernels/unary.ts";
import { rankOf, shapeOf } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import type { Value } from "../values.ts";
import { constantLike, epsilon } from "./constants.ts";
import { isTensor, toTensor } from "./convert.ts";
import { logitsOf } from "./losses/logits.ts";
import { eagerOperands, requireFloat, requireSame } from "./operands.ts";
import { type Call, type Compute, type Operation, op } from "./operation.ts";
import { flag, integer } from "./parameters.ts";

/** Between epsilon and 1 - epsilon in the tensor's own precision. */
function clampProbability(output: Tensor): Tensor {
  const low = constantLike(epsilon, output);
  return unary.clip(output, low, arithmetic.subtract(constantLike(1, output), low));
}

const times = arithmetic.multiply;

/** `keras.backend`'s: epsilon is added once more inside the logarithms. */
function binaryOfBackend(call: Call, target: Value, output: Value, fromLogits: Value): Tensor {
  const [labels, given] = [toTensor(target, call.context), toTensor(output, call.context)];
  requireSame("Mul", [given, labels]);
  if (flag(fromLogits)) return kernels.sigmoidCrossEntropy(labels, given);
  const clamped = clampProbability(requireFloat("Log", given));
  const [one, tiny] = [constantLike(1, clamped), constantLike(epsilon, clamped)];
  const hit = times(labels, unary.log(arithmetic.add(clamped, tiny)));
  const missed = unary.log(arithmetic.add(arithmetic.subtract(one, clamped), tiny));
  return arithmetic.negative(arithmetic.add(hit, times(arithmetic.subtract(one, labels), missed)));
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

function requireCompatible(one: Tensor, other: Tensor): void {
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
const categoricalCompute: Compute = (call, target, output, fromLogits, axis) =>
  categorical(call, target!, ...behind(call, output!, fromLogits!), axis ?? null);
const sparseCompute: Compute = (call, target, output, fromLogits, axis, ignored) =>
  sparse(call, target!, ...behind(call, output!, fromLogits!), axis ?? null, ignored ?? null);

const gradientThrough = ["target", "output"];
const firstWithTargetFirst = "2.0.7";

export const crossentropies: readonly Operation[] = [
  op({
    names: ["keras.backend.binary_crossentropy"],
    signature: "target, output, from_logits=False",
    gradientThrough,
    doc: "-log of the probability given to the true answer, per element",
    compute: binaryCompute,
    since: firstWithTargetFirst,
  }),
  op({
    names: ["keras.backend.binary_crossentropy"],
    signature: "output, target, from_logits=False",
    gradientThrough,
    doc: "-log of the probability given to the true answer, per element; takes (output, target) in this Keras",
    compute: exchanged(binaryCompute),
    until: firstWithTargetFirst,
  }),
  op({
    names: ["keras.ops.binary_crossentropy"],
    signature: "target, output, from_logits=False",
    gradientThrough,
    doc: "-log of the probability given to the true answer, per element",
    compute: (call, target, output, fromLogits) => binaryOfOps(call, target!, ...behind(call, output!, fromLogits!)),
  }),
  op({
    names: ["keras.backend.categorical_crossentropy", "keras.ops.categorical_crossentropy"],
    signature: "target, output, from_logits=False, axis=-1",
    gradientThrough,
    doc: "-log of the true class's probability; probabilities are scaled to sum to 1 first",
    compute: categoricalCompute,
    since: firstWithTargetFirst,
  }),
  op({
    names: ["keras.backend.categorical_crossentropy"],
    signature: "output, target, from_logits=False, axis=-1",
    gradientThrough,
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
    gradientThrough,
    doc: "-log of the true class's probability, the class given by its index",
    compute: sparseCompute,
    since: firstWithTargetFirst,
  }),
  op({
    names: ["keras.backend.sparse_categorical_crossentropy"],
    signature: "output, target, from_logits=False, axis=-1",
    gradientThrough,
    doc: "-log of the true class's probability, by index; takes (output, target) in this Keras",
    compute: exchanged(sparseCompute),
    until: firstWithTargetFirst,
  }),
  op({
    names: ["keras.backend.binary_focal_crossentropy"],
    signature: "target, output, apply_class_balancing=False, alpha=0.25, gamma=2.0, from_logits=False",
    gradientThrough,
    doc: "Binary cross-entropy with easy examples weighed down",
    compute: (call, target, output, isBalanced, alpha, gamma, fromLogits) => {
      const [labels, given] = eagerOperands(call, "Mul", [target!, output!]) as [Tensor, Tensor];
      const probability = flag(fromLogits!) ? sigmoid(given) : given;
      const one = constantLike(1, given);
      const hit = arithmetic.add(
        times(labels, probability),
        times(arithmetic.subtract(one, labels), arithmetic.subtract(one, probability)),
      );
      const factor = arithmetic.power(arithmetic.subtract(one, hit), constantLike(Number(gamma), given));
      const focal = times(factor, binaryOfBackend(call, labels, given, fromLogits!));
      if (!flag(isBalanced!)) return focal;
      const share = constantLike(Number(alpha), given);
      const weight = arithmetic.add(
        times(labels, share),
        times(arithmetic.subtract(one, labels), constantLike(1 - Number(alpha), given)),
      );
      return times(weight, focal);
    },
  }),
  op({
    names: ["keras.backend.categorical_focal_crossentropy"],
    signature: "target, output, alpha=0.25, gamma=2.0, from_logits=False, axis=-1",
    gradientThrough,
    doc: "Categorical cross-entropy with easy examples weighed down",
    compute: (call, target, output, alpha, gamma, fromLogits, axis) => {
      const [labels, given] = [toTensor(target!, call.context), toTensor(output!, call.context)];
      requireCompatible(labels, given);
      const at = integer(axis!);
      const probability = flag(fromLogits!) ? softmax(given, at) : given;
      const clamped = clampProbability(arithmetic.divide(probability, sum(probability, at, true)));
      const entropy = times(arithmetic.negative(labels), unary.log(clamped));
      const factor = arithmetic.power(
        arithmetic.subtract(constantLike(1, clamped), clamped),
        constantLike(Number(gamma), clamped),
      );
      return sum(times(times(factor, toTensor(alpha!, call.context, clamped.dtype)), entropy), at);
    },
  }),
  op({
    names: ["tf.nn.sigmoid_cross_entropy_with_logits"],
    signature: "sigmoid_cross_entropy_with_logits_v2(labels=None, logits=None)",
    gradientThrough: ["labels", "logits"],
    doc: "Binary cross-entropy of logits, without overflow",
    compute: (call, labels, logits) => {
      const [target, given] = labelled(call, labels!, logits!);
      requireSame("Mul", [given, target]);
      if (shapeOf(target).join() !== shapeOf(given).join())
        throw new PythonError(
          "ValueError",
          `\`logits\` and \`labels\` must have the same shape, received ((${shapeOf(given).join(", ")}) vs (${shapeOf(target).join(", ")})).`,
        );
      return kernels.sigmoidCrossEntropy(target, given);
    },
  }),
  op({
    names: ["tf.nn.weighted_cross_entropy_with_logits"],
    signature: "weighted_cross_entropy_with_logits_v2(labels, logits, pos_weight)",
    gradientThrough: ["labels", "logits", "pos_weight"],
    doc: "Binary cross-entropy of logits, positives weighed",
    compute: (call, labels, logits, weight) => {
      const [target, given] = labelled(call, labels!, logits!);
      requireSame("Mul", [given, target]);
      return kernels.weightedCrossEntropy(target, given, toTensor(weight!, call.context, given.dtype));
    },
  }),
  op({
    names: ["tf.nn.softmax_cross_entropy_with_logits"],
    signature: "softmax_cross_entropy_with_logits_v2(labels, logits, axis=-1)",
    gradientThrough: ["labels", "logits"],
    doc: "Cross-entropy of logits against a distribution over classes",
    compute: (call, labels, logits, axis) => {
      const [target, given] = labelled(call, labels!, logits!);
      return kernels.softmaxCrossEntropy(cast(target, given.dtype), given, integer(axis!));
    },
  }),
  op({
    names: ["tf.nn.sparse_softmax_cross_entropy_with_logits"],
    signature: "sparse_softmax_cross_entropy_with_logits_v2(labels, logits)",
    gradientThrough: ["logits"],
    doc: "Cross-entropy of logits against class indices",
    compute: (call, labels, logits) => {
      const [target, given] = labelled(call, labels!, logits!);
      if (rankOf(target) !== rankOf(given) - 1) {
        const shapes = [target, given].map(
          (each) => `(${shapeOf(each).join(", ")}${rankOf(each) === 1 ? "," : ""}) of rank ${rankOf(each)}`,
        );
        throw new PythonError(
          "ValueError",
          `\`labels.shape.rank\` must equal \`logits.shape.rank - 1\`. Received: labels.shape=${shapes[0]} and logits.shape=${shapes[1]}`,
        );
      }
      if (isFloating(target.dtype))
        throw new PythonError(
          "InvalidArgumentError",
          `Value for attr 'Tlabels' of ${target.dtype === "float32" ? "float" : "double"} is not in the list of allowed values: int32, int64 [Op:SparseSoftmaxCrossEntropyWithLogits]`,
        );
      return kernels.sparseSoftmaxCrossEntropy(target, given);
    },
  }),
  op({
    names: ["tf.nn.log_poisson_loss"],
    signature: "targets, log_input, compute_full_loss=False",
    gradientThrough: ["targets", "log_input"],
    doc: "Poisson loss of a logarithm; in full with Stirling's approximation",
    compute: (call, targets, logInput, isFull) => {
      const [target, given] = labelled(call, targets!, logInput!);
      const loss = arithmetic.subtract(unary.exp(given), times(given, target));
      if (!flag(isFull!)) return loss;
      const twoPi = constantLike(2 * Math.PI, target);
      const stirling = arithmetic.add(
        arithmetic.subtract(times(target, unary.log(target)), target),
        times(constantLike(0.5, target), unary.log(times(twoPi, target))),
      );
      const isSmall = comparison.logicalAnd(
        comparison.greaterEqual(target, constantLike(0, target)),
        comparison.lessEqual(target, constantLike(1, target)),
      );
      return arithmetic.add(loss, comparison.select(isSmall, constantLike(0, target), stirling));
    },
  }),
];

function labelled(call: Call, labels: Value, logits: Value): [Tensor, Tensor] {
  const given = toTensor(logits, call.context);
  return [toTensor(labels, call.context, given.dtype), requireFloat("LogSoftmax", given)];
}
