/** Activations, with the gradients of TensorFlow's fused kernels where it has one, composed as TensorFlow and Keras compose the others. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import type { DType } from "../evaluation.ts";
import {
  addData,
  chooseData,
  divideData,
  greaterData,
  lessData,
  maximumData,
  minimumData,
  multiplyData,
  subtractData,
} from "../tape/elements.ts";
import { lifted, unlifted } from "../tape/lifting.ts";
import { inPackets, isSixteenBit, roundData } from "../tape/sixteen-bit.ts";
import { constant, makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { add, divide, multiply, negative, power } from "./arithmetic.ts";
import { mapData, normalizeAxis, sumData } from "./broadcast.ts";
import { greater, select } from "./comparison.ts";
import { erf } from "./special.ts";
import { applyFloat, clip, tanh } from "./unary.ts";

/** A Python number beside `x`: of its dtype, of no shape. */
function scalar(value: number, x: Tensor): Tensor {
  return constant(value, [], x.dtype);
}

/** In the shorter types each of its operations is rounded. */
function sigmoidData(x: Data, dtype: DType): Data {
  if (!isSixteenBit(dtype)) return tf.sigmoid(x);
  const rounded = (data: Data): Data => roundData(data, dtype);
  const exponential = rounded(tf.exp(x));
  const share = divideData(exponential, rounded(addData(exponential, 1)));
  return chooseData(greaterData(exponential, 3e38), 1, rounded(share));
}

export function sigmoid(x: Tensor): Tensor {
  return applyFloat(
    "sigmoid",
    x,
    (value) => sigmoidData(value, x.dtype),
    (upstream, _x, result) =>
      inPackets(
        result.shape,
        x.dtype,
        () => multiplyData(multiplyData(result, subtractData(1, result)), upstream),
        () => multiplyData(multiplyData(upstream, result), subtractData(1, result)),
      ),
  );
}

function softplusOf(value: number): number {
  return value > 30 ? value : Math.log1p(Math.exp(value));
}

export function softplus(x: Tensor): Tensor {
  return applyFloat("softplus", x, (value) => mapData(value, softplusOf), softplusGradientData);
}

function softplusGradientData(upstream: Data, x: Data): Data {
  return lifted("softplusGradient", [upstream, x]) ?? divideData(upstream, addData(tf.exp(tf.neg(x)), 1));
}

/** With a gradient of its own, which stays finite far out. */
export function softplusGradient(upstream: Tensor, x: Tensor): Tensor {
  return makeResult("softplus", softplusGradientData(upstream.data, x.data), x.dtype, [upstream, x], (outer) => [
    softplusGradientData(outer, x.data),
    divideData(multiplyData(outer, upstream.data), addData(addData(tf.exp(tf.neg(x.data)), 2), tf.exp(x.data))),
  ]);
}

export function logSigmoid(x: Tensor): Tensor {
  return negative(softplus(negative(x)));
}

export function softsign(x: Tensor): Tensor {
  return applyFloat("softsign", x, (value) => divideData(value, addData(tf.abs(value), 1)), softsignGradientData);
}

function softsignGradientData(upstream: Data, x: Data): Data {
  return lifted("softsignGradient", [upstream, x]) ?? divideData(upstream, tf.square(addData(tf.abs(x), 1)));
}

/** The gradient of what is made of straight pieces, from its slope at each `x`. */
function pieceGradientData(upstream: Data, x: Data, slope: Data): Data {
  return lifted("pieceGradient", [upstream, x, slope]) ?? multiplyData(upstream, slope);
}

/** Its own gradient for `x` is 0, not none. */
export function pieceGradient(upstream: Tensor, x: Tensor, slope: Tensor): Tensor {
  const data = multiplyData(upstream.data, slope.data);
  return makeResult("pieceGradient", data, x.dtype, [upstream, x, slope], (outer) => [
    pieceGradientData(outer, x.data, slope.data),
    tf.zerosLike(x.data),
    undefined,
  ]);
}

function whereElse(mask: Data, yes: Data | number, no: Data | number): Data {
  return chooseData(mask, yes, no);
}

/** Its slope at 0 is 0. */
export function relu(x: Tensor): Tensor {
  return applyFloat("relu", x, tf.relu, (upstream, value) =>
    pieceGradientData(upstream, value, tf.cast(greaterData(value, 0), "float32")),
  );
}

/** Its slope at 0 and at 6 is 0. */
export function relu6(x: Tensor): Tensor {
  return applyFloat(
    "relu6",
    x,
    (value) => minimumData(maximumData(value, 0), 6),
    (upstream, value) =>
      pieceGradientData(upstream, value, tf.cast(tf.logicalAnd(greaterData(value, 0), lessData(value, 6)), "float32")),
  );
}

