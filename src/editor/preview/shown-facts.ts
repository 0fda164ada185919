/** What the page says of a loss: by the run that its picture is drawn from, in the words of what is found of that. */

import type { FileAnalysis } from "../../check/analyze-file.ts";
import { areProbesOn, lossesToProbe, probeLoss } from "../../check/probe-loss.ts";
import { toldFacts } from "../../check/told-facts.ts";
import type { Evaluator } from "../../evaluate/evaluator.ts";
import type { LossDefinition } from "../../losses/loss.ts";
import { factsOf, type LossFact } from "../../probes/facts.ts";
import { type Subject as Asked, observeOn } from "../../probes/observe.ts";
import type { SampleChoice } from "../../samples/choose-sample-set.ts";
import type { Subject } from "./subject.ts";

export interface ShownFacts {
  readonly facts: readonly LossFact[];
  /** What the picture alone says, to be compared with that of another text. */
  readonly ofPicture: readonly LossFact[];
}

/** Nothing where the loss could not be run. `asked`: with the values of the sliders. */
export async function shownFacts(
  { analysis, loss }: Subject,
  asked: Asked,
  { set, isSure }: SampleChoice,
  evaluator: Evaluator,
  signal: AbortSignal,
): Promise<ShownFacts> {
  const known = await observeOn(asked, set, isSure, evaluator, signal);
  if (known.kind === "failure") return { facts: [], ofPicture: [] };
  const { observations } = known;
  const ofPicture = factsOf(observations, loss, analysis.isForTraining(loss));
  const { path } = asked.source.file;
  const subjectOf = (looked: FileAnalysis, meant: LossDefinition): Asked => {
    const { module } = looked.parsed;
    return { ...asked, loss: meant, module, source: { ...asked.source, file: { path, text: module.text } } };
  };
  const isProbed = areProbesOn(analysis) && lossesToProbe(analysis).includes(loss);
  const { findings } = isProbed
    ? await probeLoss({ analysis, loss, evaluator, subjectOf, known, signal, triesFixes: false })
    : { findings: [] };
  return { facts: toldFacts(analysis, loss, observations, findings, path), ofPicture };
}
