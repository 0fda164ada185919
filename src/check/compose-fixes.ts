/** Choosing the fixes that do not stand in each other's way. */

import type { Finding, Fix } from "../losses/finding.ts";
import { createEditSet, type Edit, withoutRepeats } from "../python/edits.ts";

/** The fixes of `findings` that can be applied together: earlier ones first, each whole or not at all. */
export function composeFixes(findings: readonly Finding[], accept: (fix: Fix) => boolean): Edit[] {
  return withoutRepeats(fixesThatFit(findings.flatMap((finding) => finding.fixes.find(accept) ?? [])).flatMap(editsOf));
}

const editsOf = ({ edits }: Fix): readonly Edit[] => edits;

/** Those of `fixes`, earlier ones first, that can be applied together; each list of edits once. */
export function fixesThatFit<Some extends Fix>(fixes: readonly Some[]): Some[] {
  const chosen = createEditSet();
  const seen = new Set<readonly Edit[]>();
  return fixes.filter(({ edits }) => {
    // Several findings may share one fix for the whole file.
    if (seen.has(edits)) return false;
    seen.add(edits);
    if (!edits.every(chosen.fits)) return false;
    for (const edit of edits) chosen.add(edit);
    return true;
  });
}

/** The edits of every safe fix that fits with the others: what "fix all" and `--fix` apply in one pass. */
export function safeEdits(findings: readonly Finding[]): Edit[] {
  return composeFixes(findings, (fix) => fix.isSafe);
}

/** The fixes that several findings have in common, each once: migrating the whole file. */
export function sharedFixes(findings: readonly Finding[]): Fix[] {
  const counts = new Map<readonly Edit[], { readonly fix: Fix; count: number }>();
  for (const fix of findings.flatMap(({ fixes }) => fixes)) {
    const known = counts.get(fix.edits);
    if (known) known.count++;
    else counts.set(fix.edits, { fix, count: 1 });
  }
  return [...counts.values()].filter(({ count }) => count > 1).map(({ fix }) => fix);
}
