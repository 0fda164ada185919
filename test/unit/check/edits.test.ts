import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { composeFixes } from "../../../src/check/compose-fixes.ts";
import type { Finding } from "../../../src/losses/finding.ts";
import { applyEdits, composeEdits, type Edit, overlap } from "../../../src/python/edits.ts";

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

describe("edits one after the other", () => {
  const text = "def f(a):\n    return a\n";

  test("an edit of what an edit has written, before it and after it", () => {
    const first = [
      { range: { start: 0, end: 0 }, newText: "import x\n" },
      { range: { start: 21, end: 22 }, newText: "x.y(a)" },
    ];
    const after = applyEdits(text, first);
    const second = [
      { range: { start: 7, end: 8 }, newText: "z" },
      { range: { start: after.indexOf("x.y"), end: after.indexOf("x.y") + 1 }, newText: "z" },
      { range: { start: after.length, end: after.length }, newText: "# end\n" },
    ];
    const all = composeEdits(text, first, second);
    expect(applyEdits(text, all)).toBe(applyEdits(after, second));
    expect(applyEdits(text, all)).toBe("import z\ndef f(a):\n    return z.y(a)\n# end\n");
  });

  test("whatever the edits are, together they make the same text", () => {
    const edits = (length: number) =>
      fc.array(fc.tuple(fc.nat(length), fc.nat(3), fc.string({ maxLength: 3 })), { maxLength: 4 }).map((raw) => {
        const made: Edit[] = [];
        for (const [start, size, newText] of raw.sort((a, b) => a[0] - b[0])) {
          const end = Math.min(length, start + size);
          if (start > (made.at(-1)?.range.end ?? -1)) made.push({ range: { start, end }, newText });
        }
        return made;
      });
    fc.assert(
      fc.property(
        fc.string({ maxLength: 12 }).chain((original) =>
          edits(original.length).chain((first) => {
            const after = applyEdits(original, first);
            return edits(after.length).map((second) => ({ original, first, second, after }));
          }),
        ),
        ({ original, first, second, after }) => {
          expect(applyEdits(original, composeEdits(original, first, second))).toBe(applyEdits(after, second));
        },
      ),
      { numRuns: 500, seed: 7 },
    );
  });
});
