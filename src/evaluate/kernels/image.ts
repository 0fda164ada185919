/** Images as [batch, height, width, channels]: resizing, rearranging, patches and differences. */

import * as tf from "@tensorflow/tfjs-core";
import { PythonError } from "../failure.ts";
import { constant, makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { add, multiply, subtract } from "./arithmetic.ts";
import type { PerAxis } from "./convolution.ts";
import { pad, reshape, take, transpose } from "./shape.ts";
import { slice } from "./slice.ts";
import { type Padding, slideWindows, unviewWindows, viewWindows } from "./windows.ts";

/**
 * How output pixels lie over input pixels: by their centres (TensorFlow 2), by their corners
 * (TensorFlow 1), or with the outermost pixels on one another.
 */
export type PixelAlignment = "centers" | "corners" | "edges";

function scaleOf(from: number, to: number, alignment: PixelAlignment): number {
  if (alignment === "edges" && to > 1) return Math.fround((from - 1) / (to - 1));
  return Math.fround(from / to);
}

function resizeAxis(
  x: Tensor,
  axis: number,
  size: number,
  method: "nearest" | "bilinear",
  alignment: PixelAlignment,
): Tensor {
  const length = x.data.shape[axis] as number;
  const scale = scaleOf(length, size, alignment);
  const sourceOf = (position: number): number =>
    alignment === "centers" ? (position + 0.5) * scale - 0.5 : position * scale;
  const positions = Array.from({ length: size }, (_, position) => position);
  if (method === "nearest") {
    const nearest = positions.map((position) => {
      const source = alignment === "centers" ? (position + 0.5) * scale : position * scale;
      return Math.max(0, Math.min(length - 1, alignment === "edges" ? Math.round(source) : Math.floor(source)));
    });
    return take("resize", x, axis, nearest);
  }
  const sources = positions.map((position) => Math.fround(sourceOf(position)));
  const low = take(
    "resize",
    x,
    axis,
    sources.map((source) => Math.max(0, Math.floor(source))),
  );
  const high = take(
    "resize",
    x,
    axis,
    sources.map((source) => Math.min(length - 1, Math.ceil(source))),
  );
  const shape = x.data.shape.map((_, each) => (each === axis ? size : 1));
  const part = constant(
    sources.map((source) => source - Math.floor(source)),
    shape,
    x.dtype,
  );
  return add(low, multiply(subtract(high, low), part));
}

/** `tf.image.resize` without antialiasing. */
export function resize(
  x: Tensor,
  size: readonly [number, number],
  method: "nearest" | "bilinear",
  alignment: PixelAlignment = "centers",
): Tensor {
  if (x.data.shape.length !== 4) {
    throw new PythonError("ValueError", "'images' must have either 3 or 4 dimensions.");
  }
  return resizeAxis(resizeAxis(x, 2, size[1], method, alignment), 1, size[0], method, alignment);
}

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

/** Differences to the next pixel below and to the right, 0 at the last. */
export function imageGradients(x: Tensor): { dy: Tensor; dx: Tensor } {
  const { shape } = x.data;
  if (shape.length !== 4) {
    throw new PythonError("ValueError", `image_gradients expects a 4D tensor [batch_size, h, w, d], not (${shape}).`);
  }
  const difference = (axis: number): Tensor => {
    const size = shape.map((dimension, each) => (each === axis ? dimension - 1 : dimension));
    const next = slice(
      x,
      shape.map((_, each) => (each === axis ? 1 : 0)),
      size,
    );
    const here = slice(
      x,
      shape.map(() => 0),
      size,
    );
    const paddings = shape.map((_, each): [number, number] => [0, each === axis ? 1 : 0]);
    return pad(subtract(next, here), paddings);
  };
  return { dy: difference(1), dx: difference(2) };
}
