/** Files that are large in one way each: reading them takes a time that grows with them, and no deep recursion. */
import { expect, test } from "vitest";
import { analyzeFile } from "../../../src/check/analyze-file.ts";
import { withProvenFixes } from "../../../src/check/fix-door.ts";
import { readProject } from "../../../src/keras/version.ts";
import { formulaOf } from "../../../src/losses/formula/loss-formula.ts";
import { longestRead, type ParsedModule, parseModule } from "../../../src/python/parse.ts";
import { rankSampleSets } from "../../../src/samples/choose-sample-set.ts";

const loss = `from keras import ops


def my_loss(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred), axis=-1)
`;
const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join("");

const files: Readonly<Record<string, string>> = {
  "one name bound again and again": loss + "x = 1\n".repeat(16_000),
  "one name bound again and again on one line": `${loss}${"x=1;".repeat(20_000)}\n`,
  "one name bound to itself again and again": loss + "x = x + 1\n".repeat(5_000),
  "form feeds": loss + "\f\n".repeat(20_000),
  "stray brackets before losses": ")\n".repeat(500) + times(500, (index) => loss.replace("my_loss", `loss_${index}`)),
  "losses that are compiled": `from keras import ops\n${times(1_000, (index) => `\n\ndef loss_${index}(y_true, y_pred):\n    return ops.square(y_true - y_pred)\n\n\nmodel.compile(loss=loss_${index})\n`)}`,
  "a long identifier": `model.compile(loss="${"a".repeat(51_000)}")\n`,
  "a loss of many calls": `from keras import backend as K\n\n\ndef my_loss(y_true, y_pred):\n${times(1_000, (index) => `    a${index} = K.mean(y_pred)\n`)}    return K.mean(y_true - y_pred)\n`,
  "losses with a mistyped name": `from keras import ops\n${times(600, (index) => `\n\ndef loss_${index}(y_true, y_pred):\n    return ops.mean(y_ture - y_pred)\n`)}`,
  "losses that miss an import": times(
    600,
    (index) => `\n\ndef loss_${index}(y_true, y_pred):\n    return K.mean(y_true - y_pred)\n`,
  ),
  "a long comment": loss.replace("    return", `    # ${"=y_true[#".repeat(5_000)}\n    return`),
};

test.each(Object.keys(files))("%s", (name) => {
  const analysis = analyzeFile({ text: files[name]!, path: "a.py", project: undefined });
  for (const each of analysis.losses.slice(0, 3))
    expect(rankSampleSets(each, analysis.parsed.module).length).toBeGreaterThan(0);
});

/** So deep that a call for each level overflows the stack. */
const depth = 10_000;
const nested = (open: string, inner: string, close = ""): string => open.repeat(depth) + inner + close.repeat(depth);
const blocks = (open: string): string =>
  `${times(1_500, (index) => " ".repeat(index) + open)}${" ".repeat(1_500)}pass\n`;

const deep: Readonly<Record<string, string>> = {
  parentheses: nested("(", "1", ")"),
  "brackets of three kinds": nested("([{1:", "1", "}])"),
  "brackets that nothing closes": nested("(", ""),
  "calls that nothing closes": nested("f(", ""),
  attributes: `y_pred${".a".repeat(depth)}`,
  "calls of what is called": `f${"()".repeat(depth)}`,
  subscripts: `a${"[0]".repeat(depth)}`,
  "subscripts in subscripts": nested("a[", "0", "]"),
  sums: nested("1+", "1"),
  powers: nested("2**", "1"),
  signs: nested("-", "1"),
  negations: nested("not ", "1"),
  "and, or": nested("a and b or ", "a"),
  comparisons: nested("a<", "a"),
  conditions: nested("a if b else ", "c"),
  lambdas: nested("lambda: ", "1"),
  "defaults of lambdas": nested("lambda a=", "1", ": 1"),
  comprehensions: nested("[x for x in ", "a", "]"),
  "comprehensions of comprehensions": nested("[", "x", " for x in a]"),
  awaits: nested("await ", "x"),
  "f-strings": `f"${nested("{f'{", "1", "}'}")}"`,
  "formats of formats": `f"${nested("{1:", "", "}")}"`,
  "parentheses in an f-string": `f"{${nested("(", "1", ")")}}"`,
};
const deepStatements: Readonly<Record<string, string>> = {
  ifs: blocks("if a:\n"),
  functions: blocks("def my_loss(y_true, y_pred):\n"),
  classes: blocks("class A:\n"),
  "elif after elif": `if a:\n pass\n${"elif b:\n pass\n".repeat(depth)}`,
  decorators: `${"@d\n".repeat(depth)}def f(): pass\n`,
  "attributes of a decorator": `@d${".a".repeat(depth)}\ndef f(): pass\n`,
  "calls of a decorator": `@d${"()".repeat(depth)}\ndef f(): pass\n`,
  "targets of one value": `${"a=".repeat(depth)}1\n`,
  "a target in tuples": `${nested("(", "a", ",)")}=1\n`,
  patterns: `match a:\n case ${nested("[", "a", "]")}:\n  pass\n`,
  "classes of one another": times(depth, (index) => `class L${index + 1}(L${index}):\n pass\n`),
  "values of one another": `x0 = 1\n${times(depth, (index) => `x${index + 1} = x${index} + 1\n`)}`,
  "losses of one another": `def l0(y_true, y_pred):\n return ops.mean(y_pred)\n${times(2_000, (index) => `def l${index + 1}(y_true, y_pred):\n return l${index}(y_true, y_pred)\n`)}model.compile(loss=l2000)\n`,
  "partials of one another": `import functools\n${times(2_000, (index) => `l${index + 1} = functools.partial(l${index}, g=1)\n`)}model.compile(loss=l2000)\n`,
};

