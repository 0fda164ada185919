/** float16 and bfloat16, computed in float32 and rounded to their own numbers after each operation. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import type { DType } from "../evaluation.ts";
import { Unsupported } from "../failure.ts";
import { readData } from "./backend.ts";
import { chooseData } from "./elements.ts";

interface Format {
  /** Of the significand, behind the point. */
  readonly bits: number;
  /** Of the smallest normal number. */
  readonly leastExponent: number;
  /** From here on a number is infinite. */
  readonly infinite: number;
}

/** IEEE 754's binary16; bfloat16 is the upper half of a binary32. */
const formats: Partial<Record<DType, Format>> = {
  float16: { bits: 10, leastExponent: -14, infinite: 65_520 },
  bfloat16: { bits: 7, leastExponent: -126, infinite: 2 ** 127 * (2 - 2 ** -8) },
};

/** Of one instruction, in what TensorFlow is compiled for. */
export const lanes = 8;

const float = new Float32Array(1);
const bitsOf = new Uint32Array(float.buffer);
/** What is added to a number of this size is rounded to a whole one, of two as near to the even one. */
const toWhole = 1.5 * 2 ** 52;

/** To the nearest of a format's numbers, of two to the even one. */
function round(value: number, { bits, leastExponent, infinite }: Format): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  if (Math.abs(value) >= infinite) return value > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  float[0] = value;
  const exponent = Math.max(leastExponent, ((bitsOf[0]! >>> 23) & 0xff) - 127);
  const unit = 2 ** (exponent - bits);
  const rounded = (value / unit + toWhole - toWhole) * unit;
  return rounded === 0 ? value * 0 : rounded;
}

/** A number in float16, as Eigen's `half` rounds it. */
export function toHalf(value: number): number {
  return round(value, formats.float16!);
}

/** The same numbers in their type's own precision; those of other types are what they are. */
export function roundData(data: Data, dtype: DType): Data {
  const format = formats[dtype];
  if (format === undefined) return data;
  const values = readData(data);
  const rounded = Float32Array.from(values, (value) => round(value, format));
  // Other tensors may hold the same numbers.
  return rounded.every((value, index) => Object.is(value, values[index])) ? data : tf.tensor(rounded, data.shape);
}

/** Whether a type is one of these. */
export function isSixteenBit(dtype: DType): boolean {
  return formats[dtype] !== undefined;
}

/**
 * A formula that Eigen has twice, with its operations in another order: for eight elements at once, and for those that are
 * left over. Rounded after each, they differ.
 */
export function inPackets(shape: readonly number[], dtype: DType, packet: () => Data, rest: () => Data): Data {
  if (!isSixteenBit(dtype)) return packet();
  const size = shape.reduce((product, length) => product * length, 1);
  const isWhole = Uint8Array.from({ length: size }, (_, index) => Number(index < size - (size % lanes)));
  return chooseData(tf.tensor(isWhole, [...shape], "bool"), packet(), rest());
}

/** Refuses a kernel in which TensorFlow rounds in places of its own. */
export function requireOneRounding(kernel: string, dtype: DType): void {
  if (isSixteenBit(dtype) && (roundsWithin.has(kernel) || (kernel === "matmul" && dtype === "bfloat16")))
    throw new Unsupported(`\`${kernel}\` of ${dtype} is not evaluated: TensorFlow rounds within it.`);
}

const roundsWithin: ReadonlySet<string> = new Set(
  (
    "softmax logSoftmax softplus softsign leakyRelu elu selu silu erf erfc erfinv ndtri besselI0 besselI0e besselI1 " +
    "besselI1e atan2 floorDivide floorMod truncateDivide truncateMod xlogy xlog1py logSumExp euclideanNorm cumsum cumprod " +
    "prod cumulativeLogSumExp einsum softmaxCrossEntropy sparseSoftmaxCrossEntropy convolution depthwiseConvolution avgPool " +
    "inverse det slogdet cholesky singularValues symmetricEigenvalues solve triangularSolve"
  ).split(" "),
);
