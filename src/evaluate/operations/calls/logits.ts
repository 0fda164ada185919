/**
 * Keras 3's sigmoid and softmax leave their argument on their result (`_keras_logits`), and its cross-entropies, given
 * such a result, compute from those logits: without the clamp that probabilities get.
 */

import type { Tensor } from "../../tape/tensor.ts";

const logits = new WeakMap<Tensor, Tensor>();

export function rememberLogits(output: Tensor, argument: Tensor): Tensor {
  logits.set(output, argument);
  return output;
}

export function logitsOf(output: Tensor): Tensor | undefined {
  return logits.get(output);
}
