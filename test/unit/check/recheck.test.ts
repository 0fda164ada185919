/** What changes elsewhere in a file and matters to a loss that itself is as it was. */
import { expect, test } from "vitest";
import { inspectModule } from "../../../src/check/check-module.ts";
import type { KerasMajor } from "../../../src/keras/version.ts";
import { parseModule } from "../../../src/python/parse.ts";

interface State {
  readonly text: string;
  readonly keras?: KerasMajor;
}

/** The rules that speak of `after`, checked on from `before`, which must have been quiet. */
function rulesAfter(before: State, after: State): string[] {
  const earlier = parseModule(before.text);
  const known = inspectModule(earlier.module, before.keras ? { keras: before.keras } : {});
  expect(known.findings.map(({ rule }) => rule)).toEqual([]);
  const later = parseModule(after.text, earlier);
  const options = after.keras ? { keras: after.keras } : {};
  const found = inspectModule(later.module, { ...options, quiet: known.quiet }).findings;
  expect(found).toEqual(inspectModule(parseModule(after.text).module, options).findings);
  return found.map(({ rule }) => rule);
}

const body = "    return ops.mean(helper(y_true, y_pred), axis=-1)\n";
const loss = `def my_loss(y_true, y_pred):\n${body}`;
const helper = (value: string): string => `def helper(a, b):\n    return ${value}\n`;

test.each<[string, State, State, string]>([
  [
    "a helper loses the gradient",
    { text: `from keras import ops\n${helper("a - b")}${loss}` },
    { text: `from keras import ops\n${helper("a - ops.round(b)")}${loss}` },
    "no-gradient",
  ],
  [
    "a helper's helper does",
    { text: `from keras import ops\ndef cut(x):\n    return x\n${helper("a - cut(b)")}${loss}` },
    { text: `from keras import ops\ndef cut(x):\n    return ops.argmax(x)\n${helper("a - cut(b)")}${loss}` },
    "no-gradient",
  ],
  [
    "a constant becomes too small",
    {
      text: "from keras import ops\nEPS = 1e-5\ndef f_loss(y_true, y_pred):\n    return -ops.mean(y_true * ops.log(1 - ops.clip(y_pred, EPS, 1 - EPS)), axis=-1)\n",
    },
    {
      text: "from keras import ops\nEPS = 1e-12\ndef f_loss(y_true, y_pred):\n    return -ops.mean(y_true * ops.log(1 - ops.clip(y_pred, EPS, 1 - EPS)), axis=-1)\n",
    },
    "lost-epsilon",
  ],
  [
    "what made a small constant well is gone",
    {
      text: "import keras\nfrom keras import ops\nkeras.config.set_floatx('float64')\ndef f_loss(y_true, y_pred):\n    return ops.mean(ops.log(1 - y_pred * (1 - 1e-15)) * y_true, axis=-1)\n",
    },
    {
      text: "import keras\nfrom keras import ops\n\ndef f_loss(y_true, y_pred):\n    return ops.mean(ops.log(1 - y_pred * (1 - 1e-15)) * y_true, axis=-1)\n",
    },
    "lost-epsilon",
  ],
  [
    "the functions come from NumPy",
    { text: `from keras import ops\n${helper("a - b")}${loss}` },
    { text: `import numpy as ops\n${helper("a - b")}${loss}model.compile(loss=my_loss)\n` },
    "numpy-on-tensor",
  ],
  [
    "what was watched is trained with",
    {
      text: "import keras\nfrom keras import ops\ndef hits(y_true, y_pred):\n    return ops.equal(y_true, ops.round(y_pred))\nmodel.compile(metrics=[hits])\n",
    },
    {
      text: "import keras\nfrom keras import ops\ndef hits(y_true, y_pred):\n    return ops.equal(y_true, ops.round(y_pred))\nmodel.compile(loss=hits)\n",
    },
    "no-gradient",
  ],
  [
    "a captured number becomes an Input",
    {
      text: "# Keras 3\nimport keras\nfrom keras import ops\nz = keras.Variable(1.0)\nx = keras.Input((2,))\ndef f_loss(y_true, y_pred):\n    return ops.mean(ops.square(y_true - y_pred) * z, axis=-1)\n",
    },
    {
      text: "# Keras 3\nimport keras\nfrom keras import ops\nz = keras.Input((2,))\nx = keras.Input((2,))\ndef f_loss(y_true, y_pred):\n    return ops.mean(ops.square(y_true - y_pred) * z, axis=-1)\n",
    },
    "captured-symbolic",
  ],
  [
    "weights are given to the samples",
    {
      text: "from keras import ops\ndef f_loss(y_true, y_pred):\n    return ops.mean(ops.square(y_true - y_pred))\nmodel.compile(loss=f_loss)\nmodel.fit(x, y)\n",
    },
    {
      text: "from keras import ops\ndef f_loss(y_true, y_pred):\n    return ops.mean(ops.square(y_true - y_pred))\nmodel.compile(loss=f_loss)\nmodel.fit(x, y, sample_weight=w)\n",
    },
    "scalar-loss",
  ],
  [
    "the file is read as another Keras",
    {
      text: "from tensorflow import keras\nimport tensorflow as tf\ndef f_loss(y_true, y_pred):\n    if tf.reduce_mean(y_pred) > 0:\n        return tf.reduce_mean(tf.abs(y_true - y_pred), axis=-1)\n    return tf.reduce_mean(tf.square(y_true - y_pred), axis=-1)\n",
      keras: "2",
    },
    {
      text: "from tensorflow import keras\nimport tensorflow as tf\ndef f_loss(y_true, y_pred):\n    if tf.reduce_mean(y_pred) > 0:\n        return tf.reduce_mean(tf.abs(y_true - y_pred), axis=-1)\n    return tf.reduce_mean(tf.square(y_true - y_pred), axis=-1)\n",
      keras: "3",
    },
    "tensor-as-bool",
  ],
])("a loss that is as it was is looked at again where %s", (_, before, after, rule) => {
  expect(rulesAfter(before, after)).toContain(rule);
});

test("a loss that is as it was, and rests on what is as it was, is not looked at again", () => {
  const text = `from keras import ops\n${helper("a - b")}${loss}def other(x):\n    return x\n`;
  const first = inspectModule(parseModule(text).module);
  const next = inspectModule(parseModule(text.replace("return x", "return x + 1")).module, { quiet: first.quiet });
  expect(next.quiet.keys).toEqual(first.quiet.keys);
  expect(next.quiet.keys.size).toBe(1);
});
