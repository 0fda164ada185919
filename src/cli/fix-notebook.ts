/** Applies edits of a notebook's joined text to the file's cells, and leaves everything else as it was. */

import { readFile } from "node:fs/promises";
import { cellAt, type JoinedCells } from "../python/cells.ts";
import { applyEdits } from "../rules/edits.ts";
import type { Edit } from "../rules/finding.ts";

interface NotebookFile {
  cells: { source: string | string[] }[];
}

/** The notebook's new text. */
export async function fixNotebook(path: string, joined: JoinedCells, edits: readonly Edit[]): Promise<string> {
  const text = await readFile(path, "utf8");
  const notebook = JSON.parse(text) as NotebookFile;
  const byCell = new Map<number, Edit[]>();
  for (const edit of edits) {
    const cell = cellAt(joined, edit.range.start);
    if (cell === undefined) continue;
    const range = { start: edit.range.start - cell.start, end: edit.range.end - cell.start };
    byCell.set(cell.index, [...(byCell.get(cell.index) ?? []), { ...edit, range }]);
  }
  for (const [index, cellEdits] of byCell) {
    const cell = notebook.cells[index]!;
    const isList = Array.isArray(cell.source);
    const source = applyEdits(isList ? (cell.source as string[]).join("") : (cell.source as string), cellEdits);
    // Notebooks keep their source as a list of lines, each with its break.
    cell.source = isList ? (source.match(/[^\n]*\n|[^\n]+$/g) ?? []) : source;
  }
  const indent = /^\{\r?\n([ \t]+)"/.exec(text)?.[1] ?? 1;
  return JSON.stringify(notebook, null, indent) + (text.endsWith("\n") ? "\n" : "");
}
