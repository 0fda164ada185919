/** A name that a file defines again and again: each definition is evaluated as what it is. The predictions are 0.5 and 0.25. */

import { describe, expect, test } from "vitest";
import { values } from "../interpreter/ask.ts";

interface Case {
  readonly loss?: string;
  readonly text: string;
  /** What the name alone means: Python's answer when the file has run. */
  readonly byName: readonly number[] | string;
  readonly byDefinition: readonly (readonly number[] | string)[];
}

const times = (factor: number): readonly number[] => [0.5 * factor, 0.25 * factor];

const cases: Readonly<Record<string, Case>> = {
  "two functions": {
    text: `
def loss(y_true, y_pred):
    return y_pred * 2.0
def loss(y_true, y_pred):
    return y_pred * 3.0
`,
    byName: times(3),
    byDefinition: [times(2), times(3)],
  },
  "a factory, then a function": {
    text: `
def loss(gamma=2.0):
    def inner(y_true, y_pred):
        return y_pred * gamma
    return inner
def loss(y_true, y_pred):
    return y_pred * 3.0
`,
    byName: times(3),
    byDefinition: [times(2), times(3)],
  },
  "a function, then a factory": {
    text: `
def loss(y_true, y_pred):
    return y_pred * 3.0
def loss(gamma=2.0):
    def inner(y_true, y_pred):
        return y_pred * gamma
    return inner
`,
    byName: times(2),
    byDefinition: [times(3), times(2)],
  },
  "two lambdas and a partial": {
    text: `
from functools import partial
def scaled(y_true, y_pred, factor=1.0):
    return y_pred * factor
loss = lambda y_true, y_pred: y_pred * 2.0
loss = lambda y_true, y_pred: y_pred * 3.0
loss = partial(scaled, factor=4.0)
`,
    byName: times(4),
    byDefinition: [times(2), times(3), times(4)],
  },
  "what a helper and a constant are when the file has run holds for all, as for functions that Python keeps": {
    text: `
FACTOR = 2.0
def loss(y_true, y_pred):
    return helper(y_pred) * FACTOR
FACTOR = 3.0
def helper(x):
    return x + 1.0
def loss(y_true, y_pred):
    return helper(y_pred)
`,
    byName: [1.5, 1.25],
    byDefinition: [
      [4.5, 3.75],
      [1.5, 1.25],
    ],
  },
  "a default is taken where the definition stands": {
    text: `
FACTOR = 2.0
def loss(y_true, y_pred, factor=FACTOR):
    return y_pred * factor
FACTOR = 3.0
def loss(y_true, y_pred, factor=FACTOR):
    return y_pred * factor
`,
    byName: times(3),
    byDefinition: [times(2), times(3)],
  },
  "each is what its file wraps it in": {
    text: `
def doubled(function):
    return lambda y_true, y_pred: function(y_true, y_pred) * 2.0
@doubled
def loss(y_true, y_pred):
    return y_pred * 2.0
loss = doubled(loss)
@doubled
def loss(y_true, y_pred):
    return y_pred * 3.0
`,
    byName: times(6),
    byDefinition: [times(8), times(6)],
  },
  "one that calls the one before": {
    text: `
def loss(y_true, y_pred):
    return y_pred * 2.0
before = loss
def loss(y_true, y_pred):
    return before(y_true, y_pred) + 1.0
`,
    byName: [2, 1.5],
    byDefinition: [times(2), [2, 1.5]],
  },
  "a class that extends the one before": {
    loss: "Loss",
    text: `
import keras
class Loss(keras.losses.Loss):
    def call(self, y_true, y_pred):
        return y_pred * 2.0
class Loss(Loss):
    def call(self, y_true, y_pred):
        return super().call(y_true, y_pred) * 5.0
`,
    byName: times(10),
    byDefinition: [times(2), times(10)],
  },
  "the two branches of a condition": {
    text: `
IS_NEW = True
if IS_NEW:
    def loss(y_true, y_pred):
        return y_pred * 2.0
else:
    FACTOR = 3.0
    def loss(y_true, y_pred):
        return y_pred * FACTOR
`,
    byName: times(2),
    byDefinition: [times(2), times(3)],
  },
  "a function and what stands in for it where a package is missing": {
    text: `
try:
    raise ImportError("no such package")
    def loss(y_true, y_pred):
        return y_pred * 2.0
except ImportError:
    FACTOR = 3.0
    def loss(y_true, y_pred):
        return y_pred * FACTOR
`,
    byName: times(3),
    byDefinition: [times(2), times(3)],
  },
  "a condition in which a factory ran and a function did not": {
    text: `
if 1 < 2:
    def loss(gamma=2.0):
        def inner(y_true, y_pred):
            return y_pred * gamma
        return inner
else:
    def loss(y_true, y_pred):
        return y_pred * 3.0
`,
    byName: times(2),
    byDefinition: [times(2), times(3)],
  },
  "a function of the module and one that a function defines": {
    text: `
def loss(y_true, y_pred):
    return y_pred * 2.0
def train(model):
    def loss(y_true, y_pred):
        return y_pred * 3.0
    model.compile(loss=loss)
`,
    byName: times(2),
    byDefinition: [times(2), times(3)],
  },
  "two that functions define": {
    text: `
def train(model):
    def loss(y_true, y_pred):
        return y_pred * 2.0
    model.compile(loss=loss)
def evaluate(model):
    def loss(y_true, y_pred):
        return y_pred * 3.0
    model.compile(loss=loss)
`,
    byName: times(3),
    byDefinition: [times(2), times(3)],
  },
  "a method of a class that is defined again": {
    loss: "Trainer.loss",
    text: `
class Trainer:
    factor = 2.0
    def loss(self, y_true, y_pred):
        return y_pred * self.factor
class Trainer:
    factor = 3.0
    def loss(self, y_true, y_pred):
        return y_pred * self.factor
`,
    byName: times(3),
    byDefinition: [times(2), times(3)],
  },
  "a method that its class defines again": {
    loss: "Trainer.loss",
    text: `
class Trainer:
    factor = 2.0
    def loss(self, y_true, y_pred):
        return y_pred * self.factor
    def loss(self, y_true, y_pred):
        return y_pred * self.factor + 1.0
`,
    byName: [2, 1.5],
    byDefinition: [times(2), [2, 1.5]],
  },
  "one that fails where it is made, and one that does not": {
    text: `
def loss(y_true, y_pred, factor=1 / 0):
    return y_pred * factor
def loss(y_true, y_pred):
    return y_pred * 3.0
`,
    byName: times(3),
    byDefinition: ["python: ZeroDivisionError: division by zero", times(3)],
  },
};

describe.each(Object.entries(cases))("%s", (_, { text, loss = "loss", byName, byDefinition }) => {
  test("by its name", () => {
    expect(values(text, { loss })).toEqual(byName);
  });

  test("definition by definition", () => {
    expect(byDefinition.map((_each, definition) => values(text, { loss, definition }))).toEqual(byDefinition);
  });
});

test("a value that is given is what the file has at its end, whichever definition is asked for", () => {
  const text = `
def loss(y_true, y_pred, factor=1.0):
    return y_pred * factor
WEIGHTS = [2.0, 3.0]
def loss(y_true, y_pred, factor=1.0):
    return y_pred * factor + 1.0
model.compile(loss=lambda y_true, y_pred: loss(y_true, y_pred, factor=WEIGHTS[1]))
`;
  const set = { factor: { code: "WEIGHTS[1]" } } as never;
  expect(values(text, { definition: 0, set })).toEqual(times(3));
  expect(values(text, { definition: 1, set })).toEqual([2.5, 1.75]);
});
