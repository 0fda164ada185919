/**
 * Two-argument arithmetic with broadcasting. Both arguments have one dtype, as TensorFlow demands;
 * gradients are TensorFlow's formulas (`math_grad`), down to what they give at zeros and ties.
 */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { isFloating, isInteger, requireSameDType } from "../dtype.ts";
import type { DType } from "../evaluation.ts";
import { PythonError, Unsupported } from "../failure.ts";
import { readData } from "../tape/backend.ts";
import { makeData } from "../tape/data.ts";
import {
  addData,
  broadcastShape,
  chooseData,
  divideData,
  greaterData,
  greaterEqualData,
  isSameShape,
  lessEqualData,
  mapPairs,
  mapPairsData,
  maximumData,
  minimumData,
  multiplyData,
  subtractData,
} from "../tape/elements.ts";
import { lifted } from "../tape/lifting.ts";
import { isSixteenBit } from "../tape/sixteen-bit.ts";
import { makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { applyPair, mapFloats, type PairKernel, pass, refusedType } from "./pair.ts";

const addPair: PairKernel = {
  kernel: "add",
  operation: "AddV2",
  floats: addData,
  integers: (a, b) => a + b,
  left: pass,
  right: pass,
};

export function add(a: Tensor, b: Tensor): Tensor {
  const result = applyPair(addPair, a, b);
  requireDigits(a, b, result);
  return result;
}

/**
 * float64 is computed in float32: where a difference cancels all digits but the last, as `1 - p` does for p
 * clipped to 1 - 1e-7, what is left is not the number that Keras has.
 */
function requireDigits(a: Tensor, b: Tensor, result: Tensor): void {
  if (result.dtype !== "float64") return;
  const sizes = mapPairs(a.data, b.data, result.data.shape, (x, y) => Math.max(Math.abs(x), Math.abs(y)));
  const isLost = (value: number, at: number) => value !== 0 && Math.abs(value) < 1e-6 * (sizes[at] as number);
  if (readData(result.data).some(isLost)) {
    throw new Unsupported(
      "Differences of float64 numbers that agree in six digits are not evaluated: they are computed in float32.",
    );
  }
}

const subtractPair: PairKernel = {
  kernel: "subtract",
  operation: "Sub",
  floats: subtractData,
  integers: (a, b) => a - b,
  left: pass,
  right: (upstream) => tf.neg(upstream),
};

export function subtract(a: Tensor, b: Tensor): Tensor {
  const result = applyPair(subtractPair, a, b);
  requireDigits(a, b, result);
  return result;
}

const multiplyPair: PairKernel = {
  kernel: "multiply",
  operation: "Mul",
  floats: multiplyData,
  // A product of two 32-bit integers does not fit a double.
  integers: (a, b, dtype) => (dtype === "int32" ? Math.imul(a, b) : a * b),
  left: (upstream, _a, b) => multiplyData(upstream, b),
  right: (upstream, a) => multiplyData(upstream, a),
};

export function multiply(a: Tensor, b: Tensor): Tensor {
  return applyPair(multiplyPair, a, b);
}

const dividePair: PairKernel = {
  kernel: "divide",
  operation: "RealDiv",
  floats: divideData,
  left: (upstream, _a, b) => divideData(upstream, b),
  right: (upstream, a, b) => multiplyData(upstream, divideData(divideData(tf.neg(a), b), b)),
};

/** True division. Integers become float64 first (8- and 16-bit ones float32), as in TensorFlow. */
export function divide(a: Tensor, b: Tensor): Tensor {
  requireSameDType("RealDiv", a.dtype, b.dtype);
  if (isFloating(a.dtype)) return applyPair(dividePair, a, b);
  if (!isInteger(a.dtype)) throw refusedType("RealDiv", a.dtype);
  const dtype: DType = /(8|16)$/.test(a.dtype) ? "float32" : "float64";
  const shape = broadcastShape(a.data.shape, b.data.shape);
  return makeResult(
    "divide",
    makeData(
      mapPairs(a.data, b.data, shape, (x, y) => x / y),
      shape,
      dtype,
    ),
    dtype,
    [],
  );
}

/** a / b where b is not 0, else 0: also for NaN and infinity over 0. */
export function divideNoNanData(a: Data, b: Data, shape: readonly number[]): Data {
  return lifted("divideNoNan", [a, b]) ?? mapPairsData(a, b, shape, (x, y) => (y === 0 ? 0 : x / y));
}

const divideNoNanPair: PairKernel = {
  kernel: "divideNoNan",
  operation: "DivNoNan",
  floats: divideNoNanData,
  left: (upstream, _a, b) => divideNoNanData(upstream, b, upstream.shape),
  right: (upstream, a, b) =>
    multiplyData(upstream, divideNoNanData(divideNoNanData(tf.neg(a), b, upstream.shape), b, upstream.shape)),
};

/** `tf.math.divide_no_nan`. */
export function divideNoNan(a: Tensor, b: Tensor): Tensor {
  return applyPair(divideNoNanPair, a, b);
}

/** C's pow, which JavaScript leaves at NaN for 1 to the NaN and −1 to an infinity. */
function powerOf(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Number.POSITIVE_INFINITY)) return 1;
  // Exact in double precision, and the commonest by far.
  if (exponent === 2) return base * base;
  return base ** exponent;
}

