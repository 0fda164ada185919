import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { check } from "../../../src/cli/check.ts";
import { makeWorkspace, run, type Workspace } from "./run-cli.ts";

const losses = `import functools
import keras
from keras import ops

def my_loss(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred) / (1 + y_true), axis=-1)

def focal_loss(gamma=2.0):
    def loss(y_true, y_pred):
        return ops.mean((1 - y_pred) ** gamma * ops.square(y_true - y_pred), axis=-1)
    return loss

def weighted_loss(y_true, y_pred, weights):
    return ops.mean(weights * ops.abs(y_true - y_pred), axis=-1)

@keras.saving.register_keras_serializable()
def registered_loss(y_true, y_pred):
    return ops.mean(ops.abs(y_true - y_pred), axis=-1)

def hit_accuracy(y_true, y_pred):
    return ops.mean(ops.cast(ops.equal(y_true, ops.round(y_pred)), "float32"), axis=-1)

def logits_loss(y_true, y_pred):
    return ops.mean(ops.binary_crossentropy(y_true, y_pred, from_logits=True), axis=-1)

def wrapped(function):
    @functools.wraps(function)
    def call(y_true, y_pred):
        return function(y_true, y_pred)
    return call
`;

let workspace: Workspace;
beforeAll(async () => {
  workspace = await makeWorkspace({
    "losses.py": losses,
    "in_tensorflow.py":
      "import tensorflow as tf\n\ndef squared_loss(y_true, y_pred):\n    return tf.square(y_true - y_pred)\n",
    "package/__init__.py": "from .inner import focal_loss\nfrom .inner import my_loss as renamed_loss\n",
    "package/inner.py": losses,
    "package/open.py": "from .inner import *\n",
  });
});
afterAll(() => workspace.remove());

let count = 0;
/** The findings of a file beside the others, as `line:column rule: message`. */
async function findingsIn(text: string, folder = ""): Promise<string[]> {
  const name = `${folder}main${count++}.py`;
  await workspace.write({ [name]: text });
  const { output } = await run(check, "--format", "json", "--keras", "3", "--no-probes", workspace.path(name));
  const [file] = JSON.parse(output).files;
  return file.findings.map(
    (each: { line: number; column: number; rule: string; message: string }) =>
      `${each.line}:${each.column} ${each.rule}: ${each.message}`,
  );
}

const model = "import keras\nmodel = keras.Sequential([keras.layers.Dense(1)])\n";

