/** Elementwise functions of one argument, with TensorFlow's gradients. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { isFloating, isInteger } from "../dtype.ts";
import { PythonError } from "../failure.ts";
import { read } from "../tape/backend.ts";
import { makeData } from "../tape/data.ts";
import { addData, chooseData, divideData, equalData, multiplyData, subtractData } from "../tape/elements.ts";
import { lifted } from "../tape/lifting.ts";
import { inPackets, roundData } from "../tape/sixteen-bit.ts";
import { makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { maximum, minimum } from "./arithmetic.ts";
import { mapData } from "./broadcast.ts";

/** Gradient of one elementwise function, from its argument and its result. */
export type Derivative = (upstream: Data, x: Data, result: Data) => Data;

/** An elementwise function on floats; integers and bools are refused, as TensorFlow does. */
export function applyFloat(kernel: string, x: Tensor, forward: (x: Data) => Data, derivative?: Derivative): Tensor {
  if (!isFloating(x.dtype)) {
    throw new PythonError(
      "InvalidArgumentError",
      `Value for attr 'T' of ${x.dtype} is not in the list of allowed values: bfloat16, half, float, double, complex64, complex128; operation '${kernel}'`,
    );
  }
  const result = roundData(forward(x.data), x.dtype);
  return makeResult(kernel, result, x.dtype, [x], derivative && ((upstream) => [derivative(upstream, x.data, result)]));
}

/** An elementwise function on floats and integers; the integers one at a time. */
function applyNumeric(
  kernel: string,
  x: Tensor,
  forward: (x: Data) => Data,
  integer: (value: number) => number,
  derivative?: Derivative,
): Tensor {
  if (!isInteger(x.dtype)) return applyFloat(kernel, x, forward, derivative);
  const values = Float64Array.from(read(x), integer);
  return makeResult(kernel, makeData(values, x.data.shape, x.dtype), x.dtype, [x]);
}

/** sign, which is NaN at NaN; TensorFlow.js says 0. */
function signData(x: Data): Data {
  return lifted("sign", [x]) ?? mapData(x, (value) => (Number.isNaN(value) ? value : Math.sign(value)));
}

/**
 * Its gradient at 0 is 0, where TensorFlow.js says −1: mean absolute error would pull a perfect
 * prediction away from its target.
 */
export function abs(x: Tensor): Tensor {
  return applyNumeric("abs", x, tf.abs, Math.abs, (upstream, value) => multiplyData(upstream, signData(value)));
}

export function square(x: Tensor): Tensor {
  return applyNumeric(
    "square",
    x,
    tf.square,
    (value) => (x.dtype === "int32" ? Math.imul(value, value) : value * value),
    (upstream, value) => multiplyData(upstream, multiplyData(value, 2)),
  );
}

/**
 * TensorFlow's gradients of sqrt, rsqrt and reciprocal are 0 where nothing is asked of them, even where
 * their slope is infinite or NaN: `where(x > 0, sqrt(x), 0)` is safe at 0, unlike `where(x > 0, log(x), 0)`.
 */
function unlessUnasked(upstream: Data, gradient: Data): Data {
  return lifted("unlessUnasked", [upstream, gradient]) ?? chooseData(equalData(upstream, 0), 0, gradient);
}

export function sqrt(x: Tensor): Tensor {
  return applyFloat("sqrt", x, tf.sqrt, (upstream, _x, result) =>
    unlessUnasked(
      upstream,
      inPackets(
        x.data.shape,
        x.dtype,
        () => multiplyData(upstream, divideData(0.5, result)),
        () => divideData(multiplyData(upstream, 0.5), result),
      ),
    ),
  );
}

export function rsqrt(x: Tensor): Tensor {
  return applyFloat(
    "rsqrt",
    x,
    (value) => mapData(value, (each) => 1 / Math.sqrt(each)),
    (upstream, _x, result) =>
      unlessUnasked(
        upstream,
        multiplyData(multiplyData(multiplyData(upstream, result), -0.5), multiplyData(result, result)),
      ),
  );
}

export function reciprocal(x: Tensor): Tensor {
  return applyFloat("reciprocal", x, tf.reciprocal, (upstream, _x, result) =>
    unlessUnasked(upstream, multiplyData(tf.neg(upstream), multiplyData(result, result))),
  );
}

export function exp(x: Tensor): Tensor {
  return applyFloat("exp", x, tf.exp, (upstream, _x, result) => multiplyData(upstream, result));
}

export function expm1(x: Tensor): Tensor {
  return applyFloat("expm1", x, tf.expm1, (upstream, value) => multiplyData(upstream, tf.exp(value)));
}

export function log(x: Tensor): Tensor {
  return applyFloat("log", x, tf.log, (upstream, value) => multiplyData(upstream, tf.reciprocal(value)));
}

export function log1p(x: Tensor): Tensor {
  return applyFloat("log1p", x, tf.log1p, (upstream, value) =>
    multiplyData(upstream, tf.reciprocal(addData(value, 1))),
  );
}

