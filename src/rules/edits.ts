/** Edits of a text: applying them, and choosing those that do not stand in each other's way. */

import type { Call, Range } from "../python/ast.ts";
import type { Edit, Finding, Fix } from "./finding.ts";

/** The text after `edits`, which do not overlap; equal ones are applied once. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const edit of withoutRepeats(edits)) {
    result += text.slice(at, edit.range.start) + edit.newText;
    at = edit.range.end;
  }
  return result + text.slice(at);
}

/** In order of place, equal edits once. */
export function withoutRepeats(edits: readonly Edit[]): Edit[] {
  const sorted = edits
    .map((edit, order) => ({ edit, order }))
    .sort((a, b) => a.edit.range.start - b.edit.range.start || a.edit.range.end - b.edit.range.end || a.order - b.order)
    .map(({ edit }) => edit);
  const kept: Edit[] = [];
  for (const edit of sorted) if (!kept.some((other) => isSameEdit(other, edit))) kept.push(edit);
  return kept;
}

function isSameEdit(a: Edit, b: Edit): boolean {
  return a.range.start === b.range.start && a.range.end === b.range.end && a.newText === b.newText;
}

/** Whether two edits change the same characters, or insert different text at the same place. */
export function overlap(a: Range, b: Range): boolean {
  if (a.start === a.end && b.start === b.end) return a.start === b.start;
  return a.start < b.end && b.start < a.end;
}

/** `text` as the call's last argument. */
export function appendArgument(call: Call, text: string): Edit {
  const last = call.arguments.at(-1);
  const at = last ? last.range.end : call.range.end - 1;
  return { range: { start: at, end: at }, newText: last ? `, ${text}` : text };
}

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
