/**
 * Whether a loss gives numbers where the person brings no data, on which data, and what they are. `losses`, `eval` and
 * `plot` ask here and nowhere else, so that they cannot disagree; lens, hover and page ask `observeLoss`, on which this
 * rests.
 */

import type { Evaluation, EvaluationFailure } from "../evaluate/evaluation.ts";
import type { Evaluator } from "../evaluate/evaluator.ts";
import { inAskedShape } from "../samples/asked-shape.ts";
import { rankSampleSets } from "../samples/choose-sample-set.ts";
import type { SampleSet } from "../samples/sample-set.ts";
import { batchOf } from "../samples/sample-sets.ts";
import { listLengths } from "../samples/start-values.ts";
import { observeLoss } from "./fitting-set.ts";
import type { Observations, Subject } from "./observe.ts";

export type Trial =
  | {
      readonly kind: "ran";
      readonly set: SampleSet;
      readonly evaluation: Evaluation;
      /** What its curve shows; undefined where only the batch was asked for. */
      readonly observations?: Observations;
    }
  /** `set` is the likeliest. */
  | { readonly kind: "failure"; readonly set: SampleSet; readonly failure: EvaluationFailure };

/** Draws its curve on the set that fits, and calls it directly on that set's batch: it must answer to both. */
export async function tryLoss(subject: Subject, evaluator: Evaluator, id?: string): Promise<Trial> {
  if (id !== undefined) return tryOn(subject, id, evaluator);
  const observed = await observeLoss(subject, evaluator);
  if (observed.kind === "failure") return observed;
  const { observations } = observed;
  const trial = await callDirectly(subject, observations.set, evaluator);
  return trial.kind === "ran" ? { ...trial, observations } : trial;
}

/** On a set that someone chose, in the first of the shapes that the loss asks for in which it runs. */
async function tryOn(subject: Subject, id: string, evaluator: Evaluator): Promise<Trial> {
  const choices = rankSampleSets(subject.loss, subject.module, listLengths(subject.source.parameters));
  let first: Trial | undefined;
  const waiting = choices.flatMap(({ set }) => (set.id === id ? [set] : []));
  for (let set = waiting.shift(); set !== undefined; set = waiting.shift()) {
    const trial = await callDirectly(subject, set, evaluator);
    if (trial.kind === "ran") return trial;
    first ??= trial;
    const asked = inAskedShape(set, trial.failure);
    if (asked !== undefined) waiting.unshift(asked);
  }
  if (first === undefined) throw new Error(`There is no sample set '${id}'.`);
  return first;
}

/** Calls it directly on the batch of a set that someone chose. */
export async function callDirectly(
  { source, limits }: Pick<Subject, "source" | "limits">,
  set: SampleSet,
  evaluator: Evaluator,
): Promise<Trial> {
  const answer = await evaluator.ask({ kind: "evaluate", source, ...batchOf(set), as: "direct", limits });
  if (answer.kind === "failure") return { kind: "failure", set, failure: answer.failure };
  if (answer.kind !== "evaluation") throw new Error(`The evaluator answered '${answer.kind}' to 'evaluate'.`);
  return { kind: "ran", set, evaluation: answer };
}
