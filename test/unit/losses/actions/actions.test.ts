import { describe, expect, test } from "vitest";
import { migrateLoss } from "../../../../src/check/migrate-loss.ts";
import { dialectOf } from "../../../../src/evaluate/dialect.ts";
import { defaultLimits } from "../../../../src/evaluate/evaluation.ts";
import { useBuiltIn } from "../../../../src/losses/actions/built-in.ts";
import { makeFactory } from "../../../../src/losses/actions/factory.ts";
import { makeParameter } from "../../../../src/losses/actions/parameter.ts";
import { writeAllWithOps, writeWithOps } from "../../../../src/losses/actions/tensorflow.ts";
import { extractTerm, splitTerms } from "../../../../src/losses/actions/terms.ts";
import { findSameBuiltIn } from "../../../../src/preview/ask/same-built-in.ts";
import { observeOn } from "../../../../src/probes/observe.ts";
import { applyEdits } from "../../../../src/python/edits.ts";
import { findSampleSet } from "../../../../src/samples/sample-sets.ts";
import { type Act, at, done, evaluator, offered, read } from "./acting.ts";

const head = "from keras import ops\n\n\ndef a_loss(y_true, y_pred):\n";

describe("split a sum into terms", () => {
  test("each has a name for what it is, and the sum stays as it was written", async () => {
    const text = await done(
      at(splitTerms),
      `${head}    ‸return ops.mean(ops.square(y_true - y_pred), axis=-1) + 0.5 * ops.mean(ops.abs(y_pred), axis=-1) - 1e-3\n`,
    );
    expect(text).toBe(
      `${head}    squared = ops.mean(ops.square(y_true - y_pred), axis=-1)\n    absolute = 0.5 * ops.mean(ops.abs(y_pred), axis=-1)\n    return squared + absolute - 1e-3\n`,
    );
  });

  test("over several lines, in brackets, and with names that are taken", async () => {
    const text = await done(
      at(splitTerms),
      `${head}    squared = ops.square(y_true - y_pred)\n    total‸ = (\n        ops.square(y_pred)\n        + ops.square(\n            y_true)\n    )\n    return ops.mean(squared + total, axis=-1)\n`,
    );
    expect(text).toContain("    squared_2 = ops.square(y_pred)\n    squared_3 = (ops.square(\n            y_true))\n");
    expect(text).toContain("        squared_2\n        + squared_3\n");
  });

  test.each([
    ["one term", `${head}    ‸return ops.mean(y_pred - y_true, axis=-1)\n`],
    ["what is drawn by lot", `${head}    ‸return random.normal((1,)) + ops.abs(y_pred) + ops.abs(y_true)\n`],
    ["what shares its line", `${head}    x = 1; ‸return ops.abs(y_pred) + ops.abs(y_true)\n`],
  ])("%s is left", (_, marked) => expect(offered(at(splitTerms), marked)).toBe(false));
});

describe("extract a term", () => {
  test("what is selected is a line of its own", async () => {
    const text = await done(at(extractTerm), `${head}    return ops.mean(«ops.square(y_true - y_pred)», axis=-1)\n`);
    expect(text).toBe(`${head}    squared = ops.square(y_true - y_pred)\n    return ops.mean(squared, axis=-1)\n`);
  });

  test("the blanks around what is selected stay where they are", async () => {
    const text = await done(at(extractTerm), `${head}    return 2.0 *« ops.abs(y_true - y_pred)  »+ 1.0\n`);
    expect(text).toBe(`${head}    absolute = ops.abs(y_true - y_pred)\n    return 2.0 * absolute  + 1.0\n`);
  });

  test.each([
    ["half of an expression", `${head}    return ops.mean(«ops.square(y_true» - y_pred), axis=-1)\n`],
    ["what a condition may leave out", `${head}    return ops.abs(y_pred) if FLAG else «ops.square(y_pred)»\n`],
    ["what has names of its own", `${head}    return sum([«ops.square(p)» for p in y_pred])\n`],
    ["a name", `${head}    return ops.abs(«y_pred»)\n`],
  ])("%s is left", (_, marked) => expect(offered(at(extractTerm), marked)).toBe(false));
});

