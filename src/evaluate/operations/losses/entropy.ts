/** Keras's cross-entropies and their focal variants. */

import { isBefore } from "../../../keras/release.ts";
import { PythonError } from "../../failure.ts";
import type { Value } from "../../interpreter/values.ts";
import { sigmoid, softmax } from "../../kernels/activation.ts";
import { add, divide, multiply, negative, power, subtract } from "../../kernels/arithmetic.ts";
import { notEqual, select } from "../../kernels/comparison.ts";
import { cast } from "../../kernels/create.ts";
import { sigmoidCrossEntropy } from "../../kernels/crossentropy.ts";
import { oneHot } from "../../kernels/gather.ts";
import { mean, sum } from "../../kernels/reduction.ts";
import { expandDims, reshape, squeeze } from "../../kernels/shape.ts";
import { log } from "../../kernels/unary.ts";
import { rankOf, shapeOf } from "../../tape/tape.ts";
import type { Tensor } from "../../tape/tensor.ts";
import { constantLike } from "../calls/constants.ts";
import { toTensor } from "../calls/convert.ts";
import { logitsOf } from "../calls/logits.ts";
import { promotedOperands } from "../calls/operands.ts";
import { type Call, type LibraryName, type Operation, op } from "../calls/operation.ts";
import { flag, integer, integers, scalar } from "../calls/parameters.ts";
import { binaryThroughLogits, crossentropies } from "../crossentropy.ts";
import { rememberMask } from "./mask.ts";
import { lossNames } from "./names.ts";
import { isBeforeKeras3, oneMinus, operands, scaled, scaledProbabilities, smoothed } from "./tensors.ts";

/** The cross-entropy of `keras.ops`, or that of the backend where the file means an older Keras: they clamp differently. */
function entropyRow(call: Call, last: string): { readonly row: Operation; readonly call: Call } {
  const library: LibraryName = isBeforeKeras3(call.context.keras) ? "K" : "ops";
  const name = `keras.${library === "K" ? "backend" : "ops"}.${last}`;
  // The losses hand over (target, output) in every version.
  const row = crossentropies.find((each) => each.names.includes(name) && each.until === undefined)!;
  return { row, call: { ...call, name, library } };
}

function binary(call: Call, targets: Tensor, predictions: Tensor, fromLogits: Value): Tensor {
  const { keras } = call.context;
  if (keras.isKnown && isBefore(keras.version, "2.3"))
    return binaryThroughLogits(call, targets, predictions, fromLogits);
  const { row, call: inner } = entropyRow(call, "binary_crossentropy");
  return row.compute(inner, targets, ...behind(call, predictions, fromLogits)) as Tensor;
}

/** The logits behind Keras 3's own sigmoid or softmax, where the predictions come straight from one. */
function behind(call: Call, predictions: Tensor, fromLogits: Value): [Tensor, Value] {
  const logits = isBeforeKeras3(call.context.keras) ? undefined : logitsOf(predictions);
  return logits === undefined ? [predictions, fromLogits] : [logits, true];
}

function refuseBoolean(axis: Value): void {
  if (typeof axis !== "boolean") return;
  const text = axis ? "True" : "False";
  const message = `\`axis\` must be of type \`int\`. Received: axis=${text} of type <class 'bool'>`;
  throw new PythonError("ValueError", message);
}

/** One-hot targets, each class with its share of the smoothing. */
function smoothedClasses(targets: Tensor, smoothing: Value): Tensor {
  const amount = scalar(smoothing);
  return smoothed(targets, amount, amount / (shapeOf(targets).at(-1) ?? 1));
}

function smoothedBinary(targets: Tensor, smoothing: Value): Tensor {
  const amount = scalar(smoothing);
  return smoothed(targets, amount, 0.5 * amount);
}

/** The probability that was given to what is true. */
function hit(targets: Tensor, probability: Tensor): Tensor {
  return add(multiply(targets, probability), multiply(oneMinus(targets), oneMinus(probability)));
}

function focalBinary(call: Call, targets: Tensor, predictions: Tensor, fromLogits: boolean, gamma: number): Tensor {
  const probability = fromLogits ? sigmoid(predictions) : predictions;
  // Keras finds the logits behind its own sigmoid: nothing is clamped then.
  const entropy = fromLogits ? sigmoidCrossEntropy(targets, predictions) : binary(call, targets, predictions, false);
  const miss = oneMinus(hit(targets, probability));
  return multiply(power(miss, constantLike(gamma, miss)), entropy);
}

function focalCategorical(targets: Tensor, probability: Tensor, alpha: Tensor, gamma: number, axis: number): Tensor {
  const output = scaledProbabilities(probability, axis);
  const entropy = multiply(negative(targets), log(output));
  const factor = power(oneMinus(output), constantLike(gamma, output));
  return sum(multiply(multiply(factor, alpha), entropy), axis);
}

