/** Variables, which here are constants: a tape watches them by itself. */

import { stopGradient } from "../../tape/tape.ts";
import type { Tensor } from "../../tape/tensor.ts";

const variables = new WeakSet<Tensor>();

/** The tensor as a variable's first value. */
export function asVariable(tensor: Tensor): Tensor {
  const made = stopGradient(tensor);
  variables.add(made);
  return made;
}

export function isVariable(tensor: Tensor): boolean {
  return variables.has(tensor);
}
