import { describe, expect, test } from "vitest";
import { addedLines, type Change, isTouched, movedLine, movedSpan, type Span } from "../../../src/editor/moved.ts";

const span = (line: number, from: number, to: number, last = line): Span => ({
  start: { line, character: from },
  end: { line: last, character: to },
});
const change = (range: Span, text: string): Change => ({ range, text });

describe("a place after an edit", () => {
  test.each([
    ["a line above", change(span(0, 0, 0), "x\n"), span(3, 4, 8)],
    ["three lines above", change(span(1, 2, 2), "a\r\nb\nc\n"), span(5, 4, 8)],
    ["a line above taken away", change(span(0, 0, 0, 1), ""), span(1, 4, 8)],
    ["letters before it", change(span(2, 0, 0), "  "), span(2, 6, 10)],
    ["letters before it taken away", change(span(2, 1, 3), ""), span(2, 2, 6)],
    ["its line broken", change(span(2, 2, 2), "\n"), span(3, 2, 6)],
    ["letters behind it", change(span(2, 9, 9), "xyz"), span(2, 4, 8)],
    ["a line below", change(span(3, 0, 0), "x\n"), span(2, 4, 8)],
    ["a letter in it", change(span(2, 5, 5), "x"), span(2, 4, 9)],
  ])("%s", (_, edit, expected) => expect(movedSpan(span(2, 4, 8), [edit])).toEqual(expected));

  test("is gone with its line", () => {
    expect(movedSpan(span(2, 4, 8), [change(span(2, 0, 0, 3), "")])).toBeUndefined();
  });

  test("several edits at once", () => {
    const edits = [change(span(0, 0, 0), "a\n"), change(span(1, 0, 0), "b\n"), change(span(2, 0, 0), "cc")];
    for (const all of [edits, [...edits].reverse()]) expect(movedSpan(span(2, 4, 8), all)).toEqual(span(4, 6, 10));
  });
});

describe("the end of a line after an edit", () => {
  test.each([
    ["a letter on another line", [change(span(2, 4, 4), "x")], 5],
    ["a line more above", [change(span(2, 4, 4), "\r\n")], 6],
    ["two lines fewer above", [change(span(2, 4, 0, 4), "x")], 3],
    ["a line more above and one fewer", [change(span(3, 0, 0, 4), ""), change(span(1, 0, 0), "\n")], 5],
    ["lines more below", [change(span(6, 0, 0), "a\nb\n")], 5],
    ["a letter on the line itself", [change(span(5, 0, 0), "x")], undefined],
    ["its line joined with the next", [change(span(5, 9, 0, 6), "")], undefined],
    ["its line joined with the one above", [change(span(4, 9, 0, 5), "")], undefined],
    ["its line within what is replaced", [change(span(0, 0, 0, 9), "new")], undefined],
  ] as const)("%s", (_, edits, expected) => expect(movedLine(5, edits)).toBe(expected));

  test("how many lines come with several edits", () => {
    expect(addedLines([change(span(3, 0, 0, 5), ""), change(span(1, 0, 0), "a\nb\r\nc")])).toBe(0);
    expect(addedLines([change(span(1, 0, 0), "a\nb")])).toBe(1);
    expect(addedLines([change(span(1, 0, 4), "ab")])).toBe(0);
  });
});

test("a word is touched by what changes it and by what goes on with it", () => {
  const word = span(2, 4, 8);
  for (const edit of [span(2, 4, 4), span(2, 8, 8), span(2, 5, 6), span(2, 0, 20), span(2, 7, 12)])
    expect(isTouched(word, [change(edit, "x")])).toBe(true);
  for (const edit of [span(2, 9, 9), span(2, 0, 3), span(1, 4, 8), span(3, 0, 0)])
    expect(isTouched(word, [change(edit, "x")])).toBe(false);
});
