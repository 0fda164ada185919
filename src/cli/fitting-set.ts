/** Evaluating a loss without data of the person's own: on the sample set that fits it. */

import { type Answer, defaultLimits, type Evaluator, type LossSource } from "../evaluate/evaluation.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { observeLoss } from "../probes/fitting-set.ts";
import type { Module } from "../python/ast.ts";
import type { SampleSet } from "../samples/sample-set.ts";
import { batchOf } from "../samples/sample-sets.ts";

export interface FittingAnswer {
  readonly set: SampleSet;
  readonly answer: Answer;
}

/** The answer on the set that fits the loss; where it runs on none, what it says on the likeliest. */
export async function answerOnFittingSet(
  loss: LossDefinition,
  module: Module,
  source: LossSource,
  evaluator: Evaluator,
): Promise<FittingAnswer> {
  const result = await observeLoss({ loss, module, source, limits: defaultLimits }, evaluator);
  const set = result.kind === "observed" ? result.observations.set : result.set;
  return { set, answer: await answerOn(set, source, evaluator) };
}

export function answerOn(set: SampleSet, source: LossSource, evaluator: Evaluator): Promise<Answer> {
  return evaluator.ask({ kind: "evaluate", source, ...batchOf(set), as: "direct", limits: defaultLimits });
}
