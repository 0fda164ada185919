/** Which expression first gave something that is not finite. */

import type { Blame } from "../evaluation.ts";
import type { Place } from "../failure.ts";
import type { Interpreter } from "../interpreter/machine.ts";
import type { GradientBlame } from "../tape/tape.ts";
import type { Culprit } from "./culprits.ts";

/** Forward: the kernel that made a non-finite number of finite ones, where the loss's value shows it. */
export function blameForward(machine: Interpreter, culprit: Culprit, index: number): Blame | undefined {
  if (culprit.place === undefined) return undefined;
  return { direction: "forward", ...shown(machine, culprit.place), value: nameOf(culprit.value), index };
}

/** Backward: the first step whose gradient was not finite though what came into it was. */
export function blameBackward(machine: Interpreter, blame: GradientBlame, index: number): Blame | undefined {
  if (blame.place === undefined) return undefined;
  return { direction: "backward", ...shown(machine, blame.place), value: blame.value, index };
}

function shown(machine: Interpreter, { path, range }: Place): Pick<Blame, "path" | "range" | "expression"> {
  const text = machine.modules.get(path)?.tree.text ?? "";
  return { path, range, expression: text.slice(range.start, range.end) };
}

function nameOf(value: number): Blame["value"] {
  if (Number.isNaN(value)) return "NaN";
  return value > 0 ? "Infinity" : "-Infinity";
}
