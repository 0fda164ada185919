/** Division to a whole number, and what is left of it: Python's and C's, with TensorFlow's gradients. */

import * as tf from "@tensorflow/tfjs-core";
import { PythonError } from "../failure.ts";
import { multiplyData } from "../tape/elements.ts";
import type { Tensor } from "../tape/tensor.ts";
import { applyPair, mapFloats, type PairKernel, pass } from "./pair.ts";

function requireDivisor(divisor: number): void {
  if (divisor === 0) throw new PythonError("InvalidArgumentError", "Integer division by zero");
}

const floorDividePair: PairKernel = {
  kernel: "floorDivide",
  operation: "FloorDiv",
  floats: mapFloats((a, b) => Math.floor(Math.fround(a / b))),
  integers: (a, b) => {
    requireDivisor(b);
    return Math.floor(a / b);
  },
};

/** Python's `//`. Without a gradient. */
export function floorDivide(a: Tensor, b: Tensor): Tensor {
  return applyPair(floorDividePair, a, b);
}

/** Python's `%`: the sign is the divisor's. */
function floorModulo(a: number, b: number): number {
  const remainder = a % b;
  return remainder !== 0 && remainder < 0 !== b < 0 ? remainder + b : remainder;
}

const floorModPair: PairKernel = {
  kernel: "floorMod",
  operation: "FloorMod",
  floats: mapFloats(floorModulo),
  integers: (a, b) => {
    requireDivisor(b);
    return floorModulo(a, b);
  },
  left: pass,
  right: (upstream, a, b) => multiplyData(upstream, tf.neg(floorDividePair.floats(a, b, upstream.shape))),
};

/** Python's `%`, `tf.math.floormod`. */
export function floorMod(a: Tensor, b: Tensor): Tensor {
  return applyPair(floorModPair, a, b);
}

const truncateDividePair: PairKernel = {
  kernel: "truncateDivide",
  operation: "TruncateDiv",
  floats: mapFloats((a, b) => Math.trunc(Math.fround(a / b))),
  integers: (a, b) => {
    requireDivisor(b);
    return Math.trunc(a / b);
  },
};

/** `tf.truncatediv`: rounds toward zero. Without a gradient. */
export function truncateDivide(a: Tensor, b: Tensor): Tensor {
  return applyPair(truncateDividePair, a, b);
}

const truncateModPair: PairKernel = {
  kernel: "truncateMod",
  operation: "TruncateMod",
  floats: mapFloats((a, b) => a % b),
  integers: (a, b) => {
    requireDivisor(b);
    return a % b;
  },
  left: refuseTruncateMod,
  right: refuseTruncateMod,
};

function refuseTruncateMod(): never {
  throw new PythonError("LookupError", "gradient registry has no entry for: TruncateMod");
}

/** `tf.truncatemod`: the sign is the dividend's. Asked for its gradient, TensorFlow complains. */
export function truncateMod(a: Tensor, b: Tensor): Tensor {
  return applyPair(truncateModPair, a, b);
}
