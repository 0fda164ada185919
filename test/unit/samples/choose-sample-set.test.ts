import { expect, test } from "vitest";
import { inspectModule } from "../../../src/check/check-module.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { rankSampleSets } from "../../../src/samples/choose-sample-set.ts";
import { sampleSetIds } from "../../../src/samples/sample-sets.ts";
import { signs } from "../../../src/samples/set-signs.ts";

test.each([
  [
    "survival",
    `def partial_likelihood(y_true, y_pred):
    time = y_true[:, 0]
    event = y_true[:, 1]
    return -K.mean(event * (y_pred[:, 0] - K.log(K.cumsum(K.exp(y_pred[:, 0])))))`,
  ],
  [
    "sparse",
    `def focal(y_true, y_pred):
    labels = tf.one_hot(tf.cast(y_true, tf.int32), 3)
    p = tf.reduce_sum(labels * y_pred, -1)
    return -((1 - p) ** 2) * tf.math.log(p)`,
  ],
  [
    "categorical",
    `def margin_loss(y_true, y_pred):
    present = y_true * K.square(K.maximum(0.0, 0.9 - y_pred))
    absent = 0.5 * (1 - y_true) * K.square(K.maximum(0.0, y_pred - 0.1))
    return K.mean(K.sum(present + absent, 1))`,
  ],
  [
    "categorical",
    "def weighted_crossentropy(y_true, y_pred):\n    return 2 * K.categorical_crossentropy(y_true, y_pred)",
  ],
  ["sparse", "def my_crossentropy(y_true, y_pred):\n    return K.sparse_categorical_crossentropy(y_true, y_pred)"],
  ["segmentation", "def edges(y_true, y_pred):\n    return K.mean(K.abs(sobel_edges(y_true) - sobel_edges(y_pred)))"],
  ["margin", "def hinge(y_true, y_pred):\n    return K.mean(K.maximum(1.0 - y_true * y_pred, 0.0), axis=-1)"],
  [
    "pairs",
    `def siamese(y_true, y_pred):
    d = y_pred
    return K.mean(y_true * K.square(d) + (1 - y_true) * K.square(K.maximum(margin - d, 0)))`,
  ],
  ["binary", "def focal(y_true, y_pred):\n    return -K.mean(y_true * (1 - y_pred) ** 2 * K.log(y_pred), axis=-1)"],
  [
    "binary",
    `def weighted_cross_entropy(beta, is_logits=False):
    def loss(y_true, y_pred):
        if not is_logits:
            y_pred = convert_to_logits(y_pred)
        return tf.nn.weighted_cross_entropy_with_logits(labels=y_true, logits=y_pred, pos_weight=beta)
    return loss`,
  ],
  [
    "binary",
    `def balanced_cross_entropy(y_true, y_pred):
    z = tf.math.log(y_pred / (1.0 - y_pred))
    return tf.nn.sigmoid_cross_entropy_with_logits(labels=y_true, logits=z)`,
  ],
  ["regression", "def rmse(y_true, y_pred):\n    return K.sqrt(K.mean(K.square(y_pred - y_true), axis=-1))"],
])("%s data are chosen by what a loss is called and calls", (id, code) => {
  const { module } = parseModule(`${code}\n`);
  const loss = inspectModule(module).losses.losses[0];
  expect(loss && rankSampleSets(loss, module)[0]).toMatchObject({ set: { id }, isSure: true });
});

test("something in a loss speaks for all data", () => {
  const spokenFor: readonly string[] = signs.map(({ set }) => set);
  // Logits are told from probabilities once the kind of data is known, packed targets by how they are taken apart.
  const isToldOtherwise = (id: string): boolean => id === "packed" || spokenFor.includes(id.replace(/-logits$/, ""));
  const without = sampleSetIds.filter((id) => !spokenFor.includes(id) && !isToldOtherwise(id));
  expect(without, "sample sets without a sign in src/samples/set-signs.ts").toEqual([]);
});

test("nothing in a loss speaks for the data that are only left", () => {
  const { module } = parseModule("def my_loss(y_true, y_pred):\n    return distance(y_true, y_pred)\n");
  const loss = inspectModule(module).losses.losses[0]!;
  expect(rankSampleSets(loss, module)[0]).toMatchObject({ set: { id: "regression" }, isSure: false });
});

test.each([
  ["a function", "def loss(y_true, y_pred):\n    return parts(y_pred, target=y_true)\n"],
  ["a factory", "def loss(y_true, y_pred):\n    return made(2.0)(y_true, y_pred)\n"],
])("a loss has the shape that %s asks for to which it hands its tensors", (_, code) => {
  const { module } = parseModule(
    `def parts(prediction, target):
    return K.mean(prediction[:, :, :, 3] - target[:, :, :, 3], axis=(1, 2))

def made(scale):
    def inner(y_true, y_pred):
        return scale * parts(y_pred, y_true)
    return inner

${code}`,
  );
  const loss = inspectModule(module).losses.losses.find(({ name }) => name === "loss")!;
  expect(rankSampleSets(loss, module)[0]!.set.yPredShape).toEqual([16, 16, 4]);
});

test.each([
  ["a call that a formatter broke", "generalized_cross_entropy"],
  ["the function that a class wraps", "GeneralizedCrossEntropy"],
])("the signs of a loss are read in %s", (_, name) => {
  const { module } = parseModule(`class GeneralizedCrossEntropy(LossFunctionWrapper):
    def __init__(self, q=0.5):
        super().__init__(generalized_cross_entropy, q=q)

def generalized_cross_entropy(y_true, y_pred, q=0.5):
    one_hot = ops.one_hot(
        ops.cast(y_true, "int"),
        num_classes=ops.shape(y_pred)[-1],
    )
    p = ops.sum(y_pred * one_hot, axis=-1)
    return (1 - ops.power(p, q)) / q
`);
  const loss = inspectModule(module).losses.losses.find((each) => each.name === name)!;
  expect(rankSampleSets(loss, module)[0]!.set.id).toBe("sparse");
});

test("the class of a one-hot target is taken from it, whatever it is handed to then", () => {
  const { module } = parseModule(`def argmax_loss(y_true, y_pred):
    label = tf.argmax(y_true, axis=-1)
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=label, logits=y_pred)
`);
  const loss = inspectModule(module).losses.losses[0]!;
  expect(rankSampleSets(loss, module)[0]!.set.id).toBe("categorical-logits");
});
