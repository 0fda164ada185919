/** Sparsemax, the activation with exact zeros. */

import * as arithmetic from "../kernels/arithmetic.ts";
import * as comparison from "../kernels/comparison.ts";
import { cast } from "../kernels/create.ts";
import * as reduction from "../kernels/reduction.ts";
import { cumsum } from "../kernels/scan.ts";
import { sort } from "../kernels/sort.ts";
import { constant, rankOf, shapeOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { normalAxis } from "./calls/axis.ts";
import { constantLike } from "./calls/constants.ts";
import { toTensor } from "./calls/convert.ts";
import { requireFloat } from "./calls/operands.ts";
import { type Operation, op } from "./calls/operation.ts";
import { integer } from "./calls/parameters.ts";

/**
 * As Keras 3 computes it: its threshold sums the running sums, where Martins and Astudillo (2016) take the last one,
 * so its result is not the projection on the probabilities.
 */
function sparsemaxOf(x: Tensor, axis: number): Tensor {
  const at = normalAxis(axis, rankOf(x));
  const length = shapeOf(x)[at]!;
  const sorted = sort(x, at, true);
  const sums = cumsum(sorted, at);
  const ranks = constant(
    Array.from({ length }, (_, index) => index + 1),
    shapeOf(x).map((_, index) => (index === at ? length : 1)),
    x.dtype,
  );
  const one = constantLike(1, x);
  const excess = arithmetic.subtract(sorted, arithmetic.divide(arithmetic.subtract(sums, one), ranks));
  const isIn = comparison.greater(excess, constantLike(0, x));
  const count = reduction.sum(cast(isIn, x.dtype), at, true);
  const total = reduction.sum(comparison.select(isIn, sums, constantLike(0, x)), at, true);
  const threshold = arithmetic.divide(arithmetic.subtract(total, one), count);
  return arithmetic.maximum(arithmetic.subtract(x, threshold), constantLike(0, x));
}

export const sparsemax: readonly Operation[] = [
  op({
    names: ["keras.ops.sparsemax"],
    signature: "x, axis=-1",
    doc: "Like softmax, with exact zeros",
    compute: (call, x, axis) => sparsemaxOf(requireFloat("Sub", toTensor(x!, call.context)), integer(axis!)),
  }),
];
