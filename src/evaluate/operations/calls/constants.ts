/** Small constants that formulas need beside a tensor. */

import { constant } from "../../tape/tape.ts";
import type { Tensor } from "../../tape/tensor.ts";

/** A number in the dtype of a tensor, to be broadcast against it. */
export function constantLike(value: number, like: Tensor): Tensor {
  return constant(value, [], like.dtype);
}

/** `keras.config.epsilon()`. */
export const epsilon = 1e-7;
