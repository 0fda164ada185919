import { describe, expect, test } from "vitest";
import { findLosses } from "../../../src/losses/find-losses.ts";
import { findAfterEdit, referenceAfterEdit } from "../../../src/losses/follow-reference.ts";
import type { LossDefinition } from "../../../src/losses/loss.ts";
import { findReferred, referenceTo } from "../../../src/losses/loss-reference.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { analyzeNames } from "../../../src/python/scope.ts";

function read(text: string) {
  const { module } = parseModule(text);
  return { text, losses: findLosses(module, analyzeNames(module)).losses, isBroken: module.errors.length > 0 };
}

const loss = (value: string, name = "my_loss") => `def ${name}(y_true, y_pred):\n    return ${value}\n`;
const lineIn = (text: string, found: LossDefinition | undefined) =>
  found && text.slice(0, found.nameRange.start).split("\n").length;

describe("which loss a reference means", () => {
  const text = [
    "def my_loss(gamma):\n    def loss(y_true, y_pred):\n        return y_pred\n    return loss\n",
    loss("y_pred"),
    `def train():\n    def my_loss(y_true, y_pred):\n        return y_true\n    model.compile(loss=my_loss)\n`,
  ].join("");
  const { losses } = read(text);

  test("each definition has a reference of its own, and leads back to itself", () => {
    const references = losses.map((each) => referenceTo("f.py", each, losses));
    expect(references.map(({ definition }) => definition)).toEqual([0, 1, 2]);
    expect(references.map((reference) => findReferred(losses, reference))).toEqual(losses);
  });

  test("a name alone means the last definition of the module, not what a function keeps to itself", () => {
    expect(lineIn(text, findReferred(losses, { name: "my_loss", definition: null }))).toBe(5);
  });

  test("a name that only functions define means the last of them", () => {
    const inner =
      "def a():\n    def my_loss(y_true, y_pred):\n        return y_true\n    model.compile(loss=my_loss)\n";
    const all = inner + inner.replace("def a", "def b");
    expect(lineIn(all, findReferred(read(all).losses, { name: "my_loss", definition: null }))).toBe(6);
  });

  test("a definition that is gone means the last one", () => {
    expect(lineIn(text, findReferred(losses, { name: "my_loss", definition: 7 }))).toBe(5);
    expect(findReferred(losses, { name: "other", definition: 0 })).toBeUndefined();
  });
});

describe("a reference after an edit", () => {
  const two = loss("1 * y_pred") + loss("2 * y_pred");
  const first = { file: "f.py", name: "my_loss", definition: 0 };
  const second = { ...first, definition: 1 };

  test.each([
    ["a definition comes before both", two, loss("3 * y_pred") + two, first, 1],
    ["a definition comes between", two, loss("1 * y_pred") + loss("3 * y_pred") + loss("2 * y_pred"), second, 2],
    ["a definition comes behind both", two, two + loss("3 * y_pred"), second, 1],
    ["the other one goes", two, loss("2 * y_pred"), second, 0],
    ["its own body changes", two, two.replace("1 *", "4 *"), first, 0],
    ["its own first parameter changes", two, two.replace("(y_true", "(target"), first, 0],
    ["it goes itself: what is left has the name", two, loss("2 * y_pred"), first, 0],
  ])("%s", (_, before, now, reference, definition) => {
    expect(referenceAfterEdit(read(before), read(now), reference)).toEqual({ ...reference, definition });
  });

  test("while the first cannot be read it is not taken for the second", () => {
    const broken = `${two.replace("def my_loss(y_true, y_pred):", "de my_loss(y_true, y_pred):")}`;
    const now = read(broken);
    expect(now.isBroken).toBe(true);
    expect(findAfterEdit(read(two), now, first)).toBeUndefined();
    expect(lineIn(broken, findAfterEdit(read(two), now, second))).toBe(3);
  });

  test("while only something else cannot be read it is known as before", () => {
    const broken = `${loss("3 * y_pred")}${loss("2 * y_pred")}x = (\n`;
    const now = read(broken);
    expect(now.isBroken).toBe(true);
    expect(lineIn(broken, findAfterEdit(read(`${two}x = 1\n`), now, first))).toBe(1);
  });

  test("a text that is whole and has lost one has the other", () => {
    const now = read(loss("5 * y_pred"));
    expect(now.isBroken).toBe(false);
    expect(findAfterEdit(read(two), now, second)?.name).toBe("my_loss");
  });

  test("a lambda without a name is known again on another line", () => {
    const text = "model.compile(loss=lambda y_true, y_pred: y_pred)\n";
    const reference = { file: "f.py", name: "lambda@1", definition: 0 };
    expect(referenceAfterEdit(read(text), read(`import keras\n${text}`), reference)).toEqual({
      ...reference,
      name: "lambda@2",
    });
  });

  test("a name alone stays a name alone", () => {
    const reference = { ...first, definition: null };
    expect(referenceAfterEdit(read(two), read(two + loss("3 * y_pred")), reference)).toEqual(reference);
  });
});
