/** Labels of whole numbers, which Keras 2 hands to the loss as `fit` gets them. */

import { expect, test } from "vitest";
import { evidenceScript } from "../../../src/preview/script/evidence-script.ts";
import { probeText, told } from "./probe-text.ts";

const weighted = "K.mean(y_true * K.square(1 - y_pred) + (1 - y_true) * K.square(y_pred), axis=-1)";
const cast = weighted.replaceAll("y_true", 'K.cast(y_true, "float32")');

function file(fit: string, { loss = weighted, before = "" } = {}): string {
  return `import numpy as np
import tensorflow as tf
from tensorflow.keras import backend as K


def weighted_loss(y_true, y_pred):
    return ${loss}


x = np.random.rand(4, 3)
${before}
model = tf.keras.Sequential([tf.keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", loss=weighted_loss)
${fit}
`;
}

const foundIn = async (text: string, keras: "2" | "3" = "2"): Promise<string[]> =>
  told(await probeText(text, { keras })).filter((line) => line.includes("integer-target"));

test("Keras 2 does not cast whole-number labels: where they meet floats, fit raises", async () => {
  const text = file("model.fit(x, labels)", { before: "labels = np.array([0, 1, 1, 0])" });
  expect(await foundIn(text)).toEqual([
    "7: warning integer-target: `y_true * K.square(1 - y_pred)` mixes dtypes: TypeError: Input 'y' of 'Mul' Op has type float32 that does not match type int64 of argument 'x'. 'fit' is given labels of int64, which Keras 2 does not cast.",
  ]);
});

test.each([
  ["model.fit(x, np.random.randint(0, 2, size=(4, 1)))", "int64"],
  ["model.fit(x, y=np.zeros((4, 1), dtype=np.int32))", "int32"],
  ["model.fit(x, np.random.rand(4).astype('uint8')[:, None])", "uint8"],
  ["model.fit(x, tf.constant([[0], [1], [1], [0]]))", "int32"],
  ["model.fit(x, np.expand_dims(np.array([0, 1, 1, 0]), -1))", "int64"],
])("labels of %s are of %s", async (fit, dtype) => {
  expect((await foundIn(file(fit))).join()).toContain(`labels of ${dtype},`);
});

test.each([
  ["floats", file("model.fit(x, np.array([0.0, 1.0, 1.0, 0.0]))")],
  ["cast by the file", file("model.fit(x, np.array([0, 1, 1, 0]).astype('float32'))")],
  ["cast by the loss", file("model.fit(x, np.array([0, 1, 1, 0]))", { loss: cast })],
  ["of another model", file("other.fit(x, np.array([0, 1, 1, 0]))", { before: "other = tf.keras.Sequential()" })],
  ["unknown", file("model.fit(x, np.load('labels.npy'))")],
  ["bound again", file("model.fit(x, y)", { before: "y = np.array([0, 1, 1, 0])\ny = y / 2" })],
])("labels that are %s are none", async (_, text) => {
  expect(await foundIn(text)).toEqual([]);
});

test("Keras 3 casts them", async () => {
  expect(await foundIn(file("model.fit(x, np.array([0, 1, 1, 0]))"), "3")).toEqual([]);
});

test("what shows it in one's own Keras has labels of that dtype", async () => {
  const text = file("model.fit(x, np.array([0, 1, 1, 0]))");
  const [finding] = (await probeText(text, { keras: "2" })).findings;
  const source = {
    file: { path: "a.py", text },
    imports: [],
    loss: "weighted_loss",
    keras: { version: "2.15.0", isKnown: true },
    parameters: {},
  };
  const script = evidenceScript(source, finding!, finding!.evidence!);
  expect(script).toContain('tf.TensorSpec(y_true, "int64")');
});
