import { describe, expect, test } from "vitest";
import { makeClass } from "../../../../src/losses/actions/to-class.ts";
import { classToFactory } from "../../../../src/losses/actions/to-factory.ts";
import { at, batch, done, offered, read, reported } from "./acting.ts";

const focal = `import keras
from keras import ops


def focal_loss(gamma=2.0, alpha=0.25):
    """As in the paper."""

    def loss(y_true, y_pred):
        # how far off
        distance = ops.abs(y_true - y_pred)
        return alpha * ops.mean(distance ** gamma, axis=-1)  # per sample

    return loss


model.compile(loss=focal_loss(gamma=3.0))
`;

const focalClass = `import keras
from keras import ops


@keras.saving.register_keras_serializable()
class FocalLoss(keras.losses.Loss):
    """As in the paper."""

    def __init__(self, gamma=2.0, alpha=0.25, name="focal_loss", **kwargs):
        super().__init__(name=name, **kwargs)
        self.gamma = gamma
        self.alpha = alpha

    def call(self, y_true, y_pred):
        if len(y_true.shape) != len(y_pred.shape):
            y_true = ops.reshape(y_true, ops.shape(y_pred))
        # how far off
        distance = ops.abs(y_true - y_pred)
        return self.alpha * ops.mean(distance ** self.gamma, axis=-1)  # per sample

    def get_config(self):
        return {**super().get_config(), "gamma": self.gamma, "alpha": self.alpha}


model.compile(loss=FocalLoss(gamma=3.0))
`;

const names = ["focal_loss", "FocalLoss"] as const;

describe("a factory as a class", () => {
  test("keeps what it takes, can be saved, and is made where the function was", async () => {
    expect(await done(at(makeClass), focal, { names })).toBe(focalClass);
  });

  test("its numbers are the same where Keras aligns target and prediction for a function", async () => {
    const [yTrue, yPred] = [batch([3], [0, 1, 1]), batch([3, 1], [0.2, 0.9, 0.4])];
    const was = await reported(read(focal), "focal_loss", yTrue, yPred);
    expect(await reported(read(focalClass), "FocalLoss", yTrue, yPred)).toEqual(was);
    // The sum of three distances to the third, not of nine.
    expect(was[0]![0]).toBeCloseTo((0.25 * (0.04 + 0.01 + 0.36)) / 3, 6);
  });

  test("in the words of TensorFlow's Keras, with tabs and the line breaks of the file", async () => {
    const text =
      "import tensorflow as tf\n\n\ndef focal_loss(gamma: float = 2.0):\n\tdef inner(y_true, y_pred):\n\t\treturn tf.reduce_mean(tf.abs(y_true - y_pred) ** gamma, axis=-1)\n\treturn inner\n\n\nchosen = focal_loss()\nmodel.compile(loss=[chosen, focal_loss(3.0)])\n".replaceAll(
        "\n",
        "\r\n",
      );
    const changed = await done(at(makeClass), text, { names });
    expect(changed).not.toMatch(/[^\r]\n/);
    expect(changed.replaceAll("\r\n", "\n")).toBe(
      'import tensorflow as tf\n\n\n@tf.keras.utils.register_keras_serializable()\nclass FocalLoss(tf.keras.losses.Loss):\n\tdef __init__(self, gamma: float = 2.0, name="focal_loss", **kwargs):\n\t\tsuper().__init__(name=name, **kwargs)\n\t\tself.gamma = gamma\n\n\tdef call(self, y_true, y_pred):\n\t\tif len(y_true.shape) != len(y_pred.shape):\n\t\t\ty_true = tf.reshape(y_true, tf.shape(y_pred))\n\t\treturn tf.reduce_mean(tf.abs(y_true - y_pred) ** self.gamma, axis=-1)\n\n\tdef get_config(self):\n\t\treturn {**super().get_config(), "gamma": self.gamma}\n\n\nchosen = FocalLoss()\nmodel.compile(loss=[chosen, FocalLoss(3.0)])\n',
    );
  });

  test("with the import that it lacks", async () => {
    const text =
      "from tensorflow.keras import backend as K\n\n\ndef focal_loss(gamma=2.0):\n    def loss(y_true, y_pred):\n        t = K.flatten(y_true)\n        p = K.flatten(y_pred)\n        return K.mean(K.abs(t - p) ** gamma)\n\n    return loss\n";
    const changed = await done(at(makeClass), text, { names });
    expect(changed).toContain("import backend as K\nfrom tensorflow import keras\n");
    expect(changed).toContain("\n@keras.utils.register_keras_serializable()\nclass FocalLoss(keras.losses.Loss):\n");
    // Both are laid out along one axis: there is nothing to align.
    expect(changed).toContain("    def call(self, y_true, y_pred):\n        t = K.flatten(y_true)\n");
  });

  test.each([
    ["one that is called", focal.replace("model.compile(loss=focal_loss(gamma=3.0))", "value = focal_loss()(t, p)")],
    ["one that is a metric", focal.replace("loss=focal_loss(gamma=3.0)", "metrics=[focal_loss()]")],
    ["one that is handed on uncalled", focal.replace("focal_loss(gamma=3.0)", "focal_loss")],
    [
      "one that is kept and called",
      focal.replace(
        "model.compile(loss=focal_loss(gamma=3.0))",
        "f = focal_loss()\nmodel.compile(loss=f)\nv = f(t, p)",
      ),
    ],
    ["one that is kept and never used", focal.replace("model.compile(loss=focal_loss(gamma=3.0))", "f = focal_loss()")],
    [
      "one under a name that something else has as well",
      focal.replace("model.compile(loss=focal_loss(gamma=3.0))", 'f = focal_loss()\nf = "mse"\nmodel.compile(loss=f)'),
    ],
    [
      "one that is kept in an object",
      focal.replace(
        "model.compile(loss=focal_loss(gamma=3.0))",
        "run.loss = focal_loss()\nmodel.compile(loss=run.loss)",
      ),
    ],
    ["one that others may import", `${focal}\nf = focal_loss()\nmodel.fit(loss=f)\n__all__ = ["f"]\n`],
    ["one that is named in a string", `${focal}\nload_model("m", custom_objects={"focal_loss": focal_loss()})\n`],
    ["one whose class there is", `${focal}\nclass FocalLoss:\n    pass\n`],
    ["one that prepares something", focal.replace("    def loss", "    alpha = ops.log(alpha)\n    def loss")],
    ["one that is given a function", focal.replace("** gamma", "** gamma(2)")],
    ["one that takes axes apart", focal.replace("distance **", "distance[..., 0] **")],
    ["one that is decorated", focal.replace("def focal_loss", "@cache\ndef focal_loss")],
    ["one with 'self' in it", focal.replace("distance ** gamma", "distance ** self.gamma")],
    ["one with a comment in its head", focal.replace("gamma=2.0, alpha", "gamma=2.0,  # from the paper\n    alpha")],
  ])("%s is left", (_, text) => expect(offered(at(makeClass), text, "focal_loss")).toBe(false));
});

