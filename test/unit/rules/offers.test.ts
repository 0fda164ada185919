import { describe, expect, test } from "vitest";
import { checkModule } from "../../../src/check/check-module.ts";
import { readProject } from "../../../src/keras/version.ts";
import type { Finding } from "../../../src/losses/finding.ts";
import { parseModule } from "../../../src/python/parse.ts";

/** A line of a project's `.env`. */
const onJax = "KERAS_BACKEND=jax\n";

interface Surroundings {
  readonly keras?: "3";
  readonly env?: string;
}

function findings(rule: string, text: string, { keras, env }: Surroundings = {}): Finding[] {
  const project = readProject(env === undefined ? [] : [{ path: ".env", text: env }]);
  return checkModule(parseModule(text).module, { keras, project }).filter((finding) => finding.rule === rule);
}

/** The fixes of the first finding, in the order in which they are offered; what `--fix` applies unasked is safe. */
function offers(...asked: Parameters<typeof findings>): string[] {
  const [finding] = findings(...asked);
  expect(finding).toBeDefined();
  return finding!.fixes.map(
    ({ title, isPreferred, isSafe }) => `${title}${isPreferred ? ", preferred" : ""}${isSafe ? ", safe" : ""}`,
  );
}

describe("a K that is never imported", () => {
  const loss = (result: string): string => `import keras\n\ndef my_loss(y_true, y_pred):\n    return ${result}\n`;
  const squared = loss("K.mean(K.square(y_pred - y_true), axis=-1)");
  const padded = loss("K.spatial_2d_padding(y_pred - y_true)");

  test.each<[string, string, Surroundings, string[]]>([
    [
      "on Keras 3 both ways, the one through keras.ops before the other",
      squared,
      { keras: "3" },
      ["Replace 'K' with 'keras.ops', preferred, safe", "Add 'from tensorflow.keras import backend as K', safe"],
    ],
    [
      "where Keras 3 is assumed, unasked the one alone that runs on an older one too",
      squared,
      {},
      ["Replace 'K' with 'keras.ops', preferred", "Add 'from tensorflow.keras import backend as K', safe"],
    ],
    [
      "where keras.ops has not all of it, TensorFlow's",
      padded,
      { keras: "3" },
      ["Add 'from tensorflow.keras import backend as K', preferred, safe"],
    ],
    [
      "on JAX, not TensorFlow's",
      squared,
      { keras: "3", env: onJax },
      ["Replace 'K' with 'keras.ops', preferred, safe"],
    ],
    ["on JAX, with what keras.ops has not, none", padded, { keras: "3", env: onJax }, []],
    [
      "with what is in no Keras 3, TensorFlow's neither, none",
      loss("K.in_train_phase(K.abs(y_pred - y_true), K.square(y_pred - y_true))"),
      { keras: "3" },
      [],
    ],
  ])("is offered, %s", (_, text, surroundings, expected) => {
    expect(offers("missing-backend-import", text, surroundings)).toEqual(expected);
  });
});

describe("no fix is offered", () => {
  test("above what stands on the line of 'def __init__' itself", () => {
    const text = `from keras.losses import Loss

class OneLine(Loss):
    def __init__(self, scale): self.scale = scale

    def call(self, y_true, y_pred):
        return self.scale * abs(y_true - y_pred)
`;
    expect(offers("loss-subclass", text)).toEqual([]);
  });

  test("for a factory in custom_objects whose argument nothing tells", () => {
    const text = `import keras

def make_quantile(q):
    def loss(y_true, y_pred):
        error = y_true - y_pred
        return keras.ops.maximum(q * error, (q - 1) * error)
    return loss

model = keras.models.load_model("model.keras", custom_objects={"loss": make_quantile})
`;
    expect(offers("not-reloadable", text)).toEqual([]);
  });
});

describe("TensorFlow in a loss on another backend", () => {
  const loss =
    "import keras\nimport tensorflow as tf\n\ndef my_loss(y_true, y_pred):\n    return tf.abs(y_true - y_pred)\n";

  test("points to the line of the file that chooses it", () => {
    const text = `import os\nos.environ["KERAS_BACKEND"] = "jax"\n${loss}`;
    const [finding] = findings("tensorflow-in-other-backend", text);
    const start = text.indexOf('"jax"');
    expect(finding?.related).toEqual([{ range: { start, end: start + 5 }, message: "The backend is chosen here." }]);
  });

  test("points nowhere where the project chooses it, and says in which of its files", () => {
    const [finding] = findings("tensorflow-in-other-backend", loss, { keras: "3", env: onJax });
    expect(finding?.related).toEqual([]);
    expect(finding?.message).toContain("from .env:1");
  });
});
