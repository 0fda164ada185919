/** Keras's metric functions of how targets and predictions vary together. */

import { add, divide, multiply, subtract } from "../../kernels/arithmetic.ts";
import { mean, std, variance } from "../../kernels/reduction.ts";
import { square } from "../../kernels/unary.ts";
import type { Tensor } from "../../tape/tensor.ts";
import { constantLike, epsilon } from "../calls/constants.ts";
import { type Operation, op } from "../calls/operation.ts";
import { integers } from "../calls/parameters.ts";
import { aligned, scaled } from "./tensors.ts";

function standardized(x: Tensor, axis: readonly number[]): Tensor {
  const centred = subtract(x, mean(x, axis, true));
  return divide(centred, std(centred, axis, true));
}

export const correlationMetrics: readonly Operation[] = [
  op({
    names: ["keras.metrics.pearson_correlation"],
    signature: "y_true, y_pred, axis=-1",
    doc: "Pearson's correlation",
    compute: (call, yTrue, yPred, axis) => {
      const at = integers(axis!);
      const [targets, predictions] = aligned(call, yTrue!, yPred!);
      return mean(multiply(standardized(targets, at), standardized(predictions, at)), at);
    },
  }),
  op({
    names: ["keras.metrics.concordance_correlation"],
    signature: "y_true, y_pred, axis=-1",
    doc: "Correlation that counts shift and scale too; the covariance as Keras has it, about y_pred's mean alone",
    compute: (call, yTrue, yPred, axis) => {
      const at = integers(axis!);
      const [targets, predictions] = aligned(call, yTrue!, yPred!);
      const [centre, predictedCentre] = [mean(targets, at, true), mean(predictions, at, true)];
      const spread = variance(subtract(targets, centre), at, true);
      const predictedSpread = variance(subtract(predictions, predictedCentre), at, true);
      const together = multiply(subtract(targets, predictedCentre), subtract(predictions, predictedCentre));
      const shift = square(subtract(centre, predictedCentre));
      const whole = add(add(spread, predictedSpread), shift);
      return mean(divide(scaled(together, 2), add(whole, constantLike(epsilon, whole))), at);
    },
  }),
];
