/** Edges of images: differences of neighbouring pixels, Sobel's filters. */

import { PythonError } from "../failure.ts";
import { tuple } from "../interpreter/dict.ts";
import { add, subtract } from "../kernels/arithmetic.ts";
import { depthwiseConvolution } from "../kernels/convolution.ts";
import { zerosLike } from "../kernels/create.ts";
import { concat } from "../kernels/join.ts";
import { sum } from "../kernels/reduction.ts";
import { pad, reshape, tile } from "../kernels/shape.ts";
import * as unary from "../kernels/unary.ts";
import { constant, rankOf, shapeOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { part } from "./calls/axis.ts";
import { toTensor } from "./calls/convert.ts";
import { type Operation, op } from "./calls/operation.ts";

function difference(x: Tensor, axis: number): Tensor {
  const length = shapeOf(x)[axis]!;
  return subtract(part(x, axis, 1, length), part(x, axis, 0, length - 1));
}

/** One filter across rows and its transpose across columns, in the places of a 3 × 3 window. */
const sobelFilters = [-1, -1, -2, 0, -1, 1, 0, -2, 0, 0, 0, 2, 1, -1, 2, 0, 1, 1];

function sobel(x: Tensor): Tensor {
  const padded = pad(
    x,
    [
      [0, 0],
      [1, 1],
      [1, 1],
      [0, 0],
    ],
    "reflect",
  );
  const shape = shapeOf(x) as [number, number, number, number];
  const pair = reshape(constant(sobelFilters, [18], x.dtype), [3, 3, 1, 2]);
  const edges = depthwiseConvolution(padded, tile(pair, [1, 1, shape[3], 1]), [1, 1], "valid", [1, 1]);
  return reshape(edges, [...shape, 2]);
}

export const imageEdges: readonly Operation[] = [
  op({
    names: ["tf.image.total_variation"],
    signature: "images",
    doc: "Sum of absolute differences of neighbouring pixels",
    compute: (call, images) => {
      const x = toTensor(images!, call.context);
      const rank = rankOf(x);
      if (rank !== 3 && rank !== 4) throw new PythonError("ValueError", "'images' must be either 3 or 4-dimensional.");
      const along = rank === 3 ? undefined : [1, 2, 3];
      return add(sum(unary.abs(difference(x, rank - 3)), along), sum(unary.abs(difference(x, rank - 2)), along));
    },
  }),
  op({
    names: ["tf.image.image_gradients"],
    signature: "image",
    doc: "Differences to the pixel below and to the right, 0 at the end",
    compute: (call, given) => {
      const x = toTensor(given!, call.context);
      if (rankOf(x) !== 4)
        throw new PythonError(
          "ValueError",
          `image_gradients expects a 4D tensor [batch_size, h, w, d], not (${shapeOf(x).join(", ")}).`,
        );
      const withEnd = (axis: number) => concat([difference(x, axis), zerosLike(part(x, axis, 0, 1))], axis);
      return tuple([withEnd(1), withEnd(2)]);
    },
  }),
  op({
    names: ["tf.image.sobel_edges"],
    signature: "image",
    doc: "Sobel edges, vertical and horizontal, along a new last axis",
    compute: (call, given) => sobel(toTensor(given!, call.context)),
  }),
];
