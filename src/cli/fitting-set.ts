/** Evaluating a loss without data of the person's own: on the first sample set that fits it. */

import { type Answer, defaultLimits, type Evaluator, type LossSource } from "../evaluate/evaluation.ts";
import type { LossDefinition } from "../losses/loss.ts";
import type { Module } from "../python/ast.ts";
import { rankSampleSets } from "../samples/choose-sample-set.ts";
import type { SampleSet } from "../samples/sample-set.ts";
import { batchOf } from "../samples/sample-sets.ts";

export interface FittingAnswer {
  readonly set: SampleSet;
  readonly answer: Answer;
}

/** How many sets are tried: a loss that runs on none of the best few fails for a reason of its own. */
const mostTries = 5;

/** The answer on the best set on which the loss runs; without one, what it said on the best of all. */
export async function answerOnFittingSet(
  loss: LossDefinition,
  module: Module,
  source: LossSource,
  evaluator: Evaluator,
): Promise<FittingAnswer> {
  let first: FittingAnswer | undefined;
  for (const { set, isPinned } of rankSampleSets(loss, module).slice(0, mostTries)) {
    const answer = await answerOn(set, source, evaluator);
    if (answer.kind !== "failure") return { set, answer };
    first ??= { set, answer };
    if (isPinned || !isAboutData(answer)) break;
  }
  return first!;
}

export function answerOn(set: SampleSet, source: LossSource, evaluator: Evaluator): Promise<Answer> {
  return evaluator.ask({ kind: "evaluate", source, ...batchOf(set), as: "direct", limits: defaultLimits });
}

/** Whether other data may help: shapes and ranges are the data's, names and calls are the loss's. */
export function isAboutData(answer: Answer): boolean {
  return (
    answer.kind === "failure" &&
    answer.failure.kind === "python" &&
    /^(InvalidArgumentError|ValueError|IndexError|TypeError: (Input|Value|Tensors|cannot compute|Cannot convert))/.test(
      answer.failure.message,
    )
  );
}