function powerData(a: Data, b: Data, shape: readonly number[]): Data {
  return lifted("power", [a, b]) ?? mapPairsData(a, b, shape, powerOf);
}

const powerPair: PairKernel = {
  kernel: "power",
  operation: "Pow",
  floats: powerData,
  integers: (a, b, dtype) => {
    if (b < 0) throw new PythonError("InvalidArgumentError", "Integers to negative integer powers are not allowed");
    return dtype === "int32" ? wrappingPower(a, b) : a ** b;
  },
  left: (upstream, a, b) =>
    multiplyData(multiplyData(upstream, b), powerData(a, subtractData(b, 1), broadcastShape(a.shape, b.shape))),
  // The logarithm of a base that is not positive counts as 0, so that x ** 2 has no NaN in the exponent's gradient.
  right: (upstream, a, _b, result) => {
    const isPositive = greaterData(a, 0);
    const logarithm = chooseData(isPositive, tf.log(chooseData(isPositive, a, tf.onesLike(a))), tf.zerosLike(a));
    return multiplyData(multiplyData(upstream, result), logarithm);
  },
};

function wrappingPower(base: number, exponent: number): number {
  let result = 1;
  let square = base | 0;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = Math.imul(result, square);
    square = Math.imul(square, square);
  }
  return result;
}

export function power(a: Tensor, b: Tensor): Tensor {
  return applyPair(powerPair, a, b);
}

/** Routes a gradient to one of two arguments. */
function route(mask: Data, upstream: Data, whenTrue: boolean): Data {
  const zeros = tf.zerosLike(upstream);
  return whenTrue ? chooseData(mask, upstream, zeros) : chooseData(mask, zeros, upstream);
}

const maximumPair: PairKernel = {
  kernel: "maximum",
  operation: "Maximum",
  floats: maximumData,
  integers: (a, b) => Math.max(a, b),
  left: (upstream, a, b) => route(greaterEqualData(a, b), upstream, true),
  right: (upstream, a, b) => route(greaterEqualData(a, b), upstream, false),
};

/** At a tie the first argument has the whole gradient. */
export function maximum(a: Tensor, b: Tensor): Tensor {
  return applyPair(maximumPair, a, b);
}

const minimumPair: PairKernel = {
  kernel: "minimum",
  operation: "Minimum",
  floats: minimumData,
  integers: (a, b) => Math.min(a, b),
  left: (upstream, a, b) => route(lessEqualData(a, b), upstream, true),
  right: (upstream, a, b) => route(lessEqualData(a, b), upstream, false),
};

/** At a tie the first argument has the whole gradient. */
export function minimum(a: Tensor, b: Tensor): Tensor {
  return applyPair(minimumPair, a, b);
}

const squaredDifferencePair: PairKernel = {
  kernel: "squaredDifference",
  operation: "SquaredDifference",
  floats: (a, b) => tf.square(subtractData(a, b)),
  integers: (a, b, dtype) => (dtype === "int32" ? Math.imul((a - b) | 0, (a - b) | 0) : (a - b) ** 2),
  left: (upstream, a, b) => multiplyData(multiplyData(upstream, 2), subtractData(a, b)),
  right: (upstream, a, b) => tf.neg(multiplyData(multiplyData(upstream, 2), subtractData(a, b))),
};

export function squaredDifference(a: Tensor, b: Tensor): Tensor {
  if (isSixteenBit(a.dtype)) {
    // Rounded before it is squared.
    const difference = subtract(a, b);
    return multiply(difference, difference);
  }
  return applyPair(squaredDifferencePair, a, b);
}

/** The sum of tensors of one shape. */
export function addN(tensors: readonly Tensor[]): Tensor {
  const [first, ...rest] = tensors;
  if (first === undefined)
    throw new PythonError(
      "ValueError",
      "Inputs must be a list of at least one Tensor/IndexedSlices with the same dtype and shape.",
    );
  for (const each of rest) {
    if (!isSameShape(first.data.shape, each.data.shape)) {
      throw new PythonError(
        "InvalidArgumentError",
        `Inputs to operation AddN must have the same size and shape.  Input 0: [${first.data.shape}] != input 1: [${each.data.shape}]`,
      );
    }
  }
  return rest.reduce(add, first);
}

export function negative(x: Tensor): Tensor {
  return makeResult("negative", tf.neg(x.data), x.dtype, [x], (upstream) => [tf.neg(upstream)]);
}

const atan2Pair: PairKernel = {
  kernel: "atan2",
  operation: "Atan2",
  floats: mapFloats(Math.atan2),
  left: (upstream, y, x) => multiplyData(x, divideData(upstream, addData(tf.square(y), tf.square(x)))),
  right: (upstream, y, x) => multiplyData(tf.neg(y), divideData(upstream, addData(tf.square(y), tf.square(x)))),
};

export function atan2(y: Tensor, x: Tensor): Tensor {
  return applyPair(atan2Pair, y, x);
}
