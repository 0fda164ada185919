/** Our tree of Python beside the one that Python's own parser makes; `compare.ts` does the same for whole libraries. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseModule } from "../../../src/python/parse.ts";
import { outlineOf } from "./outline.ts";

const corpus = new URL("corpus/", import.meta.url);
const golden = JSON.parse(readFileSync(new URL("golden.json", import.meta.url), "utf8")) as Record<string, string[]>;

test("every file of the corpus has its golden tree", () => {
  expect(readdirSync(corpus).sort()).toEqual(Object.keys(golden).sort());
});

test.each(Object.keys(golden))("%s is read as Python reads it", (name) => {
  const { module } = parseModule(readFileSync(new URL(name, corpus), "utf8"));
  expect(module.errors).toEqual([]);
  expect(outlineOf(module)).toEqual(golden[name]!.toSorted());
  expect(golden[name]!.length).toBeGreaterThan(20);
});

/** What newer Pythons read than the one that made the golden trees. */
test.each([
  ["a t-string", 'x = t"a{b!r}" rt"{c:>{d}}"\n', "Assign"],
  ["a lazy import", "lazy import json\nlazy from a import b as c\nlazy = 1\n", "Import ImportFrom Assign"],
  ["several exceptions without parentheses", "try: pass\nexcept A, b.C: pass\n", "Try"],
  ["unpacking in a comprehension", "x = [*y for y in z]\n", "Assign"],
])("%s is read", (_, text, kinds) => {
  const { module } = parseModule(text);
  expect(module.errors).toEqual([]);
  expect(module.body.map(({ kind }) => kind).join(" ")).toBe(kinds);
});

test("an f-string that is not closed spoils only its line", () => {
  const { module } = parseModule('x = f"{a\ny = f"{b}"\ndef f(p):\n    return f"{p}"\n');
  expect(module.body.map(({ kind }) => kind)).toContain("FunctionDefinition");
  expect(module.body.filter(({ kind }) => kind === "Assign")).toHaveLength(1);
});
