import { expect, test } from "vitest";
import { linesOf } from "../../../src/python/lines.ts";

test("every kind of line end ends a line, and columns are UTF-16 units", () => {
  const lines = linesOf("a\nb\r\nc\r😀d");
  expect(lines.starts).toEqual([0, 2, 5, 7]);
  expect(lines.positionAt(0)).toEqual({ line: 1, column: 1 });
  expect(lines.positionAt(3)).toEqual({ line: 2, column: 2 });
  expect(lines.positionAt(9)).toEqual({ line: 4, column: 3 });
  expect(lines.offsetAt({ line: 4, column: 3 })).toBe(9);
});

test("places outside the text are taken to the nearest one inside", () => {
  const lines = linesOf("ab\r\nc");
  expect(lines.positionAt(-1)).toEqual({ line: 1, column: 1 });
  expect(lines.positionAt(99)).toEqual({ line: 2, column: 2 });
  expect(lines.offsetAt({ line: 1, column: 99 })).toBe(2);
  expect(lines.offsetAt({ line: 0, column: 1 })).toBe(0);
  expect(lines.offsetAt({ line: 9, column: 1 })).toBe(5);
});
