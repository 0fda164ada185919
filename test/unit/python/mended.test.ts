/**
 * The parser mends the tree of a long statement, and is known to mend wrongly now and then: what it gives is looked over,
 * and read anew where it has not the lines of the text. Here it mends wrongly each time.
 */
import { parser } from "@lezer/python";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { parseModule } from "../../../src/python/parse.ts";

const method = (name: string): string => `    def ${name}(self):\n${"        x = 1\n".repeat(120)}`;
const text = `class A:\n${method("f")}\n    # why\n${method("g")}    a = 1\n`;
const read = parser.parse.bind(parser);

let mended = 0;
let make: (now: string) => string;
beforeEach(() => {
  mended = 0;
  vi.spyOn(parser, "parse").mockImplementation((input, fragments, ranges) => {
    if (typeof input !== "string" || fragments === undefined) return read(input, fragments, ranges);
    mended++;
    return read(make(input));
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

test.each<[string, (now: string) => string]>([
  ["is the old one", () => text],
  ["has a member in the method before it", (now) => now.replace("\n    a = 1", "\n        a = 1")],
  ["has lost a line", (now) => now.replace("        x = 1\n", "              \n")],
  ["has an error", (now) => now.replace("def g(self)", "def g(self(")],
  ["is empty", () => ""],
])("a mended tree that %s is not used", (_, wrong) => {
  make = wrong;
  const before = parseModule(text);
  const next = text.replace("    a = 1\n", "    a = 1\n    b = 2\n");
  const { module } = parseModule(next, before);
  expect(mended).toBe(1);
  expect(module).toEqual(parseModule(next).module);
  expect(module.errors).toEqual([]);
  expect(module.body).toHaveLength(1);
});
