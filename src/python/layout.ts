/**
 * Whether a tree has its statements where the text has its lines. A tree that was mended is held to this before it is
 * used: it costs one walk, and reading anew is always possible.
 */
import type { Piece } from "./piece.ts";
import type { Token } from "./tokens.ts";

interface Line {
  /** Of its first token. */
  readonly start: number;
  readonly column: number;
}

const clauseTypes = new Set(["elif", "else", "except", "finally", "Decorator"]);
const tabStop = 8;

/** `pieces` are the statements of the tree, `text` the masked text that begins at `offset`. */
export function fitsLayout(pieces: readonly Piece[], tokens: readonly Token[], text: string, offset: number): boolean {
  const lines = linesOf(tokens, text, offset);
  /** Columns of the blocks that are open. */
  const columns: number[] = [];
  /** What is still to be seen, the next one last, with the number of blocks around it. */
  const pending = pieces.map((piece) => ({ piece, depth: 0 })).reverse();
  let next = 0;
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    const { piece, depth } = item;
    const line = lines[next];
    if (line !== undefined && piece.start > line.start) return false;
    if (line?.start === piece.start) {
      if (depth > columns.length) return false;
      if (depth === columns.length) {
        if (depth > 0 && line.column <= (columns[depth - 1] as number)) return false;
        columns.push(line.column);
      } else {
        columns.length = depth + 1;
        if (columns[depth] !== line.column) return false;
      }
      next++;
    }
    for (let index = piece.children.length - 1; index >= 0; index--) {
      const child = piece.children[index] as Piece;
      if (child.type === "Body") {
        for (let at = child.children.length - 1; at >= 0; at--) {
          pending.push({ piece: child.children[at] as Piece, depth: depth + 1 });
        }
      } else if (holdsLines(piece.type) && (clauseTypes.has(child.type) || /Definition$/.test(child.type))) {
        pending.push({ piece: child, depth });
      }
    }
  }
  return next === lines.length;
}

function holdsLines(type: string): boolean {
  return type.endsWith("Statement") || type.endsWith("Definition") || type === "StatementGroup";
}

function linesOf(tokens: readonly Token[], text: string, offset: number): Line[] {
  const lines: Line[] = [];
  let isNew = true;
  for (const { type, start } of tokens) {
    if (type === "newline") isNew = true;
    else if (isNew && type !== "comment" && type !== "continuation") {
      isNew = false;
      lines.push({ start, column: columnOf(text, start - offset) });
    }
  }
  return lines;
}

function columnOf(text: string, at: number): number {
  let start = at;
  while (start > 0 && (text[start - 1] === " " || text[start - 1] === "\t")) start--;
  let column = 0;
  for (let index = start; index < at; index++) column += text[index] === "\t" ? tabStop - (column % tabStop) : 1;
  return column;
}
