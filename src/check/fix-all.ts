/** "Fix all": the safe fixes of a file, and those that they make room for, as edits of the text as it was. */

import type { Finding } from "../losses/finding.ts";
import { applyEdits, composeEdits, type Edit } from "../python/edits.ts";
import type { FileAnalysis } from "./analyze-file.ts";
import { safeEdits } from "./compose-fixes.ts";
import { withProvenFixes } from "./fix-door.ts";

/** A fix can make room for another; more rounds than this would mean that two undo one another. */
export const mostRounds = 5;

/** The edits after which no safe fix is left that holds. `findings` are those of the file, what running found among them. */
export function fixAll(file: FileAnalysis, findings: readonly Finding[]): readonly Edit[] {
  const original = file.parsed.module.text;
  let edits: readonly Edit[] = [];
  let current = file;
  let found = findings;
  for (let round = 0; round < mostRounds; round++) {
    const next = safeEdits(withProvenFixes(current, found));
    if (next.length === 0) break;
    edits = composeEdits(original, edits, next);
    current = current.lookAgain(applyEdits(current.parsed.module.text, next));
    found = current.findings;
  }
  return edits;
}
