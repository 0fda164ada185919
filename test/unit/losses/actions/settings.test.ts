import { describe, expect, test } from "vitest";
import type { ActionPlace, LossAction } from "../../../../src/losses/actions/action.ts";
import { addClassWeight } from "../../../../src/losses/actions/class-weight.ts";
import { addMask } from "../../../../src/losses/actions/mask.ts";
import { perSample } from "../../../../src/losses/actions/per-sample.ts";
import { addFromLogits, addLabelSmoothing } from "../../../../src/losses/actions/probabilities.ts";
import { type Act, at, batch, done, offered, read, reported } from "./acting.ts";

const about =
  (action: (place: ActionPlace) => LossAction | undefined, data: ActionPlace["data"]): Act =>
  (analysis, range, name) =>
    at((place) => action({ ...place, data }))(analysis, range, name);

const head = "from keras import ops\n\n\ndef a_loss(y_true, y_pred):\n";
const binary = `${head}    """Of two."""\n    # as Keras has it\n    p = ops.clip(y_pred, 1e-7, 1 - 1e-7)\n    return -ops.mean(y_true * ops.log(p) + (1 - y_true) * ops.log(1 - p), axis=-1)\n`;
const categorical = `${head}    p = y_pred / ops.sum(y_pred, axis=-1, keepdims=True)\n    p = ops.clip(p, 1e-7, 1 - 1e-7)\n    return -ops.sum(y_true * ops.log(p), axis=-1)\n`;

const two = [batch([3, 1], [1, 0, 1]), batch([3, 1], [0.8, 0.3, 0.6])] as const;
const twoLogits = batch([3, 1], [1.5, -0.5, 0.25]);
const several = [batch([2, 3], [1, 0, 0, 0, 0, 1]), batch([2, 3], [0.7, 0.2, 0.1, 0.3, 0.3, 0.4])] as const;

function near(actual: readonly (readonly number[])[], value: number, gradient: readonly number[]): void {
  expect(actual[0]![0]).toBeCloseTo(value, 6);
  expect(actual[1]!.length).toBe(gradient.length);
  for (const [index, each] of gradient.entries()) expect(actual[1]![index]).toBeCloseTo(each, 6);
}

describe("label smoothing", () => {
  test("of two classes is Keras's", async () => {
    const text = await done(about(addLabelSmoothing, "binary"), binary);
    expect(text).toBe(
      binary
        .replace("y_true, y_pred)", "y_true, y_pred, label_smoothing=0.0)")
        .replace(
          '"""Of two."""\n',
          '"""Of two."""\n    y_true = ops.cast(y_true, y_pred.dtype) * (1.0 - label_smoothing) + 0.5 * label_smoothing\n',
        ),
    );
    // keras.losses.BinaryCrossentropy(label_smoothing=0.1), Keras 3.15 on TensorFlow.
    const smooth = await reported(read(text), "a_loss", ...two, { label_smoothing: 0.1 });
    near(smooth, 0.4075323, [-0.3124999, 0.3968254, -0.486111]);
  });

  test("of several classes is Keras's", async () => {
    const text = await done(about(addLabelSmoothing, "categorical"), categorical, { set: "categorical" });
    // keras.losses.CategoricalCrossentropy(label_smoothing=0.1)
    near(
      await reported(read(text), "a_loss", ...several, { label_smoothing: 0.1 }),
      0.6993835,
      [-0.1666667, 0.4166667, 0.3333333, 0.4444444, 0.4444444, -0.6666666],
    );
  });

  test.each([
    ["one that asks which class it is", binary.replace("(1 - y_true)", "ops.where(y_true == 1, 0.0, 1.0)")],
    ["one that rounds", binary.replace("(1 - y_true)", "(1 - ops.round(y_true))")],
    ["one that has it", binary.replace("y_pred):", "y_pred, label_smoothing=0.1):")],
    ["one that calls what is unknown", binary.replace("ops.log(p)", "helper(p)")],
  ])("%s is left", (_, text) => expect(offered(about(addLabelSmoothing, "binary"), text)).toBe(false));

  test("is nothing for a loss of other data", () => {
    expect(offered(at(addLabelSmoothing), binary)).toBe(false);
  });
});

