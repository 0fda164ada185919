/** Images as [batch, height, width, channels]: rearranging and patches. */

import * as tf from "@tensorflow/tfjs-core";
import { PythonError } from "../failure.ts";
import { makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import type { PerAxis } from "./convolution.ts";
import { reshape, transpose } from "./shape.ts";
import { type Padding, slideWindows, unviewWindows, viewWindows } from "./windows.ts";

/** Moves blocks of channels into space. */
export function depthToSpace(x: Tensor, block: number): Tensor {
  const [batch, height, width, channels] = x.data.shape as [number, number, number, number];
  if (channels % (block * block) !== 0) {
    throw new PythonError(
      "InvalidArgumentError",
      `Input depth dimension ${channels} should be divisible by: ${block * block}`,
    );
  }
  const depth = channels / (block * block);
  const split = transpose(reshape(x, [batch, height, width, block, block, depth]), [0, 1, 3, 2, 4, 5]);
  return reshape(split, [batch, height * block, width * block, depth]);
}

/** Moves blocks of space into channels. */
export function spaceToDepth(x: Tensor, block: number): Tensor {
  const [batch, height, width, channels] = x.data.shape as [number, number, number, number];
  if (height % block !== 0 || width % block !== 0) {
    throw new PythonError(
      "InvalidArgumentError",
      `Image width ${width} and height ${height} should be divisible by block_size: ${block}`,
    );
  }
  const split = reshape(x, [batch, height / block, block, width / block, block, channels]);
  const moved = transpose(split, [0, 1, 3, 2, 4, 5]);
  return reshape(moved, [batch, height / block, width / block, block * block * channels]);
}

/** `tf.image.extract_patches`: what each window sees, in the channels. */
export function extractPatches(x: Tensor, window: PerAxis, strides: PerAxis, rates: PerAxis, padding: Padding): Tensor {
  const { shape } = x.data;
  const windows = slideWindows(shape.slice(1, -1), window, strides, rates, padding);
  const views = viewWindows(x.data, windows);
  const result = [shape[0] as number, ...windows.output, windows.places * (shape.at(-1) as number)];
  return makeResult("extractPatches", tf.reshape(views, result), x.dtype, [x], (upstream) => [
    unviewWindows(upstream, shape, windows),
  ]);
}
