/** A text that was changed, perhaps several times: what it is now, how it differs from what it was, and what came from where. */

import type { Range } from "./ast.ts";
import { type Edit, withoutRepeats } from "./edits.ts";

export interface Revision {
  readonly text: string;
  /** From the first text to this one; they do not overlap. */
  readonly edits: readonly Edit[];
  /** The text with edits of it, which do not overlap. */
  with(edits: readonly Edit[]): Revision;
  /** Where in the first text a range of this one comes from; what is new lies where it was put in. */
  originalOf(range: Range): Range;
}

/** A part of the first text, or a new one that stands at `start` (and instead of all up to `end`) of it. */
interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly isNew: boolean;
}

export function unchanged(text: string): Revision {
  return revisionOf([{ text, start: 0, end: text.length, isNew: false }]);
}

function revisionOf(pieces: readonly Piece[]): Revision {
  const text = pieces.map((piece) => piece.text).join("");
  return {
    text,
    edits: editsOf(pieces),
    with: (edits) => revisionOf(withoutRepeats(edits).reduceRight(replaced, pieces)),
    originalOf: ({ start, end }) => {
      const from = originOf(pieces, start, "start");
      return { start: from, end: Math.max(from, originOf(pieces, end, "end")) };
    },
  };
}

/** Edits are applied from the last to the first: those before are still where they were. */
function replaced(pieces: readonly Piece[], { range, newText }: Edit): readonly Piece[] {
  const before: Piece[] = [];
  const after: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const [from, to] = [at, at + piece.text.length];
    at = to;
    if (to <= range.start && !(from === to && from === range.start)) {
      before.push(piece);
      continue;
    }
    if (from >= range.end) {
      after.push(piece);
      continue;
    }
    const [left, right] = [Math.max(0, range.start - from), Math.min(piece.text.length, range.end - from)];
    if (left > 0) before.push(part(piece, 0, left));
    if (right < piece.text.length) after.push(part(piece, right, piece.text.length));
  }
  const from = before.at(-1)?.end ?? 0;
  const to = after[0]?.start ?? Math.max(from, pieces.at(-1)?.end ?? 0);
  return [...before, { text: newText, start: from, end: Math.max(from, to), isNew: true }, ...after];
}

function part(piece: Piece, from: number, to: number): Piece {
  const text = piece.text.slice(from, to);
  if (!piece.isNew) return { ...piece, text, start: piece.start + from, end: piece.start + to };
  // A new text stands for all that it replaced, to the left of where it is cut.
  return from === 0 ? { ...piece, text } : { ...piece, text, start: piece.end };
}

/** What is new, and what of the first text is gone, in one edit where both touch. */
function editsOf(pieces: readonly Piece[]): Edit[] {
  const edits: Edit[] = [];
  for (const { text, start, end, isNew } of pieces) {
    if (!isNew || (text === "" && start === end)) continue;
    const last = edits.at(-1);
    if (last !== undefined && last.range.end === start)
      edits[edits.length - 1] = { range: { start: last.range.start, end }, newText: last.newText + text };
    else edits.push({ range: { start, end }, newText: text });
  }
  return edits;
}

function originOf(pieces: readonly Piece[], offset: number, side: "start" | "end"): number {
  let at = 0;
  for (const piece of pieces) {
    const end = at + piece.text.length;
    if (offset < end || (side === "end" && offset === end && piece.text !== "")) {
      if (!piece.isNew) return piece.start + (offset - at);
      return side === "start" ? piece.start : piece.end;
    }
    at = end;
  }
  return pieces.at(-1)?.end ?? 0;
}
