import { expect, test } from "vitest";
import { visibleCode, visibleJson, visibleText, wholeCharacters } from "../../../src/python/visible-text.ts";

test("what would act on a terminal or in a log is shown", () => {
  expect(visibleText("a\u001b[31mred\u0007\n::error::x\r\tb\u009b2J\u007f")).toBe(
    "a\\x1b[31mred\\x07\\n::error::x\\r\\tb\\x9b2J\\x7f",
  );
  expect(visibleText("x\u202egnp.exe\u2066\u2028y\ufeff\ud800")).toBe("x\\u202egnp.exe\\u2066\\u2028y\\ufeff\\ud800");
  expect(visibleText("##[error]x ##vso[task.setvariable]y")).toBe("#\\x23[error]x #\\x23vso[task.setvariable]y");
});

test("what only looks unusual stays", () => {
  const text = "größer · 损失 · خطأ می‌شود · 👩‍🔬 ## heading #[x] [a](b) $(c)";
  expect(visibleText(text)).toBe(text);
});

test("a line of code keeps its tabs", () => {
  expect(visibleCode("\treturn\t'\u001b'")).toBe("\treturn\t'\\x1b'");
});

test("JSON holds the same data, and nothing in it acts", () => {
  const value = { text: "\u001b[31m\u009b\u202e\u2028 ##[error]x", list: [1, null] };
  const json = visibleJson(value);
  expect(JSON.parse(json)).toEqual(value);
  expect(json).toMatch(/^[\x20-\x7e]*$/);
  expect(json).not.toContain("##[");
});

test("JSON for strict readers holds whole characters only", () => {
  expect(visibleJson(["a\ud800b", "👩"])).toBe('["a\ufffdb","👩"]');
  expect(wholeCharacters("\udc00x")).toBe("\ufffdx");
});
