/** How far a loss reaches in its file, for whoever asks which one a place is in. */

import type { Range } from "../python/ast.ts";
import type { LossDefinition } from "./loss.ts";

/** The definition; of a lambda or a call that is assigned, with the name that it is assigned to. */
export function extentOf({ range, module: { text } }: LossDefinition): Range {
  const line = text.lastIndexOf("\n", range.start - 1) + 1;
  const before = text.slice(line, range.start);
  const end = before.trimEnd().replace(/\($/, "").trimEnd();
  const isAssigned = end.endsWith("=") && /^[\w.]+\s*(?::[^=]*)?$/u.test(end.slice(0, -1).trim());
  return isAssigned ? { start: line, end: range.end } : range;
}
