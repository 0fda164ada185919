/** Whatever a notebook's file holds: its cells as one text that knows its places, or a sentence; and a fix changes its cell alone. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect } from "vitest";
import { fixNotebook } from "../../src/cli/fix-notebook.ts";
import { cellAt, readNotebook } from "../../src/python/cells.ts";
import { fuzz, spoiled } from "./target.ts";

const folder = mkdtempSync(join(tmpdir(), "loss-lens-fuzz-"));
afterAll(() => rmSync(folder, { recursive: true }));

const line = fc.oneof(
  fc.constantFrom(
    "import keras\n",
    "%matplotlib inline\n",
    "%%bash\n",
    "!ls\n",
    "def loss(y_true, y_pred):\n",
    "    pass",
    "\n",
    "",
    "é\\\n",
    "\u2028\n",
    '"""\n',
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
);
const source = fc.oneof(
  { weight: 6, arbitrary: fc.array(line, { maxLength: 5 }) },
  { weight: 3, arbitrary: line },
  { weight: 1, arbitrary: fc.constantFrom(null, 3, {}, [null], [["a"]]) },
);
const outputs = fc.oneof(fc.constant([]), fc.array(fc.jsonValue(), { maxLength: 2 }));
const cell = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ cell_type: fc.constantFrom("code", "code", "markdown", "raw", 1), source, outputs }),
  },
  { weight: 1, arbitrary: fc.jsonValue() },
);
const notebook = fc.record(
  {
    cells: fc.oneof(
      { weight: 9, arbitrary: fc.array(cell, { maxLength: 5 }) },
      { weight: 1, arbitrary: fc.jsonValue() },
    ),
    metadata: fc.oneof(
      fc.constantFrom({}, { kernelspec: { language: "python" } }, { language_info: { name: "R" } }, null, []),
      fc.jsonValue(),
    ),
    nbformat: fc.constant(4),
  },
  { requiredKeys: ["nbformat"] },
);
const written = fc
  .tuple(notebook, fc.constantFrom(0, 1, "\t"))
  .map(([value, space]) => JSON.stringify(value, null, space));
const whole = JSON.stringify({
  cells: [
    { cell_type: "code", source: ["import keras\n", "x = 1"], outputs: [{ text: ['{"cells": [1]}'] }] },
    { cell_type: "markdown", source: "# [a]" },
    { cell_type: "code", source: "def loss(y_true, y_pred):\n    return 1\n", outputs: [] },
  ],
  metadata: { kernelspec: { language: "python" } },
});
const splinters = fc.constantFrom(
  "[",
  "]",
  "{",
  "}",
  '"',
  ",",
  ":",
  "\\",
  "null",
  '"source"',
  '"cells"',
  "\\ud800",
  "1e9",
  " ",
);

fuzz(
  "a notebook gives its cells in their places, or a sentence",
  { short: 1500, long: 150_000, reached: 0.2 },
  fc.oneof({ arbitrary: written, weight: 2 }, spoiled([whole], splinters), fc.string({ maxLength: 40 })),
  (json) => {
    let joined: ReturnType<typeof readNotebook>;
    try {
      joined = readNotebook(json);
    } catch (error) {
      expect((error as Error).message).toMatch(/^not a notebook: /);
      return false;
    }
    let end = -1;
    for (const each of joined.cells) {
      expect(each.start).toBe(end + 1);
      expect(each.end).toBeGreaterThanOrEqual(each.start);
      expect(cellAt(joined, each.start)).toBe(each);
      expect(cellAt(joined, each.end)).toBe(each);
      end = each.end;
    }
    expect(joined.text.length).toBe(end + 1);
    return joined.cells.length > 0;
  },
);

fuzz(
  "an edit of a cell changes its source and nothing else",
  { short: 300, long: 20_000, reached: 0.2 },
  fc.tuple(written, fc.nat(), fc.nat(), fc.nat(6), line),
  async ([json, which, where, size, newText]) => {
    const path = join(folder, "a.ipynb");
    let joined: ReturnType<typeof readNotebook>;
    try {
      joined = readNotebook(json);
    } catch {
      return false;
    }
    const chosen = joined.cells[which % Math.max(1, joined.cells.length)];
    if (chosen === undefined) return false;
    const start = chosen.start + (where % (chosen.end - chosen.start + 1));
    const end = Math.min(chosen.end, start + size);
    writeFileSync(path, json);
    const after = JSON.parse(await fixNotebook(path, joined, [{ range: { start, end }, newText }]));
    const expected = JSON.parse(json);
    const before = expected.cells[chosen.index].source;
    const text: string = Array.isArray(before) ? before.join("") : before;
    const changed = text.slice(0, start - chosen.start) + newText + text.slice(end - chosen.start);
    const now = after.cells[chosen.index].source;
    expect(Array.isArray(now) ? now.join("") : now).toBe(changed);
    expected.cells[chosen.index].source = now;
    expect(after).toEqual(expected);
    return true;
  },
);
