import { expect, test } from "vitest";
import type { LossSource } from "../../../../src/evaluate/evaluation.ts";
import { builtInLossSource } from "../../../../src/preview/built-in-loss.ts";
import { pythonLiteral } from "../../../../src/preview/script/literals.ts";
import { pythonScript } from "../../../../src/preview/script/python-script.ts";
import type { ScriptQuestion } from "../../../../src/preview/script/subject.ts";
import { parseModule } from "../../../../src/python/parse.ts";
import { findSampleSet } from "../../../../src/samples/sample-sets.ts";
import { focal as canned } from "../../../page/canned.ts";

const shown = { data: canned, isLogarithmic: false };

const focal = `"""My losses."""
from __future__ import annotations
from keras import ops
import numpy
LIMIT = 1e-7

def other(y_true, y_pred):
    return ops.mean(y_true - y_pred)

def focal_loss(gamma=2.0):
    def loss(y_true, y_pred):
        p = ops.clip(y_pred, LIMIT, 1 - LIMIT)
        return -ops.mean(y_true * (1 - p) ** gamma * ops.log(p), axis=-1)
    return loss
`;

function question(text: string, loss: string, set: string, parameters: LossSource["parameters"] = {}): ScriptQuestion {
  return {
    source: {
      file: { path: "/w/losses.py", text },
      imports: [],
      loss,
      keras: { version: "3.15", isKnown: true },
      parameters,
    },
    set: findSampleSet(set)!,
    view: "curve",
    options: {},
    domain: null,
    companions: [{ id: "keras:poisson", label: "poisson", role: "comparison", source: builtInLossSource("poisson") }],
  };
}

test("the script is Python, and holds the loss with what it rests on and nothing else of the file", () => {
  const script = pythonScript(question(focal, "focal_loss", "binary", { gamma: 3 }), shown)!;
  expect(parseModule(script).module.errors).toEqual([]);
  expect(script).toContain("LIMIT = 1e-7");
  expect(script).toContain("def focal_loss");
  expect(script).not.toContain("def other");
  expect(script).toContain("own_loss = focal_loss(gamma=3.0)");
  expect(script).toContain('("poisson", keras.losses.poisson, (0, (4.67, 2.67))),');
  // As far as the page shows it, and with what it shows.
  expect(script).toContain("above.set_xlim(0.0, 1.0)");
  expect(script).toMatch(/above\.set_ylim\(0\.0, \d/);
  expect(script).toContain('"focal_loss(gamma=3.0)", own_loss');
  expect(script).toContain("from __future__ import annotations");
  expect(script.indexOf("from __future__")).toBeLessThan(script.indexOf("import os"));
});

test("what the file imports in the same words is imported once", () => {
  const text = focal.replace("import numpy\n", "import keras\n").replace("ops.clip", "keras.ops.clip");
  const script = pythonScript(question(text, "focal_loss", "binary"), shown)!;
  expect(script.match(/^import keras$/gm)).toHaveLength(1);
  expect(script).toContain("keras.ops.clip");
});

test("losses that are compared have strokes of their own", () => {
  const companions = ["poisson", "mean_squared_error", "mean_absolute_error", "huber", "log_cosh"].map((name) => ({
    id: `keras:${name}`,
    label: name,
    role: "comparison" as const,
    source: builtInLossSource(name),
  }));
  const script = pythonScript({ ...question(focal, "focal_loss", "binary"), companions }, shown)!;
  const strokes = [...script.matchAll(/keras\.losses\.\w+, (\(0, \(.*?\)\))/g)].map(([, stroke]) => stroke);
  expect(new Set(strokes).size).toBe(5);
});

test("predictions that lie on no line are written out", () => {
  const script = pythonScript(question(focal, "other", "ordinal"), shown)!;
  expect(parseModule(script).module.errors).toEqual([]);
  expect(script).toContain('"float32").reshape(65, 5),');
});

test("there is no script for a lambda without a name, nor for data before there are some", () => {
  expect(pythonScript(question("f = [lambda y_true, y_pred: y_pred]\n", "lambda@1", "binary"), shown)).toBeUndefined();
  expect(pythonScript({ ...question(focal, "other", "binary"), view: "data" }, shown)).toBeUndefined();
});

test.each([
  [2n, "2"],
  [2, "2.0"],
  [1e-7, "1e-7"],
  [Number.POSITIVE_INFINITY, 'float("inf")'],
  [true, "True"],
  [null, "None"],
  ['a"b', '"a\\"b"'],
  [{ tuple: [1n] }, "(1,)"],
  [[0.5, 1n], "[0.5, 1]"],
] as const)("%s is written as Python writes it", (value, text) => {
  expect(pythonLiteral(value)).toBe(text);
});

test("a loss that the file defines again is kept before it does, and so is the one beside it", () => {
  const text =
    "from keras import ops\ndef my_loss(gamma=2.0):\n    def loss(y_true, y_pred):\n        return ops.abs(y_true - y_pred) ** gamma\n    return loss\n" +
    "def my_loss(y_true, y_pred):\n    return ops.square(y_true - y_pred)\n";
  const asked = question(text, "my_loss", "regression", { gamma: 3 });
  const first = { ...asked.source, definition: 0 };
  const last = { ...asked.source, definition: 1, parameters: {} };
  const script = pythonScript(
    {
      ...asked,
      source: first,
      companions: [{ id: "last", label: "my_loss, line 6", role: "comparison", source: last }],
    },
    shown,
  )!;
  expect(parseModule(script).module.errors).toEqual([]);
  const order = [
    "def my_loss(gamma",
    "my_loss_of_line_2 = my_loss\n",
    "def my_loss(y_true",
    "own_loss = my_loss_of_line_2(gamma=3.0)",
  ];
  const places = order.map((each) => script.indexOf(each));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(script).toContain('("my_loss, line 6", my_loss, (0, (4.67, 2.67))),');
});

test("there is no script for one of two branches, of which a script runs what its condition says", () => {
  const text =
    "from keras import ops\nif NEW:\n    def my_loss(y_true, y_pred):\n        return y_pred\nelse:\n    def my_loss(y_true, y_pred):\n        return y_true\n";
  const asked = question(text, "my_loss", "regression");
  expect(pythonScript({ ...asked, source: { ...asked.source, definition: 0 } }, shown)).toBeUndefined();
});