export function leakyRelu(x: Tensor, alpha = 0.2): Tensor {
  return applyFloat(
    "leakyRelu",
    x,
    (value) => whereElse(greaterData(value, 0), value, multiplyData(value, alpha)),
    (upstream, value) => pieceGradientData(upstream, value, whereElse(greaterData(value, 0), 1, alpha)),
  );
}

/** With another alpha, Keras scales what is not positive afterwards. */
export function elu(x: Tensor, alpha = 1): Tensor {
  const result = applyFloat(
    "elu",
    x,
    (value) => mapData(value, (each) => (each < 0 ? Math.expm1(each) : each)),
    (upstream, _x, value) => whereElse(lessData(value, 0), multiplyData(upstream, addData(value, 1)), upstream),
  );
  if (alpha === 1) return result;
  return select(greater(x, scalar(0, x)), result, multiply(result, scalar(alpha, x)));
}

const seluScale = 1.0507009873554805;
const seluAlpha = 1.7580993408473766;

export function selu(x: Tensor): Tensor {
  return applyFloat(
    "selu",
    x,
    (value) => mapData(value, (each) => (each < 0 ? seluAlpha * Math.expm1(each) : seluScale * each)),
    (upstream, _x, value) =>
      whereElse(
        lessData(value, 0),
        multiplyData(upstream, addData(value, seluAlpha)),
        multiplyData(upstream, seluScale),
      ),
  );
}

export function gelu(x: Tensor, approximate: boolean): Tensor {
  const half = multiply(scalar(0.5, x), x);
  if (approximate) {
    const cubic = multiply(scalar(0.044715, x), power(x, scalar(3, x)));
    const inner = multiply(scalar(0.7978845608028654, x), add(x, cubic));
    return multiply(half, add(scalar(1, x), tanh(inner)));
  }
  return multiply(half, add(scalar(1, x), erf(divide(x, scalar(Math.SQRT2, x)))));
}

/** x · sigmoid(x), with the gradient that TensorFlow states for it. */
export function silu(x: Tensor): Tensor {
  return applyFloat(
    "silu",
    x,
    (value) => multiplyData(value, tf.sigmoid(value)),
    (upstream, value) => {
      const gate = tf.sigmoid(value);
      return multiplyData(multiplyData(gate, addData(multiplyData(value, subtractData(1, gate)), 1)), upstream);
    },
  );
}

/** Keras 3's: relu6(x + 3) / 6. */
export function hardSigmoid(x: Tensor): Tensor {
  return divide(relu6(add(x, scalar(3, x))), scalar(6, x));
}

/** Keras 1's and 2's: 0.2 x + 0.5, between 0 and 1. */
export function hardSigmoidLegacy(x: Tensor): Tensor {
  return clip(add(multiply(x, scalar(0.2, x)), scalar(0.5, x)), scalar(0, x), scalar(1, x));
}

export function hardSilu(x: Tensor): Tensor {
  return multiply(x, hardSigmoid(x));
}

/** Σ along one axis, kept. */
function sumAlong(data: Data, axis: number): Data {
  return sumData(data, [axis], true);
}

/** x less its maximum along the axis. */
export function shiftByMaximum(data: Data, axis: number): Data {
  if (data.size === 0) return data;
  // Whatever is taken off, the result is the same: no gradient flows through it.
  return subtractData(
    data,
    unlifted(() => tf.max(data, axis, true)),
  );
}

function softmaxData(data: Data, axis: number): Data {
  const exponentials = tf.exp(shiftByMaximum(data, axis));
  return divideData(exponentials, sumAlong(exponentials, axis));
}

export function softmax(x: Tensor, axis = -1): Tensor {
  const along = normalizeAxis(axis, x.data.shape.length);
  return applyFloat(
    "softmax",
    x,
    (value) => softmaxData(value, along),
    (upstream, _x, result) =>
      multiplyData(subtractData(upstream, sumAlong(multiplyData(upstream, result), along)), result),
  );
}

/** The logarithm of softmax, as data. */
export function logSoftmaxData(data: Data, axis: number): Data {
  const shifted = shiftByMaximum(data, axis);
  return subtractData(shifted, tf.log(sumAlong(tf.exp(shifted), axis)));
}

export function logSoftmax(x: Tensor, axis = -1): Tensor {
  const along = normalizeAxis(axis, x.data.shape.length);
  const data = logSoftmaxData(x.data, along);
  return makeResult("logSoftmax", data, x.dtype, [x], (upstream) => [
    subtractData(upstream, multiplyData(tf.exp(data), sumAlong(upstream, along))),
  ]);
}
