/** Keras's losses of the distance between a target and a prediction. */

import { isBefore } from "../../../keras/release.ts";
import { Unsupported } from "../../failure.ts";
import type { Value } from "../../interpreter/values.ts";
import { softplus } from "../../kernels/activation.ts";
import { add, divide, maximum, multiply, subtract } from "../../kernels/arithmetic.ts";
import { lessEqual, select } from "../../kernels/comparison.ts";
import { mean, sum } from "../../kernels/reduction.ts";
import { abs, clip, log, square } from "../../kernels/unary.ts";
import type { Tensor } from "../../tape/tensor.ts";
import { constantLike, epsilon } from "../calls/constants.ts";
import { type Call, type Operation, op } from "../calls/operation.ts";
import { integers, scalar } from "../calls/parameters.ts";
import { lossNames } from "./names.ts";
import { aligned, operands, scaled, unitLength } from "./tensors.ts";

const signature = "y_true, y_pred";
/** A row for a loss that has no parameters. */
function distance(
  lasts: readonly string[],
  doc: string,
  compute: (targets: Tensor, predictions: Tensor) => Tensor,
  prepare: (call: Call, yTrue: Value, yPred: Value) => [Tensor, Tensor] = aligned,
): Operation {
  return op({
    names: lossNames(...lasts),
    signature,
    doc,
    compute: (call, yTrue, yPred) => compute(...prepare(call, yTrue!, yPred!)),
  });
}

function atLeastEpsilon(x: Tensor): Tensor {
  return maximum(x, constantLike(epsilon, x));
}

function logOfOnePlus(x: Tensor): Tensor {
  return log(add(atLeastEpsilon(x), constantLike(1, x)));
}

function betweenEpsilonAndOne(x: Tensor): Tensor {
  return clip(x, constantLike(epsilon, x), constantLike(1, x));
}

/** log(cosh(x)) in a form that does not overflow. */
function logCosh(x: Tensor): Tensor {
  return subtract(add(x, softplus(scaled(x, -2))), constantLike(Math.LN2, x));
}

function huber(targets: Tensor, predictions: Tensor, delta: number): Tensor {
  const error = subtract(predictions, targets);
  const size = abs(error);
  const bound = constantLike(delta, size);
  const far = subtract(multiply(bound, size), scaled(square(bound), 0.5));
  return mean(select(lessEqual(size, bound), scaled(square(error), 0.5), far), -1);
}

export const regressionLosses: readonly Operation[] = [
  distance(["mean_squared_error", "mse", "MSE"], "Mean of the squared errors", (targets, predictions) =>
    mean(square(subtract(targets, predictions)), -1),
  ),
  distance(["mean_absolute_error", "mae", "MAE"], "Mean of the errors' sizes", (targets, predictions) =>
    mean(abs(subtract(targets, predictions)), -1),
  ),
  distance(
    ["mean_absolute_percentage_error", "mape", "MAPE"],
    "Mean of the errors as percentages of the target's size",
    (targets, predictions) => {
      const share = abs(divide(subtract(targets, predictions), atLeastEpsilon(abs(targets))));
      return scaled(mean(share, -1), 100);
    },
  ),
  distance(
    ["mean_squared_logarithmic_error", "msle", "MSLE"],
    "Mean squared error of log(1 + x); below 0 counts as 0",
    (targets, predictions) => mean(square(subtract(logOfOnePlus(predictions), logOfOnePlus(targets))), -1),
  ),
  distance(
    ["log_cosh", "logcosh"],
    "Mean of log(cosh(error)): squared near 0, absolute far away",
    (targets, predictions) => mean(logCosh(subtract(predictions, targets)), -1),
  ),
  distance(
    ["poisson"],
    "Negative log-likelihood of counts: y_pred - y_true log(y_pred)",
    (targets, predictions) => {
      const logarithm = log(add(predictions, constantLike(epsilon, predictions)));
      return mean(subtract(predictions, multiply(targets, logarithm)), -1);
    },
    operands,
  ),
  distance(
    ["kl_divergence", "kld", "KLD", "kullback_leibler_divergence"],
    "How far one distribution is from another: the sum of p log(p / q)",
    (targets, predictions) => {
      const [p, q] = [betweenEpsilonAndOne(targets), betweenEpsilonAndOne(predictions)];
      return sum(multiply(p, log(divide(p, q))), -1);
    },
    operands,
  ),
  op({
    names: lossNames("huber", "huber_loss"),
    signature: "y_true, y_pred, delta=1.0",
    doc: "Squared up to delta, absolute beyond",
    compute: (call, yTrue, yPred, delta) => huber(...aligned(call, yTrue!, yPred!), scalar(delta!)),
  }),
  op({
    names: ["keras.losses.cosine_similarity", "keras.losses.cosine_proximity", "keras.losses.cosine"],
    signature: "y_true, y_pred, axis=-1",
    doc: "Minus the cosine of the angle between target and prediction",
    compute: (call, yTrue, yPred, axis) => minusCosine(call, yTrue!, yPred!, axis!),
  }),
];

/** Up to Keras 1 the mean over the axis, from 2.2 on the sum. */
function minusCosine(call: Call, yTrue: Value, yPred: Value, axis: Value): Tensor {
  const at = integers(axis);
  const [targets, predictions] = aligned(call, yTrue, yPred);
  const product = multiply(unitLength(call, targets, at), unitLength(call, predictions, at));
  const { keras } = call.context;
  const isProximity = !call.name.endsWith("cosine_similarity");
  if (isProximity && keras.isKnown && isBefore(keras.version, "2.2")) {
    if (isBefore(keras.version, "2.0")) return scaled(mean(product, at), -1);
    throw new Unsupported(
      "`cosine_proximity` is a mean or a sum in Keras 2.0 and 2.1, by release: it is not evaluated.",
    );
  }
  return scaled(sum(product, at), -1);
}
