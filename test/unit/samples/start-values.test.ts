import { expect, test } from "vitest";
import { defaultLimits } from "../../../src/evaluate/evaluation.ts";
import { answer } from "../../../src/evaluate/run/evaluate.ts";
import { findLosses } from "../../../src/losses/find-losses.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { analyzeNames } from "../../../src/python/scope.ts";
import { rangeOf, usualStart } from "../../../src/samples/parameter-ranges.ts";
import { type LossInFile, startNotes, startParameters } from "../../../src/samples/start-values.ts";

function inFile(text: string, name: string): LossInFile {
  const { module } = parseModule(text);
  const names = analyzeNames(module);
  const { losses, uses } = findLosses(module, names);
  const loss = losses.find((each) => each.name === name);
  if (loss === undefined) throw new Error(`There is no loss ${name}`);
  return { loss, uses, names };
}

const factory = `from keras import ops
def scaled(scale, power):
    def loss(y_true, y_pred):
        return ops.mean(ops.abs(y_true - y_pred) ** power, axis=-1) * scale
    return loss
`;

test.each<[string, string, Record<string, unknown>]>([
  ["by position and keyword", "model.compile(loss=scaled(3.0, power=2))", { scale: 3, power: 2n }],
  ["through a variable", "fn = scaled(-1.5, 2.0)\nmodel.compile(loss=fn)", { scale: -1.5, power: 2 }],
  ["through constants", "S = 4.0\nmodel.compile(loss=scaled(S, power=2.0))", { scale: 4, power: 2 }],
  [
    "from the default of the function around",
    "def build(s=0.5):\n    model.compile(loss=scaled(s, 2.0))",
    { scale: 0.5, power: 2 },
  ],
  [
    "where it is trained with, before where it is tried",
    "x = scaled(9.0, 9.0)(a, b)\nmodel.compile(loss=scaled(3.0, 2.0))",
    { scale: 3, power: 2 },
  ],
])("a required parameter has the value that the file gives it: %s", (_, use, expected) => {
  expect(startParameters(inFile(`${factory}${use}\n`, "scaled"))).toEqual(expected);
});

test("what the file says nothing certain of is assumed, and said to be", () => {
  const uncertain = inFile(`${factory}for s in (1.0, 2.0):\n    model.compile(loss=scaled(s, *rest))\n`, "scaled");
  expect(startParameters(uncertain)).toEqual({ scale: 1, power: 2 });
  expect(startNotes(uncertain).map(({ text }) => text)).toEqual([
    "scale = 1 is assumed: this file gives it no value",
    "power = 2 is assumed: this file gives it no value",
  ]);
});

test("a parameter that chooses among texts begins with the first of them", () => {
  const text = `def build(kind):
    def loss(y_true, y_pred):
        if kind == "l1":
            return abs(y_true - y_pred)
        return (y_true - y_pred) ** 2
    return loss
`;
  expect(startParameters(inFile(text, "build"))).toEqual({ kind: "l1" });
});

test("parameters with a default are left to the loss", () => {
  const text = "def f_loss(y_true, y_pred, gamma=2.0, *, alpha):\n    return gamma * alpha * (y_true - y_pred)\n";
  expect(startParameters(inFile(text, "f_loss"))).toEqual({ alpha: 0.25 });
});

test("a class is given what it is made with", () => {
  const text = `import keras
class Weighted(keras.losses.Loss):
    def __init__(self, weight, name="weighted"):
        super().__init__(name=name)
        self.weight = weight
    def call(self, y_true, y_pred):
        return self.weight * keras.ops.mean(keras.ops.abs(y_true - y_pred), axis=-1)
model.compile(loss=Weighted(7.0))
`;
  expect(startParameters(inFile(text, "Weighted"))).toEqual({ weight: 7 });
});

test("an array is evaluated as the file has it", () => {
  const text = `import numpy as np
from keras import ops
def weighted(weights):
    def loss(y_true, y_pred):
        return ops.sum(y_true * ops.abs(y_true - y_pred) * weights, axis=-1)
    return loss
class_weights = np.array([1.0, 10.0, 100.0])
model.compile(loss=weighted(class_weights))
`;
  const found = inFile(text, "weighted");
  const parameters = startParameters(found);
  expect(parameters).toEqual({ weights: { code: "np.array([1.0, 10.0, 100.0])" } });
  const value = answer({
    kind: "evaluate",
    source: {
      file: { path: "a.py", text },
      imports: [],
      loss: "weighted",
      keras: { version: "3.15", isKnown: true },
      parameters,
    },
    yTrue: { data: [1, 1, 1], shape: [1, 3], dtype: "float32" },
    yPred: { data: [0.5, 0.5, 0.5], shape: [1, 3], dtype: "float32" },
    as: "direct",
    limits: defaultLimits,
  });
  expect(value).toMatchObject({ kind: "evaluation", value: { data: Float32Array.of(55.5) } });
});

test("a value that rests on what only runs is not taken from the file", () => {
  const found = inFile(`${factory}def build(hp):\n    model.compile(loss=scaled(hp.Float("s"), 2.0))\n`, "scaled");
  expect(startParameters(found)).toEqual({ scale: 1, power: 2 });
});

test("ranges hold the value in the code, and usual starts lie in their ranges", () => {
  expect(rangeOf("gamma", 7, false)).toMatchObject({ min: 0, max: 7 });
  expect(rangeOf("smooth", 1e-6, false)).toMatchObject({ scale: "log" });
  expect(rangeOf("count", 3, true)).toEqual({ min: 0, max: 6, step: 1, scale: "linear" });
  for (const name of ["gamma", "alpha", "margin", "delta", "smooth", "epsilon", "q", "pos_weight", "p"]) {
    const start = Number(usualStart(name));
    const { min, max } = rangeOf(name, start, false);
    expect(min < start && start < max, name).toBe(true);
  }
  expect(usualStart("num_classes")).toBe(3n);
  expect(usualStart("from_logits")).toBe(false);
});
