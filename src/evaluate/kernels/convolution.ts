/** Convolutions over one, two or three spatial axes, channels last: what a window sees, times the filter. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { requireSameDType } from "../dtype.ts";
import { PythonError } from "../failure.ts";
import { readData, reserve, sizeOfShape } from "../tape/backend.ts";
import { requireFollowed } from "../tape/lifting.ts";
import { makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { concat, split } from "./join.ts";
import { multiplyMatrices } from "./matmul.ts";
import { type Padding, slideWindows, unviewWindows, viewWindows } from "./windows.ts";

/** One number for each spatial axis. */
export type PerAxis = readonly number[];

/** `x`: [batch, …spatial, channels]; `filter`: [window…, channels, filters]. Fewer channels in the filter make groups. */
export function convolution(x: Tensor, filter: Tensor, strides: PerAxis, padding: Padding, dilations: PerAxis): Tensor {
  requireSameDType("Conv2D", x.dtype, filter.dtype);
  const { shape } = x.data;
  const rank = shape.length - 2;
  const window = filter.data.shape.slice(0, rank);
  const [channels, filters] = filter.data.shape.slice(rank) as [number, number];
  const groups = (shape.at(-1) as number) / channels;
  if (groups > 1 && Number.isInteger(groups) && filters % groups === 0) {
    const inputs = split(x, new Array<number>(groups).fill(channels), -1);
    const filterParts = split(filter, new Array<number>(groups).fill(filters / groups), -1);
    return concat(
      inputs.map((part, each) => convolution(part, filterParts[each] as Tensor, strides, padding, dilations)),
      -1,
    );
  }
  if (filter.data.shape.length !== shape.length || groups !== 1) {
    throw new PythonError(
      "InvalidArgumentError",
      `input and filter must have the same depth: input [${shape}], filter [${filter.data.shape}]`,
    );
  }
  const windows = slideWindows(shape.slice(1, -1), window, strides, dilations, padding);
  const views = viewWindows(x.data, windows);
  const rows = (views.shape[0] as number) * (views.shape[1] as number);
  const depth = windows.places * channels;
  const matrix = tf.reshape(filter.data, [depth, filters]);
  const seen = tf.reshape(views, [rows, depth]);
  const result = [shape[0] as number, ...windows.output, filters];
  const data = tf.reshape(multiplyMatrices(seen, matrix, false, false), result);
  return makeResult("convolution", data, x.dtype, [x, filter], (upstream) => {
    const arriving = tf.reshape(upstream, [rows, filters]);
    return [
      x.step && unviewWindows(multiplyMatrices(arriving, matrix, false, true), shape, windows),
      filter.step && tf.reshape(multiplyMatrices(seen, arriving, true, false), filter.data.shape),
    ];
  });
}

/** Each channel with filters of its own: `filter`: [height, width, channels, multiplier]. */
export function depthwiseConvolution(
  x: Tensor,
  filter: Tensor,
  strides: PerAxis,
  padding: Padding,
  dilations: PerAxis,
): Tensor {
  requireSameDType("DepthwiseConv2dNative", x.dtype, filter.dtype);
  const { shape } = x.data;
  const rank = shape.length - 2;
  const [channels, multiplier] = filter.data.shape.slice(rank) as [number, number];
  if (filter.data.shape.length !== shape.length || shape.at(-1) !== channels) {
    throw new PythonError(
      "InvalidArgumentError",
      `input and filter must have the same depth: ${shape.at(-1)} vs ${channels}`,
    );
  }
  const windows = slideWindows(shape.slice(1, -1), filter.data.shape.slice(0, rank), strides, dilations, padding);
  const views = viewWindows(x.data, windows);
  const rows = (views.shape[0] as number) * (views.shape[1] as number);
  const { places } = windows;
  const result = [shape[0] as number, ...windows.output, channels * multiplier];
  reserve(result);
  const seen = readData(views);
  const weights = readData(filter.data);
  /** Visits every product of the sum: result element, seen element, weight. */
  const forEachProduct = (visit: (to: number, from: number, weight: number) => void): void => {
    for (let row = 0; row < rows; row++) {
      for (let place = 0; place < places; place++) {
        for (let channel = 0; channel < channels; channel++) {
          const from = (row * places + place) * channels + channel;
          for (let each = 0; each < multiplier; each++) {
            visit(
              (row * channels + channel) * multiplier + each,
              from,
              (place * channels + channel) * multiplier + each,
            );
          }
        }
      }
    }
  };
  const sums = new Float64Array(sizeOfShape(result));
  forEachProduct((to, from, weight) => {
    sums[to] = (sums[to] as number) + (seen[from] as number) * (weights[weight] as number);
  });
  const data = tf.tensor(new Float32Array(sums), result, "float32");
  return makeResult("depthwiseConvolution", data, x.dtype, [x, filter], (upstream) => {
    if (x.step) requireFollowed(filter.data);
    if (filter.step) requireFollowed(x.data);
    const arriving = readData(upstream);
    const forViews = new Float64Array(x.step ? seen.length : 0);
    const forWeights = new Float64Array(filter.step ? weights.length : 0);
    forEachProduct((to, from, weight) => {
      const up = arriving[to] as number;
      if (x.step) forViews[from] = (forViews[from] as number) + up * (weights[weight] as number);
      if (filter.step) forWeights[weight] = (forWeights[weight] as number) + up * (seen[from] as number);
    });
    const asData = (values: Float64Array, like: Data): Data =>
      tf.tensor(new Float32Array(values), like.shape, "float32");
    return [
      x.step && unviewWindows(asData(forViews, views), shape, windows),
      filter.step && asData(forWeights, filter.data),
    ];
  });
}
