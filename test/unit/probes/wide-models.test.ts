/** Degenerate batches take the width that the model gives the prediction, whatever the loss takes of it. */

import { expect, test } from "vitest";
import { probeText, told } from "./probe-text.ts";

test("a model of three outputs beside a loss of two, and beside one of masks", async () => {
  const text = `from tensorflow import keras
from tensorflow.keras import backend as K

def dice_plain(y_true, y_pred):
    return 1 - 2 * K.sum(y_true * y_pred) / (K.sum(y_true) + K.sum(y_pred))

def gauss(y_true, y_pred):
    mu, var = y_pred[:, 0], y_pred[:, 1]
    return 0.5 * K.log(var) + 0.5 * K.square(y_true[:, 0] - mu) / var

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
model.compile("sgd", loss=dice_plain)
model.compile("sgd", loss=gauss)
`;
  expect(told(await probeText(text)).map((line) => line.split(",")[0])).toEqual([
    "5: info non-finite-value: Where all masks of the batch are empty",
    "9: warning non-finite-value: Where the predicted spread of a sample is 0",
  ]);
});
