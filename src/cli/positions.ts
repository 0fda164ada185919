/** Offsets as the command line prints them: lines and columns from 1, columns in UTF-16 units, cells of a notebook. */

import type { Range } from "../python/ast.ts";
import { cellAt } from "../python/cells.ts";
import { type Lines, linesOf, type Position } from "../python/lines.ts";
import { visibleText } from "../python/visible-text.ts";
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

/**
 * For a person: `losses.py:3:5`; in a notebook `losses.ipynb:cell 2:3:5`, the cell counted from 1 as VS Code and the
 * preview count it, and not as an index of a program.
 */
export function placeWords(path: string, { cell, line, column }: Pick<Span, "cell" | "line" | "column">): string {
  return `${visibleText(path)}:${cell === undefined ? "" : `cell ${cellNumber(cell)}:`}${line}:${column}`;
}

/** The number of a cell for a person. */
export function cellNumber(index: number): number {
  return index + 1;
}

const known = new WeakMap<object, Positions>();

/** Reads the lines of a source once, when the first place is asked for. */
export function positionsOf(source: Pick<Source, "text" | "notebook">): Positions {
  const before = known.get(source);
  if (before !== undefined) return before;
  const positions = readPositions(source);
  known.set(source, positions);
  return positions;
}

function readPositions({ text, notebook }: Pick<Source, "text" | "notebook">): Positions {
  let read: Lines | undefined;
  const lines = (): Lines => {
    read ??= linesOf(text);
    return read;
  };
  const positionAt = (offset: number): Position => lines().positionAt(offset);
  /** How many lines stand before the cell that begins at an offset. */
  const linesBefore = (start: number | undefined): number => (start === undefined ? 0 : positionAt(start).line - 1);
  return {
    spanOf(range) {
      const cell = notebook && cellAt(notebook, range.start);
      const before = linesBefore(cell?.start);
      const start = positionAt(range.start);
      const end = positionAt(Math.max(range.start, range.end));
      return {
        ...(cell === undefined ? {} : { cell: cell.index }),
        line: start.line - before,
        column: start.column,
        endLine: end.line - before,
        endColumn: end.column,
      };
    },
    lineText(span) {
      const cell = notebook?.cells.find((each) => each.index === span.cell);
      const { starts } = lines();
      const line = linesBefore(cell?.start) + span.line;
      return text.slice(starts[line - 1] ?? text.length, starts[line] ?? text.length).replace(/(?:\r\n|\r|\n)$/, "");
    },
  };
}
