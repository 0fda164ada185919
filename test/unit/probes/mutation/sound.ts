/**
 * Whether a slip did harm. Some things make another loss of a loss and no mistake, one that somebody could have meant:
 * it pulls every batch where the correct one does, only harder or more gently, or neither pulls any; or training arrives
 * at the targets as before, and no batch has a smaller loss than one that is predicted exactly.
 */

import type { Evaluation } from "../../../../src/evaluate/evaluation.ts";
import { askPicture } from "../../../../src/preview/ask/ask.ts";
import { ladder } from "../../../../src/probes/ladder.ts";
import type { Subject } from "../../../../src/probes/observe.ts";
import { exactBatch, waysFrom } from "../../../../src/probes/pulled-one-way.ts";
import type { SampleSet } from "../../../../src/samples/sample-set.ts";
import { batchOf, type SampleBatch } from "../../../../src/samples/sample-sets.ts";
import { inThread } from "../probe-text.ts";

async function evaluated({ source, limits }: Subject, batch: SampleBatch): Promise<Evaluation | undefined> {
  const answer = await inThread.ask({ kind: "evaluate", source, ...batch, as: "keras", limits });
  return answer.kind === "evaluation" ? answer : undefined;
}

async function lossAt(subject: Subject, batch: SampleBatch): Promise<number> {
  return (await evaluated(subject, batch))?.value.data[0] ?? Number.NaN;
}

/** The gradients of both have the same direction on batches by chance, up to rounding. */
async function pullsAlike(before: Subject, after: Subject, set: SampleSet): Promise<boolean> {
  for (const [size, seed] of [
    [6, 1],
    [6, 2],
    [16, 3],
  ] as const) {
    const batch = batchOf(set, { size, seed });
    const [one, other] = [await evaluated(before, batch), await evaluated(after, batch)];
    const [a, b] = [one?.gradient?.data, other?.gradient?.data];
    if (a === undefined || b === undefined || a.length !== b.length) return false;
    let product = 0;
    let squares = 0;
    let others = 0;
    for (const [at, each] of a.entries()) {
      product += each * b[at]!;
      squares += each * each;
      others += b[at]! * b[at]!;
    }
    if (!(product > 0.999 * Math.sqrt(squares * others))) return false;
    // A thousand times as hard is a step out of the range of numbers.
    if (others > 1e6 * squares || others < 1e-6 * squares) return false;
  }
  return true;
}

/** Predictions that are moved by the loss's own gradient arrive where they shall, as the page's view of it has it. */
async function arrives({ source, limits }: Subject, set: SampleSet): Promise<boolean> {
  const result = await askPicture(
    { source, limits, set, view: "descent", options: {}, domain: null, companions: [], placeOf: () => null },
    inThread,
  );
  return result.kind === "picture" && result.data.view === "descent" && result.data.verdict.state === "ok";
}

/** The farther a whole batch is from its targets, the larger the loss. */
async function rises(subject: Subject, set: SampleSet): Promise<boolean> {
  let before = Number.NEGATIVE_INFINITY;
  for (const { batch } of ladder(set) ?? []) {
    const value = await lossAt(subject, batch);
    if (!Number.isFinite(value) || value <= before) return false;
    before = value;
  }
  return before !== Number.NEGATIVE_INFINITY;
}

/** Nowhere on any way from a batch that is predicted exactly, up, down or to one class, is the loss smaller. */
async function isLeastWhenExact(subject: Subject, set: SampleSet): Promise<boolean> {
  if (set.exactly === undefined) return true;
  const exact = exactBatch(set);
  const least = await lossAt(subject, exact);
  for (const { batches } of waysFrom(set, exact))
    for (const batch of batches) {
      const value = await lossAt(subject, batch);
      if (!(value >= least - 1e-5 * Math.max(1, Math.abs(least)))) return false;
    }
  return Number.isFinite(least);
}

/** Nothing is left of its gradient but what rounding leaves. */
async function isFlat(subject: Subject, set: SampleSet): Promise<boolean> {
  const gradient = (await evaluated(subject, batchOf(set, { size: 6 })))?.gradient?.data ?? [];
  return gradient.every((each) => Math.abs(each) < 1e-7);
}

/** With what is changed as with what was correct. What does neither before tells nothing. */
export async function isStillSound(before: Subject, after: Subject, set: SampleSet): Promise<boolean> {
  if (await pullsAlike(before, after, set)) return true;
  if (await isFlat(after, set)) return isFlat(before, set);
  if ((await isLeastWhenExact(before, set)) && !(await isLeastWhenExact(after, set))) return false;
  for (const does of [arrives, rises]) if (await does(before, set)) return does(after, set);
  return false;
}
