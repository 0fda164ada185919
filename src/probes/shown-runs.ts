/** The runs that show what a probe says, as its finding keeps them. */

import type { NumericArray } from "../evaluate/evaluation.ts";
import type { Evidence, EvidenceArray, EvidenceRun } from "../losses/finding.ts";
import type { SampleSet } from "../samples/sample-set.ts";
import { batchOf, toBatch } from "../samples/sample-sets.ts";
import { pointOf } from "./evidence-words.ts";
import type { Evidence as Point } from "./judge.ts";
import type { LossRun } from "./loss-run.ts";
import type { Observations } from "./observe.ts";
import type { ShownRun } from "./probe.ts";

/** One point of a curve. */
export function shownPoint(point: Point, observations: Observations): ShownRun {
  const target = observations.targets.indexOf(point.observation);
  return {
    label: pointOf(point, observations),
    batch: pointBatch(point, observations),
    point: { target, x: point.x },
  };
}

export function pointBatch({ observation: { target }, x }: Point, { set }: Observations) {
  return toBatch(set, [target.yTrue], [set.predictionAt(x, target)]);
}

/** Samples as they come. */
export function shownBatch(set: SampleSet): ShownRun {
  return { label: "some samples", batch: batchOf(set, { size: 4 }) };
}

/** Undefined where a probe shows none. */
export async function evidenceOf(run: LossRun, shown: readonly ShownRun[]): Promise<Evidence | undefined> {
  if (shown.length === 0) return undefined;
  const { loss, definition = null } = run.subject.source;
  const observed = await run.observed();
  const samples = observed.kind === "observed" ? observed.observations.set.id : null;
  const points = shown.flatMap((each) => ("point" in each && each.point !== undefined ? [each.point] : []));
  // Of two, the second is the one that is not as it should be.
  return { loss, definition, samples, point: points.at(-1) ?? null, runs: shown.map(asPlain) };
}

function asPlain(shown: ShownRun): EvidenceRun {
  if ("specification" in shown) {
    const { yTrue, yPred } = shown.specification;
    const dtype = shown.yTrueDType === undefined ? {} : { yTrueDType: shown.yTrueDType };
    return { kind: "build", yTrueShape: yTrue.shape, yPredShape: yPred.shape, ...dtype };
  }
  const { label, batch, parameters = {} } = shown;
  return { kind: "call", label, yTrue: plainArray(batch.yTrue), yPred: plainArray(batch.yPred), parameters };
}

function plainArray({ data, shape, dtype }: NumericArray): EvidenceArray {
  return { data: [...data], shape, dtype };
}
