/** Pools over the spatial axes, channels last. Padding is not counted. */

import * as tf from "@tensorflow/tfjs-core";
import { Unsupported } from "../failure.ts";
import { readData, reserve, sizeOfShape } from "../tape/backend.ts";
import { requireFollowed } from "../tape/lifting.ts";
import { makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import type { PerAxis } from "./convolution.ts";
import { type Padding, slideWindows, type Windows } from "./windows.ts";

/** Visits every element that each pooled element looks at. */
function forEachSeen(shape: readonly number[], windows: Windows, visit: (to: number, from: number) => void): void {
  const channels = shape.at(-1) as number;
  const area = sizeOfShape(shape.slice(1, -1));
  const count = windows.positions.length / windows.places;
  for (let batch = 0; batch < (shape[0] as number); batch++) {
    for (let window = 0; window < count; window++) {
      for (let place = 0; place < windows.places; place++) {
        const position = windows.positions[window * windows.places + place] as number;
        if (position < 0) continue;
        for (let channel = 0; channel < channels; channel++) {
          visit((batch * count + window) * channels + channel, (batch * area + position) * channels + channel);
        }
      }
    }
  }
}

function slide(x: Tensor, window: PerAxis, strides: PerAxis, padding: Padding): { windows: Windows; shape: number[] } {
  const spatial = x.data.shape.slice(1, -1);
  const windows = slideWindows(
    spatial,
    window,
    strides,
    spatial.map(() => 1),
    padding,
  );
  const shape = [x.data.shape[0] as number, ...windows.output, x.data.shape.at(-1) as number];
  reserve(shape);
  return { windows, shape };
}

/** The first of equal maxima in a window has its gradient. */
export function maxPool(x: Tensor, window: PerAxis, strides: PerAxis, padding: Padding): Tensor {
  const { windows, shape } = slide(x, window, strides, padding);
  const values = readData(x.data);
  if (values.some(Number.isNaN)) throw new Unsupported("The largest of numbers with NaN in a pool is not evaluated.");
  const size = sizeOfShape(shape);
  const best = new Float32Array(size).fill(Number.NEGATIVE_INFINITY);
  const source = new Int32Array(size).fill(-1);
  forEachSeen(x.data.shape, windows, (to, from) => {
    const value = values[from] as number;
    if ((source[to] as number) >= 0 && !(value > (best[to] as number))) return;
    best[to] = value;
    source[to] = from;
  });
  return makeResult("maxPool", tf.tensor(best, shape, "float32"), x.dtype, [x], (upstream) => {
    requireFollowed(x.data);
    const gradient = new Float32Array(values.length);
    readData(upstream).forEach((up, to) => {
      const from = source[to] as number;
      if (from >= 0) gradient[from] = (gradient[from] as number) + up;
    });
    return [tf.tensor(gradient, x.data.shape, "float32")];
  });
}

export function avgPool(x: Tensor, window: PerAxis, strides: PerAxis, padding: Padding): Tensor {
  const { windows, shape } = slide(x, window, strides, padding);
  const values = readData(x.data);
  const size = sizeOfShape(shape);
  const sums = new Float64Array(size);
  const counts = new Float64Array(size);
  forEachSeen(x.data.shape, windows, (to, from) => {
    sums[to] = (sums[to] as number) + (values[from] as number);
    counts[to] = (counts[to] as number) + 1;
  });
  const means = Float32Array.from(sums, (sum, at) => sum / (counts[at] as number));
  return makeResult("avgPool", tf.tensor(means, shape, "float32"), x.dtype, [x], (upstream) => {
    const arriving = readData(upstream);
    const gradient = new Float64Array(values.length);
    forEachSeen(x.data.shape, windows, (to, from) => {
      gradient[from] = (gradient[from] as number) + (arriving[to] as number) / (counts[to] as number);
    });
    return [tf.tensor(new Float32Array(gradient), x.data.shape, "float32")];
  });
}
