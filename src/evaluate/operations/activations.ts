/** Activation functions of `tf.nn`, `K` and `keras.ops`. */

import { isFloating } from "../dtype.ts";
import { PythonError } from "../failure.ts";
import type { Value } from "../interpreter/values.ts";
import * as activation from "../kernels/activation.ts";
import { add, divide, maximum, minimum, multiply, negative, subtract } from "../kernels/arithmetic.ts";
import { greater, lessEqual, select } from "../kernels/comparison.ts";
import { cast, zerosLike } from "../kernels/create.ts";
import { concat, split } from "../kernels/join.ts";
import { max, sum } from "../kernels/reduction.ts";
import { reshape } from "../kernels/shape.ts";
import * as unary from "../kernels/unary.ts";
import { rankOf, shapeOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { normalAxis } from "./calls/axis.ts";
import { constantLike } from "./calls/constants.ts";
import { toTensor } from "./calls/convert.ts";
import { rememberLogits } from "./calls/logits.ts";
import { named } from "./calls/names.ts";
import { requireFloat, requireNumeric } from "./calls/operands.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { flag, integer, integers, scalar } from "./calls/parameters.ts";

type Kernel = (x: Tensor) => Tensor;

const given = (call: Call, operation: string, x: Value) => requireFloat(operation, toTensor(x, call.context));

const plain: readonly (readonly [string, Kernel, readonly string[], string])[] = [
  [
    "Softplus",
    activation.softplus,
    [...named("softplus", "math", "nn", "K", "ops")],
    "log(1 + exp(x)), without overflow",
  ],
  ["Softsign", activation.softsign, [...named("softsign", "math", "nn", "K", "ops")], "x / (1 + |x|)"],
  ["Selu", activation.selu, named("selu", "nn", "ops"), "Scaled exponential linear unit"],
  ["LogSigmoid", activation.logSigmoid, named("log_sigmoid", "math", "ops"), "log(sigmoid(x)), without underflow"],
  ["Silu", activation.silu, ["keras.ops.silu", "keras.ops.swish"], "x sigmoid(x)"],
  ["HardSigmoid", activation.hardSigmoid, ["keras.ops.hard_sigmoid"], "A straight line from 0 at -3 to 1 at 3"],
  ["HardSilu", activation.hardSilu, ["keras.ops.hard_silu", "keras.ops.hard_swish"], "x hard_sigmoid(x)"],
  ["HardSigmoid", activation.hardSigmoidLegacy, ["keras.backend.hard_sigmoid"], "0.2 x + 0.5, kept between 0 and 1"],
];

const parameters: Readonly<Record<string, string>> = {
  "tf.nn.softplus": "features",
  "tf.math.softplus": "features",
  "tf.nn.softsign": "features",
  "tf.math.softsign": "features",
  "tf.nn.selu": "features",
  tf: "x",
  K: "x",
  ops: "x",
};

function leaky(x: Tensor, slope: number): Tensor {
  return activation.leakyRelu(x, slope);
}

/** `K.relu` with its slope below 0, its ceiling and its threshold. */
function reluOfBackend(x: Tensor, slope: number, ceiling: Value, threshold: number): Tensor {
  const hasCeiling = ceiling !== null;
  if (slope !== 0 && !hasCeiling && threshold === 0) return leaky(x, slope);
  const limit = constantLike(threshold, x);
  const below = slope === 0 ? undefined : activation.relu(threshold === 0 ? negative(x) : add(negative(x), limit));
  let result: Tensor;
  if (threshold !== 0) result = multiply(x, cast(greater(x, limit), x.dtype));
  else if (hasCeiling && scalar(ceiling) === 6) result = activation.relu6(x);
  else result = activation.relu(x);
  if (hasCeiling && !(threshold === 0 && scalar(ceiling) === 6))
    result = unary.clip(result, constantLike(0, x), constantLike(scalar(ceiling), x));
  return below ? subtract(result, multiply(constantLike(slope, x), below)) : result;
}

function softmaxOf(call: Call, x: Value, axis: Value): Tensor {
  const tensor = given(call, "Softmax", x);
  if (call.library === "K") {
    if (rankOf(tensor) <= 1)
      throw new PythonError("ValueError", "Cannot apply softmax to a tensor that is 1D. Received input: a tensor");
    if (typeof axis !== "bigint") return overAxes(tensor, integers(axis));
    return activation.softmax(tensor, integer(axis));
  }
  if (axis === null && call.library === "ops")
    return reshape(activation.softmax(reshape(tensor, [-1])), [...shapeOf(tensor)]);
  if (call.library === "ops" && typeof axis !== "bigint") return overAxes(tensor, integers(axis));
  return activation.softmax(tensor, axis === null ? -1 : integer(axis));
}

function overAxes(x: Tensor, along: readonly number[]): Tensor {
  const powers = unary.exp(subtract(x, max(x, along, true)));
  return divide(powers, sum(powers, along, true));
}

const ofOps: readonly (readonly [string, string, (x: Tensor, ...numbers: number[]) => Tensor, string])[] = [
  ["celu", "x, alpha=1.0", (x, alpha) => celu(x, alpha!), "Continuously differentiable exponential linear unit"],
  ["hard_tanh", "x", (x) => unary.clip(x, constantLike(-1, x), constantLike(1, x)), "x kept between -1 and 1"],
  ["tanh_shrink", "x", (x) => subtract(x, unary.tanh(x)), "x - tanh(x)"],
  [
    "squareplus",
    "x, b=4",
    (x, b) => divide(add(x, unary.sqrt(add(unary.square(x), constantLike(b!, x)))), constantLike(2, x)),
    "(x + sqrt(x² + b)) / 2",
  ],
  [
    "soft_shrink",
    "x, threshold=0.5",
    (x, limit) =>
      select(
        greater(x, constantLike(limit!, x)),
        subtract(x, constantLike(limit!, x)),
        select(lessThan(x, -limit!), add(x, constantLike(limit!, x)), zerosLike(x)),
      ),
    "x moved to 0 by a threshold",
  ],
  [
    "hard_shrink",
    "x, threshold=0.5",
    (x, limit) => select(lessEqual(unary.abs(x), constantLike(limit!, x)), zerosLike(x), x),
    "0 within a threshold, x beyond it",
  ],
  [
    "threshold",
    "x, threshold, default_value",
    (x, limit, otherwise) => select(greater(x, constantLike(limit!, x)), x, broadcastLike(otherwise!, x)),
    "x above a threshold, else a value",
  ],
];

function lessThan(x: Tensor, limit: number): Tensor {
  return greater(constantLike(limit, x), x);
}

function broadcastLike(value: number, x: Tensor): Tensor {
  return add(zerosLike(x), constantLike(value, x));
}

function celu(x: Tensor, alpha: number): Tensor {
  const positive = maximum(x, constantLike(0, x));
  const slope = constantLike(alpha, x);
  const below = multiply(slope, unary.expm1(divide(minimum(x, constantLike(0, x)), slope)));
  return add(positive, below);
}

export const activations: readonly Operation[] = [
  ...plain.map(([tensorFlow, kernel, names, doc]) =>
    op({
      names,
      signature: parameters,
      doc,
      compute: (call, x) => kernel(given(call, tensorFlow, x!)),
    }),
  ),
  op({
    names: ["tf.nn.relu", "keras.ops.relu"],
    signature: { tf: "features", ops: "x" },
    doc: "max(x, 0); slope 0 at 0",
    compute: (call, x) => {
      const tensor = requireNumeric("Relu", toTensor(x!, call.context));
      return isFloating(tensor.dtype) ? activation.relu(tensor) : maximum(tensor, constantLike(0, tensor));
    },
  }),
  op({
    names: ["keras.backend.relu"],
    signature: "x, alpha=0.0, max_value=None, threshold=0.0",
    doc: "max(x, 0), with a slope below, a ceiling and a threshold",
    compute: (call, x, slope, ceiling, threshold) =>
      reluOfBackend(toTensor(x!, call.context), scalar(slope!), ceiling!, scalar(threshold!)),
  }),
  op({
    names: ["tf.nn.relu6", "keras.ops.relu6"],
    signature: { tf: "features", ops: "x" },
    doc: "x kept between 0 and 6",
    compute: (call, x) => {
      const tensor = requireNumeric("Relu6", toTensor(x!, call.context));
      if (isFloating(tensor.dtype)) return activation.relu6(tensor);
      return minimum(maximum(tensor, constantLike(0, tensor)), constantLike(6, tensor));
    },
  }),
  op({
    names: ["tf.nn.leaky_relu", "keras.ops.leaky_relu"],
    signature: { tf: "features, alpha=0.2", ops: "x, negative_slope=0.2" },
    doc: "x above 0, a small part of it below",
    compute: (call, x, slope) => leaky(given(call, "LeakyRelu", x!), scalar(slope!)),
  }),
  op({
    names: ["tf.nn.elu", "keras.backend.elu", "keras.ops.elu"],
    signature: { tf: "features", K: "x, alpha=1.0", ops: "x, alpha=1.0" },
    doc: "x above 0, exp(x) - 1 below",
    compute: (call, x, alpha) => {
      const tensor = given(call, "Elu", x!);
      const scale = call.library === "tf" ? 1 : scalar(alpha!);
      if (scale === 1) return activation.elu(tensor);
      const result = activation.elu(tensor);
      return select(greater(tensor, constantLike(0, tensor)), result, multiply(constantLike(scale, tensor), result));
    },
  }),
  op({
    names: named("gelu", "nn", "ops"),
    signature: { tf: "features, approximate=False", ops: "x, approximate=True" },
    doc: "x times the probability that a normal number is below x",
    compute: (call, x, approximate) => activation.gelu(given(call, "Gelu", x!), flag(approximate!)),
  }),
  op({
    names: ["tf.nn.silu", "tf.nn.swish"],
    signature: "features, beta=1.0",
    doc: "x sigmoid(beta x)",
    compute: (call, x, beta) => {
      const tensor = given(call, "Sigmoid", x!);
      if (scalar(beta!) === 1) return activation.silu(tensor);
      return multiply(tensor, activation.sigmoid(multiply(tensor, constantLike(scalar(beta!), tensor))));
    },
  }),
  op({
    names: named("softmax", "nn", "K", "ops"),
    signature: { tf: "softmax_v2(logits, axis=None)", K: "x, axis=-1", ops: "x, axis=-1" },
    doc: "exp(x) scaled to sum to 1 along an axis",
    compute: (call, x, axis) => {
      const argument = toTensor(x!, call.context);
      const result = softmaxOf(call, argument, axis!);
      return call.library === "ops" ? rememberLogits(result, argument) : result;
    },
  }),
  op({
    names: ["tf.math.softmax"],
    signature: "softmax_v2(logits, axis=None)",
    doc: "exp(x) scaled to sum to 1 along an axis",
    compute: (call, x, axis) => softmaxOf(call, x!, axis!),
  }),
  op({
    names: [...named("log_softmax", "nn", "math", "ops")],
    signature: { tf: "log_softmax_v2(logits, axis=None)", ops: "x, axis=-1" },
    doc: "log(softmax(x)), without underflow",
    compute: (call, x, axis) => {
      const tensor = given(call, "LogSoftmax", x!);
      if (axis === null && call.library === "ops")
        return reshape(activation.logSoftmax(reshape(tensor, [-1])), [...shapeOf(tensor)]);
      return activation.logSoftmax(tensor, axis === null ? -1 : integer(axis!));
    },
  }),
  op({
    names: ["keras.ops.glu"],
    signature: "x, axis=-1",
    doc: "One half times the sigmoid of the other",
    compute: (call, x, axis) => {
      const tensor = given(call, "Sigmoid", x!);
      const at = normalAxis(integer(axis!), rankOf(tensor));
      const half = shapeOf(tensor)[at]! / 2;
      if (!Number.isInteger(half))
        throw new PythonError(
          "ValueError",
          `axis size must be divisible by 2. Received: x.shape=(${shapeOf(tensor).join(", ")}) with axis=${integer(axis!)}`,
        );
      const [one, other] = split(tensor, [half, half], at);
      return multiply(one!, activation.sigmoid(other!));
    },
  }),
  op({
    names: ["tf.nn.crelu"],
    signature: "crelu_v2(features, axis=-1)",
    doc: "relu(x) and relu(-x) side by side",
    compute: (call, x, axis) => {
      const tensor = given(call, "Relu", x!);
      return activation.relu(concat([tensor, negative(tensor)], integer(axis!)));
    },
  }),
  ...ofOps.map(([name, signature, formula, doc]) =>
    op({
      names: [`keras.ops.${name}`],
      signature,
      doc,
      compute: (call, x, ...numbers) => formula(given(call, name, x!), ...numbers.map((each) => scalar(each!))),
    }),
  ),
];
