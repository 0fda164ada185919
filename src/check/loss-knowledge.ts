/** What the file of a loss says of the data that occur: targets that it tells apart, where its models end. */

import type { LossDefinition } from "../losses/loss.ts";
import { comparedTargets } from "../samples/compared-targets.ts";
import type { DegenerateKnowledge } from "../samples/degenerate-cases.ts";
import { activationAt } from "../samples/file-model.ts";
import type { FileAnalysis } from "./analyze-file.ts";

export function knowledgeOf(analysis: FileAnalysis, loss: LossDefinition): DegenerateKnowledge {
  const { module } = analysis.parsed;
  return {
    compared: comparedTargets(loss, analysis.names),
    isUnbounded: endsLinear(analysis, loss),
    isKeptPositive: /softplus|\bexp\b|exponential|\belu\b/u.test(module.text),
  };
}

/** Whether every model that is compiled with the loss ends in a layer without activation. */
function endsLinear({ uses }: FileAnalysis, loss: LossDefinition): boolean {
  const own = uses.filter((use) => use.loss === loss && use.role === "loss");
  return own.length > 0 && own.every((use) => activationAt(use) === "linear");
}