describe("make a number a parameter", () => {
  test("of a function", async () => {
    const text = await done(
      at(makeParameter),
      `${head}    return ops.mean(ops.power(ops.abs(y_true - y_pred), 1.5) * 3.‸0, axis=-1)\n\n\nmodel.compile(loss=a_loss)\n`,
    );
    expect(text).toContain(
      "def a_loss(y_true, y_pred, weight=3.0):\n    return ops.mean(ops.power(ops.abs(y_true - y_pred), 1.5) * weight, axis=-1)",
    );
    expect(text).toContain("compile(loss=a_loss)");
  });

  test("under the name that it was assigned to", async () => {
    const text = await done(
      at(makeParameter),
      `${head}    gamma = ‸2.0\n    return ops.mean(ops.abs(y_true - y_pred) ** gamma, axis=-1)\n`,
    );
    expect(text).toBe(
      "from keras import ops\n\n\ndef a_loss(y_true, y_pred, gamma=2.0):\n    return ops.mean(ops.abs(y_true - y_pred) ** gamma, axis=-1)\n",
    );
  });

  test("of a factory", async () => {
    const text = await done(
      at(makeParameter),
      "from keras import ops\n\n\ndef a_loss(alpha=0.5):\n    def loss(y_true, y_pred):\n        return alpha * ops.mean(ops.abs(y_true - y_pred) ** ‸3, axis=-1)\n\n    return loss\n\n\nmodel.compile(loss=a_loss(0.25))\n",
    );
    expect(text).toContain("def a_loss(alpha=0.5, exponent=3):");
    expect(text).toContain("** exponent, axis");
  });

  test("of a class, which keeps it and writes it down", async () => {
    const text = await done(
      at(makeParameter),
      'import keras\nfrom keras import ops\n\n\nclass ALoss(keras.losses.Loss):\n    def __init__(self, scale=2.0, **kwargs):\n        super().__init__(**kwargs)\n        self.scale = scale\n\n    def call(self, y_true, y_pred):\n        return self.scale * ops.mean(ops.abs(y_true - y_pred) ** ‸1.5, axis=-1)\n\n    def get_config(self):\n        return {**super().get_config(), "scale": self.scale}\n',
      { names: ["ALoss", "ALoss"] },
    );
    expect(text).toContain("scale=2.0, exponent=1.5, **kwargs):");
    expect(text).toContain("        self.exponent = exponent\n");
    expect(text).toContain("** self.exponent, axis=-1)");
    expect(text).toContain('"scale": self.scale, "exponent": self.exponent}');
  });

  test("a bound by the name of its argument", async () => {
    const text = await done(
      at(makeParameter),
      `${head}    return ops.mean(ops.clip(ops.abs(y_true - y_pred), 0.0, x_max=‸0.5), axis=-1)\n`,
    );
    expect(text).toContain("y_pred, x_max=0.5):");
  });

  test.each([
    ["an axis", `${head}    return ops.mean(ops.abs(y_true - y_pred), axis=-‸1)\n`],
    ["an index", `${head}    return ops.abs(y_true[..., ‸0] - y_pred[..., 0])\n`],
    ["an axis by its place", `${head}    return ops.mean(ops.abs(y_true - y_pred), ‸1)\n`],
  ])("%s is none", (_, marked) => expect(offered(at(makeParameter), marked)).toBe(false));
});

describe("turn a function with parameters into a factory", () => {
  const focal =
    'from keras import ops\nimport functools\n\n\ndef a_loss(y_true, y_pred, gamma=2.0, alpha=0.25):\n    """As in\n    the paper."""\n    distance = ops.abs(y_true - y_pred)\n\n    return alpha * ops.mean(\n        distance ** gamma, axis=-1)\n';

  test("it is called where it was handed on, with what it was given", async () => {
    const text = await done(
      at(makeFactory),
      `‸${focal}\n\nmodel.compile(loss=a_loss, metrics=[a_loss])\nmodel.compile(loss=functools.partial(a_loss, gamma=3.0))\nvalue = a_loss(t, p) + a_loss(t, p, 1.0) + a_loss(t, p, alpha=0.5)\n`,
    );
    expect(text).toContain(
      'def a_loss(gamma=2.0, alpha=0.25):\n    def a_loss(y_true, y_pred):\n        """As in\n    the paper."""\n        distance = ops.abs(y_true - y_pred)\n\n        return alpha * ops.mean(\n            distance ** gamma, axis=-1)\n\n    return a_loss\n',
    );
    expect(text).toContain("compile(loss=a_loss(), metrics=[a_loss()])");
    expect(text).toContain("compile(loss=a_loss(gamma=3.0))");
    expect(text).toContain("value = a_loss()(t, p) + a_loss(gamma=1.0)(t, p) + a_loss(alpha=0.5)(t, p)");
  });

  test.each([
    ["one without parameters", `‸${head}    return ops.abs(y_true - y_pred)\n`],
    ["one that is named in a string", `‸${focal}\n\nmodel.compile(loss="a_loss")\n`],
    ["one that calls itself", `‸${focal.replace("ops.abs(", "a_loss(y_true, y_pred) + ops.abs(")}`],
    ["one that is called with stars", `‸${focal}\n\na_loss(*both)\n`],
    ["one that is decorated", `‸${focal.replace("def a_loss", "@tf.function\ndef a_loss")}`],
  ])("%s is left", (_, marked) => expect(offered(at(makeFactory), marked)).toBe(false));
});

