/** Choosing the fixes that do not stand in each other's way. */

import type { Finding, Fix } from "../losses/finding.ts";
import { type Edit, isSameEdit, overlap, withoutRepeats } from "../python/edits.ts";

/** The fixes of `findings` that can be applied together: earlier ones first, each whole or not at all. */
export function composeFixes(findings: readonly Finding[], accept: (fix: Fix) => boolean): Edit[] {
  const chosen: Edit[] = [];
  const seen = new Set<readonly Edit[]>();
  for (const finding of findings) {
    const fix = finding.fixes.find(accept);
    // Several findings may share one fix for the whole file.
    if (!fix || seen.has(fix.edits)) continue;
    seen.add(fix.edits);
    const fits = fix.edits.every((edit) =>
      chosen.every((other) => isSameEdit(other, edit) || !overlap(other.range, edit.range)),
    );
    if (fits) chosen.push(...fix.edits.filter((edit) => !chosen.some((other) => isSameEdit(other, edit))));
  }
  return withoutRepeats(chosen);
}

/** The edits of every safe fix that fits with the others: what "fix all" and `--fix` apply in one pass. */
export function safeEdits(findings: readonly Finding[]): Edit[] {
  return composeFixes(findings, (fix) => fix.isSafe);
}
