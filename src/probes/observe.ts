/** Runs a loss on sample data and keeps what was seen; everything that is said about a loss rests on this. */

import type { EvaluationFailure, Limits, LossSource, SeriesEvaluation } from "../evaluate/evaluation.ts";
import type { Evaluator } from "../evaluate/evaluator.ts";
import type { LossDefinition } from "../losses/loss.ts";
import type { Module } from "../python/ast.ts";
import { curvePoints } from "../samples/curve-points.ts";
import type { SampleSet, SampleTarget } from "../samples/sample-set.ts";
import { companyOf, curveBatch } from "../samples/sample-sets.ts";

export interface Observation {
  readonly target: SampleTarget;
  /** Points of the set's axis, in order: those of the picture. */
  readonly x: readonly number[];
  readonly series: SeriesEvaluation;
  /** How many numbers a prediction has. */
  readonly width: number;
}

export interface Observations {
  readonly set: SampleSet;
  /** Whether the set is known to be what the loss is made for. */
  readonly isSure: boolean;
  readonly targets: readonly Observation[];
}

export type ObservationResult =
  | { readonly kind: "observed"; readonly observations: Observations }
  | { readonly kind: "failure"; readonly set: SampleSet; readonly failure: EvaluationFailure };

export interface Subject {
  readonly loss: LossDefinition;
  readonly module: Module;
  readonly source: LossSource;
  readonly limits: Limits;
}

/** Observes the loss on a given set. */
export async function observeOn(
  subject: Subject,
  set: SampleSet,
  isSure: boolean,
  evaluator: Evaluator,
  signal?: AbortSignal,
): Promise<ObservationResult> {
  const targets: Observation[] = [];
  for (const target of set.targets) {
    const x = curvePoints(set.axis.domain, set, target);
    const { yTrue, yPred } = curveBatch(set, target, x);
    const answer = await evaluator.ask(
      { kind: "series", source: subject.source, yTrue, yPred, company: companyOf(set), limits: subject.limits },
      signal,
    );
    if (answer.kind === "failure") return { kind: "failure", set, failure: answer.failure };
    if (answer.kind !== "series") throw new Error(`The evaluator answered '${answer.kind}' to 'series'.`);
    targets.push({ target, x, series: answer, width: set.yPredShape.reduce((a, b) => a * b, 1) });
  }
  return { kind: "observed", observations: { set, isSure, targets } };
}

/** The size of the gradient at a point: the largest of its parts; null where there is none. */
export function gradientSizeAt({ series, width }: Observation, index: number): number | null {
  if (series.gradients === null) return null;
  let largest = 0;
  for (let part = 0; part < width; part++) {
    const size = Math.abs(series.gradients[index * width + part]!);
    if (Number.isNaN(size)) return Number.NaN;
    largest = Math.max(largest, size);
  }
  return largest;
}
