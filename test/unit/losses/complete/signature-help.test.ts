import { describe, expect, test } from "vitest";
import { signatureOf } from "../../../../src/keras/functions/signatures.ts";
import { signatureAt } from "../../../../src/losses/complete/signature-help.ts";
import { findLosses } from "../../../../src/losses/find-losses.ts";
import { parseModule } from "../../../../src/python/parse.ts";
import { analyzeNames } from "../../../../src/python/scope.ts";

const head = `import keras
import tensorflow as tf
from keras import ops
from keras.losses import Huber as Robust
from tensorflow.keras import backend as K


def focal_loss(gamma=2.0, alpha=0.25):
    def loss(y_true, y_pred):
        return ops.mean((1 - y_pred) ** gamma * alpha, axis=-1)

    return loss


class Scaled(keras.losses.Loss):
    def __init__(self, scale, offset: float = 1.0, **kwargs):
        super().__init__(**kwargs)

    def call(self, y_true, y_pred):
        return self.scale * ops.abs(y_pred - y_true)


`;

/** The label with the parameter at the cursor in brackets; undefined where nothing is said. */
function help(line: string): string | undefined {
  const [before = "", after = ""] = line.split("|");
  const text = `${head}${before}${after}\n`;
  const found = signatureAt(text, head.length + before.length, () => {
    const { module } = parseModule(text);
    const names = analyzeNames(module);
    return { module, names, losses: findLosses(module, names).losses };
  });
  if (found === undefined) return undefined;
  const place = found.active === undefined ? undefined : found.parameters[found.active];
  if (place === undefined) return found.label;
  const [start, end] = place;
  return `${found.label.slice(0, start)}«${found.label.slice(start, end)}»${found.label.slice(end)}`;
}

describe("a call that is typed says what it takes", () => {
  test("of Keras's losses, however they are imported", () => {
    expect(help("keras.losses.Huber(|")).toBe(
      "Huber(«delta=1.0», reduction='sum_over_batch_size', name='huber_loss', dtype=None)",
    );
    expect(help("loss = Robust(2.0, name=|)")).toMatch(/^Huber\(delta=1\.0, .*«name='huber_loss'»/);
    expect(help("tf.keras.losses.huber(y_true, |")).toBe("huber(y_true, «y_pred», delta=1.0)");
  });

  test("of functions that a loss calls", () => {
    expect(help("ops.clip(x, |")).toBe("clip(x, «x_min», x_max)");
    expect(help("K.clip(x, 0.0, |1.0)")).toBe("clip(x, min_value, «max_value»)");
    expect(help("ops.mean(ops.square(|a), axis=-1)")).toBe("square(«x»)");
    expect(help("ops.mean(ops.square(a), |axis=-1)")).toMatch(/^mean\(x, «axis=None»/);
  });

  test("of the file's factories and classes, as they are written", () => {
    expect(help("focal_loss(|")).toBe("focal_loss(«gamma=2.0», alpha=0.25)");
    expect(help("focal_loss(alpha=|0.5)")).toBe("focal_loss(gamma=2.0, «alpha=0.25»)");
    expect(help("Scaled(2.0, |")).toBe("Scaled(scale, «offset: float = 1.0»)");
  });

  test("beyond what it takes, nothing is marked", () => {
    expect(help("focal_loss(1, 2, |")).toBe("focal_loss(gamma=2.0, alpha=0.25)");
    expect(help("focal_loss(unknown=|")).toBe("focal_loss(gamma=2.0, alpha=0.25)");
  });
});

test.each([
  "keras.losses.Hub|",
  "print(|",
  "model.fit(x, |",
  "x = (1, |",
  "x = [ops.mean, |",
  'ops.mean("|',
  "ops.mean(x)  # (|",
  "def huber(|",
  "ops.mean(x) + |",
])("says nothing at %s", (line) => {
  expect(help(line)).toBeUndefined();
});

test("what Keras calls one thing has one signature, whichever way to it is taken", () => {
  expect(signatureOf("tf.keras.losses.Dice")).toBe(signatureOf("keras.losses.Dice"));
  expect(signatureOf("keras.losses.no_such")).toBeUndefined();
  expect(signatureOf("tf.reduce_mean")).toContain("axis=None");
});
