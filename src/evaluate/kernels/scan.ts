/** Cumulative sums and products along one axis, forward or in reverse, with or without the element itself. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { readData, sizeOfShape } from "../tape/backend.ts";
import { makeData } from "../tape/data.ts";
import { addData, chooseData, greaterData, multiplyData, subtractData } from "../tape/elements.ts";
import { lifted } from "../tape/lifting.ts";
import { makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { divideNoNanData } from "./arithmetic.ts";
import { normalizeAxis } from "./broadcast.ts";

export interface Scan {
  readonly product: boolean;
  readonly exclusive: boolean;
  readonly reverse: boolean;
}

/** Runs over `axis`, accumulating in double precision. TensorFlow.js's own goes wrong off the last axis. */
function accumulate(data: Data, axis: number, scan: Scan): Float64Array {
  const values = readData(data);
  const { shape } = data;
  const length = shape[axis] as number;
  const inner = sizeOfShape(shape.slice(axis + 1));
  const result = new Float64Array(values.length);
  if (values.length === 0) return result;
  const outer = values.length / (length * inner);
  for (let block = 0; block < outer; block++) {
    for (let offset = 0; offset < inner; offset++) {
      let total = scan.product ? 1 : 0;
      for (let step = 0; step < length; step++) {
        const at = (block * length + (scan.reverse ? length - 1 - step : step)) * inner + offset;
        const value = values[at] as number;
        if (scan.exclusive) result[at] = total;
        total = scan.product ? total * value : total + value;
        if (!scan.exclusive) result[at] = total;
      }
    }
  }
  return result;
}

/** The scan of float data. */
export function scanData(data: Data, axis: number, scan: Scan): Data {
  const followed = lifted("scan", [data], { axis, ...scan });
  if (followed !== undefined) return followed;
  return tf.tensor(new Float32Array(accumulate(data, axis, scan)), data.shape, "float32");
}

export function cumsum(x: Tensor, axis: number, exclusive = false, reverse = false): Tensor {
  const along = scanAxis(x, axis);
  const data = makeData(accumulate(x.data, along, { product: false, exclusive, reverse }), x.data.shape, x.dtype);
  return makeResult("cumsum", data, x.dtype, [x], (upstream) => [
    scanData(upstream, along, { product: false, exclusive, reverse: !reverse }),
  ]);
}

/** TensorFlow's gradient divides by the element, and gives 0 where that is 0. */
export function cumprod(x: Tensor, axis: number, exclusive = false, reverse = false): Tensor {
  const along = scanAxis(x, axis);
  const data = makeData(accumulate(x.data, along, { product: true, exclusive, reverse }), x.data.shape, x.dtype);
  return makeResult("cumprod", data, x.dtype, [x], (upstream) => {
    const sums = scanData(multiplyData(data, upstream), along, { product: false, exclusive, reverse: !reverse });
    return [divideNoNanData(sums, x.data, x.data.shape)];
  });
}

/** log Σ eˣ over what came before: accumulated relative to the largest so far. */
function accumulateLogSumExp(data: Data, axis: number, exclusive: boolean, reverse: boolean): Data {
  const values = readData(data);
  const length = data.shape[axis] as number;
  const inner = sizeOfShape(data.shape.slice(axis + 1));
  const result = new Float32Array(values.length);
  for (let first = 0; first < values.length; first++) {
    if (Math.floor(first / inner) % length !== 0) continue;
    let total = Number.NEGATIVE_INFINITY;
    for (let step = 0; step < length; step++) {
      const at = first + (reverse ? length - 1 - step : step) * inner;
      if (exclusive) result[at] = total;
      total = addLogarithms(total, values[at] as number);
      if (!exclusive) result[at] = total;
    }
  }
  return tf.tensor(result, data.shape, "float32");
}

/** What TensorFlow's gradient has for the logarithm of what is not positive. */
const lowestFloat = -3.4028234663852886e38;

function addLogarithms(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.NaN;
  const [high, low] = a > b ? [a, b] : [b, a];
  return Number.isFinite(high) ? high + Math.log1p(Math.exp(low - high)) : high;
}

/** `tf.math.cumulative_logsumexp`, as the partial likelihood of survival models needs it. */
export function cumulativeLogSumExp(x: Tensor, axis: number, exclusive = false, reverse = false): Tensor {
  const along = scanAxis(x, axis);
  const data = accumulateLogSumExp(x.data, along, exclusive, reverse);
  return makeResult("cumulativeLogSumExp", data, x.dtype, [x], (upstream) => {
    // Positive and negative gradients apart, so that each has a logarithm.
    const part = (gradient: Data): Data => {
      const logarithm = chooseData(greaterData(gradient, 0), tf.log(gradient), lowestFloat);
      const sums = accumulateLogSumExp(subtractData(logarithm, data), along, exclusive, !reverse);
      return tf.exp(addData(sums, x.data));
    };
    return [subtractData(part(upstream), part(tf.neg(upstream)))];
  });
}

function scanAxis(x: Tensor, axis: number): number {
  const rank = x.data.shape.length;
  return normalizeAxis(axis, rank, `ScanOp: Expected scan axis in the range [${-rank}, ${rank}), but got ${axis}`);
}
