/** Keras's metric functions of hits and misses: none has a gradient. */

import { PythonError } from "../../failure.ts";
import type { Value } from "../../interpreter/values.ts";
import { equal, greater } from "../../kernels/comparison.ts";
import { cast } from "../../kernels/create.ts";
import { any, argmax } from "../../kernels/reduction.ts";
import { expandDims, reshape, squeeze } from "../../kernels/shape.ts";
import { slice } from "../../kernels/slice.ts";
import { readNumbers } from "../../tape/backend.ts";
import { constant, rankOf, shapeOf, stopGradient } from "../../tape/tape.ts";
import type { Tensor } from "../../tape/tensor.ts";
import { toTensor } from "../calls/convert.ts";
import { castTo } from "../calls/operands.ts";
import { type Call, type Operation, op } from "../calls/operation.ts";
import { flag, integer, scalar } from "../calls/parameters.ts";
import { alignRanks } from "./tensors.ts";

function hits(one: Tensor, other: Tensor): Tensor {
  return stopGradient(cast(equal(one, castTo(other, one.dtype)), "float32"));
}

/** Whether each target class is among the k largest predictions: as many larger ones as come before it count. */
function inTopK(targets: Tensor, predictions: Tensor, k: number): Tensor {
  const [labels, scores] = [readNumbers(targets), readNumbers(predictions)];
  const classes = shapeOf(predictions).at(-1)!;
  if (rankOf(predictions) !== 2) throw new PythonError("InvalidArgumentError", "predictions must be 2-dimensional");
  const found = Array.from(labels, (label, row) => {
    const own = scores[row * classes + label];
    if (own === undefined || label < 0 || label >= classes || !Number.isFinite(own)) return 0;
    let larger = 0;
    for (let at = 0; at < classes; at++) {
      const score = scores[row * classes + at]!;
      if (!Number.isFinite(score)) return 0;
      if (score > own) larger++;
    }
    return larger < k ? 1 : 0;
  });
  return constant(found, shapeOf(targets), "float32");
}

function topK(targets: Tensor, predictions: Tensor, k: Value): Tensor {
  const flat = rankOf(predictions) > 2 ? reshape(predictions, [-1, shapeOf(predictions).at(-1)!]) : predictions;
  const labels = rankOf(targets) > 1 ? reshape(targets, [-1]) : targets;
  return reshape(inTopK(labels, flat, integer(k)), shapeOf(targets));
}

function classAccuracy(targets: Tensor, predictions: Tensor): Tensor {
  const isReshaped = rankOf(targets) === rankOf(predictions) && shapeOf(targets).at(-1) === 1;
  const labels = isReshaped ? squeeze(targets, -1) : targets;
  return hits(castTo(labels, predictions.dtype), cast(argmax(predictions, -1), predictions.dtype));
}

function sorted(call: Call, yTrue: Value, yPred: Value, k: Value): Tensor {
  const predictions = toTensor(yPred, call.context);
  const targets = castTo(toTensor(yTrue, call.context), predictions.dtype);
  const labels = rankOf(targets) > 1 ? reshape(targets, [-1]) : targets;
  const flat = rankOf(predictions) > 2 ? reshape(predictions, [-1, shapeOf(predictions).at(-1)!]) : predictions;
  const first = slice(flat, [0, 0], [-1, Math.min(integer(k), shapeOf(flat).at(-1)!)]);
  const found = any(equal(expandDims(labels, 1), stopGradient(first)), 1);
  return reshape(cast(found, "float32"), shapeOf(targets));
}

export const accuracyMetrics: readonly Operation[] = [
  op({
    names: ["keras.metrics.binary_accuracy"],
    signature: "y_true, y_pred, threshold=0.5",
    doc: "1 where the prediction is on the target's side of the threshold; no gradient",
    compute: (call, yTrue, yPred, threshold) => {
      const [targets, predictions] = alignRanks(toTensor(yTrue!, call.context), toTensor(yPred!, call.context));
      const limit = constant(scalar(threshold!), [], predictions.dtype);
      return hits(targets, cast(greater(predictions, limit), targets.dtype));
    },
  }),
  op({
    names: ["keras.metrics.categorical_accuracy"],
    signature: "y_true, y_pred",
    doc: "1 where the largest prediction is the true class's; no gradient",
    compute: (call, yTrue, yPred) => {
      const labels = argmax(toTensor(yTrue!, call.context), -1);
      return hits(labels, argmax(toTensor(yPred!, call.context), -1));
    },
  }),
  op({
    names: ["keras.metrics.sparse_categorical_accuracy"],
    signature: "y_true, y_pred",
    doc: "1 where the largest prediction is the true class's, given by its index; no gradient",
    compute: (call, yTrue, yPred) => {
      const isColumn = (tensor: Tensor) => rankOf(tensor) > 1 && shapeOf(tensor).at(-1) === 1;
      const found = classAccuracy(toTensor(yTrue!, call.context), toTensor(yPred!, call.context));
      return isColumn(found) ? squeeze(found, -1) : found;
    },
  }),
  op({
    names: ["keras.metrics.top_k_categorical_accuracy"],
    signature: "y_true, y_pred, k=5",
    doc: "1 where the true class is among the k largest predictions; no gradient",
    compute: (call, yTrue, yPred, k) =>
      topK(argmax(toTensor(yTrue!, call.context), -1), toTensor(yPred!, call.context), k!),
  }),
  op({
    names: ["keras.metrics.sparse_top_k_categorical_accuracy"],
    signature: "y_true, y_pred, k=5, from_sorted_ids=False",
    doc: "1 where the true class, given by its index, is among the k largest predictions; no gradient",
    compute: (call, yTrue, yPred, k, isSorted) => {
      if (flag(isSorted!)) return sorted(call, yTrue!, yPred!, k!);
      return topK(cast(toTensor(yTrue!, call.context), "int32"), toTensor(yPred!, call.context), k!);
    },
  }),
];
