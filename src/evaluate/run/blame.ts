/** Which expression first gave something that is not finite. */

import type { Blame } from "../evaluation.ts";
import type { Place } from "../failure.ts";
import type { Interpreter } from "../interpreter/machine.ts";
import type { NonFiniteStep } from "../tape/tape.ts";

/** Forward: the kernel that made a non-finite number of finite ones, where the loss's value shows it. */
export function blameForward(machine: Interpreter, step: NonFiniteStep, index: number): Blame | undefined {
  if (step.place === undefined) return undefined;
  return { direction: "forward", ...shownAt(machine, step.place), value: step.value, index, computed: step.computed };
}

/** Backward: the first step whose gradient was not finite though what came into it was. */
export function blameBackward(machine: Interpreter, step: NonFiniteStep, index: number): Blame | undefined {
  if (step.place === undefined) return undefined;
  return { direction: "backward", ...shownAt(machine, step.place), value: step.value, index, computed: step.computed };
}

/** A place with what is written there. */
export function shownAt(machine: Interpreter, { path, range }: Place): Pick<Blame, "path" | "range" | "expression"> {
  const text = machine.modules.get(path)?.tree.text ?? "";
  return { path, range, expression: text.slice(range.start, range.end) };
}
