/** Keras's losses of how two regions overlap. */

import { add, divide, multiply } from "../../kernels/arithmetic.ts";
import { sum } from "../../kernels/reduction.ts";
import type { Tensor } from "../../tape/tensor.ts";
import { constantLike, epsilon } from "../calls/constants.ts";
import { type Operation, op } from "../calls/operation.ts";
import { axes, scalar } from "../calls/parameters.ts";
import { oneMinus, operands, scaled } from "./tensors.ts";

function plusEpsilon(x: Tensor): Tensor {
  return add(x, constantLike(epsilon, x));
}

export const overlapLosses: readonly Operation[] = [
  op({
    names: ["keras.losses.dice"],
    signature: "y_true, y_pred, axis=None",
    doc: "1 - twice the overlap divided by both areas",
    compute: (call, yTrue, yPred, axis) => {
      const [targets, predictions] = operands(call, yTrue!, yPred!);
      const at = axes(axis!);
      const overlap = sum(multiply(targets, predictions), at);
      const areas = plusEpsilon(add(sum(targets, at), sum(predictions, at)));
      return oneMinus(divide(scaled(overlap, 2), areas));
    },
  }),
  op({
    names: ["keras.losses.tversky"],
    signature: "y_true, y_pred, alpha=0.5, beta=0.5, axis=None",
    doc: "1 - overlap divided by overlap, alpha times the missed and beta times the wrong",
    compute: (call, yTrue, yPred, alpha, beta, axis) => {
      const [targets, predictions] = operands(call, yTrue!, yPred!);
      const at = axes(axis!);
      const overlap = sum(multiply(targets, predictions), at);
      const missed = scaled(sum(multiply(oneMinus(predictions), targets), at), scalar(alpha!));
      const wrong = scaled(sum(multiply(predictions, oneMinus(targets)), at), scalar(beta!));
      return oneMinus(divide(overlap, plusEpsilon(add(add(overlap, missed), wrong))));
    },
  }),
];
