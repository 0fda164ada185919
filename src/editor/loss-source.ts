/** A loss with everything that evaluating it needs: its text, the files that it imports, its Keras. */

import { dialectOf } from "../evaluate/dialect.ts";
import type { GivenValue, LossSource } from "../evaluate/evaluation.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { referenceTo } from "../losses/loss-reference.ts";
import { startParameters } from "../samples/start-values.ts";
import type { Analysis } from "./analyses.ts";
import type { ImportedFiles } from "./imported-files.ts";

/** Takes what the loss's file imports from the workspace along, and a value for each parameter that the loss requires. */
export async function readLossSource(
  imports: Pick<ImportedFiles, "of">,
  analysis: Analysis,
  loss: LossDefinition,
  parameters: Readonly<Record<string, GivenValue>>,
): Promise<LossSource> {
  return {
    file: { path: analysis.source.uri.path, text: analysis.source.text },
    imports: await imports.of(analysis),
    loss: loss.name,
    definition: referenceTo(analysis.source.uri.path, loss, analysis.losses).definition,
    keras: dialectOf(analysis.keras),
    parameters: { ...startParameters({ loss, uses: analysis.uses, names: analysis.names }), ...parameters },
  };
}
