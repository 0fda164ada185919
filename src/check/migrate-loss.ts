/** One loss moved from `keras.backend` to `keras.ops`, with the imports that it needs. */

import { findLosses } from "../losses/find-losses.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { findReferred, referenceTo } from "../losses/loss-reference.ts";
import { applyEdits, composeEdits, type Edit } from "../python/edits.ts";
import { parseModule } from "../python/parse.ts";
import { analyzeNames } from "../python/scope.ts";
import type { FileAnalysis } from "./analyze-file.ts";
import { fileMigration } from "./check-module.ts";

/** A call within a call is rewritten in the pass after; nobody nests deeper than this. */
const mostPasses = 12;

/** Undefined where it uses nothing of the kind, or where some of it has no mechanical form. */
export function migrateLoss(
  { losses, keras, parsed }: Pick<FileAnalysis, "losses" | "keras" | "parsed">,
  loss: LossDefinition,
): readonly Edit[] | undefined {
  const { text } = parsed.module;
  // Whatever keras.backend is called, its name is there; `K` may lack its import.
  if (!/\bbackend\b|\bK\b/.test(text)) return undefined;
  const reference = referenceTo("", loss, losses);
  let edits: readonly Edit[] = [];
  let module = parsed.module;
  let meant: LossDefinition | undefined = loss;
  for (let pass = 0; pass < mostPasses && meant !== undefined; pass++) {
    const next = fileMigration(module, { names: analyzeNames(module) }, keras, meant.range)?.edits;
    if (next === undefined) break;
    edits = pass === 0 ? next : composeEdits(text, edits, next);
    module = parseModule(applyEdits(text, edits)).module;
    meant = findReferred(findLosses(module, analyzeNames(module)).losses, reference);
  }
  return edits.length === 0 ? undefined : edits;
}
