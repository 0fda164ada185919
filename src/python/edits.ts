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
  const seen = new Set<string>();
  return sorted.filter((edit) => {
    const key = editKey(edit);
    return !seen.has(key) && seen.add(key);
  });
}

/** Equal for edits that do the same at the same place. */
export function editKey({ range, newText }: Edit): string {
  return `${range.start}-${range.end} ${newText}`;
}

/** Edits that can be applied together. */
export interface EditSet {
  /** Whether the edit is in the set, or overlaps none of it. */
  readonly fits: (edit: Edit) => boolean;
  readonly add: (edit: Edit) => void;
}

export function createEditSet(): EditSet {
  /** In order of place. */
  const chosen: Edit[] = [];
  const keys = new Set<string>();
  /** The first that begins where `edit` does or further on. */
  const placeOf = (edit: Edit): number => {
    let low = 0;
    let high = chosen.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (chosen[middle]!.range.start < edit.range.start) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    fits(edit) {
      if (keys.has(editKey(edit))) return true;
      for (let at = Math.max(0, placeOf(edit) - 1); at < chosen.length; at++) {
        const { range } = chosen[at]!;
        if (range.start > edit.range.end) return true;
        if (overlap(range, edit.range)) return false;
      }
      return true;
    },
    add(edit) {
      const key = editKey(edit);
      if (keys.has(key)) return;
      keys.add(key);
      chosen.splice(placeOf(edit), 0, edit);
    },
  };
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

/** A part of a text that has been edited: of the original, or new. */
type Piece = { readonly start: number; readonly end: number } | { readonly newText: string };

const lengthOf = (piece: Piece): number => ("newText" in piece ? piece.newText.length : piece.end - piece.start);

/** `first` and then `second`, which is of the text after `first`, as edits of `text` itself. */
export function composeEdits(text: string, first: readonly Edit[], second: readonly Edit[]): readonly Edit[] {
  const pieces = editPieces(editPieces([{ start: 0, end: text.length }], first), second);
  const edits: Edit[] = [];
  let at = 0;
  let newText = "";
  const close = (end: number): void => {
    if (newText !== "" || end > at) edits.push({ range: { start: at, end }, newText });
    newText = "";
  };
  for (const piece of pieces) {
    if ("newText" in piece) newText += piece.newText;
    else {
      close(piece.start);
      at = piece.end;
    }
  }
  close(text.length);
  return edits;
}

function editPieces(pieces: readonly Piece[], edits: readonly Edit[]): Piece[] {
  const result: Piece[] = [];
  let at = 0;
  for (const { range, newText } of withoutRepeats(edits)) {
    result.push(...partOf(pieces, at, range.start), { newText });
    at = range.end;
  }
  return [...result, ...partOf(pieces, at, Number.POSITIVE_INFINITY)];
}

/** What stands between two offsets of the text that the pieces make. */
function partOf(pieces: readonly Piece[], from: number, to: number): Piece[] {
  const part: Piece[] = [];
  let offset = 0;
  for (const piece of pieces) {
    const length = lengthOf(piece);
    const start = Math.max(0, from - offset);
    const end = Math.min(length, to - offset);
    if (start < end) {
      part.push(
        "newText" in piece
          ? { newText: piece.newText.slice(start, end) }
          : { start: piece.start + start, end: piece.start + end },
      );
    }
    offset += length;
  }
  return part;
}