describe("logits", () => {
  test("are made probabilities first", async () => {
    const text = await done(about(addFromLogits, "binary"), binary);
    expect(text).toContain('"""Of two."""\n    if from_logits:\n        y_pred = ops.sigmoid(y_pred)\n    # as Keras');
    // keras.losses.BinaryCrossentropy(from_logits=True)
    near(
      await reported(read(text), "a_loss", two[0], twoLogits, { from_logits: true }),
      0.4171432,
      [-0.0608085, 0.1258469, -0.1459412],
    );
  });

  test("of several classes", async () => {
    const text = await done(about(addFromLogits, "categorical"), categorical, { set: "categorical" });
    const logits = batch([2, 3], [2, 0.5, -1, 0, 1, 0.5]);
    // keras.losses.CategoricalCrossentropy(from_logits=True)
    near(
      await reported(read(text), "a_loss", several[0], logits, { from_logits: true }),
      0.7107905,
      [-0.1072015, 0.0876452, 0.0195563, 0.0931619, 0.2532402, -0.346402],
    );
  });

  test("go to Keras's crossentropy as they are", async () => {
    const own = `import keras\n\n\ndef a_loss(y_true, y_pred):\n    return 2.0 * keras.losses.binary_crossentropy(y_true, y_pred)\n`;
    const text = await done(about(addFromLogits, "binary"), own);
    expect(text).toContain(
      "y_pred, from_logits=False):\n    return 2.0 * keras.losses.binary_crossentropy(y_true, y_pred, from_logits=from_logits)",
    );
  });

  test("are none where the loss knows them already", () => {
    const text = binary.replace("y_pred, 1e-7", "ops.sigmoid(y_pred), 1e-7");
    expect(offered(about(addFromLogits, "binary"), text)).toBe(false);
  });
});

describe("class weights", () => {
  test("of two classes: how much the one counts that is meant", async () => {
    const text = await done(about(addClassWeight, "binary"), binary);
    expect(text).toContain(
      "    weights = 1.0 + (positive_weight - 1.0) * ops.cast(y_true, y_pred.dtype)\n    # as Keras",
    );
    expect(text).toContain("-ops.mean(weights * (y_true * ops.log(p) + (1 - y_true) * ops.log(1 - p)), axis=-1)");
    const [[value]] = (await reported(read(text), "a_loss", ...two, { positive_weight: 3 })) as [[number], number[]];
    const expected = (-3 * Math.log(0.8) - Math.log(0.7) - 3 * Math.log(0.6)) / 3;
    expect(value).toBeCloseTo(expected, 5);
  });

  test("of several classes: a number for each, or one", async () => {
    const text = await done(about(addClassWeight, "categorical"), categorical, { set: "categorical" });
    expect(text).toContain(
      "    weights = ops.sum(ops.multiply(ops.cast(y_true, y_pred.dtype), class_weights), axis=-1)\n",
    );
    expect(text).toContain("    return weights * (-ops.sum(y_true * ops.log(p), axis=-1))\n");
    const set = text.replace("class_weights=1.0", "class_weights=(2.0, 1.0, 0.5)");
    const [[value]] = (await reported(read(set), "a_loss", ...several)) as [[number], number[]];
    expect(value).toBeCloseTo((-2 * Math.log(0.7) - 0.5 * Math.log(0.4)) / 2, 5);
  });

  test.each([
    [
      "one of flattened targets",
      binary.replace(
        "y_true * ops.log(p) + (1 - y_true) * ops.log(1 - p), axis=-1",
        "ops.reshape(y_true, (-1,)) * ops.log(ops.reshape(p, (-1,)))",
      ),
    ],
    ["one that ends in a sum", binary.replace("-ops.mean", "-ops.sum")],
    [
      "one that returns in two places",
      binary.replace("    p =", "    if FLAG:\n        return ops.mean(y_pred, axis=-1)\n    p ="),
    ],
  ])("%s is left", (_, text) => expect(offered(about(addClassWeight, "binary"), text)).toBe(false));
});

