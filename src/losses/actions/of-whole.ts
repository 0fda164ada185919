/** What can be done to a whole loss, wherever in it the cursor is. */

import type { ActionPlace, LossAction } from "./action.ts";
import { addClassWeight } from "./class-weight.ts";
import { makeFactory } from "./factory.ts";
import { addMask } from "./mask.ts";
import { perSample } from "./per-sample.ts";
import { addFromLogits, addLabelSmoothing } from "./probabilities.ts";
import { writeAllWithOps } from "./tensorflow.ts";
import { makeClass } from "./to-class.ts";
import { classToFactory } from "./to-factory.ts";

const all = [
  makeFactory,
  makeClass,
  classToFactory,
  perSample,
  addMask,
  addClassWeight,
  addLabelSmoothing,
  addFromLogits,
  writeAllWithOps,
];

/** Those that are sure to work there. */
export function actionsOfWhole(place: ActionPlace): LossAction[] {
  return all.map((action) => action(place)).filter((action) => action !== undefined);
}
