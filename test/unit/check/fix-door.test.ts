import { expect, test } from "vitest";
import { analyzeFile } from "../../../src/check/analyze-file.ts";
import { holds, silences, withProvenFixes } from "../../../src/check/fix-door.ts";
import { suppressOnLine } from "../../../src/check/suppression.ts";
import type { Finding, Fix } from "../../../src/losses/finding.ts";
import { applyEdits } from "../../../src/python/edits.ts";
import { parseModule } from "../../../src/python/parse.ts";

const look = (text: string) => analyzeFile({ text, path: "a.py", project: undefined });

const text = `from keras import ops


def my_loss(y_true, y_pred):
    return ops.mean(y_ture - y_pred)
`;
const analysis = look(text);
const finding = analysis.findings.find(({ rule }) => rule === "undefined-name-in-loss") as Finding;
const fixTo = (newText: string, range = finding.range): Fix => ({
  title: newText,
  isPreferred: true,
  isSafe: true,
  edits: [{ range, newText }],
});

test("a fix that takes its finding away holds", () => {
  expect(finding.fixes).toHaveLength(1);
  expect(holds(analysis, finding, finding.fixes[0]!)).toBe(true);
});

test.each([
  ["leaves the finding", fixTo("y_ture")],
  ["leaves another finding of the same rule", fixTo("y_preed")],
  ["leaves what Python cannot read", fixTo("y_true)")],
  [
    "brings another finding",
    fixTo("y_true\n    return ops.argmax(y_pred)", { start: text.indexOf("ops.mean"), end: text.length }),
  ],
])("a fix that %s is withdrawn", (_, fix) => {
  expect(holds(analysis, finding, fix)).toBe(false);
  const [kept] = withProvenFixes(analysis, [{ ...finding, fixes: [fix] }]);
  expect(kept?.fixes).toEqual([]);
});

test("of many fixes those are withdrawn that do not hold, and the others stay", () => {
  const many = `from keras import ops\n${Array.from(
    { length: 40 },
    (_, index) => `\n\ndef loss_${index}(y_true, y_pred):\n    return ops.mean(y_ture - y_pred)\n`,
  ).join("")}`;
  const whole = look(many);
  const findings = whole.findings.map((each, index) =>
    index === 7 || index === 23 ? { ...each, fixes: [fixTo("(", each.range)] } : each,
  );
  expect(findings).toHaveLength(40);
  const proven = withProvenFixes(whole, findings);
  expect(proven.flatMap(({ fixes }, index) => (fixes.length === 0 ? [index] : []))).toEqual([7, 23]);
});

test.each([
  ["after a backslash", "    return ops.mean(y_ture - y_pred) \\\n        + 1\n"],
  ["in front of a string of several lines", '    return ops.mean(y_ture - y_pred) * len("""a\n    b""")\n'],
  ["in a file whose lines end with a carriage return", "    return ops.mean(y_ture - y_pred)\r"],
])("'Ignore on this line' %s leaves Python, and no finding", (_, last) => {
  const source = `from keras import ops\n\n\ndef my_loss(y_true, y_pred):\n${last}`.replace(
    /\n/g,
    last.endsWith("\r") ? "\r" : "\n",
  );
  const before = look(source);
  const told = before.findings.find(({ rule }) => rule === "undefined-name-in-loss")!;
  const edit = suppressOnLine(before.parsed.module, told.range, told.rule);
  expect(silences(before, told.rule, [edit])).toBe(true);
  expect(parseModule(applyEdits(source, [edit])).module.errors).toEqual([]);
});

test.each([
  [
    "an import that a backslash continues",
    "import keras \\\n\n\ndef loss(y_true, y_pred):\n    return ops.mean(y_true - y_pred)\n",
  ],
  [
    "lines that end with a carriage return",
    '"""Doc."""\rdef p(y_true, y_pred):\r    return K.mean(K.square(y_true - y_pred), axis=-1)\rp(1, 2)\r',
  ],
  [
    "no import before the first definition",
    'def none(y_true, y_pred):\n    return y_pred - y_true\n\n\nmodel.compile(loss=none)\nmodel.save("m.keras")\nagain = keras.models.load_model("m.keras")\n',
  ],
])("every fix in a file with %s holds", (_, source) => {
  const whole = look(source);
  const fixes = whole.findings.flatMap((each) => each.fixes.map((fix) => ({ each, fix })));
  expect(fixes.length).toBeGreaterThan(0);
  for (const { each, fix } of fixes) {
    const after = applyEdits(source, fix.edits);
    expect({ title: fix.title, after, holds: holds(whole, each, fix) }).toMatchObject({ holds: true });
  }
});
