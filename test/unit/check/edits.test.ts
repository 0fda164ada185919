import { describe, expect, test } from "vitest";
import { composeFixes } from "../../../src/check/compose-fixes.ts";
import type { Finding } from "../../../src/losses/finding.ts";
import { applyEdits, type Edit, overlap } from "../../../src/python/edits.ts";

const edit = (start: number, end: number, newText: string): Edit => ({ range: { start, end }, newText });

const findingWith = (...edits: Edit[]): Finding => ({
  rule: "no-gradient",
  severity: "error",
  message: "",
  range: { start: 0, end: 1 },
  fixes: [{ title: "Mend", edits, isPreferred: true, isSafe: true }],
  related: [],
  tag: undefined,
});

test.each([
  [[0, 3], [2, 5], true],
  [[2, 5], [0, 3], true],
  [[0, 9], [3, 4], true],
  [[0, 3], [3, 5], false],
  [[3, 3], [3, 3], true],
  [[3, 3], [4, 4], false],
  // An insertion inside of what is replaced, and at its ends.
  [[4, 4], [3, 6], true],
  [[3, 3], [3, 6], false],
  [[6, 6], [3, 6], false],
] as const)("%j and %j: do they change the same characters? %j", ([a, b], [c, d], answer) => {
  expect(overlap({ start: a, end: b }, { start: c, end: d })).toBe(answer);
});

describe("fixes that are applied together", () => {
  const text = "0123456789";
  const applied = (...findings: Finding[]): string =>
    applyEdits(
      text,
      composeFixes(findings, () => true),
    );

  test("stand beside each other", () => {
    expect(applied(findingWith(edit(6, 8, "b")), findingWith(edit(1, 3, "a")))).toBe("0a345b89");
  });

  test("are applied whole or not at all where they overlap, the earlier finding's first", () => {
    expect(applied(findingWith(edit(2, 5, "x")), findingWith(edit(4, 6, "y"), edit(8, 9, "z")))).toBe("01x56789");
  });

  test("insert once what several of them need", () => {
    const needed = edit(0, 0, "import K\n");
    expect(applied(findingWith(needed, edit(1, 2, "a")), findingWith(needed, edit(3, 4, "b")))).toBe(
      "import K\n0a2b456789",
    );
  });
});
