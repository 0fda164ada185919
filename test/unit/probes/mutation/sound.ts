/** Whether a slip did harm: of two losses that training follows to their targets, one is another loss, and no mistake. */

import { askPicture } from "../../../../src/preview/ask/ask.ts";
import { ladder } from "../../../../src/probes/ladder.ts";
import type { Subject } from "../../../../src/probes/observe.ts";
import type { SampleSet } from "../../../../src/samples/sample-set.ts";
import { inThread } from "../probe-text.ts";

/** Predictions that are moved by the loss's own gradient arrive where they shall, as the page's view of it has it. */
async function arrives({ source, limits }: Subject, set: SampleSet): Promise<boolean> {
  const result = await askPicture(
    { source, limits, set, view: "descent", options: {}, domain: null, companions: [], placeOf: () => null },
    inThread,
  );
  return result.kind === "picture" && result.data.view === "descent" && result.data.verdict.state === "ok";
}

/** The farther a whole batch is from its targets, the larger the loss. */
async function rises({ source, limits }: Subject, set: SampleSet): Promise<boolean> {
  let before = Number.NEGATIVE_INFINITY;
  for (const { batch } of ladder(set) ?? []) {
    const answer = await inThread.ask({ kind: "evaluate", source, ...batch, as: "keras", limits });
    const value = answer.kind === "evaluation" ? answer.value.data[0]! : Number.NaN;
    if (!Number.isFinite(value) || value <= before) return false;
    before = value;
  }
  return before !== Number.NEGATIVE_INFINITY;
}

/** With what is changed as with what was correct. What does neither before tells nothing. */
export async function isStillSound(before: Subject, after: Subject, set: SampleSet): Promise<boolean> {
  for (const does of [arrives, rises]) if (await does(before, set)) return does(after, set);
  return false;
}
