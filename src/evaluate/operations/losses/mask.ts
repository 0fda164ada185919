/** Keras's masks: which values of a loss count. `Loss.__call__` finds the mask that the loss left on its result. */

import type { Tensor } from "../../tape/tensor.ts";

const masks = new WeakMap<Tensor, Tensor>();

export function rememberMask(result: Tensor, mask: Tensor): void {
  masks.set(result, mask);
}

export function maskOf(result: Tensor): Tensor | undefined {
  return masks.get(result);
}