describe("a loss of another file, compiled in this one", () => {
  test.each([
    [
      "a factory that is not called",
      "from losses import focal_loss\nmodel.compile('adam', loss=focal_loss)\n",
      ["4:28 uncalled-loss-factory: 'focal_loss' returns the loss: call it, 'focal_loss()'."],
    ],
    [
      "a factory that a package passes on",
      "import package\nmodel.compile('adam', loss=package.focal_loss)\n",
      ["4:28 uncalled-loss-factory: 'package.focal_loss' returns the loss: call it, 'package.focal_loss()'."],
    ],
    [
      "a loss that is called",
      "from losses import my_loss as mine\nmodel.compile('adam', loss=mine())\n",
      ["4:28 called-loss: Pass 'mine' itself; Keras calls it with y_true and y_pred."],
    ],
    [
      "a third parameter",
      "import losses\nmodel.compile('adam', loss=losses.weighted_loss)\n",
      [
        "4:28 loss-signature: Keras calls a loss with y_true and y_pred alone; 'weighted_loss' (losses.py:13) also requires 'weights'.",
      ],
    ],
    [
      "a name that the other file has not",
      "from losses import my_koss\nmodel.compile('adam', loss=my_koss)\n",
      ["3:20 undefined-loss: 'losses.py' has no 'my_koss'. Did you mean 'my_loss'?"],
    ],
    [
      "an attribute that the other file has not",
      "import losses\nmodel.compile('adam', loss=losses.my_koss)\n",
      ["4:35 undefined-loss: 'losses.py' has no 'my_koss'. Did you mean 'my_loss'?"],
    ],
    [
      "a name close to an imported one",
      "from losses import my_loss\nmodel.compile('adam', loss=my_lose)\n",
      ["4:28 undefined-loss: 'my_lose' is not defined. Did you mean 'my_loss'?"],
    ],
    [
      "a string",
      "from losses import my_loss\nmodel.compile('adam', loss='my_loss')\n",
      [
        "4:28 loss-as-string: Keras looks for a built-in loss named 'my_loss'. Pass the function that is imported, without quotes.",
      ],
    ],
    [
      "a model that is loaded again",
      "from losses import my_loss\nmodel.compile('adam', loss=my_loss)\nmodel.save('a.keras')\nkeras.models.load_model('a.keras')\n",
      [
        "4:28 not-reloadable: Keras cannot find 'my_loss' (losses.py:5) when the model is loaded: register it, or pass custom_objects there.",
      ],
    ],
    [
      "a metric",
      "from losses import hit_accuracy\nmodel.compile('adam', loss=hit_accuracy)\n",
      ["4:28 metric-as-loss: 'hit_accuracy' is a metric: nothing in it carries a gradient."],
    ],
    [
      "logits, where the model gives probabilities",
      "from losses import logits_loss\nmodel.add(keras.layers.Dense(1, activation='sigmoid'))\nmodel.compile('adam', loss=logits_loss)\n",
      [
        "5:28 logits-mismatch: 'logits_loss' gives its predictions to 'ops.binary_crossentropy', which expects logits, but 'model' ends in sigmoid: sigmoid is applied twice.",
      ],
    ],
    [
      "swapped arguments in a training loop",
      "from losses import my_loss\ndef step(x, y):\n    pred = model(x)\n    return my_loss(pred, y)\n",
      ["6:12 swapped-arguments: 'my_loss' takes the target first: y_true, then y_pred."],
    ],
    [
      "TensorFlow, where this file chooses another backend",
      "import os\nos.environ['KERAS_BACKEND'] = 'jax'\nfrom in_tensorflow import squared_loss\nmodel.compile('adam', loss=squared_loss)\n",
      [
        "6:28 tensorflow-in-other-backend: 'squared_loss' (in_tensorflow.py:3) calls 'tf.square', which cannot take the tensors of JAX, which KERAS_BACKEND names here.",
      ],
    ],
  ])("%s", async (_, text, expected) => expect(await findingsIn(model + text)).toEqual(expected));

  test.each([
    ["a string", "model.compile('adam', loss='my_loss')\n"],
    ["swapped arguments", "def step(x, y):\n    pred = model(x)\n    return my_loss(pred, y)\n"],
  ])("its place in the other file is told for %s", async (_, text) => {
    await workspace.write({ "told.py": `${model}from losses import my_loss\n${text}` });
    const { output } = await run(check, "--keras", "3", "--no-probes", workspace.path("told.py"));
    expect(output).toContain(`\n  note: ${workspace.path("losses.py")}:5:5: 'my_loss' is defined here.\n`);
  });

  test("its place in the other file is told, in the text and in SARIF", async () => {
    await workspace.write({ "told.py": `${model}from losses import my_loss\nmodel.compile('adam', loss=my_loss())\n` });
    const text = await run(check, "--keras", "3", "--no-probes", workspace.path("told.py"));
    expect(text.output).toContain(`\n  note: ${workspace.path("losses.py")}:5:5: 'my_loss' is defined here.\n`);
    const sarif = await run(check, "--format", "sarif", "--keras", "3", "--no-probes", workspace.path("told.py"));
    const [{ results }] = JSON.parse(sarif.output).runs;
    expect(results[0].relatedLocations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: pathToFileURL(workspace.path("losses.py")).href },
          region: { startLine: 5, startColumn: 5, endLine: 5, endColumn: 12 },
        },
        message: { text: "'my_loss' is defined here." },
      },
    ]);
  });

  test("relative imports lead there too", async () => {
    const text = `${model}from .inner import focal_loss\nfrom . import renamed_loss\nmodel.compile('adam', loss=[focal_loss, renamed_loss()])\n`;
    expect((await findingsIn(text, "package/")).map((each) => each.split(":").slice(0, 2).join(":"))).toEqual([
      "5:29 uncalled-loss-factory",
      "5:41 called-loss",
    ]);
  });
});

test.each([
  "from losses import focal_loss, my_loss\nmodel.compile('adam', loss=[focal_loss(), my_loss])\n",
  "from losses import registered_loss\nmodel.compile('adam', loss=registered_loss)\nmodel.save('a.keras')\nkeras.models.load_model('a.keras')\n",
  "from losses import my_loss\nmodel.compile('adam', loss=my_loss)\nkeras.models.load_model('a.keras', custom_objects={'my_loss': my_loss})\n",
  "from losses import wrapped\nmodel.compile('adam', loss=wrapped(keras.losses.mse))\n",
  "from losses import hit_accuracy\nmodel.compile('adam', loss='mse', metrics=[hit_accuracy])\n",
  "from package.open import my_koss\nmodel.compile('adam', loss=my_koss)\n",
  "from elsewhere import focal_loss\nmodel.compile('adam', loss=focal_loss)\n",
  "try:\n    from losses import focal_loss\nexcept ImportError:\n    focal_loss = 'mse'\nmodel.compile('adam', loss=focal_loss)\n",
  "from losses import focal_loss\nfocal_loss = focal_loss(3.0)\nmodel.compile('adam', loss=focal_loss)\n",
  "from losses import weighted_loss\nmodel.compile('adam', loss=lambda t, p: weighted_loss(t, p, 2.0))\n",
  "from losses import my_loss\ndef step(x, y):\n    pred = model(x)\n    return my_loss(y, pred)\n",
])("correct use of another file's losses has no finding: %j", async (text) =>
  expect(await findingsIn(model + text)).toEqual([]),
);