describe("Keras's own loss in the place of a loss that is the same", () => {
  const replace: Act = (analysis, range, name) => {
    const loss = analysis.losses.findLast((each) => each.name === name)!;
    return useBuiltIn({ ...analysis, loss, range }, "mean_squared_error")?.edits;
  };

  test("its name and what it says of itself stay", async () => {
    const text = await done(
      replace,
      `‸${head}    """As in the book."""\n    error = y_true - y_pred\n    return ops.mean(error * error, axis=-1)\n`,
    );
    expect(text).toBe(
      'from keras import ops\nimport keras\n\n\ndef a_loss(y_true, y_pred):\n    """As in the book."""\n    return keras.losses.mean_squared_error(y_true, y_pred)\n',
    );
  });

  test("through TensorFlow where the file does so, and not where 'keras' is something else", () => {
    const body = "\n\ndef a_loss(y_true, y_pred):\n    return K.mean(K.square(y_true - y_pred), axis=-1)\n";
    const text = `from tensorflow.keras import backend as K\n${body}`;
    expect(applyEdits(text, replace(read(text), { start: 0, end: 0 }, "a_loss")!)).toContain(
      "from tensorflow import keras\n",
    );
    expect(offered(replace, `‸keras = 3\n${body}`)).toBe(false);
  });

  test.each([
    ["mean_squared_error", "ops.mean(ops.square(y_pred - y_true), axis=-1)"],
    ["mean_absolute_error", "ops.mean(ops.abs(y_true - y_pred), axis=-1)"],
    ["log_cosh", "ops.mean(y_pred - y_true + ops.softplus(-2.0 * (y_pred - y_true)) - ops.log(2.0), axis=-1)"],
    [undefined, "ops.mean(ops.square(y_pred - y_true), axis=-1) * 1.001"],
    [undefined, "ops.mean(ops.square(y_pred - y_true))"],
    [undefined, "-ops.mean(y_true * ops.log(y_pred) + (1 - y_true) * ops.log(1 - y_pred), axis=-1)"],
    [undefined, "ops.mean(ops.square(y_pred - ops.round(y_true)), axis=-1)"],
    [undefined, "ops.mean(0.0 * y_pred, axis=-1)"],
  ])("%s is %s", async (name, body) => {
    const analysis = read(`${head}    return ${body}\n`);
    const [loss] = analysis.losses;
    const { module } = analysis.parsed;
    const source = {
      file: { path: "a.py", text: module.text },
      imports: [],
      loss: "a_loss",
      keras: dialectOf(analysis.keras),
      parameters: {},
    };
    const subject = { loss: loss!, module, source, limits: defaultLimits };
    const result = await observeOn(subject, findSampleSet("regression")!, true, evaluator);
    const same =
      result.kind === "observed" ? await findSameBuiltIn(subject, result.observations, evaluator) : undefined;
    expect(same?.name).toBe(name);
  });
});

describe("move one loss to keras.ops", () => {
  const migrate: Act = (analysis, _, name) =>
    migrateLoss(analysis, analysis.losses.findLast((each) => each.name === name)!);

  test("calls within calls too, and the others stay as they are", () => {
    const text =
      "from tensorflow.keras import backend as K\n\n\ndef a_loss(y_true, y_pred):\n    return K.mean(K.square(y_true - K.clip(y_pred, 0.1, 0.9)), axis=-1)\n\n\ndef other_loss(y_true, y_pred):\n    return K.mean(K.abs(y_true - y_pred), axis=-1)\n";
    const edits = migrate(read(text), { start: 0, end: 0 }, "a_loss")!;
    const changed = applyEdits(text, edits);
    expect(changed).toContain("return ops.mean(ops.square(y_true - ops.clip(y_pred, 0.1, 0.9)), axis=-1)");
    expect(changed).toContain("return K.mean(K.abs(y_true - y_pred), axis=-1)");
    expect(changed).toMatch(/^from tensorflow\.keras import backend as K$/m);
    expect(changed).toMatch(/import ops$/m);
  });

  test("the same numbers", async () => {
    await done(
      migrate,
      "‸from tensorflow.keras import backend as K\n\n\ndef a_loss(y_true, y_pred):\n    p = K.clip(y_pred, K.epsilon(), 1 - K.epsilon())\n    return -K.mean(y_true * K.log(p) + K.pow(1 - y_true, 2.0) * K.sqrt(1 - p), axis=-1)\n",
    );
  });

  test("there is nothing to move in what uses no keras.backend", () => {
    expect(offered(migrate, `‸${head}    return ops.abs(y_true - y_pred)\n`)).toBe(false);
  });
});