/** Connected, with a gradient of zeros. */
export function sign(x: Tensor): Tensor {
  return applyNumeric("sign", x, signData, Math.sign, (_upstream, value) => tf.zerosLike(value));
}

/** Without a gradient, like `ceil`, `round` and `trunc`. */
export function floor(x: Tensor): Tensor {
  return applyNumeric("floor", x, tf.floor, (value) => value);
}

export function ceil(x: Tensor): Tensor {
  return applyNumeric("ceil", x, tf.ceil, (value) => value);
}

/** Halves go to the even neighbour. */
export function round(x: Tensor): Tensor {
  return applyNumeric("round", x, tf.round, (value) => value);
}

/** Rounds toward zero. */
export function trunc(x: Tensor): Tensor {
  return applyNumeric(
    "trunc",
    x,
    (value) => mapData(value, Math.trunc),
    (value) => value,
  );
}

export function sin(x: Tensor): Tensor {
  return applyFloat("sin", x, tf.sin, (upstream, value) => multiplyData(upstream, tf.cos(value)));
}

export function cos(x: Tensor): Tensor {
  return applyFloat("cos", x, tf.cos, (upstream, value) => multiplyData(tf.neg(upstream), tf.sin(value)));
}

export function tan(x: Tensor): Tensor {
  return applyFloat("tan", x, tf.tan, (upstream, value) =>
    multiplyData(tf.square(tf.reciprocal(tf.cos(value))), upstream),
  );
}

/** 1 / √(1 − x²), by the steps that TensorFlow takes. */
function arcDerivative(value: Data): Data {
  return tf.reciprocal(tf.sqrt(subtractData(1, tf.square(value))));
}

export function asin(x: Tensor): Tensor {
  return applyFloat("asin", x, tf.asin, (upstream, value) => multiplyData(upstream, arcDerivative(value)));
}

export function acos(x: Tensor): Tensor {
  return applyFloat("acos", x, tf.acos, (upstream, value) => multiplyData(tf.neg(upstream), arcDerivative(value)));
}

export function atan(x: Tensor): Tensor {
  return applyFloat("atan", x, tf.atan, (upstream, value) =>
    multiplyData(upstream, tf.reciprocal(addData(tf.square(value), 1))),
  );
}

export function sinh(x: Tensor): Tensor {
  return applyFloat("sinh", x, tf.sinh, (upstream, value) => multiplyData(upstream, tf.cosh(value)));
}

export function cosh(x: Tensor): Tensor {
  return applyFloat("cosh", x, tf.cosh, (upstream, value) => multiplyData(upstream, tf.sinh(value)));
}

export function tanh(x: Tensor): Tensor {
  return applyFloat("tanh", x, tf.tanh, (upstream, _x, result) =>
    multiplyData(upstream, subtractData(1, multiplyData(result, result))),
  );
}

export function asinh(x: Tensor): Tensor {
  return applyFloat("asinh", x, tf.asinh, (upstream, _x, result) => divideData(upstream, tf.cosh(result)));
}

export function acosh(x: Tensor): Tensor {
  return applyFloat("acosh", x, tf.acosh, (upstream, _x, result) => divideData(upstream, tf.sinh(result)));
}

export function atanh(x: Tensor): Tensor {
  return applyFloat("atanh", x, tf.atanh, (upstream, value) =>
    multiplyData(upstream, tf.reciprocal(subtractData(1, tf.square(value)))),
  );
}

/** A question about every float; integers are always finite. */
function ask(kernel: string, x: Tensor, question: (value: number) => boolean): Tensor {
  const answers = Uint8Array.from(read(x), (value) => (question(value) ? 1 : 0));
  return makeResult(kernel, makeData(answers, x.data.shape, "bool"), "bool", []);
}

export function isNan(x: Tensor): Tensor {
  return ask("isNan", x, Number.isNaN);
}

export function isInfinite(x: Tensor): Tensor {
  return ask("isInfinite", x, (value) => Math.abs(value) === Number.POSITIVE_INFINITY);
}

export function isFiniteNumber(x: Tensor): Tensor {
  return ask("isFiniteNumber", x, Number.isFinite);
}

/** 1 / x, and 0 at 0. */
export function reciprocalNoNan(x: Tensor): Tensor {
  const forward = (value: Data): Data => mapData(value, (each) => (each === 0 ? 0 : 1 / each));
  return applyFloat("reciprocalNoNan", x, forward, (upstream, _x, result) =>
    multiplyData(tf.neg(upstream), multiplyData(result, result)),
  );
}

/**
 * `tf.clip_by_value`, which is a minimum and then a maximum. NaN stays NaN, and a value on a bound
 * keeps its gradient.
 */
export function clip(x: Tensor, low: Tensor, high: Tensor): Tensor {
  return maximum(minimum(x, high), low);
}
