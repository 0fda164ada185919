import { expect, test } from "vitest";
import { applyEdits, type Edit } from "../../../src/python/edits.ts";
import { unchanged } from "../../../src/python/revision.ts";

const edit = (start: number, end: number, newText: string): Edit => ({ range: { start, end }, newText });

test("several rounds of edits are one change of the first text", () => {
  const text = "def loss():\n    return K.mean(x)\n";
  const at = text.indexOf("K.mean");
  const first = unchanged(text).with([edit(0, 0, "from keras import backend as K\n"), edit(at, at + 1, "ops")]);
  expect(first.text).toBe("from keras import backend as K\ndef loss():\n    return ops.mean(x)\n");
  const line = first.text.indexOf("\n") + 1;
  const second = first.with([edit(0, line, "from keras import ops\n")]);
  expect(second.text).toBe("from keras import ops\ndef loss():\n    return ops.mean(x)\n");
  expect(applyEdits(text, second.edits)).toBe(second.text);
  // What was put in and taken out again leaves nothing.
  expect(applyEdits(text, second.with([edit(0, "from keras import ops\n".length, "")]).edits)).toBe(
    text.replace("K.mean", "ops.mean"),
  );
});

test("places of what stayed are where they were, and of what is new where it stands for", () => {
  const text = "return K.mean(x)";
  const { text: now, originalOf } = unchanged(text).with([edit(0, 0, "import y\n"), edit(7, 8, "ops")]);
  const rangeOf = (part: string) => ({ start: now.indexOf(part), end: now.indexOf(part) + part.length });
  const original = (part: string): string => {
    const { start, end } = originalOf(rangeOf(part));
    return text.slice(start, end);
  };
  expect(original("mean")).toBe("mean");
  expect(original("ops")).toBe("K");
  expect(original("ops.mean(x)")).toBe("K.mean(x)");
  expect(original("import y\n")).toBe("");
});

test("random edits, one round after the other, give the same text as applied in turn", () => {
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  for (let round = 0; round < 300; round++) {
    const text = "abcdefghij".slice(0, 3 + random(8));
    let revision = unchanged(text);
    for (let step = 0; step < 4; step++) {
      const start = random(revision.text.length + 1);
      const end = start + random(revision.text.length - start + 1);
      const next = edit(start, end, "XYZ".slice(0, random(4)));
      const expected = applyEdits(revision.text, [next]);
      revision = revision.with([next]);
      expect(revision.text).toBe(expected);
      expect(applyEdits(text, revision.edits)).toBe(expected);
    }
  }
});
