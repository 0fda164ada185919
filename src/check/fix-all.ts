/** "Fix all": the safe fixes of a file, and those that they make room for, as edits of the text as it was. */

import type { Finding } from "../losses/finding.ts";
import { applyEdits, composeEdits, type Edit } from "../python/edits.ts";
import { analyzeFile, type FileToAnalyze } from "./analyze-file.ts";
import { safeEdits } from "./compose-fixes.ts";

/** A fix can make room for another; more rounds than this would mean that two undo one another. */
export const mostRounds = 5;

/** The edits after which no safe fix is left. `findings` are those of the file's text, by the same rules. */
export function fixAll(file: FileToAnalyze, findings: readonly Finding[]): readonly Edit[] {
  let edits: readonly Edit[] = [];
  let { text } = file;
  let found = findings;
  for (let round = 0; round < mostRounds; round++) {
    const next = safeEdits(found);
    if (next.length === 0) break;
    edits = composeEdits(file.text, edits, next);
    text = applyEdits(text, next);
    found = analyzeFile({ ...file, text, previous: undefined }).findings;
  }
  return edits;
}
