/**
 * What stands before the end of a file that has no line break there. The grammar closes its blocks otherwise than by a
 * dedent; a tree in which it did so was mended into members that are in the block of the one before them.
 */
import type { Tree } from "@lezer/common";
import { expect, test } from "vitest";
import { type ParsedModule, parseModule } from "../../../src/python/parse.ts";

const member = (name: string, lines: number): string =>
  `    def ${name}(self, key):\n        if key:\n            return [\n                key,\n            ]\n${"        self.x = 1\n".repeat(lines)}\n`;
const members = Array.from({ length: 12 }, (_, index) => member(`f${index}`, 20 + index)).join("");

/** Large parts of a tree, by identity. */
function partsOf({ statements }: ParsedModule): Set<unknown> {
  const parts = new Set<unknown>();
  const pending: unknown[] = statements.map(({ tree }) => tree);
  for (let part = pending.pop() as Tree | undefined; part !== undefined; part = pending.pop() as Tree | undefined) {
    parts.add(part);
    pending.push(...(part.children ?? []));
  }
  return parts;
}

test.each([
  "def f():\n    return 1\n    # why",
  "class A:\n    def f(self):\n        return 1\n\n        # why",
  "if a:\n  b\n  #",
  "def f():\n    return 1\n    ",
  "def f():\n\treturn 1\n\t# why\n\t",
  "def f():\n    return 1  # why",
])("no error stands in %j, which Python reads", (text) => {
  expect(parseModule(text).module.errors).toEqual([]);
});

test.each([
  ["a line of code", "    def last(self):\n        if self.x:\n            return 1"],
  ["a comment", "    def last(self):\n        return 1\n\n        # the end"],
  ["blanks", "    def last(self):\n        return 1\n        "],
  ["a line break", "    def last(self):\n        return 1\n"],
])("a class at the end of a file that ends with %s is mended as it would be read anew", (_, end) => {
  const text = `class A:\n${members}${end}`;
  const places = [...text.matchAll(/key(?=\))|self\.x = 1\n(?=\n)/g)].map((match) => match.index + match[0].length);
  const whole = parseModule(text);
  for (const place of places) {
    const next = `${text.slice(0, place)}${text[place - 1] === "\n" ? "        y = 2\n" : "q"}${text.slice(place)}`;
    const mended = parseModule(next, whole);
    const fresh = parseModule(next);
    expect(mended.module).toEqual(fresh.module);
    expect(fresh.module.errors).toEqual([]);
    const old = partsOf(whole);
    expect([...partsOf(mended)].some((part) => old.has(part))).toBe(true);
  }
});
