import { expect, test } from "vitest";
import { failureOf, values } from "./ask.ts";

const text = `
import functools
from keras import ops
import keras

def loss(y_true, y_pred, alpha=1.0):
    return alpha * ops.abs(y_pred - y_true)

def focal(gamma=2.0):
    def inner_loss(y_true, y_pred):
        return gamma * (y_pred - y_true)
    return inner_loss

class Scaled(keras.losses.Loss):
    def __init__(self, factor=3.0, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor
    def call(self, y_true, y_pred):
        return self.factor * ops.mean(ops.abs(y_pred - y_true), axis=-1)

class Whole(keras.losses.Loss):
    def __call__(self, y_true, y_pred, sample_weight=None):
        return 12.0 * (y_pred - y_true)

class Trainer:
    def __init__(self, rate=4.0):
        self.rate = rate
    def my_loss(self, y_true, y_pred):
        return y_pred * self.rate
    @staticmethod
    def plain_loss(y_true, y_pred):
        return y_pred * 5

class Strict:
    def __init__(self, rate):
        self.rate = rate
    def my_loss(self, y_true, y_pred):
        return y_pred * self.rate
    def free_loss(self, y_true, y_pred):
        return y_pred * 6

assigned_loss = lambda y_true, y_pred: y_pred * 7
partial_loss = functools.partial(loss, alpha=8.0)
renamed_loss = functools.partial(loss, alpha=11.0)
renamed_loss.__name__ = "renamed"
made_loss = focal(9.0)
model.compile(loss=lambda y_true, y_pred: y_pred * 10)

def build(alpha):
    def inner_loss(y_true, y_pred):
        return alpha * y_pred
    model.compile(loss=inner_loss)
`;

test("a function takes parameters as keywords", () => {
  expect(values(text)).toEqual([0.5, 0.75]);
  expect(values(text, { set: { alpha: 2 } })).toEqual([1, 1.5]);
});

test("a factory is called with its defaults or what is given", () => {
  expect(values(text, { loss: "focal" })).toEqual([1, -1.5]);
  expect(values(text, { loss: "focal", set: { gamma: 1n } })).toEqual([0.5, -0.75]);
});

test("a class is run by its call; Keras's own call reduces it", () => {
  expect(values(text, { loss: "Scaled" })).toEqual([1.5, 2.25]);
  expect(values(text, { loss: "Scaled", set: { factor: 1 } })).toEqual([0.5, 0.75]);
  expect(values(text, { loss: "Scaled", as: "keras" })).toEqual([1.875]);
});

test("a Loss with a __call__ of its own, and no call, is run by that", () => {
  expect(values(text, { loss: "Whole" })).toEqual([6, -9]);
});

test("a method is called on an instance made with its defaults", () => {
  expect(values(text, { loss: "Trainer.my_loss" })).toEqual([2, 1]);
  expect(values(text, { loss: "Trainer.my_loss", set: { rate: 2 } })).toEqual([1, 0.5]);
  expect(values(text, { loss: "Trainer.plain_loss" })).toEqual([2.5, 1.25]);
});

test("a method that never uses self needs no instance; one that does says what it needs", () => {
  expect(values(text, { loss: "Strict.free_loss" })).toEqual([3, 1.5]);
  expect(failureOf(text, { loss: "Strict.my_loss" })).toMatchObject({
    kind: "unsupported",
    message:
      "`Strict.my_loss` needs an instance of `Strict`: Strict.__init__() missing 1 required positional argument: 'rate'.",
  });
});

test("lambdas, partials and made losses go by the name they are assigned to, a lambda in a call by its line", () => {
  expect(values(text, { loss: "assigned_loss" })).toEqual([3.5, 1.75]);
  expect(values(text, { loss: "partial_loss" })).toEqual([4, 6]);
  expect(values(text, { loss: "made_loss" })).toEqual([4.5, -6.75]);
  const line = text.split("\n").findIndex((each) => each.startsWith("model.compile")) + 1;
  expect(values(text, { loss: `lambda@${line}` })).toEqual([5, 2.5]);
});

test("a loss inside a function that is not run says what it takes from there", () => {
  expect(failureOf(text, { loss: "inner_loss" })).toMatchObject({
    kind: "unsupported",
    message: "`inner_loss` uses 'alpha' of the function around it, which is not run.",
  });
});

test("a plain function is aligned, cast and averaged when Keras calls it", () => {
  const question = {
    yTrue: { data: [0, 1], shape: [2], dtype: "int32" },
    yPred: { data: [0.5, 0.25], shape: [2, 1], dtype: "float32" },
  } as const;
  expect(values(text, { ...question, as: "keras" })).toEqual([0.625]);
});

test("a name that is no loss is a Python error", () => {
  expect(failureOf(text, { loss: "absent" })).toMatchObject({
    kind: "python",
    message: "NameError: name 'absent' is not defined",
  });
});

test("a loss that returns nothing says what Keras says", () => {
  expect(failureOf("def loss(y_true, y_pred):\n    y_pred * 2\n").message).toBe(
    "ValueError: None values not supported.",
  );
});

test("a call that does not fit is told at the call, in Python's words", () => {
  const wrong = "def helper(a, b):\n    return a\n\ndef loss(y_true, y_pred):\n    return helper(y_pred)\n";
  const failure = failureOf(wrong);
  expect(failure.message).toBe("TypeError: helper() missing 1 required positional argument: 'b'");
  expect(wrong.slice(failure.range!.start, failure.range!.end)).toBe("helper(y_pred)");
});

test("a backend that was never imported is a name that is not defined, at the name", () => {
  const wrong = "def loss(y_true, y_pred):\n    return K.mean(y_pred - y_true, axis=-1)\n";
  const failure = failureOf(wrong);
  expect(failure).toMatchObject({ kind: "python", message: "NameError: name 'K' is not defined" });
  expect(wrong.slice(failure.range!.start, failure.range!.end)).toBe("K");
});

test("a partial takes a name, as Keras of old wants one", () => {
  expect(values(text, { loss: "renamed_loss" })).toEqual([5.5, 8.25]);
});

test("a metric that a class keeps beside its loss is in nobody's way until it is used", () => {
  const kept = [
    "import keras",
    "class Losses:",
    "    mean = keras.metrics.Mean(name='train')",
    "    @staticmethod",
    "    def loss(y_true, y_pred):",
    "        return y_pred - y_true",
    "    @staticmethod",
    "    def watched_loss(y_true, y_pred):",
    "        Losses.mean.update_state(y_pred)",
    "        return y_pred - y_true",
    "",
  ].join("\n");
  expect(values(kept, { loss: "Losses.loss" })).toEqual([0.5, -0.75]);
  expect(failureOf(kept, { loss: "Losses.watched_loss" })).toMatchObject({
    kind: "unsupported",
    message: "`keras.metrics.Mean` keeps state between batches and is not evaluated.",
  });
});
