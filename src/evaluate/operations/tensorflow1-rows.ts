/** Functions of TensorFlow 1 whose arguments or meaning are not today's. */

import type { DType } from "../evaluation.ts";
import { Unsupported } from "../failure.ts";
import type { Value } from "../interpreter/values.ts";
import { add, divide, minimum, multiply, subtract } from "../kernels/arithmetic.ts";
import { select, whereIndices } from "../kernels/comparison.ts";
import { cast } from "../kernels/create.ts";
import * as crossentropy from "../kernels/crossentropy.ts";
import { mean } from "../kernels/reduction.ts";
import { reshape } from "../kernels/shape.ts";
import * as unary from "../kernels/unary.ts";
import { rankOf, shapeOf, stopGradient } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { activations } from "./activations.ts";
import { arithmeticRows } from "./arithmetic.ts";
import { constantLike } from "./calls/constants.ts";
import { isTensor, toTensor } from "./calls/convert.ts";
import { eagerOperands } from "./calls/operands.ts";
import { type Call, type Compute, type Operation, op } from "./calls/operation.ts";
import { flag, integer, items, scalar } from "./calls/parameters.ts";
import { casting } from "./casting.ts";
import { printed } from "./debugging.ts";
import { normalizing } from "./normalizing.ts";
import { reductions } from "./reduction.ts";
import { shaping } from "./shaping.ts";

/** Today's computation under a name of TensorFlow 1. */
function todays(rows: readonly Operation[], name: string): Compute {
  const row = rows.find((each) => each.names.includes(name));
  if (!row) throw new Error(`No row is called ${name}`);
  return row.compute;
}

const given = (...values: readonly (Value | undefined)[]): Value =>
  values.find((value) => value !== null && value !== undefined) ?? null;

const reductionNames = ["sum", "mean", "max", "min", "prod", "any", "all", "logsumexp"].map((name) => `reduce_${name}`);

const casts: readonly (readonly [string, DType])[] = [
  ["to_float", "float32"],
  ["to_double", "float64"],
  ["to_int32", "int32"],
  ["to_int64", "int64"],
];

function binaryFromLogits(call: Call, labels: Value, logits: Value): Tensor {
  const prediction = toTensor(logits, call.context);
  return crossentropy.sigmoidCrossEntropy(toTensor(labels, call.context, prediction.dtype), prediction);
}

/** `tf.losses.*` of TensorFlow 1: the weighed mean over weights that are not zero. */
function weighed(call: Call, losses: Tensor, weights: Value): Tensor {
  if (weights === 1n || weights === 1 || weights === null) return mean(losses);
  if (isTensor(weights) || typeof weights === "object")
    throw new Unsupported("`tf.losses` with a tensor of weights is not evaluated");
  return multiply(mean(losses), constantLike(scalar(weights), toTensor(losses, call.context)));
}

const lossSignature = "weights=1.0, scope=None, loss_collection='losses', reduction='weighted_sum_by_nonzero_weights'";

const losses: readonly (readonly [string, string, (y: Tensor, p: Tensor, option: number) => Tensor, string])[] = [
  ["absolute_difference", "labels, predictions", (y, p) => unary.abs(subtract(p, y)), "Mean absolute error"],
  ["mean_squared_error", "labels, predictions", (y, p) => unary.square(subtract(p, y)), "Mean squared error"],
];

