import { expect, test } from "vitest";
import { dependencyText } from "../../../src/losses/dependencies.ts";
import { findLosses } from "../../../src/losses/find-losses.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { analyzeNames } from "../../../src/python/scope.ts";

function dependencies(text: string, name: string): string[] {
  const { module } = parseModule(text);
  const names = analyzeNames(module);
  const loss = findLosses(module, names).losses.find((each) => each.name === name);
  if (loss === undefined) throw new Error(`There is no loss ${name}`);
  return dependencyText(loss, names).split("\n");
}

const file = `import os
from keras import ops
import keras
SCALE = 2.0
OTHER = 3.0

def helper(x):
    return ops.abs(x) * SCALE

def one(y_true, y_pred):
    return ops.mean(helper(y_pred - y_true), axis=-1)

def two(y_true, y_pred):
    return ops.mean(ops.square(y_pred - y_true) * OTHER, axis=-1)
`;

test("a loss rests on its helpers and constants, and on what those rest on", () => {
  const text = dependencies(file, "one").join("\n");
  expect(text).toContain("SCALE = 2.0");
  expect(text).toContain("def helper");
  expect(text).toContain("from keras import ops");
});

test("what it does not name is left out", () => {
  const text = dependencies(file, "one").join("\n");
  expect(text).not.toContain("OTHER");
  expect(text).not.toContain("def two");
  expect(text).not.toContain("import os");
});

test("calls that configure Keras and star imports belong to every loss", () => {
  const text = dependencies(`from helpers import *\nkeras.config.set_epsilon(1e-3)\n${file}`, "two");
  expect(text).toContain("from helpers import *");
  expect(text).toContain("keras.config.set_epsilon(1e-3)");
});

test("a name that is bound inside the loss does not stand for the global of that name", () => {
  const text = dependencies(
    "x = 1\nfrom keras import ops\ndef f(y_true, y_pred):\n    x = y_true - y_pred\n    return ops.mean(x, axis=-1)\n",
    "f",
  );
  expect(text).not.toContain("x = 1");
});
