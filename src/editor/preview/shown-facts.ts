/** What the page says of a loss: by the run that its picture is drawn from, in the words of what is found of that. */

import type { FileAnalysis } from "../../check/analyze-file.ts";
import { isProbed, probeLoss } from "../../check/probe-loss.ts";
import { toldFacts } from "../../check/told-facts.ts";
import type { Evaluator } from "../../evaluate/evaluator.ts";
import type { Finding } from "../../losses/finding.ts";
import type { LossDefinition } from "../../losses/loss.ts";
import { factsOf, type LossFact } from "../../probes/facts.ts";
import { type Subject as Asked, observeOn } from "../../probes/observe.ts";
import type { SampleChoice } from "../../samples/choose-sample-set.ts";
import type { Subject } from "./subject.ts";

export interface ShownFacts {
  /** What the picture says, to be compared with that of another text. */
  readonly ofPicture: readonly LossFact[];
  /** The same, with what is found by reading. */
  readonly atOnce: readonly LossFact[];
  /**
   * With what probes find on the data of the picture too: they ask for more than it shows, and take their time. Undefined
   * where none is put to the loss. Rejects only when `signal` is aborted.
   */
  readonly explain: ((signal: AbortSignal) => Promise<readonly LossFact[]>) | undefined;
}

export interface Evaluators {
  readonly evaluator: Evaluator;
  /** Gives way to the other. */
  readonly background: Evaluator;
}

/** Nothing where the loss could not be run. `asked`: with the values of the sliders. */
export async function shownFacts(
  { analysis, loss }: Subject,
  asked: Asked,
  { set, isSure }: SampleChoice,
  { evaluator, background }: Evaluators,
  signal: AbortSignal,
): Promise<ShownFacts> {
  const known = await observeOn(asked, set, isSure, evaluator, signal);
  if (known.kind === "failure") return { ofPicture: [], atOnce: [], explain: undefined };
  const { observations } = known;
  const { path } = asked.source.file;
  const subjectOf = (looked: FileAnalysis, meant: LossDefinition): Asked => {
    const { module } = looked.parsed;
    return { ...asked, loss: meant, module, source: { ...asked.source, file: { path, text: module.text } } };
  };
  const told = (findings: readonly Finding[]) => toldFacts(analysis, loss, observations, findings, path);
  const question = { analysis, loss, evaluator: background, subjectOf, known, triesFixes: false };
  return {
    ofPicture: factsOf(observations, loss, analysis.isForTraining(loss)),
    atOnce: told([]),
    explain: isProbed(analysis, loss)
      ? async (aborted) => told((await probeLoss({ ...question, signal: aborted })).findings)
      : undefined,
  };
}