export const tensorflow1Rows: readonly Operation[] = [
  ...reductionNames.map((name) =>
    op({
      names: [`tf.compat.v1.${name}`],
      signature: `${name}_v1(input_tensor, axis=None, keepdims=None, name=None, reduction_indices=None, keep_dims=None)`,
      doc: `TensorFlow 1's \`${name}\`, with \`reduction_indices\` and \`keep_dims\``,
      compute: (call, x, axis, keepdims, _name, indices, keepDims) =>
        todays(reductions, `tf.${name}`)(call, x!, given(axis, indices), flag(given(keepdims, keepDims))),
    }),
  ),
  ...(["argmax", "argmin"] as const).map((name) =>
    op({
      names: [`tf.compat.v1.${name}`, ...(name === "argmax" ? ["tf.compat.v1.arg_max"] : ["tf.compat.v1.arg_min"])],
      signature: `${name}(input, axis=None, name=None, dimension=None, output_type=tf.int64)`,
      doc: `TensorFlow 1's \`${name}\`, with \`dimension\``,
      compute: (call, x, axis, _name, dimension, type) =>
        todays(reductions, `tf.${name}`)(call, x!, given(axis, dimension), type!),
    }),
  ),
  op({
    names: ["tf.compat.v1.count_nonzero"],
    signature:
      "input_tensor=None, axis=None, keepdims=None, dtype=tf.int64, name=None, reduction_indices=None, keep_dims=None, input=None",
    doc: "How many elements are not zero",
    compute: (call, x, axis, keepdims, type, _name, indices, keepDims, input) =>
      todays(reductions, "tf.math.count_nonzero")(
        call,
        given(x, input),
        given(axis, indices),
        given(keepdims, keepDims),
        type!,
      ),
  }),
  op({
    names: ["tf.compat.v1.norm"],
    signature: "norm(tensor, ord='euclidean', axis=None, keepdims=None, name=None, keep_dims=None)",
    doc: "TensorFlow 1's `norm`, with `keep_dims`",
    compute: (call, x, order, axis, keepdims, _name, keepDims) =>
      todays(normalizing, "tf.norm")(call, x!, order!, axis!, given(keepdims, keepDims)),
  }),
  ...casts.map(([name, dtype]) =>
    op({
      names: [`tf.compat.v1.${name}`],
      signature: `x, name='${name}'`,
      doc: `As ${dtype}`,
      compute: (call, x) => todays(casting, "tf.cast")(call, x!, dtype),
    }),
  ),
  op({
    names: ["tf.compat.v1.expand_dims"],
    signature: "input, axis=None, name=None, dim=None",
    doc: "TensorFlow 1's `expand_dims`, with `dim`",
    compute: (call, x, axis, _name, dim) => todays(shaping, "tf.expand_dims")(call, x!, given(axis, dim)),
  }),
  op({
    names: ["tf.compat.v1.squeeze"],
    signature: "input, axis=None, name=None, squeeze_dims=None",
    doc: "TensorFlow 1's `squeeze`, with `squeeze_dims`",
    compute: (call, x, axis, _name, dims) => todays(shaping, "tf.squeeze")(call, x!, given(axis, dims)),
  }),
  op({
    names: ["tf.compat.v1.nn.softmax", "tf.compat.v1.nn.log_softmax"],
    signature: "logits, axis=None, name=None, dim=None",
    doc: "TensorFlow 1's softmax, with `dim`",
    compute: (call, x, axis, _name, dim) =>
      todays(activations, call.name.replace("compat.v1.", ""))(call, x!, given(axis, dim)),
  }),
  op({
    names: ["tf.compat.v1.nn.l2_normalize"],
    signature: "x, axis=None, epsilon=1e-12, name=None, dim=None",
    doc: "TensorFlow 1's `l2_normalize`, with `dim`",
    compute: (call, x, axis, epsilon, _name, dim) =>
      todays(normalizing, "tf.math.l2_normalize")(call, x!, axis!, epsilon!, dim!),
  }),
  op({
    names: ["tf.compat.v1.div"],
    signature: "x, y, name=None",
    doc: "TensorFlow 1's division: ints give ints",
    compute: (call, x, y) => {
      const [left, right] = eagerOperands(call, "Div", [x!, y!]) as [Tensor, Tensor];
      if (/int/u.test(left.dtype)) return todays(arithmeticRows, "tf.math.floordiv")(call, left, right);
      return divide(left, right);
    },
  }),
  op({
    names: ["tf.compat.v1.where", "tf.compat.v1.select"],
    signature: "condition, x=None, y=None, name=None",
    doc: "TensorFlow 1's `where`: shapes are equal, or the condition chooses rows",
    compute: (call, condition, x, y) => {
      const test = toTensor(condition!, call.context);
      if (x === null && y === null) return whereIndices(test);
      const [one, other] = eagerOperands(call, "Select", [x!, y!], 1) as [Tensor, Tensor];
      if (rankOf(test) === 1 && rankOf(one) > 1)
        return select(reshape(test, [...shapeOf(test), ...new Array<number>(rankOf(one) - 1).fill(1)]), one, other);
      return select(test, one, other);
    },
  }),
  op({
    names: ["tf.compat.v1.Print"],
    signature: "input_, data, message=None, first_n=None, summarize=None, name=None",
    doc: "The tensor itself; writes a line to the log",
    compute: (call, x, data, message) => {
      const shown = items(data!)
        .map((each) => printed(each, call.context))
        .join("");
      call.context.log(`${typeof message === "string" ? message : ""}${shown}`);
      return toTensor(x!, call.context);
    },
  }),
  op({
    names: ["tf.compat.v1.nn.sigmoid_cross_entropy_with_logits"],
    signature: "_sentinel=None, labels=None, logits=None, name=None",
    doc: "Binary cross-entropy of logits, arguments by keyword",
    compute: (call, _sentinel, labels, logits) => binaryFromLogits(call, labels!, logits!),
  }),
  op({
    names: ["tf.compat.v1.nn.weighted_cross_entropy_with_logits"],
    signature: "labels=None, logits=None, pos_weight=None, name=None, targets=None",
    doc: "Binary cross-entropy of logits, positives weighed; with `targets`",
    compute: (call, labels, logits, weight, _name, targets) => {
      const prediction = toTensor(logits!, call.context);
      const target = toTensor(given(labels, targets), call.context, prediction.dtype);
      return crossentropy.weightedCrossEntropy(target, prediction, toTensor(weight!, call.context, prediction.dtype));
    },
  }),
  op({
    names: ["tf.compat.v1.nn.softmax_cross_entropy_with_logits"],
    signature: "_sentinel=None, labels=None, logits=None, dim=-1, name=None, axis=None",
    doc: "Cross-entropy of logits; no gradient to the labels",
    compute: (call, _sentinel, labels, logits, dim, _name, axis) => {
      const prediction = toTensor(logits!, call.context);
      const target = stopGradient(cast(toTensor(labels!, call.context, prediction.dtype), prediction.dtype));
      return crossentropy.softmaxCrossEntropy(target, prediction, integer(given(axis, dim)));
    },
  }),
  op({
    names: ["tf.compat.v1.nn.sparse_softmax_cross_entropy_with_logits"],
    signature: "_sentinel=None, labels=None, logits=None, name=None",
    doc: "Cross-entropy of logits against class indices, arguments by keyword",
    compute: (call, _sentinel, labels, logits) =>
      crossentropy.sparseSoftmaxCrossEntropy(toTensor(labels!, call.context), toTensor(logits!, call.context)),
  }),
  ...losses.map(([name, signature, formula, doc]) =>
    op({
      names: [`tf.compat.v1.losses.${name}`],
      signature: `${signature}, ${lossSignature}`,
      doc,
      compute: (call, labels, predictions, weights) => {
        const prediction = cast(toTensor(predictions!, call.context), "float32");
        const target = cast(toTensor(labels!, call.context), "float32");
        return weighed(call, formula(target, prediction, 0), weights!);
      },
    }),
  ),
  op({
    names: ["tf.compat.v1.losses.log_loss"],
    signature: `labels, predictions, weights=1.0, epsilon=1e-07, scope=None, loss_collection='losses', reduction='weighted_sum_by_nonzero_weights'`,
    doc: "Binary cross-entropy of probabilities",
    compute: (call, labels, predictions, weights, epsilon) => {
      const prediction = cast(toTensor(predictions!, call.context), "float32");
      const target = cast(toTensor(labels!, call.context), "float32");
      const [small, one] = [constantLike(scalar(epsilon!), prediction), constantLike(1, prediction)];
      const hit = multiply(target, unary.log(add(prediction, small)));
      const missed = multiply(subtract(one, target), unary.log(add(subtract(one, prediction), small)));
      return weighed(call, subtract(multiply(constantLike(-1, hit), hit), missed), weights!);
    },
  }),
  op({
    names: ["tf.compat.v1.losses.huber_loss"],
    signature: `labels, predictions, weights=1.0, delta=1.0, scope=None, loss_collection='losses', reduction='weighted_sum_by_nonzero_weights'`,
    doc: "Huber loss",
    compute: (call, labels, predictions, weights, delta) => {
      const prediction = cast(toTensor(predictions!, call.context), "float32");
      const target = cast(toTensor(labels!, call.context), "float32");
      const bound = constantLike(scalar(delta!), prediction);
      const error = unary.abs(subtract(prediction, target));
      const quadratic = minimum(error, bound);
      const squares = multiply(constantLike(0.5, quadratic), multiply(quadratic, quadratic));
      return weighed(call, add(squares, multiply(bound, subtract(error, quadratic))), weights!);
    },
  }),
  op({
    names: ["tf.compat.v1.losses.sigmoid_cross_entropy", "tf.compat.v1.losses.softmax_cross_entropy"],
    signature: {
      "tf.compat.v1.losses.sigmoid_cross_entropy": `multi_class_labels, logits, weights=1.0, label_smoothing=0, scope=None, loss_collection='losses', reduction='weighted_sum_by_nonzero_weights'`,
      "tf.compat.v1.losses.softmax_cross_entropy": `onehot_labels, logits, weights=1.0, label_smoothing=0, scope=None, loss_collection='losses', reduction='weighted_sum_by_nonzero_weights'`,
    },
    doc: "Cross-entropy of logits",
    compute: (call, labels, logits, weights, smoothing) => {
      if (scalar(smoothing!) !== 0)
        throw new Unsupported("`label_smoothing` of TensorFlow 1's losses is not evaluated");
      const prediction = toTensor(logits!, call.context);
      const target = cast(toTensor(labels!, call.context), prediction.dtype);
      if (call.name.includes("sigmoid"))
        return weighed(call, crossentropy.sigmoidCrossEntropy(target, prediction), weights!);
      return weighed(call, crossentropy.softmaxCrossEntropy(stopGradient(target), prediction, -1), weights!);
    },
  }),
];
