/** On which sample data a loss shows what it does: the likeliest on which it runs, is finite, and changes with y_pred. */

import type { EvaluationFailure } from "../evaluate/evaluation.ts";
import type { Evaluator } from "../evaluate/evaluator.ts";
import { inEnglish, type Sentence, sentence } from "../python/say.ts";
import { inAskedShape } from "../samples/asked-shape.ts";
import { rankSampleSets, type SampleChoice } from "../samples/choose-sample-set.ts";
import { listLengths } from "../samples/start-values.ts";
import { withFlatLabels } from "./flat-labels.ts";
import { type Observation, type ObservationResult, type Observations, observeOn, type Subject } from "./observe.ts";

/** A loss that shows little on this many sets shows little on any. */
const mostRuns = 6;
/** Less than this part of the points finite: the data are not what the loss expects. */
const leastFinite = 0.9;

/**
 * Observes the loss on the set that fits best. Where it shows little on all, on the likeliest on which it runs; where
 * it runs on none, the failure is what the likeliest said.
 */
export async function observeLoss(
  subject: Subject,
  evaluator: Evaluator,
  signal?: AbortSignal,
  choices: readonly SampleChoice[] = rankSampleSets(
    subject.loss,
    subject.module,
    listLengths(subject.source.parameters),
  ),
): Promise<ObservationResult> {
  const [first] = choices;
  if (first?.unknown) return { kind: "failure", set: first.set, failure: unknownData(subject, first.unknown) };
  let failed: ObservationResult | undefined;
  let ran: ObservationResult | undefined;
  let runs = 0;
  // Of what is about triplets no picture of single numbers is shown, though it runs on them.
  const waiting = choices[0]?.isMeant === true ? choices.filter((each) => each.isSure || each.isMeant) : [...choices];
  const tried = new Set<string>();
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { set, isPinned, isSure } = next;
    const key = `${set.id} ${set.yTrueShape} ${set.yPredShape}`;
    if (tried.has(key)) continue;
    tried.add(key);
    const result = await observeOn(subject, set, isSure, evaluator, signal);
    // Someone's own choice is not exchanged, but for another shape of it.
    if (isPinned && (result.kind === "observed" || waiting[0]?.isPinned !== true)) return result;
    if (result.kind === "failure") {
      // Of single numbers each would be held against all others, and the picture be of nothing that the loss is for.
      if (asksForAllPairs(result.failure)) return { kind: "failure", set, failure: unknownData(subject, ofAllPairs) };
      failed ??= result;
      if (!isAboutData(result.failure)) break;
      const asked = inAskedShape(set, result.failure) ?? withFlatLabels(set, subject);
      if (asked !== undefined) waiting.unshift({ ...next, set: asked });
      continue;
    }
    if (showsMuch(result.observations)) return (await flatInstead(result.observations, next)) ?? result;
    ran ??= result;
    if (++runs === mostRuns) break;
  }
  return ran ?? failed!;

  /** A column of labels spreads a loss over its batch that is made for flat ones. */
  async function flatInstead({ set, targets }: Observations, { isPinned, isSure }: SampleChoice) {
    const flat = isPinned || !targets.some(mixes) ? undefined : withFlatLabels(set, subject);
    const seen = flat && (await observeOn(subject, flat, isSure, evaluator, signal));
    return seen?.kind === "observed" && showsMuch(seen.observations) && !seen.observations.targets.some(mixes)
      ? seen
      : undefined;
  }
}

function mixes({ series }: Observation): boolean {
  return series.dependsOnBatch;
}

const ofAllPairs = sentence(
  "Which data this loss takes is not known: it holds a number for every pair of samples, as no sample data do. Evaluate it with values of your own.",
);

/** `Incompatible shapes: [8,8] vs. [8,3]`: vectors against what a product of the whole batch with itself gives. */
function asksForAllPairs({ message }: EvaluationFailure): boolean {
  return /([[(])(\d{1,3}), ?\2[\])] vs\.? \1\2, ?\d|([[(])(\d{1,3}), ?\d{1,3}[\])] vs\.? \3\4, ?\4[\])]/.test(message);
}

function unknownData({ loss, source }: Subject, said: Sentence): EvaluationFailure {
  return {
    kind: "unsupported",
    message: inEnglish(said),
    sentence: said,
    path: source.file.path,
    range: loss.nameRange,
  };
}

/** Whether other data may help: shapes and ranges are the data's, names and calls are the loss's. */
export function isAboutData({ kind, message }: EvaluationFailure): boolean {
  return (
    kind === "python" &&
    /^(?:InvalidArgumentError|ValueError|IndexError|AxisError|AssertionError|TypeError: (?:Input|Value|Tensors|cannot compute|Cannot convert))/.test(
      message,
    )
  );
}

/** A softmax of one number is 1 whatever the number: then nothing is seen of the loss. */
function showsMuch({ targets }: Observations): boolean {
  const values = targets.map(({ series }) => [...series.values]);
  const finite = values.map((each) => each.filter(Number.isFinite));
  return finite.flat().length >= values.flat().length * leastFinite && finite.some(changes);
}

/** By more than float32 rounds. */
function changes(values: readonly number[]): boolean {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high - low > 1e-5 * Math.max(Math.abs(low), Math.abs(high));
}
