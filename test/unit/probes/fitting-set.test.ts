import { describe, expect, test } from "vitest";
import { inspectModule } from "../../../src/check/check-module.ts";
import { dialectOf } from "../../../src/evaluate/dialect.ts";
import { defaultLimits } from "../../../src/evaluate/evaluation.ts";
import { answer } from "../../../src/evaluate/run/evaluate.ts";
import { observeLoss } from "../../../src/probes/fitting-set.ts";
import type { ObservationResult } from "../../../src/probes/observe.ts";
import { parseModule } from "../../../src/python/parse.ts";

let asked = 0;
const evaluator = {
  ask: async (request: Parameters<typeof answer>[0]) => {
    asked++;
    return answer(request);
  },
};

async function observed(body: string, rest = ""): Promise<ObservationResult> {
  return observedIn(`from keras import ops\ndef my_loss(y_true, y_pred):\n${body.replace(/^/gm, "    ")}\n${rest}`);
}

async function observedIn(text: string): Promise<ObservationResult> {
  const { module } = parseModule(text);
  const { losses, keras } = inspectModule(module);
  const loss = losses.losses[0]!;
  const source = {
    file: { path: "a.py", text },
    imports: [],
    loss: loss.name,
    keras: dialectOf(keras),
    parameters: {},
  };
  return observeLoss({ loss, module, source, limits: defaultLimits }, evaluator);
}

const setOf = (result: ObservationResult): string =>
  result.kind === "observed" ? result.observations.set.id : result.set.id;

test.each([
  ["a difference, on numbers", "return ops.mean(ops.square(y_true - y_pred), axis=-1)", "regression"],
  [
    "a softmax, of which one number says nothing, on classes",
    "return -ops.sum(y_true * ops.log(ops.softmax(y_pred) + 1e-7), axis=-1)",
    "categorical-logits",
  ],
  [
    "predictions that are made to sum to 1, on classes",
    "p = y_pred / ops.sum(y_pred, axis=-1, keepdims=True)\nreturn -ops.sum(y_true * ops.log(p + 1e-7), axis=-1)",
    "categorical",
  ],
  [
    "a logarithm of both, on positive numbers",
    "return ops.mean(ops.square(ops.log(y_true) - ops.log(y_pred)), axis=-1)",
    "positive",
  ],
  ["pictures by their axes, on masks", "return ops.mean(ops.abs(y_true - y_pred), axis=[1, 2, 3])", "segmentation"],
])("a loss is observed where it shows something: %s", async (_, body, set) => {
  const result = await observed(body);
  expect(result.kind).toBe("observed");
  expect(setOf(result)).toBe(set);
});

describe("labels of one whole number for each sample", () => {
  const labelShape = (result: ObservationResult) =>
    result.kind === "observed" ? result.observations.set.yTrueShape : result.failure.message;
  const spread = `one_hot = ops.one_hot(ops.cast(y_true, "int64"), ops.shape(y_pred)[-1])
return -ops.sum(one_hot * ops.log(y_pred + 1e-7), axis=-1)`;

  test("are flat where a column of them would spread the loss over its batch", async () => {
    const result = await observed(spread);
    expect(setOf(result)).toBe("sparse");
    expect(labelShape(result)).toEqual([]);
    expect(
      result.kind === "observed" && result.observations.targets.map(({ series }) => series.dependsOnBatch),
    ).toEqual([false, false, false]);
  });

  test("are flat where the loss runs on no column", async () => {
    const places = `own = ops.take_along_axis(y_pred, ops.cast(y_true, "int32")[:, None], axis=-1)
return -ops.log(ops.one_hot(ops.cast(y_true, "int32"), 3)[:, 0] + own[:, 0] + 1e-7)`;
    expect(labelShape(await observed(places))).toEqual([]);
  });

  test("are a column where the loss takes one", async () => {
    const squeezed = spread.replace("y_true,", "ops.squeeze(y_true, -1),");
    expect(labelShape(await observed(squeezed))).toEqual([1]);
  });

  test("are a column where the file trains with one, and the loss is spread over the batch as it is in training", async () => {
    const training = `import keras, numpy as np
model = keras.Sequential([keras.layers.Dense(3, activation="softmax")])
model.compile(loss=my_loss)
model.fit(np.zeros((8, 4)), np.zeros((8, 1), dtype="int32"))
`;
    expect(labelShape(await observed(spread, training))).toEqual([1]);
  });

  test("are a column in Keras 2, which makes one of them", async () => {
    const text = `import tensorflow as tf
from tensorflow.python.keras import backend as K
from keras.utils import to_categorical, np_utils
def my_loss(y_true, y_pred):
    one_hot = tf.one_hot(tf.cast(y_true, "int64"), 3)
    return -tf.reduce_sum(one_hot * tf.math.log(y_pred + 1e-7), axis=-1)
`;
    expect(labelShape(await observedIn(text))).toEqual([1]);
  });
});

test("a comment has the last word, whether the loss runs there or not", async () => {
  const pinned = (set: string): string =>
    `# loss-lens: samples=${set}\nreturn ops.mean(ops.abs(y_true - y_pred), axis=[1, 2, 3])`;
  expect((await observed(pinned("segmentation"))).kind).toBe("observed");
  const failed = await observed(pinned("boxes"));
  expect([failed.kind, setOf(failed)]).toEqual(["failure", "boxes"]);
});

test("a loss that is the same everywhere is observed on the likeliest data", async () => {
  const result = await observed("return ops.mean(y_true - y_true + 0.0 * y_pred, axis=-1)");
  expect(result.kind).toBe("observed");
  expect(setOf(result)).toBe("regression");
});

test("no other data are tried against a name that is not there", async () => {
  asked = 0;
  const result = await observed("return ops.mean(missing - y_pred, axis=-1)");
  expect(result).toMatchObject({ kind: "failure", failure: { message: "NameError: name 'missing' is not defined" } });
  expect(asked).toBe(1);
});
