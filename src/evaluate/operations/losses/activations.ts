/** Keras's activation functions. */

import { isFloating } from "../../dtype.ts";
import { PythonError, Unsupported } from "../../failure.ts";
import type { Value } from "../../interpreter/values.ts";
import * as kernels from "../../kernels/activation.ts";
import { add, divide, maximum, minimum, multiply, subtract } from "../../kernels/arithmetic.ts";
import { greater, greaterEqual, less, lessEqual, select } from "../../kernels/comparison.ts";
import { cast, zerosLike } from "../../kernels/create.ts";
import { split } from "../../kernels/join.ts";
import { sum } from "../../kernels/reduction.ts";
import { cumsum } from "../../kernels/scan.ts";
import { reshape } from "../../kernels/shape.ts";
import { sort } from "../../kernels/sort.ts";
import * as unary from "../../kernels/unary.ts";
import { constant, rankOf, shapeOf } from "../../tape/tape.ts";
import type { Tensor } from "../../tape/tensor.ts";
import { constantLike } from "../calls/constants.ts";
import { toTensor } from "../calls/convert.ts";
import { rememberLogits } from "../calls/logits.ts";
import { type Call, type Operation, op } from "../calls/operation.ts";
import { flag, integer, scalar } from "../calls/parameters.ts";
import { isBeforeKeras3, scaled } from "./tensors.ts";

type Activation = (x: Tensor, call: Call, ...rest: Value[]) => Tensor;

/** A row from `"elu(x, alpha=1.0)"`. */
function activation(text: string, doc: string, compute: Activation, ...aliases: readonly string[]): Operation {
  const open = text.indexOf("(");
  return op({
    names: [text.slice(0, open), ...aliases].map((last) => `keras.activations.${last}`),
    signature: text.slice(open + 1, -1),
    doc,
    compute: (call, x, ...rest) => compute(floats(call, x!), call, ...rest),
  });
}

function floats(call: Call, x: Value): Tensor {
  const tensor = toTensor(x, call.context);
  if (!isFloating(tensor.dtype)) throw new Unsupported(`\`${call.name}\` of ${tensor.dtype} is not evaluated.`);
  return tensor;
}

function above(x: Tensor, limit: number): Tensor {
  return greater(x, constantLike(limit, x));
}

/** Keras's own combination: a slope below, a cap above, a threshold under which there is nothing. */
function relu(x: Tensor, slope: number, cap: Value, threshold: number): Tensor {
  if (slope !== 0 && cap === null && threshold === 0) return kernels.leakyRelu(x, slope);
  const opposite = scaled(x, -1);
  const negatives = kernels.relu(threshold === 0 ? opposite : add(opposite, constantLike(threshold, x)));
  const limit = cap === null ? undefined : scalar(cap);
  let result: Tensor;
  if (threshold !== 0) result = select(above(x, threshold), x, constantLike(0, x));
  else result = limit === 6 ? kernels.relu6(x) : kernels.relu(x);
  if (limit !== undefined && !(threshold === 0 && limit === 6))
    result = unary.clip(result, constantLike(0, x), constantLike(limit, x));
  return slope === 0 ? result : subtract(result, scaled(negatives, slope));
}

/** softmax over all elements where the axis is None. */
function overAxis(x: Tensor, axis: Value, compute: (x: Tensor, axis: number) => Tensor): Tensor {
  if (axis !== null) return compute(x, integer(axis));
  return reshape(compute(reshape(x, [-1]), -1), shapeOf(x));
}

function glu(x: Tensor, axis: number): Tensor {
  const length = shapeOf(x).at(axis)!;
  if (length % 2 !== 0) {
    const shape = shapeOf(x).join(", ");
    const message = `axis size must be divisible by 2. Received: x.shape=(${shape}) with axis=${axis}`;
    throw new PythonError("ValueError", message);
  }
  const [values, gates] = split(x, [length / 2, length / 2], axis) as [Tensor, Tensor];
  return multiply(values, kernels.sigmoid(gates));
}

/** The distribution nearest to x (Martins and Astudillo, 2016), by the same steps as Keras. */
function sparsemax(x: Tensor, axis: number): Tensor {
  const rank = rankOf(x);
  const ordered = sort(x, axis, true);
  const sums = cumsum(ordered, axis < 0 ? axis + rank : axis);
  const length = shapeOf(x).at(axis)!;
  const shape = shapeOf(x).map((_, at) => (at === (axis < 0 ? axis + rank : axis) ? length : 1));
  const places = constant(
    Array.from({ length }, (_, at) => at + 1),
    shape,
    x.dtype,
  );
  const excess = subtract(ordered, divide(subtract(sums, constantLike(1, x)), places));
  const isSupported = above(excess, 0);
  const count = sum(cast(isSupported, x.dtype), axis, true);
  const kept = select(isSupported, sums, constantLike(0, x));
  const threshold = divide(subtract(sum(kept, axis, true), constantLike(1, x)), count);
  return maximum(subtract(x, threshold), constantLike(0, x));
}

function elu(x: Tensor, alpha: number): Tensor {
  const result = kernels.elu(x);
  return alpha === 1 ? result : select(above(x, 0), result, scaled(result, alpha));
}

function sparsePlus(x: Tensor): Tensor {
  const curve = scaled(unary.square(add(x, constantLike(1, x))), 0.25);
  const upper = select(less(x, constantLike(1, x)), curve, x);
  return select(lessEqual(x, constantLike(-1, x)), zerosLike(x), upper);
}

function sparseSigmoid(x: Tensor): Tensor {
  const one = constantLike(1, x);
  const line = scaled(add(x, one), 0.5);
  const upper = select(greaterEqual(x, one), one, line);
  return select(lessEqual(x, constantLike(-1, x)), constantLike(0, x), upper);
}

