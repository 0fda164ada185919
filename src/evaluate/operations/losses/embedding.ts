/** Keras's circle loss of embeddings, and CTC, which is refused. */

import { PythonError, Unsupported } from "../../failure.ts";
import { softplus } from "../../kernels/activation.ts";
import { add, maximum, multiply, subtract } from "../../kernels/arithmetic.ts";
import { equal, greater, logicalAnd, logicalNot, select } from "../../kernels/comparison.ts";
import { cast, eye } from "../../kernels/create.ts";
import { matmul } from "../../kernels/matmul.ts";
import { logSumExp } from "../../kernels/reduction.ts";
import { reshape, transpose } from "../../kernels/shape.ts";
import { rankOf, shapeOf, sizeOf } from "../../tape/tape.ts";
import type { Tensor } from "../../tape/tensor.ts";
import { constantLike } from "../calls/constants.ts";
import { toTensor } from "../calls/convert.ts";
import { type Operation, op } from "../calls/operation.ts";
import { flag, scalar } from "../calls/parameters.ts";
import { rememberMask } from "./mask.ts";
import { oneMinus, scaled } from "./tensors.ts";

function column(labels: Tensor): Tensor {
  return rankOf(labels) === 1 ? reshape(labels, [-1, 1]) : labels;
}

/** log of the sum over each row, where the mask says so. */
function logSumWhere(mask: Tensor, values: Tensor): Tensor {
  return logSumExp(select(mask, values, constantLike(Number.NEGATIVE_INFINITY, values)), 1);
}

function circle(
  labels: readonly [Tensor, Tensor],
  embeddings: readonly [Tensor, Tensor],
  isDiagonalRemoved: boolean,
  gamma: number,
  margin: number,
): Tensor {
  const cosine = oneMinus(matmul(embeddings[0], transpose(embeddings[1])));
  const distances = maximum(cosine, constantLike(0, cosine));
  const [rows, columns] = labels.map(column) as [Tensor, Tensor];
  let isPositive = equal(rows, transpose(columns));
  const isNegative = logicalNot(isPositive);
  if (isDiagonalRemoved)
    isPositive = logicalAnd(isPositive, logicalNot(eye(sizeOf(rows), sizeOf(columns), [], "bool")));
  const zero = constantLike(0, distances);
  const [positives, negatives] = [cast(isPositive, distances.dtype), cast(isNegative, distances.dtype)];
  const pull = maximum(multiply(add(distances, constantLike(margin, distances)), positives), zero);
  const push = maximum(multiply(subtract(constantLike(1 + margin, distances), distances), negatives), zero);
  const near = multiply(scaled(pull, -gamma), subtract(constantLike(margin, distances), distances));
  const far = multiply(scaled(push, gamma), subtract(constantLike(1 - margin, distances), distances));
  const result = softplus(add(logSumWhere(isPositive, near), logSumWhere(isNegative, far)));
  rememberMask(result, greater(result, constantLike(0, result)));
  return result;
}

export const embeddingLosses: readonly Operation[] = [
  op({
    names: ["keras.losses.circle"],
    signature: "y_true, y_pred, ref_labels=None, ref_embeddings=None, remove_diagonal=True, gamma=80, margin=0.4",
    doc: "Pulls embeddings of one label together and pushes the others apart",
    compute: (call, yTrue, yPred, refLabels, refEmbeddings, isDiagonalRemoved, gamma, margin) => {
      const embeddings = toTensor(yPred!, call.context);
      const labels = cast(toTensor(yTrue!, call.context), "int32");
      const others = refEmbeddings === null ? embeddings : toTensor(refEmbeddings!, call.context);
      const otherLabels = refLabels === null ? labels : cast(toTensor(refLabels!, call.context), "int32");
      return circle(
        [labels, otherLabels],
        [embeddings, others],
        flag(isDiagonalRemoved!),
        scalar(gamma!),
        scalar(margin!),
      );
    },
  }),
  op({
    names: ["keras.losses.ctc"],
    signature: "y_true, y_pred",
    doc: "Connectionist temporal classification; refused",
    compute: (call, yTrue, yPred) => {
      const text = (tensor: Tensor) => `(${shapeOf(tensor).join(", ")}${rankOf(tensor) === 1 ? "," : ""})`;
      const [targets, predictions] = [toTensor(yTrue!, call.context), toTensor(yPred!, call.context)];
      if (rankOf(targets) !== 2)
        throw new PythonError(
          "ValueError",
          `Targets \`y_true\` are expected to be a tensor of shape \`(batch_size, max_length)\` in integer format. Received: y_true.shape=${text(targets)}`,
        );
      if (rankOf(predictions) !== 3)
        throw new PythonError(
          "ValueError",
          `Logits \`y_pred\` are expected to be a tensor of shape \`(batch_size, max_length, num_classes)\`. Received: y_pred.shape=${text(predictions)}`,
        );
      throw new Unsupported("`keras.losses.ctc` is not evaluated: it sums over every alignment of a sequence.");
    },
  }),
];