function sparse(call: Call, yTrue: Value, yPred: Value, fromLogits: Value, ignored: Value, axis: Value): Tensor {
  let targets = toTensor(yTrue, call.context);
  let predictions = toTensor(yPred, call.context);
  const at = integer(axis);
  const { row, call: inner } = entropyRow(call, "sparse_categorical_crossentropy");
  if (isBeforeKeras3(call.context.keras))
    return row.compute(inner, targets, predictions, fromLogits, axis, ignored) as Tensor;
  if (rankOf(targets) === rankOf(predictions) && shapeOf(targets).at(at) === 1) targets = squeeze(targets, at);
  if (at !== -1 && at !== rankOf(predictions) - 1)
    throw new PythonError("ValueError", `Only axis=-1 is currently supported. Received: axis=${at}`);
  if (ignored === null) return row.compute(inner, targets, ...behind(call, predictions, fromLogits), axis) as Tensor;
  const ops: Call = { ...call, library: "ops" };
  const [labels, unwanted] = promotedOperands(ops, [targets, constantLike(scalar(ignored), predictions)]);
  let isKept = notEqual(labels!, unwanted!);
  targets = select(isKept, targets, constantLike(0, targets));
  predictions = select(expandDims(isKept, at), predictions, constantLike(0, predictions));
  const losses = row.compute(inner, targets, predictions, fromLogits, axis) as Tensor;
  isKept = reshape(isKept, shapeOf(losses));
  const result = select(isKept, losses, constantLike(0, losses));
  rememberMask(result, isKept);
  return result;
}

const parameters = "from_logits=False, label_smoothing=0.0, axis=-1";

export const entropyLosses: readonly Operation[] = [
  op({
    names: lossNames("binary_crossentropy", "bce", "BCE"),
    signature: `y_true, y_pred, ${parameters}`,
    doc: "-log of the probability given to the true answer, averaged over the axis",
    compute: (call, yTrue, yPred, fromLogits, smoothing, axis) => {
      const [targets, predictions] = operands(call, yTrue!, yPred!);
      return mean(binary(call, smoothedBinary(targets, smoothing!), predictions, fromLogits!), integers(axis!));
    },
  }),
  op({
    names: lossNames("binary_focal_crossentropy"),
    signature: `y_true, y_pred, apply_class_balancing=False, alpha=0.25, gamma=2.0, ${parameters}`,
    doc: "Binary cross-entropy with easy examples weighed down by (1 - p)^gamma",
    compute: (call, yTrue, yPred, isBalanced, alpha, gamma, fromLogits, smoothing, axis) => {
      const [plain, predictions] = operands(call, yTrue!, yPred!);
      const targets = smoothedBinary(plain, smoothing!);
      const focal = focalBinary(call, targets, predictions, flag(fromLogits!), scalar(gamma!));
      if (!flag(isBalanced!)) return mean(focal, integers(axis!));
      const weight = add(scaled(targets, scalar(alpha!)), scaled(oneMinus(targets), 1 - scalar(alpha!)));
      return mean(multiply(weight, focal), integers(axis!));
    },
  }),
  op({
    names: lossNames("categorical_crossentropy"),
    signature: `y_true, y_pred, ${parameters}`,
    doc: "-log of the true class's probability; probabilities are scaled to sum to 1 first",
    compute: (call, yTrue, yPred, fromLogits, smoothing, axis) => {
      refuseBoolean(axis!);
      const [targets, predictions] = operands(call, yTrue!, yPred!);
      const { row, call: inner } = entropyRow(call, "categorical_crossentropy");
      const [output, isLogits] = behind(call, predictions, fromLogits!);
      return row.compute(inner, smoothedClasses(targets, smoothing!), output, isLogits, axis!);
    },
  }),
  op({
    names: lossNames("categorical_focal_crossentropy"),
    signature: `y_true, y_pred, alpha=0.25, gamma=2.0, ${parameters}`,
    doc: "Categorical cross-entropy with easy examples weighed down by (1 - p)^gamma",
    compute: (call, yTrue, yPred, alpha, gamma, fromLogits, smoothing, axis) => {
      refuseBoolean(axis!);
      const [targets, predictions] = operands(call, yTrue!, yPred!);
      const at = integer(axis!);
      const probability = flag(fromLogits!) ? softmax(predictions, at) : predictions;
      const weight = toTensor(alpha!, call.context, predictions.dtype);
      return focalCategorical(smoothedClasses(targets, smoothing!), probability, weight, scalar(gamma!), at);
    },
  }),
  op({
    names: lossNames("sparse_categorical_crossentropy"),
    signature: "y_true, y_pred, from_logits=False, ignore_class=None, axis=-1",
    doc: "-log of the true class's probability, the class given by its index",
    compute: (call, yTrue, yPred, fromLogits, ignored, axis) =>
      sparse(call, yTrue!, yPred!, fromLogits!, ignored!, axis!),
  }),
  op({
    names: ["keras.losses.categorical_generalized_cross_entropy"],
    signature: "y_true, y_pred, q",
    doc: "(1 - p^q) / q of the true class's probability: between cross-entropy and absolute error",
    compute: (call, yTrue, yPred, q) => {
      const predictions = toTensor(yPred!, call.context);
      const labels = cast(toTensor(yTrue!, call.context), "int32");
      const hot = oneHot(labels, shapeOf(predictions).at(-1)!, 1, 0, -1, predictions.dtype);
      const probability = sum(multiply(predictions, hot), -1);
      const exponent = constantLike(scalar(q!), probability);
      return divide(subtract(constantLike(1, probability), power(probability, exponent)), exponent);
    },
  }),
];
