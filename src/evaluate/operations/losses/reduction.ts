/** What `Loss.__call__` does with a loss's values: weights, mask, and one number of them. */

import { isFloating } from "../../dtype.ts";
import { PythonError } from "../../failure.ts";
import type { Value } from "../../interpreter/values.ts";
import { divideNoNan, multiply } from "../../kernels/arithmetic.ts";
import { select } from "../../kernels/comparison.ts";
import { cast } from "../../kernels/create.ts";
import { sum } from "../../kernels/reduction.ts";
import { rankOf, shapeOf, sizeOf } from "../../tape/tape.ts";
import type { Tensor } from "../../tape/tensor.ts";
import { constantLike } from "../calls/constants.ts";
import { castTo } from "../calls/operands.ts";
import { alignRanks, squeezeRanks } from "./tensors.ts";

const allowed = ["sum_over_batch_size", "sum", null, "none", "mean", "mean_with_sample_weight"] as const;
const allowedBeforeKeras3 = ["auto", "none", "sum", "sum_over_batch_size"] as const;

/** Throws Keras's ValueError for a `reduction=` that this Keras does not know. */
export function checkReduction(reduction: Value, isBeforeKeras3: boolean): void {
  const known: readonly Value[] = isBeforeKeras3 ? allowedBeforeKeras3 : allowed;
  if (known.includes(reduction)) return;
  const text = typeof reduction === "string" ? reduction : String(reduction);
  if (isBeforeKeras3) {
    const message = `Invalid Reduction Key: ${text}. Expected keys are "('auto', 'none', 'sum', 'sum_over_batch_size')"`;
    throw new PythonError("ValueError", message);
  }
  const names = "{'sum_over_batch_size', 'sum', None, 'none', 'mean', 'mean_with_sample_weight'}";
  const message = `Invalid value for argument \`reduction\`. Expected one of ${names}. Received: reduction=${text}`;
  throw new PythonError("ValueError", message);
}

/** Valid entries weigh total / valid, so that a mean over all is a mean over them. */
function weightsOfMask(mask: Tensor, reduction: Value, values: Tensor): Tensor {
  const valid = castTo(mask, values.dtype);
  if (reduction !== "mean" && reduction !== "sum_over_batch_size") return valid;
  const share = divideNoNan(constantLike(sizeOf(mask), values), sum(valid));
  return select(mask, share, constantLike(0, values));
}

export interface Weighting {
  readonly reduction: Value;
  readonly sampleWeight: Tensor | undefined;
  readonly mask: Tensor | undefined;
  readonly isBeforeKeras3: boolean;
}

/** The loss as training sees it. */
export function reduceLoss(values: Tensor, { reduction, sampleWeight, mask, isBeforeKeras3 }: Weighting): Tensor {
  const align = isBeforeKeras3 ? squeezeRanks : alignRanks;
  let losses = isFloating(values.dtype) ? values : cast(values, "float32");
  let weight = sampleWeight === undefined ? undefined : castTo(sampleWeight, losses.dtype);
  if (mask !== undefined) {
    const own = weightsOfMask(mask, reduction, losses);
    if (weight === undefined) weight = own;
    else {
      const [left, right] = align(own, weight);
      weight = multiply(right, left);
    }
  }
  if (weight !== undefined) {
    const [left, right] = align(losses, weight);
    losses = multiply(left, right);
    weight = right;
  }
  const isKept = reduction === null || reduction === "none" || isPlain(losses);
  if (isKept) return losses;
  const total = sum(losses);
  if (reduction === "sum") return total;
  if (reduction === "mean_with_sample_weight" && weight !== undefined) return divideNoNan(total, sum(weight));
  return divideNoNan(total, constantLike(sizeOf(losses), total));
}

/** A scalar, or nothing at all. */
function isPlain(losses: Tensor): boolean {
  return rankOf(losses) === 0 || (rankOf(losses) === 1 && shapeOf(losses)[0] === 0);
}
