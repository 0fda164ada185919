/** What is better and what is worse about a loss than at the last commit, in words. */

import type { Evaluator } from "../../evaluate/evaluator.ts";
import { askFacts } from "../../preview/ask/choose-samples.ts";
import { compareFacts, type FactChange } from "../../probes/compare-facts.ts";
import type { LossFact } from "../../probes/facts.ts";
import type { Subject as Asked } from "../../probes/observe.ts";
import { say } from "../../python/say.ts";
import type { SampleChoice } from "../../samples/choose-sample-set.ts";
import type { LastCommit } from "../last-commit.ts";
import { committedSource } from "./companions.ts";
import type { Subject } from "./subject.ts";

/** Both are run on the data of the picture. */
export async function sinceLastCommit(
  subject: Subject,
  asked: Asked,
  choice: SampleChoice,
  facts: readonly LossFact[],
  parts: { readonly lastCommit: Pick<LastCommit, "changed">; readonly evaluator: Evaluator },
  signal: AbortSignal,
): Promise<string[]> {
  const source = committedSource(subject, asked.source, parts);
  if (source === undefined || facts.length === 0) return [];
  const isForTraining = subject.analysis.isForTraining(subject.loss);
  const before = await askFacts({ ...asked, source }, choice, isForTraining, parts.evaluator, signal);
  if (before.length === 0) return [];
  return compareFacts(before, facts).map(changeWords);
}

function changeWords({ kind, before, after }: FactChange): string {
  const [then, now] = [before?.text ?? "–", after?.text ?? "–"];
  switch (kind) {
    case "worse":
      return say("Worse than at the last commit: {0}. It was: {1}.", now, then);
    case "better":
      return say("Better than at the last commit: {0}. It was: {1}.", now, then);
    case "other":
      return say("Other than at the last commit: {0}. It was: {1}.", now, then);
  }
}
