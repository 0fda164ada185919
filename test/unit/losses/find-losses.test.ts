import { describe, expect, test } from "vitest";
import { findLosses } from "../../../src/losses/find-losses.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { analyzeNames } from "../../../src/python/scope.ts";

function find(text: string) {
  const { module } = parseModule(text);
  return findLosses(module, analyzeNames(module));
}

/** `name kind (parameters)`, as `loss-lens losses` lists them. */
function listed(text: string): string[] {
  return find(text).losses.map(
    (loss) => `${loss.name} ${loss.form} (${loss.parameters.map((parameter) => parameter.name).join(", ")})`,
  );
}

/** `role value → loss` for each use. */
function uses(text: string): string[] {
  return find(text).uses.map(
    ({ role, value, loss }) => `${role} ${text.slice(value.range.start, value.range.end)} → ${loss?.name ?? "?"}`,
  );
}

describe("losses are found in every form", () => {
  test("functions, with their further parameters", () => {
    expect(listed("def my_loss(y_true, y_pred, alpha=1.0):\n    return y_true - y_pred\n")).toEqual([
      "my_loss function (alpha)",
    ]);
  });

  test("by the names that people give targets and predictions, in the company of a loss's name", () => {
    const pairs = [
      "trueY, predY",
      "img_true, img_pred",
      "labels, embeddings",
      "labels, features",
      "labels, risk",
      "real, pred",
    ];
    for (const pair of pairs) expect(listed(`def my_loss(${pair}):\n    return 0\n`)).toEqual(["my_loss function ()"]);
    expect(listed("def score(trueY, predY):\n    return 0\n")).toEqual(["score function ()"]);
    // Lists of several outputs, and names that say neither.
    for (const pair of ["ys_true, ys_pred", "x, y", "anchor, positive"])
      expect(listed(`def my_loss(${pair}):\n    return 0\n`)).toEqual([]);
  });

  test("a factory is one loss, the function inside belongs to it", () => {
    const text = "def focal(gamma=2.0):\n    def loss(y_true, y_pred):\n        return y_pred\n    return loss\n";
    expect(listed(text)).toEqual(["focal factory (gamma)"]);
  });

  test("a factory may return a lambda, or wrap its function", () => {
    expect(listed("def f(a):\n    return lambda y_true, y_pred: a\n")).toEqual(["f factory (a)"]);
    const wrapped = "def f(a):\n    def g(y_true, y_pred):\n        return a\n    return tf.function(g)\n";
    expect(listed(wrapped)).toEqual(["f factory (a)"]);
  });

  test("subclasses of Loss, also through a class of the file, and callables", () => {
    const text = [
      "import keras",
      "class Base(keras.losses.Loss):",
      "    def __init__(self, alpha=1.0, name='b'):",
      "        super().__init__(name=name)",
      "    def call(self, y_true, y_pred):",
      "        return y_pred",
      "class Derived(Base):",
      "    pass",
      "class Callable:",
      "    def __call__(self, y_true, y_pred):",
      "        return y_pred",
      "",
    ].join("\n");
    expect(listed(text)).toEqual(["Base class (alpha)", "Derived class (alpha)", "Callable class ()"]);
  });

  test("lambdas by the name they are assigned to, others by their line", () => {
    const text = "a = lambda y_true, y_pred: y_pred\nmodel.compile(\n  loss=lambda t, p: p)\n";
    expect(listed(text)).toEqual(["a lambda ()", "lambda@3 lambda ()"]);
  });

  test("functools.partial by the name it is assigned to, with what it leaves open and what it sets", () => {
    const text = "from functools import partial\ndef f(y_true, y_pred, a, b=1):\n    return a\ng = partial(f, a=2.0)\n";
    expect(listed(text)).toEqual(["f function (a, b)", "g function (a, b)"]);
    expect(find(text).losses[1]!.parameters[0]!.default?.kind).toBe("Constant");
  });

  test("methods are named with their class, static ones too", () => {
    const text = [
      "class Trainer:",
      "    def my_loss(self, y_true, y_pred):",
      "        return y_pred",
      "    @staticmethod",
      "    def other_loss(y_true, y_pred):",
      "        return y_pred",
      "",
    ].join("\n");
    expect(listed(text)).toEqual(["Trainer.my_loss method ()", "Trainer.other_loss method ()"]);
  });

  test("targets and predictions of other names count beside a loss's name, or where they are used as a loss", () => {
    expect(listed("def dice_loss(targets, logits):\n    return logits\n")).toEqual(["dice_loss function ()"]);
    expect(listed("def f(a, b):\n    return b\nmodel.compile(loss=f)\n")).toEqual(["f function ()"]);
  });
});