const inLoss = (value: string): string =>
  `${loss}\n\n${loss.replace("my_loss", "other_loss").replace("axis=-1)", `axis=-1) + ${value}`)}`;

test.each([
  ...Object.entries(deep).map(([name, value]) => [name, `${loss}\n\nx = ${value}\n`] as const),
  ...["attributes", "sums", "conditions", "formats of formats"].map(
    (name) => [`${name} in a loss`, inLoss(deep[name]!)] as const,
  ),
  ...Object.entries(deepStatements).map(([name, text]) => [name, `${loss}\n\n${text}`] as const),
])("%s, deeper than any stack: the losses are found, and have samples and a formula, or none", (_, text) => {
  const analysis = analyzeFile({ text, path: "a.py", project: undefined });
  withProvenFixes(analysis, analysis.findings);
  // What is open may hold all that follows.
  if (!/[({[]$/.test(text.trimEnd())) expect(analysis.losses.map(({ name }) => name)).toContain("my_loss");
  for (const each of analysis.losses.slice(0, 3)) {
    rankSampleSets(each, analysis.parsed.module);
    formulaOf(each, { names: analysis.names, values: {} });
  }
});

test("of a file that is longer than is read the end is not, and that is said", () => {
  const row = "    0.25, 0.5, 0.75,\n";
  const table = `table = [\n${row.repeat(Math.ceil(longestRead / row.length))}]\n`;
  const text = `${loss}\n\n${table}\n\n${loss.replace("my_loss", "late_loss")}`;
  const { losses, unread, unreadable } = analyzeFile({ text, path: "a.py", project: undefined });
  expect(losses.map(({ name }) => name)).toEqual(["my_loss"]);
  // Not half of the list, which would be read as something else.
  expect(unread).toEqual({ start: text.indexOf("table"), end: text.length });
  expect(unreadable).toBeUndefined();
  const shorter = text.replace(row.repeat(1_000), "");
  const again = analyzeFile({ text: shorter, path: "a.py", project: undefined });
  expect(again.losses.map(({ name }) => name)).toEqual(["my_loss", "late_loss"]);
  expect(again.unread).toBeUndefined();
});

test("what thousands of aliases lead to is known", () => {
  const text = `import keras.backend as a0\n${times(3_000, (index) => `a${index + 1} = a${index}\n`)}\n\ndef my_loss(y_true, y_pred):\n    return a3000.mean(y_pred - y_true)\n`;
  const { findings } = analyzeFile({ text, path: "a.py", project: undefined });
  expect(findings.map(({ rule }) => rule)).toContain("removed-backend-function");
});

test("what thousands of attributes of one another lead to is not, and nothing overflows", () => {
  const text = `import keras as a0\n${times(3_000, (index) => `a${index + 1} = a${index}.backend\n`)}\n\ndef my_loss(y_true, y_pred):\n    return a3000.mean(y_pred - y_true)\n`;
  expect(analyzeFile({ text, path: "a.py", project: undefined }).losses).toHaveLength(1);
});

test.each([
  ["environment.yml", `dependencies:\n- ${" ".repeat(20_000)}"x"x\n`],
  ["compose.yml", `${"\n".repeat(1_000_000)}KERAS_BACKEND`],
  [".env", `KERAS_BACKEND=${" ".repeat(50_000)}x#`],
  ["tox.ini", `${" ".repeat(50_000)}KERAS_BACKEND = ${" ".repeat(50_000)}#`],
])("a %s of blanks", (path, text) => {
  expect(readProject([{ path, text }]).backend).toBeUndefined();
});

const shownTree = ({ module }: ParsedModule): string =>
  JSON.stringify(module.body, (_, value) => (typeof value === "bigint" ? `${value}n` : value));

test("a text of which the rest is not read is read after an edit as it would be from nothing", () => {
  const lines = times(6_000, (index) => `value_${index % 97} = "${"a".repeat(160)}"\n`);
  const text = `${loss}${lines}`;
  expect(text.length).toBeGreaterThan(longestRead);
  const before = parseModule(text);
  for (const [place, put] of [
    [0, "# a comment\n"],
    [text.indexOf("value_5 ="), '"""'],
    [longestRead - 30, "x = 1\n"],
    [longestRead - 3, "("],
    [longestRead + 50, "x = 1\n"],
  ] as const) {
    const changed = `${text.slice(0, place)}${put}${text.slice(place)}`;
    const mended = parseModule(changed, before);
    const fresh = parseModule(changed);
    expect(mended.module.unread, put).toEqual(fresh.module.unread);
    expect(shownTree(mended) === shownTree(fresh), put).toBe(true);
    const back = parseModule(text, mended);
    expect(shownTree(back) === shownTree(before), put).toBe(true);
  }
});
