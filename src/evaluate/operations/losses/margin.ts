/** Keras's hinge losses. */

import { add, maximum, multiply, subtract } from "../../kernels/arithmetic.ts";
import { max, mean, sum } from "../../kernels/reduction.ts";
import { square } from "../../kernels/unary.ts";
import { readNumbers } from "../../tape/backend.ts";
import type { Tensor } from "../../tape/tensor.ts";
import { constantLike } from "../calls/constants.ts";
import { type Operation, op } from "../calls/operation.ts";
import { lossNames } from "./names.ts";
import { oneMinus, operands, scaled } from "./tensors.ts";

const signature = "y_true, y_pred";
/** Targets of only 0 and 1 are taken to be -1 and 1. */
function signs(targets: Tensor): Tensor {
  const isBinary = Array.from(readNumbers(targets)).every((value) => value === 0 || value === 1);
  return isBinary ? subtract(scaled(targets, 2), constantLike(1, targets)) : targets;
}

/** How far y_true times y_pred falls short of 1. */
function shortfall(targets: Tensor, predictions: Tensor): Tensor {
  const gap = oneMinus(multiply(signs(targets), predictions));
  return maximum(gap, constantLike(0, gap));
}

export const marginLosses: readonly Operation[] = [
  op({
    names: lossNames("hinge"),
    signature,
    doc: "Mean of max(1 - y_true y_pred, 0); targets are -1 and 1, or 0 and 1",
    compute: (call, yTrue, yPred) => mean(shortfall(...operands(call, yTrue!, yPred!)), -1),
  }),
  op({
    names: lossNames("squared_hinge"),
    signature,
    doc: "Mean of max(1 - y_true y_pred, 0) squared; targets are -1 and 1, or 0 and 1",
    compute: (call, yTrue, yPred) => mean(square(shortfall(...operands(call, yTrue!, yPred!))), -1),
  }),
  op({
    names: lossNames("categorical_hinge"),
    signature,
    doc: "How far the best wrong class comes within 1 of the true class",
    compute: (call, yTrue, yPred) => {
      const [targets, predictions] = operands(call, yTrue!, yPred!);
      const right = sum(multiply(targets, predictions), -1);
      const wrong = max(multiply(oneMinus(targets), predictions), -1);
      const gap = add(subtract(wrong, right), constantLike(1, right));
      return maximum(gap, constantLike(0, gap));
    },
  }),
];
