import { expect, test } from "vitest";
import { parseModule } from "../../../src/python/parse.ts";
import { holdsError } from "../../../src/python/walk.ts";

const kinds = (text: string): string[] => parseModule(text).module.body.map((statement) => statement.kind);

test.each([
  [
    "an open call",
    "def f(a):\n    return ops.mean(\n\ndef g(b):\n    return b\n",
    ["FunctionDefinition", "FunctionDefinition"],
  ],
  ["an open list", "x = [1, 2\ny = 3\n\ndef f():\n    pass\n", ["ErrorStatement", "Assign", "FunctionDefinition"]],
  ["a dot without a name", "x = y_pred.\nz = 1\n", ["Assign", "Assign"]],
  ["a string without an end", "x = 'abc\ny = 1\n", ["ErrorStatement", "Assign"]],
  ["an f-string without an end", "f'{x'\ny = 1\n", ["ErrorStatement", "Assign"]],
  ["an import of nothing", "from keras import \nx = 1\n", ["ErrorStatement", "Assign"]],
  ["a def without a colon", "def f(x)\n    return x\ny = 1\n", ["FunctionDefinition", "Assign"]],
  ["an argument without a value", "foo(a, b=, c)\ny = 1\n", ["ExpressionStatement", "Assign"]],
])("%s spoils only its own statement", (_, text, expected) => {
  const { module } = parseModule(text);
  expect(module.body.map((statement) => statement.kind)).toEqual(expected);
  expect(holdsError(module, module.body[0]!)).toBe(true);
  expect(holdsError(module, module.body.at(-1)!)).toBe(false);
});

test("an open call in a method leaves the next method whole", () => {
  const { module } = parseModule(
    "class A:\n    def f(self):\n        return ops.mean(x\n\n    def g(self):\n        return 1\n",
  );
  const [definition] = module.body;
  if (definition?.kind !== "ClassDefinition") throw new Error("no class");
  expect(definition.body.map((statement) => statement.kind)).toEqual(["FunctionDefinition", "FunctionDefinition"]);
  expect(holdsError(module, definition.body[1]!)).toBe(false);
});

test("a function without a body yet holds an error, even where nothing is behind it", () => {
  for (const text of ["def f(x):\n", "def f(x):\n    # soon\n", "def f(x):\n\ny = 1\n"]) {
    const { module } = parseModule(text);
    expect(holdsError(module, module.body[0]!), text).toBe(true);
  }
});

test("a line indented too far is an error of the function before it", () => {
  const { module } = parseModule("def f(a):\n  x = 1\n   y = 2\n  return x\n");
  expect(holdsError(module, module.body[0]!)).toBe(true);
});

test("Python 2 is an error where it differs, and nowhere else", () => {
  const { module } = parseModule("print 'a'\nraise A, b\nx <> y\ntry:\n    pass\nexcept A, b:\n    pass\nok = 1\n");
  expect(
    module.body
      .slice(0, -1)
      .every((statement) => holdsError(module, statement) || statement.kind === "ExpressionStatement"),
  ).toBe(true);
  expect(module.errors.length).toBeGreaterThanOrEqual(4);
  expect(holdsError(module, module.body.at(-1)!)).toBe(false);
});

test("a notebook's magics are no errors, and do nothing", () => {
  const text =
    "%matplotlib inline\n!pip install keras\nimport keras\nkeras?\n?keras.ops\nfor x in y:\n    %time f(x)\nfiles = !ls\nz = a % b\n";
  const { module } = parseModule(text);
  expect(module.errors).toEqual([]);
  expect(kinds(text)).toEqual(["Pass", "Pass", "Import", "Pass", "Pass", "For", "Assign", "Assign"]);
});

test("a byte order mark and any line ends leave the same tree, moved", () => {
  const text = "def f(a):\n    x = a + \\\n        1\n    return x\nwith (a as b,\n      c as d):\n    pass\n";
  const shape = (source: string): string =>
    JSON.stringify(parseModule(source).module.body, (key, value) =>
      /[rR]ange$/.test(key) ? undefined : typeof value === "bigint" ? String(value) : value,
    );
  for (const other of [`\ufeff${text}`, text.replaceAll("\n", "\r\n"), text.replaceAll("\n", "\r")]) {
    expect(parseModule(other).module.errors).toEqual([]);
    expect(shape(other)).toBe(shape(text));
  }
});

test("a kind of space that Python refuses, behind a last comma, is an error and no part of the statement", () => {
  const { module } = parseModule("def run(): return a, b,\u2000\n");
  const [definition] = module.body;
  if (definition?.kind !== "FunctionDefinition") throw new Error("no function");
  const [returned] = definition.body;
  if (returned?.kind !== "Return" || returned.value?.kind !== "Tuple") throw new Error("no tuple");
  expect(returned.value.elements).toHaveLength(2);
  expect(returned.range.end).toBe(definition.range.end);
  expect(module.errors).toEqual([{ start: 23, end: 24 }]);
});
