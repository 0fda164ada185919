/** On which sample data a loss shows what it does: the likeliest on which it runs, is finite, and changes with y_pred. */

import type { EvaluationFailure } from "../evaluate/evaluation.ts";
import type { Evaluator } from "../evaluate/evaluator.ts";
import { inEnglish, sentence } from "../python/say.ts";
import { inAskedShape } from "../samples/asked-shape.ts";
import { rankSampleSets, type SampleChoice } from "../samples/choose-sample-set.ts";
import { listLengths } from "../samples/start-values.ts";
import { type ObservationResult, type Observations, observeOn, type Subject } from "./observe.ts";

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
  if (first?.isUnknown) return { kind: "failure", set: first.set, failure: unknownData(subject) };
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
      failed ??= result;
      if (!isAboutData(result.failure)) break;
      const asked = inAskedShape(set, result.failure);
      if (asked !== undefined) waiting.unshift({ ...next, set: asked });
      continue;
    }
    if (showsMuch(result.observations)) return result;
    ran ??= result;
    if (++runs === mostRuns) break;
  }
  return ran ?? failed!;
}

function unknownData({ loss, source }: Subject): EvaluationFailure {
  const said = sentence(
    "Which data this loss takes is not known: a number of classes that the file does not give says where it cuts them. Choose the sample data, or give the number.",
  );
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
