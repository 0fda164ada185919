/**
 * Sums of float16 as TensorFlow adds them up on a processor: every sum on the way is rounded to float16, so that the order
 * counts. The order is Eigen's (`TensorReduction.h`, `InnerMostDimReducer`): four times eight lanes over the last axes, of
 * long rows each half by itself; one after another over the first axes.
 */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { Unsupported } from "../failure.ts";
import { readData, sizeOfShape } from "../tape/backend.ts";
import { lanes, toHalf } from "../tape/sixteen-bit.ts";

const together = 4;
/** More numbers than these are added up in two halves. */
const longest = 200 * lanes;

type Numbers = Float32Array | Int32Array | Uint8Array;

/** Over `axes`, which are gone from the shape of the result unless they are kept. */
export function halfSum(data: Data, axes: readonly number[], shape: readonly number[]): Data {
  const rank = data.shape.length;
  const isFirst = axes.length < rank && axes.every((axis, index) => axis === index);
  const kept = data.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  if (axes.some((axis, index) => index > 0 && axis !== axes[index - 1]! + 1))
    throw new Unsupported("A sum of float16 over axes that do not stand side by side is not evaluated.");
  const isInOrder = [...kept, ...axes].every((axis, index) => axis === index);
  const values = readData(isInOrder ? data : tf.transpose(data, [...kept, ...axes]));
  const rows = sizeOfShape(kept.map((axis) => data.shape[axis]!));
  const columns = rows === 0 ? 0 : values.length / rows;
  const sums = Float32Array.from({ length: rows }, (_, row) =>
    (isFirst ? inSequence : inLanes)(values, row * columns, (row + 1) * columns),
  );
  return tf.tensor(sums, [...shape]);
}

function inSequence(values: Numbers, from: number, to: number): number {
  let sum = 0;
  for (let index = from; index < to; index++) sum = toHalf(sum + values[index]!);
  return sum;
}

function inLanes(values: Numbers, from: number, to: number): number {
  const count = to - from;
  if (count > longest) {
    const middle = from + lanes * Math.ceil(Math.ceil(count / 2) / lanes);
    return toHalf(inLanes(values, from, middle) + inLanes(values, middle, to));
  }
  const sums = new Float32Array(lanes * together);
  const inRounds = from + Math.floor(count / sums.length) * sums.length;
  const inPackets = from + Math.floor(count / lanes) * lanes;
  for (let index = from; index < inRounds; index++) {
    const lane = (index - from) % sums.length;
    sums[lane] = toHalf(sums[lane]! + values[index]!);
  }
  for (let lane = lanes; lane < sums.length; lane++) sums[lane % lanes] = toHalf(sums[lane % lanes]! + sums[lane]!);
  for (let index = inRounds; index < inPackets; index++) {
    const lane = (index - from) % lanes;
    sums[lane] = toHalf(sums[lane]! + values[index]!);
  }
  let whole = 0;
  for (let lane = 0; lane < lanes; lane++) whole = Math.fround(whole + sums[lane]!);
  return toHalf(inSequence(values, inPackets, to) + toHalf(whole));
}
