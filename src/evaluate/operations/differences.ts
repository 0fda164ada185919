/** Differences of neighbours along an axis, and the integral, their opposite. */

import { Unsupported } from "../failure.ts";
import * as arithmetic from "../kernels/arithmetic.ts";
import * as reduction from "../kernels/reduction.ts";
import { rankOf, shapeOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { normalAxis, part } from "./calls/axis.ts";
import { constantLike } from "./calls/constants.ts";
import { toTensor } from "./calls/convert.ts";
import { castTo, floating } from "./calls/operands.ts";
import { type Operation, op } from "./calls/operation.ts";
import { integer, scalar } from "./calls/parameters.ts";

function trapezoids(y: Tensor, x: Tensor | undefined, width: number, axis: number): Tensor {
  const at = normalAxis(axis, rankOf(y));
  const length = shapeOf(y)[at]!;
  const heights = arithmetic.add(part(y, at, 1, length), part(y, at, 0, length - 1));
  const half = constantLike(0.5, y);
  if (!x) return reduction.sum(arithmetic.multiply(arithmetic.multiply(heights, half), constantLike(width, y)), at);
  const own = rankOf(x) - 1;
  const steps = arithmetic.subtract(part(x, own, 1, shapeOf(x)[own]!), part(x, own, 0, shapeOf(x)[own]! - 1));
  return reduction.sum(arithmetic.multiply(arithmetic.multiply(steps, heights), half), at);
}

export const differences: readonly Operation[] = [
  op({
    names: ["keras.ops.diff"],
    signature: "a, n=1, axis=-1",
    doc: "Differences of neighbours along an axis",
    compute: (call, a, times, axis) => {
      let tensor = toTensor(a!, call.context);
      const at = normalAxis(integer(axis!), rankOf(tensor));
      for (let round = integer(times!); round > 0; round--) {
        const length = shapeOf(tensor)[at]!;
        tensor = arithmetic.subtract(part(tensor, at, 1, length), part(tensor, at, 0, length - 1));
      }
      return tensor;
    },
  }),
  op({
    names: ["keras.ops.trapezoid"],
    signature: "y, x=None, dx=1.0, axis=-1",
    doc: "Integral by the trapezoidal rule",
    compute: (call, y, x, width, axis) => {
      const heights = floating(call, "Mul", y!);
      const places = x === null ? undefined : castTo(toTensor(x!, call.context), heights.dtype);
      if (places && rankOf(places) !== 1 && rankOf(places) !== rankOf(heights))
        throw new Unsupported("`trapezoid` with places of another shape is not evaluated");
      return trapezoids(heights, places, scalar(width!), integer(axis!));
    },
  }),
];
