/** Files that are large in one way each: reading them takes a time that grows with them, and no deep recursion. */
import { expect, test } from "vitest";
import { analyzeFile } from "../../../src/check/analyze-file.ts";
import { readProject } from "../../../src/keras/version.ts";
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