function softShrink(x: Tensor, threshold: number): Tensor {
  const limit = constantLike(threshold, x);
  const lower = select(less(x, constantLike(-threshold, x)), add(x, limit), zerosLike(x));
  return select(greater(x, limit), subtract(x, limit), lower);
}

export const activations: readonly Operation[] = [
  op({
    names: ["keras.activations.relu"],
    signature: "x, negative_slope=0.0, max_value=None, threshold=0.0",
    doc: "max(x, 0), with a slope below, a cap and a threshold if wanted",
    since: "3.0",
    compute: (call, x, slope, cap, threshold) => relu(floats(call, x!), scalar(slope!), cap!, scalar(threshold!)),
  }),
  op({
    names: ["keras.activations.relu"],
    signature: "x, alpha=0.0, max_value=None, threshold=0.0",
    doc: "max(x, 0), with a slope below, a cap and a threshold if wanted",
    until: "3.0",
    compute: (call, x, slope, cap, threshold) => relu(floats(call, x!), scalar(slope!), cap!, scalar(threshold!)),
  }),
  activation("leaky_relu(x, negative_slope=0.2)", "max(x, 0), with a slope below 0", (x, _, slope) =>
    kernels.leakyRelu(x, scalar(slope!)),
  ),
  activation("relu6(x)", "x between 0 and 6", (x) => kernels.relu6(x)),
  activation("softmax(x, axis=-1)", "Shares that sum to 1", (x, _, axis) =>
    rememberLogits(overAxis(x, axis!, kernels.softmax), x),
  ),
  activation("log_softmax(x, axis=-1)", "Logarithm of softmax", (x, _, axis) => overAxis(x, axis!, kernels.logSoftmax)),
  activation("elu(x, alpha=1.0)", "x above 0, alpha (exp(x) - 1) below", (x, _, alpha) => elu(x, scalar(alpha!))),
  activation("selu(x)", "Scaled elu", (x) => kernels.selu(x)),
  activation("softplus(x)", "log(1 + exp(x))", (x) => kernels.softplus(x)),
  activation("softsign(x)", "x / (1 + |x|)", (x) => kernels.softsign(x)),
  activation("soft_shrink(x, threshold=0.5)", "x moved towards 0 by the threshold", (x, _, threshold) =>
    softShrink(x, scalar(threshold!)),
  ),
  activation("hard_shrink(x, threshold=0.5)", "x, or 0 within the threshold", (x, _, threshold) =>
    select(above(unary.abs(x), scalar(threshold!)), x, zerosLike(x)),
  ),
  activation("tanh_shrink(x)", "x - tanh(x)", (x) => subtract(x, unary.tanh(x))),
  activation("threshold(x, threshold, default_value)", "x above the threshold, else a default", (x, _, limit, other) =>
    select(above(x, scalar(limit!)), x, constantLike(scalar(other!), x)),
  ),
  activation("sparse_plus(x)", "0, then a parabola, then x", sparsePlus),
  activation("sparse_sigmoid(x)", "(x + 1) / 2 between 0 and 1", sparseSigmoid),
  activation("silu(x)", "x sigmoid(x)", (x) => kernels.silu(x), "swish"),
  activation("squareplus(x, b=4)", "(x + sqrt(x² + b)) / 2", (x, _, b) =>
    scaled(add(x, unary.sqrt(add(unary.square(x), constantLike(scalar(b!), x)))), 0.5),
  ),
  activation("gelu(x, approximate=False)", "x times the normal distribution's share below x", (x, _, approximate) =>
    kernels.gelu(x, flag(approximate!)),
  ),
  activation("celu(x, alpha=1.0)", "x above 0, alpha (exp(x / alpha) - 1) below", (x, _, alpha) => {
    const zero = constantLike(0, x);
    const curve = unary.expm1(divide(minimum(x, zero), constantLike(scalar(alpha!), x)));
    return add(maximum(x, zero), scaled(curve, scalar(alpha!)));
  }),
  activation("glu(x, axis=-1)", "The first half times the second half's sigmoid", (x, _, axis) =>
    glu(x, integer(axis!)),
  ),
  activation("tanh(x)", "Hyperbolic tangent", (x) => unary.tanh(x)),
  activation("hard_tanh(x)", "x between -1 and 1", (x) => unary.clip(x, constantLike(-1, x), constantLike(1, x))),
  activation("sigmoid(x)", "1 / (1 + exp(-x))", (x) => rememberLogits(kernels.sigmoid(x), x)),
  activation("log_sigmoid(x)", "Logarithm of sigmoid", (x) => kernels.logSigmoid(x)),
  activation("exponential(x)", "e to the power of x", (x) => unary.exp(x)),
  activation("hard_sigmoid(x)", "A line between 0 and 1: (x + 3) / 6, or 0.2 x + 0.5 before Keras 3", (x, call) =>
    isBeforeKeras3(call.context.keras) ? kernels.hardSigmoidLegacy(x) : kernels.hardSigmoid(x),
  ),
  activation("hard_silu(x)", "x hard_sigmoid(x)", (x) => kernels.hardSilu(x), "hard_swish"),
  activation("mish(x)", "x tanh(softplus(x))", (x) => multiply(x, unary.tanh(kernels.softplus(x)))),
  activation("sparsemax(x, axis=-1)", "The nearest distribution: shares, many of them 0", (x, _, axis) =>
    sparsemax(x, integer(axis!)),
  ),
  op({
    names: ["keras.activations.linear"],
    signature: "x",
    doc: "x itself",
    compute: (_call, x) => x!,
  }),
];