/** `name(target, prediction)`; `?` where nothing tells. */
function rolesIn(text: string): string[] {
  return find(text).losses.map(({ name, yTrue, yPred }) => `${name}(${yTrue?.name ?? "?"}, ${yPred?.name ?? "?"})`);
}

describe("which parameter is the target", () => {
  const loss = (parameters: string, value: string) =>
    `import tensorflow as tf\ndef a_loss(${parameters}):\n    return ${value}\n`;

  test.each([
    ["_, yp", "tf.reduce_mean(yp)", "a_loss(_, yp)"],
    ["targets, inputs", "tf.reduce_mean(targets - inputs)", "a_loss(targets, inputs)"],
    ["y_true, x", "tf.reduce_mean(y_true - x)", "a_loss(y_true, x)"],
    ["y_truth, y_pred", "tf.reduce_mean(y_truth - y_pred)", "a_loss(y_truth, y_pred)"],
    ["logits, labels", "tf.reduce_mean(labels - logits)", "a_loss(labels, logits)"],
    ["probas, labels", "tf.reduce_mean(labels - probas)", "a_loss(labels, probas)"],
    ["target_data, size_prediction", "tf.abs(target_data - size_prediction)", "a_loss(target_data, size_prediction)"],
    ["x, z", "tf.nn.softmax_cross_entropy_with_logits(labels=z, logits=x)", "a_loss(z, x)"],
    ["x, z", "tf.keras.losses.mse(tf.cast(z, 'float32'), x)", "a_loss(z, x)"],
    ["x, z", "tf.keras.losses.BinaryCrossentropy()(x, z)", "a_loss(x, z)"],
    // Nothing tells, or both are what a model gives: a loss all the same, and nobody guesses.
    ["x, z", "tf.reduce_mean(x - z)", "a_loss(?, ?)"],
    ["real, fake", "tf.reduce_mean(real) - tf.reduce_mean(fake)", "a_loss(?, ?)"],
    ["real_output, fake_output", "tf.reduce_mean(real_output - fake_output)", "a_loss(?, ?)"],
  ])("(%s) of %s", (parameters, value, expected) => {
    expect(rolesIn(loss(parameters, value))).toEqual([expected]);
  });

  test("what takes other things than tensors is no loss, whatever its name says", () => {
    for (const [parameters, value] of [
      ["model, x", "tf.reduce_mean(model(x))"],
      ["history, title", "history.history[title]"],
      ["epoch, total", "total / epoch"],
      ["x, options", "x * options['weight']"],
      ["x, z, w", "tf.reduce_mean(x - z) * w"],
      ["y_true, y_pred", "(tf.reduce_sum(y_true), tf.reduce_sum(y_pred))"],
    ] as const)
      expect(rolesIn(loss(parameters, value))).toEqual([]);
    expect(rolesIn("def confusion_matrix(y_true, y_pred):\n    return y_true\n")).toEqual([]);
  });
});

describe("a use says that it is a loss", () => {
  test("added to a model's loss, with what else it requires", () => {
    const text = [
      "from keras import ops",
      "def rebuilt(x, decoded, weight):",
      "    return weight * ops.mean(ops.square(x - decoded))",
      "class Layer:",
      "    def call(self, x):",
      "        self.add_loss(ops.mean(rebuilt(x, x, 2.0)) * 3)",
      "",
    ].join("\n");
    expect(listed(text)).toEqual(["rebuilt function (weight)"]);
  });

  test("in lists and dictionaries that are filled one by one, in loops and comprehensions", () => {
    const text = [
      "named = {}",
      "for name in 'ab':",
      "    named[name] = lambda t, p: p",
      "model.compile(loss=named)",
      "listed = []",
      "listed.append(lambda t, p: p)",
      "model.compile(loss=listed)",
      "model.compile(loss=[lambda t, p: p for _ in 'ab'])",
      "other = []",
      "other.append(lambda t, p: p)",
      "",
    ].join("\n");
    expect(listed(text)).toEqual(["lambda@3 lambda ()", "lambda@6 lambda ()", "lambda@8 lambda ()"]);
  });

  test("as a method of an object, and of a class that Keras does not know", () => {
    const text = [
      "class Plain:",
      "    def one(self, a, b):",
      "        return b",
      "    def compute_loss(self, targets, predictions):",
      "        return predictions",
      "class M(keras.Model):",
      "    def compute_loss(self, targets, predictions):",
      "        return predictions",
      "plain = Plain()",
      "model.compile(loss=plain.one)",
      "",
    ].join("\n");
    expect(listed(text)).toEqual(["Plain.one method ()", "Plain.compute_loss method ()"]);
  });

  test("as a class of a loss that another file or library has, where it takes targets and predictions", () => {
    const call = (base: string) => `class Mine(${base}):\n    def call(self, y_true, y_pred):\n        return y_pred\n`;
    expect(listed(`from own.base import BaseLoss\n${call("BaseLoss")}`)).toEqual(["Mine class ()"]);
    expect(listed(`import tensorflow_addons as tfa\n${call("tfa.losses.TripletSemiHardLoss")}`)).toEqual([
      "Mine class ()",
    ]);
    expect(listed(`from torch.nn import CustomLoss\n${call("CustomLoss")}`)).toEqual([]);
  });
});

