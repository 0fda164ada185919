import { describe, expect, test } from "vitest";
import { type Change, isTouched, movedSpan, type Span } from "../../../src/editor/moved.ts";

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

test("a word is touched by what changes it and by what goes on with it", () => {
  const word = span(2, 4, 8);
  for (const edit of [span(2, 4, 4), span(2, 8, 8), span(2, 5, 6), span(2, 0, 20), span(2, 7, 12)])
    expect(isTouched(word, [change(edit, "x")])).toBe(true);
  for (const edit of [span(2, 9, 9), span(2, 0, 3), span(1, 4, 8), span(3, 0, 0)])
    expect(isTouched(word, [change(edit, "x")])).toBe(false);
});