describe("a class as a factory", () => {
  test("is what the class was made of", async () => {
    expect(await done(at(classToFactory), focalClass, { names: [names[1], names[0]] })).toBe(focal);
  });

  test("with what others call its attributes, and another order of its methods", async () => {
    const text = `from keras import ops
from keras.losses import Loss


class Scaled(Loss):
    def __init__(self, factor, name="scaled", **kwargs):
        """Kept."""
        super().__init__(name=name, **kwargs)
        self._factor = factor

    def get_config(self):
        return {**super().get_config(), "factor": self._factor}

    def call(self, y_true, y_pred):
        loss = ops.square(y_true - y_pred)
        return ops.mean(self._factor * loss, axis=-1)


model.compile(loss=Scaled(0.5))
`;
    expect(await done(at(classToFactory), text, { names: ["Scaled", "scaled"] })).toBe(
      "from keras import ops\nfrom keras.losses import Loss\n\n\ndef scaled(factor):\n    def loss_2(y_true, y_pred):\n        loss = ops.square(y_true - y_pred)\n        return ops.mean(factor * loss, axis=-1)\n\n    return loss_2\n\n\nmodel.compile(loss=scaled(0.5))\n",
    );
  });

  test("without a configuration, which a function needs no more than it did", async () => {
    const text = focalClass.replace(/\n\n {4}def get_config[\s\S]*?(?=\n\n\nmodel)/, "");
    expect(text).not.toContain("get_config");
    expect(await done(at(classToFactory), text, { names: [names[1], names[0]] })).toBe(focal);
  });

  test.each([
    ["one that is given a name", focalClass.replace("FocalLoss(gamma=3.0)", 'FocalLoss(name="other")')],
    ["one that sums", focalClass.replace("name=name, **kwargs)", 'name=name, reduction="sum")')],
    ["one that works in __init__", focalClass.replace("self.gamma = gamma", "self.gamma = 2 * gamma")],
    [
      "one with a method more",
      focalClass.replace("    def get_config", "    def more(self):\n        pass\n\n    def get_config"),
    ],
    ["one that is a base", `${focalClass}\nclass Other(FocalLoss):\n    pass\n`],
    ["one whose attribute is read", `${focalClass}\nprint(FocalLoss().gamma)\n`],
    ["one whose object is used whole", focalClass.replace("distance ** self.gamma", "distance ** power(self)")],
    ["one with a local of that name", focalClass.replace("        # how far off", "        gamma = self.gamma")],
    ["one with a comment in what goes", focalClass.replace("self.gamma = gamma", "self.gamma = gamma  # focusing")],
    ["one that is compared", `${focalClass}\nisinstance(loss, FocalLoss)\n`],
  ])("%s is left", (_, text) => expect(offered(at(classToFactory), text, "FocalLoss")).toBe(false));
});
