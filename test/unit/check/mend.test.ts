import { expect, test } from "vitest";
import { analyzeFile } from "../../../src/check/analyze-file.ts";
import { noConfiguration } from "../../../src/check/configuration.ts";
import { mend } from "../../../src/check/mend.ts";
import { applyEdits } from "../../../src/python/edits.ts";

function look(text: string) {
  const configuration = { ...noConfiguration, keras: "3" as const };
  return analyzeFile({ text, path: "a.py", project: undefined, asked: { configuration, problems: [] } });
}

function mended(text: string, name: string, meant = false) {
  const looked = look(text);
  const loss = looked.losses.find((each) => each.name === name)!;
  return mend(text, looked, loss, look, (losses) => losses.find((each) => each.name === name), meant);
}

const textbook = `from keras.models import Sequential

def my_koss(y_true,y_pred):
    return K.mean((y_pred-y_true),axis = -1)
`;

test("a loss that lacks its import is mended until no name is missing, and the edits are those of the file", () => {
  const found = mended(textbook, "my_koss")!;
  expect(applyEdits(textbook, found.revision.edits)).toBe(found.revision.text);
  expect(found.titles.length).toBeGreaterThan(0);
  expect(textbook.slice(found.place.start, found.place.end)).toContain("K");
  const rules = look(found.revision.text).findings.map(({ rule }) => rule);
  expect(rules).not.toContain("missing-backend-import");
  expect(rules).not.toContain("removed-backend-function");
});

test("what is wrong elsewhere in the file is left as it is", () => {
  const text = `${textbook}\ndef other(y_true, y_pred):\n    return np.mean(y_pred - y_true)\n`;
  const { revision } = mended(text, "my_koss")!;
  expect(revision.text).not.toContain("import numpy");
});

test("a loss in which nothing is missing, and a name that nobody knows, are not mended", () => {
  const sound = "from keras import ops\n\ndef sound(y_true, y_pred):\n    return ops.mean(y_pred - y_true)\n";
  expect(mended(sound, "sound")).toBeUndefined();
  const unknown = "from keras import ops\n\ndef odd(y_true, y_pred):\n    return ops.mean(scale * y_pred - y_true)\n";
  expect(mended(unknown, "odd")).toBeUndefined();
});

test("a misspelt name is mended only where what was meant is asked for, and only with one right fix", () => {
  const text =
    "from keras import ops\n\ndef odd(y_true, y_pred):\n    return ops.mena(ops.abs(y_pre - y_true), axis=-1)\n";
  expect(mended(text, "odd")).toBeUndefined();
  const { revision, titles } = mended(text, "odd", true)!;
  expect(revision.text).toContain("ops.mean(ops.abs(y_pred - y_true), axis=-1)");
  expect(titles).toHaveLength(2);
  const unsure = text.replace("y_pre -", "q -").replace("mena", "mean");
  expect(mended(unsure, "odd", true)).toBeUndefined();
});