describe("what is no loss", () => {
  test.each([
    ["any function of two arguments", "def add(a, b):\n    return a + b\n"],
    [
      "a training step, a metric's update, an estimator's score",
      [
        "class M(Metric):",
        "    def update_state(self, y_true, y_pred, sample_weight=None):",
        "        pass",
        "    def score(self, y_true, y_pred):",
        "        return 1",
        "",
      ].join("\n"),
    ],
    ["a helper inside a loss", "def other(labels, outputs):\n    return 1\n"],
    ["a plot of targets and outputs", "def plot(targets, outputs):\n    return 1\n"],
  ])("%s", (_, text) => {
    expect(listed(text)).toEqual([]);
  });
});

describe("uses are found", () => {
  const head =
    "import re\ndef my_loss(y_true, y_pred):\n    return y_pred\ndef f(a=1):\n    def g(y_true, y_pred):\n        return a\n    return g\n";

  test("in compile by keyword and by position, in lists and dictionaries, written there or before", () => {
    expect(uses(`${head}model.compile(optimizer='sgd', loss=my_loss)\n`)).toEqual(["loss my_loss → my_loss"]);
    expect(uses(`${head}model.compile('sgd', f(2), [my_loss])\n`)).toEqual([
      "loss f(2) → f",
      "call f → f",
      "metric my_loss → my_loss",
    ]);
    expect(uses(`${head}l = {'a': my_loss, 'b': 'mse'}\nmodel.compile(loss=l)\n`)).toEqual([
      "loss my_loss → my_loss",
      "loss 'mse' → ?",
    ]);
  });

  test("not in re.compile", () => {
    expect(uses(`${head}re.compile('a', my_loss)\n`)).toEqual([]);
  });

  test("as custom objects, in add_loss, and where they are called", () => {
    expect(uses(`${head}load_model('m', custom_objects={'my_loss': my_loss})\n`)).toEqual([
      "customObject my_loss → my_loss",
    ]);
    expect(uses(`${head}get_custom_objects().update({'my_loss': my_loss})\n`)).toEqual([
      "customObject my_loss → my_loss",
    ]);
    expect(uses(`${head}get_custom_objects()['x'] = my_loss\n`)).toEqual(["customObject my_loss → my_loss"]);
    expect(uses(`${head}value = my_loss(a, b)\n`)).toEqual(["call my_loss → my_loss"]);
    expect(uses(`${head}loss_fn = f(2)\nvalue = loss_fn(a, b)\n`)).toEqual(["call f → f", "call loss_fn → f"]);
  });

  test("through self", () => {
    const text =
      "class T:\n    def l(self, a, b):\n        return b\n    def run(self, model):\n        model.compile(loss=self.l, optimizer='sgd')\n";
    expect(uses(text)).toEqual(["loss self.l → T.l"]);
  });
});

test("functions that score arrays, and tests, are no losses unless one is used as such", () => {
  const text = `import numpy as np
from keras import backend as K
from sklearn.metrics import mean_squared_error, f1_score
from scipy.stats import pearsonr
def rmse(y_true, y_pred):
    return np.sqrt(mean_squared_error(y_true, y_pred))
def f1(y_true, y_pred):
    return f1_score(y_true, y_pred)
def correlation(y_true, y_pred):
    return pearsonr(y_true, y_pred)[0]
def mape(y_true, y_pred):
    y_true, y_pred = np.array(y_true), np.array(y_pred)
    return np.mean(np.abs((y_true - y_pred) / y_true))
def loss_np(y_true, y_pred):
    return np.mean((y_true - y_pred) ** 2)
def numpy_shape_loss(y_true, y_pred):
    return K.mean(np.zeros(y_pred.shape) + K.square(y_true - y_pred), axis=-1)
class LossTest:
    def test_focal_loss(self, y_true, y_pred):
        return self.assertEqual(y_true, y_pred)
def my_loss(y_true, y_pred):
    return np.mean((y_true - y_pred) ** 2)
`;
  expect(listed(text)).toEqual(["numpy_shape_loss function ()", "my_loss function ()"]);
  expect(listed(`${text}model.compile(loss=rmse, metrics=[f1])\n`)).toEqual([
    "rmse function ()",
    "f1 function ()",
    "numpy_shape_loss function ()",
    "my_loss function ()",
  ]);
});
