/** What is said of a loss in a few words, wherever it is said: with the sentences of what was found of it. */

import { dependencyPlaces } from "../losses/dependencies.ts";
import type { Finding } from "../losses/finding.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { factsOf, type LossFact } from "../probes/facts.ts";
import { withFindings } from "../probes/facts-with-findings.ts";
import type { Observations } from "../probes/observe.ts";
import type { FileAnalysis } from "./analyze-file.ts";
import { unsuppressed } from "./probe-loss.ts";

/** `probed`: what running the loss has found. `path`: of its file, as places in it are named. */
export function toldFacts(
  analysis: FileAnalysis,
  loss: LossDefinition,
  observations: Observations,
  probed: readonly Finding[],
  path: string,
): LossFact[] {
  const { names, parsed, findings } = analysis;
  const { module } = parsed;
  const places = dependencyPlaces(loss, names).map((place) => module.body[place]!.range);
  return withFindings(factsOf(observations, loss, analysis.isForTraining(loss)), {
    path,
    text: module.text,
    nameRange: loss.nameRange,
    byRunning: unsuppressed(analysis, loss, probed),
    byReading: findings.filter(({ range }) => places.some((own) => own.start <= range.start && range.end <= own.end)),
  });
}
