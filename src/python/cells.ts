/** A notebook's code cells as one module, and the way back from an offset to its cell. */

import { endOfMagicLine, readsAsPython } from "./magics.ts";
import { type NotebookText, readNotebookCells } from "./notebook-cells.ts";

export interface JoinedCells {
  readonly text: string;
  /** In the order given. */
  readonly cells: readonly JoinedCell[];
}

export interface JoinedCell {
  /** The caller's own number for the cell: its index in the notebook, Markdown cells counted. */
  readonly index: number;
  /** Where the cell's text begins in the joined text. */
  readonly start: number;
  readonly end: number;
}

/** Cells are parted by a line break, so that a cell without one at its end does not run into the next. */
export function joinCells(cells: readonly { readonly index: number; readonly text: string }[]): JoinedCells {
  let text = "";
  const joined = cells.map((cell): JoinedCell => {
    const start = text.length;
    text += readsAsPython(cell.text) ? cell.text : withMagicAlone(cell.text);
    const end = text.length;
    text += "\n";
    return { index: cell.index, start, end };
  });
  return { text, cells: joined };
}

/** `%%bash` and its kind: the cell keeps its place and its length, and says nothing but its magic. */
function withMagicAlone(cell: string): string {
  const end = endOfMagicLine(cell);
  return cell.slice(0, end) + cell.slice(end).replace(/[^\r\n]/g, " ");
}

/** The cell that holds an offset of the joined text; the break after a cell belongs to it. */
export function cellAt(joined: JoinedCells, offset: number): JoinedCell | undefined {
  let low = 0;
  let high = joined.cells.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (joined.cells[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return joined.cells[low];
}

/** IPython names itself too, and some kernels their release. */
const isPython = /^i?python\d*(?:\.\d+)?$/i;

/** The text of the Python code cells of an `.ipynb` file. Throws a sentence where the file is no notebook. */
export function readNotebook(json: string): JoinedCells {
  const { cells, metadata } = readOrRefuse(json);
  if (cells === undefined) throw new Error("not a notebook: it has no cells");
  const language =
    property(property(metadata, "kernelspec"), "language") ?? property(property(metadata, "language_info"), "name");
  if (typeof language === "string" && !isPython.test(language)) return joinCells([]);
  return joinCells(
    cells.flatMap(({ isCode, source }, index) => (isCode && source !== undefined ? [{ index, text: source }] : [])),
  );
}

function readOrRefuse(json: string): NotebookText {
  try {
    return readNotebookCells(json);
  } catch {
    throw new Error("not a notebook: the file is not valid JSON");
  }
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
