/** Offsets as the command line prints them: lines and columns from 1, columns in UTF-16 units, cells of a notebook. */

import type { Range } from "../python/ast.ts";
import { cellAt, type JoinedCell } from "../python/cells.ts";
import type { Source } from "./source.ts";

export interface Span {
  /** The index in the notebook's `cells`; absent for a file. */
  readonly cell?: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** Exclusive. */
  readonly endColumn: number;
}

export interface Positions {
  spanOf(range: Range): Span;
  /** The text of a line, without its break. The line is counted as in `spanOf`. */
  lineText(span: Span): string;
}

/** Reads the lines of a source once. */
export function positionsOf({ text, notebook }: Pick<Source, "text" | "notebook">): Positions {
  const starts = lineStarts(text);

  /** The line's number in the whole text, from 0. */
  function lineOf(offset: number): number {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  const firstLineOf = (cell: JoinedCell | undefined): number => (cell === undefined ? 0 : lineOf(cell.start));

  return {
    spanOf({ start, end }) {
      const cell = notebook && cellAt(notebook, start);
      const line = lineOf(start);
      const endLine = lineOf(Math.max(start, end));
      const base = firstLineOf(cell);
      return {
        ...(cell === undefined ? {} : { cell: cell.index }),
        line: line - base + 1,
        column: start - starts[line]! + 1,
        endLine: endLine - base + 1,
        endColumn: Math.max(start, end) - starts[endLine]! + 1,
      };
    },
    lineText(span) {
      const cell = notebook?.cells.find((each) => each.index === span.cell);
      const line = firstLineOf(cell) + span.line - 1;
      return text.slice(starts[line] ?? text.length, starts[line + 1] ?? text.length).replace(/[\r\n]+$/, "");
    },
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + lineBreak.length);
  return starts;
}
