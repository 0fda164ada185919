/** A loss as it would be with the fixes for what its file lacks: what the page draws, and `plot --as-fixed`. */

import type { LossDefinition } from "../losses/loss.ts";
import { sameLossIn } from "../losses/loss-reference.ts";
import { say } from "../python/say.ts";
import { analyzeFile, type FileAnalysis } from "./analyze-file.ts";
import { type Mended, mend } from "./mend.ts";

/**
 * Undefined where nothing is missing, or what is has no one right fix. `text` is changed in memory alone. With `meant`,
 * names that are misspelt are mended too: that is to be offered, and not to be drawn as if the file said it.
 */
export function asFixed(
  analysis: FileAnalysis,
  { text, path }: { readonly text: string; readonly path: string },
  loss: LossDefinition,
  meant = false,
): Mended<FileAnalysis> | undefined {
  // The Keras that is meant stays the same, whatever an import that is added would say.
  const configuration = { ...analysis.configuration, keras: analysis.keras.version };
  const asked = { configuration, problems: [] };
  const look = (changed: string): FileAnalysis => analyzeFile({ text: changed, path, project: undefined, asked });
  return mend(text, analysis, loss, look, (losses) => sameLossIn(losses, loss, analysis.losses), meant);
}

/** What is said where a loss is drawn so. */
export function asFixedWords({ titles }: Pick<Mended<FileAnalysis>, "titles">): string {
  const all = titles.join("; ");
  return titles.length === 1
    ? say("Drawn as it will be with this fix: {0}.", all)
    : say("Drawn as it will be with these fixes: {0}.", all);
}
