/** Cross-entropies of `tf.nn`, which take logits. */

import { isFloating } from "../dtype.ts";
import { PythonError } from "../failure.ts";
import type { Value } from "../interpreter/values.ts";
import * as arithmetic from "../kernels/arithmetic.ts";
import * as comparison from "../kernels/comparison.ts";
import { cast } from "../kernels/create.ts";
import * as kernels from "../kernels/crossentropy.ts";
import * as unary from "../kernels/unary.ts";
import { rankOf, shapeOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { constantLike } from "./calls/constants.ts";
import { toTensor } from "./calls/convert.ts";
import { requireFloat, requireSame } from "./calls/operands.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { flag, integer } from "./calls/parameters.ts";

const times = arithmetic.multiply;

export const crossentropiesOfLogits: readonly Operation[] = [
  op({
    names: ["tf.nn.sigmoid_cross_entropy_with_logits"],
    signature: "sigmoid_cross_entropy_with_logits_v2(labels=None, logits=None)",
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
    doc: "Cross-entropy of logits against a distribution over classes",
    compute: (call, labels, logits, axis) => {
      const [target, given] = labelled(call, labels!, logits!);
      return kernels.softmaxCrossEntropy(cast(target, given.dtype), given, integer(axis!));
    },
  }),
  op({
    names: ["tf.nn.sparse_softmax_cross_entropy_with_logits"],
    signature: "sparse_softmax_cross_entropy_with_logits_v2(labels, logits)",
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
