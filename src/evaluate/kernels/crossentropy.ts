/** Cross-entropies of logits, as TensorFlow fuses or composes them, and normalization. */

import * as tf from "@tensorflow/tfjs-core";
import { isFloating, isInteger, requireSameDType } from "../dtype.ts";
import { PythonError } from "../failure.ts";
import { read, readData } from "../tape/backend.ts";
import { makeData } from "../tape/data.ts";
import { broadcastShape, divideData, isSameShape, multiplyData, subtractData } from "../tape/elements.ts";
import { again } from "../tape/lifting.ts";
import { constant, makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { logSoftmaxData, relu } from "./activation.ts";
import { add, maximum, multiply, negative, subtract } from "./arithmetic.ts";
import { type Axes, broadcastData, normalizeAxis, sumData, unbroadcast } from "./broadcast.ts";
import { greaterEqual, select } from "./comparison.ts";
import { zerosLike } from "./create.ts";
import { sum } from "./reduction.ts";
import { abs, exp, log1p, rsqrt, square } from "./unary.ts";

function requireFloat(operation: string, x: Tensor): void {
  if (isFloating(x.dtype)) return;
  throw new PythonError(
    "InvalidArgumentError",
    `Value for attr 'T' of ${x.dtype} is not in the list of allowed values: half, bfloat16, float, double; operation '${operation}'`,
  );
}

/**
 * `tf.nn.softmax_cross_entropy_with_logits`. TensorFlow's gradient for the logits is softmax − labels,
 * whether the labels sum to 1 or not.
 */
export function softmaxCrossEntropy(labels: Tensor, logits: Tensor, axis = -1): Tensor {
  requireFloat("SoftmaxCrossEntropyWithLogits", logits);
  requireSameDType("SoftmaxCrossEntropyWithLogits", logits.dtype, labels.dtype);
  const shape = broadcastShape(logits.data.shape, labels.data.shape);
  const along = normalizeAxis(axis, shape.length);
  // Reshaping to rows, TensorFlow cannot infer a size from nothing by nothing.
  if (shape[along] === 0 && shape.some((dimension, each) => each !== along && dimension === 0)) {
    throw new PythonError(
      "InvalidArgumentError",
      "Input to reshape is a tensor with 1 values, but the requested shape has 0",
    );
  }
  const target = broadcastData(labels.data, shape);
  const scores = broadcastData(logits.data, shape);
  const made = logSoftmaxData(scores, along);
  const data = sumData(tf.neg(multiplyData(target, made)), [along]);
  return makeResult("softmaxCrossEntropy", data, logits.dtype, [labels, logits], (upstream) => {
    const spread = tf.expandDims(upstream, along);
    const logProbabilities = again(made, () => logSoftmaxData(broadcastData(logits.data, shape), along));
    return [
      labels.step && unbroadcast(multiplyData(spread, tf.neg(logProbabilities)), labels.data.shape),
      logits.step &&
        unbroadcast(
          multiplyData(
            spread,
            subtractData(
              tf.exp(logProbabilities),
              again(target, () => targetOf(labels, shape)),
            ),
          ),
          logits.data.shape,
        ),
    ];
  });
}

/** TensorFlow's gradient of the gradient leaves out that of the labels: where they have one, it cannot be followed. */
function targetOf({ data, step }: Tensor, shape: readonly number[]): tf.Tensor {
  if (step !== undefined) readData(data);
  return broadcastData(data, shape);
}

/** `tf.nn.sparse_softmax_cross_entropy_with_logits`: labels are indices along the last axis. */
export function sparseSoftmaxCrossEntropy(labels: Tensor, logits: Tensor): Tensor {
  requireFloat("SparseSoftmaxCrossEntropyWithLogits", logits);
  if (!isInteger(labels.dtype)) {
    throw new PythonError(
      "TypeError",
      `Value passed to parameter 'labels' has DataType ${labels.dtype} not in list of allowed values: int32, int64`,
    );
  }
  const { shape } = logits.data;
  const classes = shape.at(-1);
  if (classes === undefined) throw new PythonError("ValueError", "`logits` cannot be a scalar.");
  if (classes === 0)
    throw new PythonError("InvalidArgumentError", `Must have at least one class, but got logits shape [${shape}]`);
  if (!isSameShape(labels.data.shape, shape.slice(0, -1))) {
    throw new PythonError(
      "ValueError",
      `\`labels.shape\` must equal \`logits.shape\` except for the last dimension. Received: labels.shape=(${labels.data.shape}) and logits.shape=(${shape})`,
    );
  }
  const indices = read(labels);
  indices.forEach((label) => {
    if (label >= 0 && label < classes) return;
    throw new PythonError(
      "InvalidArgumentError",
      `Received a label value of ${label} which is outside the valid range of [0, ${classes}).  Label values: ${Array.from(indices).join(" ")}`,
    );
  });
  const hot = new Float32Array(logits.data.size);
  indices.forEach((label, row) => {
    hot[row * classes + label] = 1;
  });
  const target = tf.tensor(hot, shape, "float32");
  const logProbabilities = logSoftmaxData(logits.data, shape.length - 1);
  const rows = readData(logProbabilities);
  const values = Float64Array.from(indices, (label, row) => -(rows[row * classes + label] as number));
  const data = makeData(values, labels.data.shape, logits.dtype);
  return makeResult("sparseSoftmaxCrossEntropy", data, logits.dtype, [logits], (upstream) => [
    multiplyData(
      tf.expandDims(upstream, -1),
      subtractData(
        tf.exp(again(logProbabilities, () => logSoftmaxData(logits.data, shape.length - 1))),
        again(target, () => tf.tensor(hot, shape, "float32")),
      ),
    ),
  ]);
}

/** `tf.nn.sigmoid_cross_entropy_with_logits`, composed as TensorFlow does. */
export function sigmoidCrossEntropy(labels: Tensor, logits: Tensor): Tensor {
  if (!isSameShape(labels.data.shape, logits.data.shape)) {
    throw new PythonError(
      "ValueError",
      `\`logits\` and \`labels\` must have the same shape, received ((${logits.data.shape}) vs (${labels.data.shape})).`,
    );
  }
  const zeros = zerosLike(logits);
  const isPositive = greaterEqual(logits, zeros);
  const positive = select(isPositive, logits, zeros);
  const negativeMagnitude = select(isPositive, negative(logits), logits);
  return add(subtract(positive, multiply(logits, labels)), log1p(exp(negativeMagnitude)));
}

/** `tf.nn.weighted_cross_entropy_with_logits`, composed as TensorFlow does. */
export function weightedCrossEntropy(labels: Tensor, logits: Tensor, positiveWeight: Tensor): Tensor {
  if (!isSameShape(labels.data.shape, logits.data.shape)) {
    throw new PythonError(
      "ValueError",
      `\`logits\` and \`labels\` must have the same shape, received ((${logits.data.shape}) vs (${labels.data.shape})).`,
    );
  }
  const one = constant(1, [], logits.dtype);
  const weight = add(one, multiply(subtract(positiveWeight, one), labels));
  const tail = add(log1p(exp(negative(abs(logits)))), relu(negative(logits)));
  return add(multiply(subtract(one, labels), logits), multiply(weight, tail));
}

/** `tf.math.l2_normalize`. */
export function l2Normalize(x: Tensor, axes?: Axes, epsilon = 1e-12): Tensor {
  const squares = sum(square(x), axes, true);
  return multiply(x, rsqrt(maximum(squares, constant(epsilon, [], x.dtype))));
}

/** Half the sum of squares. */
export function l2Loss(x: Tensor): Tensor {
  requireFloat("L2Loss", x);
  const data = divideData(tf.sum(tf.square(x.data)), 2);
  return makeResult("l2Loss", data, x.dtype, [x], (upstream) => [multiplyData(upstream, x.data)]);
}