describe("write one loss that calls TensorFlow with keras.ops", () => {
  const focal =
    "import keras\nimport tensorflow as tf\n\n\ndef a_loss(y_true, y_pred):\n    y_true = tf.cast(y_true, tf.float32)  # whole numbers, too\n    p = tf.clip_by_value(y_pred, 1e-7, 1.0 - 1e-7)\n    each = -tf.math.log(tf.where(tf.equal(y_true, 1.0), p, 1.0 - p))\n    count = tf.cast(tf.shape(p)[-1], dtype=tf.float32)\n    return tf.reduce_sum(each, axis=-1) / count\n";

  test("the same numbers, and TensorFlow's import goes with its last use", async () => {
    const text = await done(at(writeWithOps), `‸${focal}`);
    expect(text).toBe(
      'import keras\nfrom keras import ops\n\n\ndef a_loss(y_true, y_pred):\n    y_true = ops.cast(y_true, "float32")  # whole numbers, too\n    p = ops.clip(y_pred, 1e-7, 1.0 - 1e-7)\n    each = -ops.log(ops.where(ops.equal(y_true, 1.0), p, 1.0 - p))\n    count = ops.cast(ops.shape(p)[-1], dtype="float32")\n    return ops.sum(each, axis=-1) / count\n',
    );
  });

  test.each([
    ["what has no such form", focal.replace("tf.equal(y_true, 1.0)", "tf.math.is_nan(y_true)")],
    ["another keyword", focal.replace("1e-7, 1.0 - 1e-7", "clip_value_min=1e-7, clip_value_max=1.0")],
    ["a mean of whole numbers", focal.replace("tf.reduce_sum(each", "tf.reduce_mean(tf.cast(each, tf.int32)")],
    ["a dtype that another takes", focal.replace("axis=-1) / count", "axis=-1) / keras.ops.cast(2, tf.float32)")],
    ["a shape as a whole", focal.replace("tf.shape(p)[-1]", "tf.reduce_sum(tf.shape(p))")],
    ["a function that is handed on", focal.replace("tf.math.log(", "apply(tf.math.log, ")],
    ["what calls nothing of TensorFlow's", `${head}    return ops.abs(y_true - y_pred)\n`],
  ])("%s is left", (_, text) => expect(offered(at(writeWithOps), `‸${text}`)).toBe(false));

  test("all losses of the file at once, but for those that have no such form", async () => {
    const other = "\n\ndef other_loss(y_true, y_pred):\n    return tf.reduce_mean(tf.abs(y_true - y_pred), axis=-1)\n";
    const raw = "\n\ndef raw_loss(y_true, y_pred):\n    return tf.raw_ops.Square(x=y_true - y_pred)\n";
    expect(offered(at(writeAllWithOps), `‸${focal}${raw}`)).toBe(false);
    const text = await done(at(writeAllWithOps), `‸${focal}${other}${raw}`);
    expect(text).toContain("    return ops.mean(ops.abs(y_true - y_pred), axis=-1)\n");
    expect(text).toContain("    return ops.sum(each, axis=-1) / count\n");
    expect(text).toContain("import tensorflow as tf\n");
    expect(text).toContain("tf.raw_ops.Square");
    expect(await done(at(writeAllWithOps), `‸${focal}${other}`)).not.toContain("tensorflow");
  });

  test("with the import that it lacks, and TensorFlow's where another uses it", async () => {
    const text = await done(
      at(writeWithOps),
      "‸import tensorflow as tf\nfrom keras.losses import Loss\n\n\ndef a_loss(y_true, y_pred):\n    return tf.reduce_mean(tf.square(y_true - y_pred), axis=-1)\n\n\nprint(tf.__version__)\n",
    );
    expect(text).toContain("import tensorflow as tf\n");
    expect(text).toContain("from keras import ops\n");
    expect(text).toContain("    return ops.mean(ops.square(y_true - y_pred), axis=-1)\n");
  });
});