describe("a mask", () => {
  const squares = `${head}    return ops.mean(ops.square(y_true - y_pred), axis=-1)\n`;

  test("leaves out the targets of a value, and nothing as long as there is none", async () => {
    const text = await done(at(addMask), squares, { set: "regression", digits: 5 });
    expect(text).toBe(
      "from keras import ops\n\n\ndef a_loss(y_true, y_pred, mask_value=None):\n    values = ops.square(y_true - y_pred)\n    mask = ops.ones_like(values)\n    if mask_value is not None:\n        mask = ops.cast(ops.not_equal(y_true, mask_value), values.dtype) * mask\n    return ops.sum(mask * values, axis=-1) / ops.maximum(ops.sum(mask, axis=-1), 1.0)\n",
    );
    const [yTrue, yPred] = [batch([2, 3], [1, -1, 2, -1, -1, 4]), batch([2, 3], [0, 9, 4, 9, 9, 1])];
    const masked = await reported(read(text.replace("mask_value=None", "mask_value=-1.0")), "a_loss", yTrue, yPred);
    expect(masked[0]![0]).toBeCloseTo((2.5 + 9) / 2, 5);
    expect(masked[1]!.map((each) => Math.round(each * 100) / 100)).toEqual(
      [-0.5, 0, 1, 0, 0, -3].map((each) => each + 0),
    );
  });

  test("asks for the value of a target that was cast", async () => {
    const cast = squares.replace("    return", '    y_true = ops.cast(y_true, "float32")\n    return');
    expect(await done(at(addMask), cast, { set: "regression", digits: 5 })).toContain("not_equal(y_true, mask_value)");
  });

  test("of a class is kept and written down", async () => {
    const text = `import tensorflow as tf\n\n\nclass ALoss(tf.keras.losses.Loss):\n    def __init__(self, scale=2.0, name="a", **kwargs):\n        super().__init__(name=name, **kwargs)\n        self.scale = scale  # of all\n\n    def call(self, y_true, y_pred):\n        return self.scale * tf.reduce_mean(tf.abs(y_true - y_pred))\n\n    def get_config(self):\n        config = super().get_config()\n        config.update({"scale": self.scale})\n        return config\n`;
    const changed = await done(at(addMask), text, { names: ["ALoss", "ALoss"], set: "regression", digits: 5 });
    expect(changed).toContain('scale=2.0, mask_value=None, name="a"');
    expect(changed).toContain("        self.scale = scale  # of all\n        self.mask_value = mask_value\n");
    expect(changed).toContain('{"scale": self.scale, "mask_value": self.mask_value}');
    expect(changed).toContain(
      "        if self.mask_value is not None:\n            mask = tf.cast(tf.not_equal(y_true, self.mask_value), values.dtype) * mask\n        return self.scale * (tf.reduce_sum(mask * values) / tf.maximum(tf.reduce_sum(mask), 1.0))\n",
    );
  });

  test.each([
    ["what is one number for each sample", squares.replace("y_true - y_pred", "ops.sum(y_true - y_pred, axis=-1)")],
    ["a target that was changed", squares.replace("    return", "    y_true = 2 * y_true\n    return")],
    ["a mean of other axes", squares.replace("axis=-1", "axis=(1, 2)")],
  ])("%s is left", (_, text) => expect(offered(at(addMask), text)).toBe(false));
});

describe("per sample instead of over all", () => {
  const mean = `${head}    a = ops.square(y_true - y_pred)\n    return ops.mean(a) + 0.5 * ops.mean(ops.abs(y_pred))\n\n\nmodel.compile(loss=a_loss, metrics=[a_loss])\n`;

  test("what fit reports is the same, and its gradient", async () => {
    const text = await done(at(perSample), mean, { set: "regression", digits: 5 });
    expect(text).toContain("return ops.mean(a, axis=-1) + 0.5 * ops.mean(ops.abs(y_pred), axis=-1)\n");
    const [yTrue, yPred] = [batch([2, 3], [1, -1, 2, 0.5, -1, 4]), batch([2, 3], [0, 0.9, 4, -2, 9, 1])];
    const was = await reported(read(mean), "a_loss", yTrue, yPred);
    const is = await reported(read(text), "a_loss", yTrue, yPred);
    expect(is[0]![0]).toBeCloseTo(was[0]![0]!, 5);
    for (const [index, each] of was[1]!.entries()) expect(is[1]![index]).toBeCloseTo(each, 5);
  });

  test.each([
    ["one that somebody calls", `${mean}\nvalue = 2 * a_loss(t, p)\n`],
    ["one whose weights would reach the samples", `${mean}\nmodel.fit(x, y, sample_weight=w)\n`],
    ["one that is summed", mean.replace("compile(loss=a_loss,", 'compile(loss=wrap(a_loss, reduction="sum"),')],
    ["the root of a mean", mean.replace("ops.mean(a) +", "ops.sqrt(ops.mean(a)) +")],
    ["a product of means", mean.replace("0.5 *", "ops.mean(a) *")],
    ["one number for each sample", mean.replace("mean(a)", "mean(ops.sum(a, axis=-1))")],
  ])("%s is left", (_, text) => expect(offered(at(perSample), text)).toBe(false));
});
