/** What the file of a loss says of the data that occur: targets that it tells apart, where its models end. */

import type { LossDefinition } from "../losses/loss.ts";
import { createModelReader, type ModelReader } from "../losses/models.ts";
import { indexModule, type ModuleIndex } from "../losses/module-index.ts";
import { createResolver } from "../losses/resolve.ts";
import { comparedTargets } from "../samples/compared-targets.ts";
import type { DegenerateKnowledge } from "../samples/degenerate-cases.ts";
import type { FileAnalysis } from "./analyze-file.ts";

interface ReadModels {
  readonly index: ModuleIndex;
  readonly reader: ModelReader;
}

const models = new WeakMap<FileAnalysis, ReadModels>();

function modelsOf(analysis: FileAnalysis): ReadModels {
  let known = models.get(analysis);
  if (known === undefined) {
    const index = indexModule(analysis.parsed.module);
    const resolver = createResolver(analysis.names, index);
    known = { index, reader: createModelReader(analysis.names, index, resolver) };
    models.set(analysis, known);
  }
  return known;
}

export function knowledgeOf(analysis: FileAnalysis, loss: LossDefinition): DegenerateKnowledge {
  const { module } = analysis.parsed;
  return {
    compared: comparedTargets(loss, analysis.names),
    isUnbounded: endsLinear(analysis, loss),
    isKeptPositive: /softplus|\bexp\b|exponential|\belu\b/u.test(module.text),
  };
}

/** Whether every model that is compiled with the loss ends in a layer without activation. */
function endsLinear(analysis: FileAnalysis, loss: LossDefinition): boolean {
  const own = analysis.uses.filter((use) => use.loss === loss && use.role === "loss");
  if (own.length === 0) return false;
  const { index, reader } = modelsOf(analysis);
  return own.every(({ call, argument, value }) => {
    const callee = call.function;
    const placed = index.calls.find(({ node }) => node === call);
    // With several outputs, which goes with which is not certain.
    if (callee.kind !== "Attribute" || placed === undefined || argument?.value !== value) return false;
    return reader.outputActivation(callee.value, placed)?.name === "linear";
  });
}
