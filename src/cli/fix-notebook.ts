/** Applies edits of a notebook's joined text to the file's cells; every other byte of the file stays as it is. */

import { readFile } from "node:fs/promises";
import type { Range } from "../python/ast.ts";
import { cellAt, type JoinedCells } from "../python/cells.ts";
import { applyEdits, type Edit } from "../python/edits.ts";
import { UsageError } from "./failure.ts";
import { documentAt, elementsAt, memberAt } from "./json-places.ts";

/** The notebook's new text. */
export async function fixNotebook(path: string, joined: JoinedCells, edits: readonly Edit[]): Promise<string> {
  const content = await readFile(path, "utf8");
  const mark = content.startsWith("\ufeff") ? "\ufeff" : "";
  const text = content.slice(mark.length);
  const byCell = new Map<number, Edit[]>();
  for (const edit of edits) {
    const cell = cellAt(joined, edit.range.start);
    if (cell === undefined) continue;
    const range = { start: edit.range.start - cell.start, end: edit.range.end - cell.start };
    byCell.set(cell.index, [...(byCell.get(cell.index) ?? []), { ...edit, range }]);
  }
  const cells = memberAt(text, documentAt(text), "cells");
  const places = cells ? elementsAt(text, cells) : [];
  const changes = [...byCell].map(([index, cellEdits]): Edit => {
    const cell = places[index];
    const range = cell && memberAt(text, cell, "source");
    if (!range) throw new UsageError(`${path}: was changed while it was being fixed`);
    return { range, newText: sourceAfter(text, range, cellEdits) };
  });
  return mark + applyEdits(text, changes);
}

/** A cell's source after its edits, in JSON as the file writes it. */
function sourceAfter(text: string, place: Range, edits: readonly Edit[]): string {
  const quote = quoteLikeIn(text);
  const written = text.slice(place.start, place.end);
  if (!written.startsWith("[")) return quote(applyEdits(JSON.parse(written) as string, edits));
  const rows = elementsAt(text, place);
  const rowTexts = rows.map(({ start, end }) => text.slice(start, end));
  const before = rowTexts.map((row) => JSON.parse(row) as string);
  // A list holds the source by lines, each with its break. Those that stay are written as they were.
  const asWritten = new Map(before.map((row, index) => [row, rowTexts[index]!]));
  const after = applyEdits(before.join(""), edits)
    .split(/(?<=\n)/)
    .filter((line) => line !== "");
  const [first, second] = rows;
  if (!first) return `[${after.map(quote).join(", ")}]`;
  const opening = text.slice(place.start + 1, first.start);
  const between = second ? text.slice(first.end, second.start) : `,${opening || " "}`;
  const closing = text.slice(rows.at(-1)!.end, place.end - 1);
  if (after.length === 0) return "[]";
  return `[${opening}${after.map((row) => asWritten.get(row) ?? quote(row)).join(between)}${closing}]`;
}

/** Letters beyond ASCII are escaped in a file that has only escaped ones. */
function quoteLikeIn(text: string): (value: string) => string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is that of ASCII.
  const isAscii = /^[\x00-\x7f]*$/.test(text) && /\\u[0-9a-f]{4}/i.test(text);
  if (!isAscii) return (value) => JSON.stringify(value);
  return (value) =>
    JSON.stringify(value).replace(
      /[\u0080-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}
