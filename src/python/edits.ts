/** Edits of a text, and applying them. */

import type { Call, Range } from "./ast.ts";

export interface Edit {
  readonly range: Range;
  readonly newText: string;
}

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

/** Whether two edits do the same at the same place. */
export function isSameEdit(a: Edit, b: Edit): boolean {
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
