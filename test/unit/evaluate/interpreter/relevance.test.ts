import { expect, test } from "vitest";
import { failureOf, values } from "./ask.ts";
import { runPython } from "./python.ts";

test("what the loss does not need is never run", () => {
  const text = `
import pandas as pd
import tensorflow as tf
data = pd.read_csv("data.csv")
model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
def loss(y_true, y_pred):
    return tf.abs(y_pred - y_true)
model.compile(loss=loss)
model.fit(data)
while True:
    pass
`;
  expect(values(text)).toEqual([0.5, 0.75]);
});

test("a module constant that cannot be evaluated is told only where the loss uses it", () => {
  const text = `
import pandas as pd
weights = pd.read_csv("weights.csv")
def plain(y_true, y_pred):
    return y_pred * 2
def weighted(y_true, y_pred):
    return y_pred * weights
`;
  expect(values(text, { loss: "plain" })).toEqual([1, 0.5]);
  const failure = failureOf(text, { loss: "weighted" });
  expect(failure).toMatchObject({ kind: "unsupported", message: "`pandas.read_csv` is not evaluated." });
  expect(text.slice(failure.range!.start, failure.range!.end)).toBe('pd.read_csv("weights.csv")');
});

test("statements that change what the loss needs are run in order", () => {
  const text = `
WEIGHTS = {}
def register(name, value):
    WEIGHTS[name] = value
register("a", 2.0)
WEIGHTS["b"] = 3.0
SCALE = 1.0
if WEIGHTS["b"] > 2:
    SCALE = 10.0
for step in range(3):
    SCALE = SCALE + step
def loss(y_true, y_pred):
    return y_pred * WEIGHTS["a"] * SCALE
`;
  expect(values(text)).toEqual([13, 6.5]);
});

test("passing a container to a function that does not change it does not run the call", () => {
  const text = `
CONFIG = {"alpha": 2.0}
def main(config):
    import subprocess
    subprocess.run(config["alpha"])
def loss(y_true, y_pred):
    return y_pred * CONFIG["alpha"]
main(CONFIG)
`;
  expect(values(text)).toEqual([1, 0.5]);
});

test("a name that is bound later in the file is not there yet for what runs before", () => {
  expect(runPython("first = second\nsecond = 1\nresult = first").result).toBe(
    "NameError: name 'second' is not defined",
  );
});

test("only an unreadable import that is used ends the evaluation, and by its full name", () => {
  const text = "import scipy.special as special\ndef loss(y_true, y_pred):\n    return special.erf(y_pred)\n";
  expect(failureOf(text)).toMatchObject({ kind: "unsupported", message: "`scipy.special.erf` is not evaluated." });
});

test("what sets Keras's epsilon is never passed over", () => {
  const text = `from tensorflow.keras import backend as K\nK.set_epsilon(0.5)\ndef loss(y_true, y_pred):\n    return y_pred + K.epsilon()\n`;
  expect(failureOf(text).kind).toBe("unsupported");
});

test("a star import that cannot be read is told only for a name that nothing else gives", () => {
  const text =
    "from absent import *\ndef loss(y_true, y_pred):\n    return abs(y_pred)\ndef other_loss(y_true, y_pred):\n    return helper(y_pred)\n";
  expect(values(text)).toEqual([0.5, 0.25]);
  expect(failureOf(text, { loss: "other_loss" })).toMatchObject({
    kind: "unsupported",
    message:
      "`from absent import *` is not evaluated: `absent` is neither a known library nor a file of the workspace.",
  });
});

test("TensorFlow's decorators change nothing, with and without a call", () => {
  for (const decorator of [
    "tf.function",
    "tf.function(jit_compile=True)",
    "tf.autograph.experimental.do_not_convert",
  ]) {
    const text = `import tensorflow as tf\n@${decorator}\ndef loss(y_true, y_pred):\n    return y_pred * 2\n`;
    expect(values(text)).toEqual([1, 0.5]);
  }
});

test("the main guard is not entered", () => {
  const text = `
ALPHA = 1.0
if __name__ == "__main__":
    ALPHA = 5.0
def loss(y_true, y_pred):
    return y_pred * ALPHA
`;
  expect(values(text)).toEqual([0.5, 0.25]);
});
