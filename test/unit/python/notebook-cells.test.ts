import fc from "fast-check";
import { expect, test } from "vitest";
import { readNotebookCells } from "../../../src/python/notebook-cells.ts";

test("cells have their source, in one text or in lines; the last of two members counts", () => {
  const json = `{"cells": [
    {"outputs": [{"data": {"text": ["{\\"cells\\": []}"]}}], "cell_type": "code", "source": ["a = 1\\n", "b"]},
    {"cell_type": "markdown", "source": "# \\u00e9"},
    {"cell_type": "raw", "cell_type": "code", "source": 3}, 7
  ], "metadata": {"kernelspec": {"language": "python"}}}`;
  expect(readNotebookCells(json)).toEqual({
    cells: [
      { isCode: true, source: "a = 1\nb" },
      { isCode: false, source: "# é" },
      { isCode: true, source: undefined },
      { isCode: false, source: undefined },
    ],
    metadata: { kernelspec: { language: "python" } },
  });
});

test("what is no object has no cells", () => {
  for (const json of ["[]", "3", '"a"', "null", "{}", '{"cells": {}}'])
    expect(readNotebookCells(json).cells).toBeUndefined();
});

test("a text is refused where JSON.parse refuses it, and only there", () => {
  const parts = fc.constantFrom(
    ...'{ } [ ] , : "a" "cells" "\\u00e" "\\x" 1 -0 01 1. .5 1e9 1e true nul null " \\'.split(" "),
    "\n",
    "\u0001",
    "\u00a0",
    '{"cells": [{"outputs": ',
    "}]}",
  );
  const text = fc.oneof(
    fc.array(parts, { maxLength: 8 }).map((each) => each.join("")),
    fc.json(),
  );
  fc.assert(
    fc.property(text, (json) => {
      const isRefused = (read: (json: string) => unknown): boolean => {
        try {
          read(json);
          return false;
        } catch {
          return true;
        }
      };
      expect(isRefused(readNotebookCells)).toBe(isRefused(JSON.parse));
    }),
    { numRuns: 3000, seed: 1 },
  );
});

test("outputs are passed over, whatever their size and depth", () => {
  const image = "A".repeat(20_000_000);
  const deep = `${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`;
  const json = `{"cells": [{"cell_type": "code", "outputs": ["${image}", ${deep}], "source": "x"}]}`;
  expect(readNotebookCells(json).cells).toEqual([{ isCode: true, source: "x" }]);
});
