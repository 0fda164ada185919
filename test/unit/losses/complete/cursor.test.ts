import { describe, expect, test } from "vitest";
import { cursorPlace } from "../../../../src/losses/complete/cursor.ts";

/** The place of the `|`, with the innermost bracket in short. */
function at(marked: string): string {
  const offset = marked.indexOf("|");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const place = cursorPlace(text, offset);
  const brackets = "brackets" in place ? place.brackets : [];
  const told = brackets.map(({ bracket, callee, keyword, index, isDefinition, isValue }) =>
    [isDefinition ? "def " : "", callee, bracket, keyword ?? index, isValue ? ":" : ""].join(""),
  );
  return [place.kind, ...("typed" in place ? [place.typed] : []), ...told].join(" ");
}

describe("where a statement starts", () => {
  test.each([
    "lo|",
    "import os\nlo|",
    "def f():\n    lo|",
    "x = 1  # why\n\nlo|\ny = 2",
    "f(a,\n  b)\nlo|",
    '"""text"""\nlo|',
  ])("%j", (text) => expect(at(text)).toBe("statement lo"));
});

describe("where none does", () => {
  test.each([
    "import lo|",
    "x = lo|",
    "x.lo|",
    "return lo|",
    "class lo|",
    "@lo|",
    '"""\nlo|\n"""',
    '"lo|"',
    'f"lo|"',
    'f"{lo|}"',
    "# lo|",
    "def f(a,\n      lo|",
    "f(\n    lo|",
    "f(\n    lo|\n\n\ndef g():\n    pass",
    "x = [\n    lo|",
    "x = 1 + \\\nlo|",
    "%lo|",
    "!lo|",
    "x; lo|",
  ])("%j", (text) => expect(at(text)).not.toMatch(/^statement/));
});

test.each([
  ["model.compile(loss=|)", "value  model.compile(loss"],
  ["model.compile(loss=bin|", "value bin model.compile(loss"],
  ['model.compile(loss="bin|")', "string bin model.compile(loss"],
  ["model.compile('adam', '|", "string  model.compile(1"],
  ["model.compile(\n    optimizer='adam',\n    loss='b|',\n)\n", "string b model.compile(loss"],
  ["model.compile(metrics=['a', 'b|", "string b model.compile(metrics [1"],
  ["model.compile(loss={'out': m|", "value m model.compile(loss {0:"],
  ["load_model('m', custom_objects={|", "value  load_model(custom_objects {0"],
  ["load_model('m', custom_objects={'a|", "string a load_model(custom_objects {0"],
  ["def my_loss(|", "value  def my_loss(0"],
  ["def my_loss(y_true, y|):\n    return 1", "value y def my_loss(1"],
  ["x = focal_loss(gamma=2, al|)", "value al focal_loss(1"],
  ["f(a + b|", "other"],
  ["f(a.b|", "other"],
  ["# loss-lens: ign|", "comment # loss-lens: ign"],
  ["f(x[0], lo|", "value lo f(1"],
])("%j is %s", (text, expected) => expect(at(text)).toBe(expected));

test("names that are given already are known", () => {
  const text = "focal_loss(gamma=2, alpha=1, ";
  const place = cursorPlace(text, text.length);
  expect(place.kind === "value" && place.brackets[0]!.names).toEqual(["gamma", "alpha"]);
});
