import { describe, expect, test } from "vitest";
import type { Answer } from "../../../../src/evaluate/evaluator.ts";
import { ask, failureOf } from "./ask.ts";

const body = (lines: readonly string[]): string =>
  [
    "import functools, itertools, math, operator",
    "import numpy as np",
    "import keras",
    "import tensorflow as tf",
    "from keras import ops",
    "def loss(y_true, y_pred):",
    ...lines.map((line) => `    ${line}`),
    "",
  ].join("\n");

/** What a loss might do to what all losses share. Each stands alone: the first that raises must not hide the next. */
const hostile: readonly string[] = [
  "del list.append",
  "del str.split",
  "del dict.get",
  "del set.add",
  "del float.is_integer",
  "delattr(str, 'split')",
  "delattr(object, '__init__')",
  "del keras.losses.Loss.__call__",
  "delattr(keras.losses.Loss, 'call')",
  "del keras.losses.MeanSquaredError.call",
  "del itertools.chain.from_iterable",
  "delattr(functools.partial, 'func')",
  "list.append = len",
  "setattr(str, 'split', len)",
  "setattr(keras.losses.Loss, '__call__', len)",
  "keras.losses.Loss.call = lambda self, a, b: 0.0",
  "keras.losses.mean_squared_error = lambda a, b: 0.0",
  "ops.mean = lambda x, axis=None: 0.0",
  "math.sqrt = lambda x: 0.0",
  "math.pi = 3",
  "np.pi = 3",
  "tf.float32 = tf.int32",
  "keras.backend.set_epsilon(0.5)",
  "keras.backend.set_floatx('float16')",
  "keras.config.set_floatx('float64')",
  "keras.utils.set_random_seed(1)",
  "tf.random.set_seed(1)",
  "np.random.seed(1)",
  "NotImplemented.x = 1",
  "NotImplemented.__dict__.update(x=1)",
  "Ellipsis.x = 1",
  "None.x = 1",
  "ValueError.args = 1",
  "del ValueError.__init__",
  "ValueError.__str__ = lambda self: 'x'",
  "len.x = 1",
  "ops.mean.x = 1",
  "tf.name_scope('a').x = 1",
  "list.__dict__.clear()",
  "keras.losses.Loss.__dict__.clear()",
  "str.__mro__ += (1,)",
  "globals().clear()",
  "builtins = {}",
  "__builtins__.len = None",
  "np.finfo(np.float32).eps.fill(1)",
  "np.eye(2)[:] = 5",
  "y_true.x = 1",
  "object.x = 1",
  "type.x = 1",
  "type(len).x = 1",
  "type(lambda: 0).x = 1",
  "type(y_pred).numpy = len",
  "del type(y_pred).shape",
  "super.x = 1",
  "keras.losses.get('mse').x = 1",
  "keras.losses.get('mse').__dict__.clear()",
  "keras.losses.MeanSquaredError().__class__.call = None",
  "keras.losses.Loss.__bases__ = ()",
  "operator.add = operator.sub",
  "for k in list(vars(str)): delattr(str, k)",
  "loss.__defaults__ = (1, 2)",
  "loss.__code__ = None",
  "import sys; sys.modules.clear()",
  "raise SystemExit",
  "a = []; a.append(a); a == a",
  "a = []\n    for i in range(60): a = [a, a]\n    return ops.mean(a)",
  "a = ()\n    for i in range(60): a = (a, a)\n    return {a: 1}",
  "while True: pass",
  "return loss(y_true, y_pred)",
];

/** Losses that use what is attacked above, each with the number that Keras gives for (0, 1) and (0.5, 0.25). */
const victims: readonly (readonly [string, number])[] = [
  ["terms = []\n    terms.append(ops.mean(ops.square(y_true - y_pred)))\n    return sum(terms)", 0.40625],
  ["return keras.losses.MeanSquaredError()(y_true, y_pred)", 0.40625],
  ["return ops.mean(keras.losses.mean_squared_error(y_true, y_pred))", 0.40625],
  ["return ops.mean(keras.losses.get('mse')(y_true, y_pred))", 0.40625],
  ["names = 'a b'.split()\n    return len(names) * math.sqrt(4.0) * ops.mean(y_pred)", 1.5],
  ["d = {'w': 2.0}\n    return d.get('w', 1.0) * ops.mean(y_pred)", 0.75],
  [
    "return np.float32(np.pi).astype('float32') * ops.mean(y_pred) * 0 + keras.backend.epsilon() + ops.mean(y_pred)",
    0.375,
  ],
  [
    "f = functools.partial(ops.mean, axis=None)\n    return f(y_pred) + len(list(itertools.chain.from_iterable([[1], [2]])))",
    2.375,
  ],
  [
    "try:\n        raise ValueError('x')\n    except ValueError as e:\n        return ops.mean(y_pred) * (2.0 if str(e) == 'x' else 9.0)",
    0.75,
  ],
  [
    "with tf.name_scope('a'):\n        return tf.reduce_mean(tf.cast(y_pred, tf.float32)) + tf.linalg.trace(tf.eye(2))",
    2.375,
  ],
  ["return ops.mean(y_pred) + operator.add(1, 2) + float(3.0).is_integer()", 4.375],
];

const answers = (): Answer[] => victims.map(([lines]) => ask(body([lines])));

describe("nothing that one loss does is seen by another", () => {
  const clean = answers();

  test("each of them has its number", () => {
    const numbers = clean.map((each) => (each.kind === "evaluation" ? Number(each.value.data[0]) : each));
    victims.forEach(([lines, expected], index) => {
      expect(numbers[index], lines).toBeCloseTo(expected, 5);
    });
  });

  test.each(hostile)("%s", (attack) => {
    const attempt = ask(body([attack, "return ops.mean(y_pred)"]), { limits: { steps: 50_000, milliseconds: 2_000 } });
    expect(["evaluation", "failure"]).toContain(attempt.kind);
    if (attempt.kind === "failure") expect(attempt.failure.message).not.toContain("The evaluator itself failed");
    expect(answers()).toEqual(clean);
  });
});

describe("what CPython refuses is refused in its words", () => {
  test.each([
    ["del list.append", "TypeError: cannot set 'append' attribute of immutable type 'list'"],
    ["delattr(str, 'split')", "TypeError: cannot set 'split' attribute of immutable type 'str'"],
    ["setattr(str, 'split', len)", "TypeError: cannot set 'split' attribute of immutable type 'str'"],
    ["del keras.losses.Loss.__call__", "TypeError: cannot set '__call__' attribute of immutable type 'Loss'"],
    ["NotImplemented.x = 1", "AttributeError: 'NotImplementedType' object has no attribute 'x'"],
    ["del len.x", "AttributeError: 'builtin_function_or_method' object has no attribute 'x'"],
  ])("%s", (line, message) => {
    expect(failureOf(body([line, "return ops.mean(y_pred)"]))).toMatchObject({ kind: "python", message });
  });

  test("what is a loss's own it may change and delete", () => {
    const lines = [
      "class C:",
      "    x = 1",
      "c = C()",
      "c.y = 2",
      "del c.y",
      "del C.x",
      "f = lambda: 0",
      "f.z = 3",
      "del f.z",
      "p = functools.partial(len)",
      "p.name = 'p'",
      "del p.name",
      "gone = not (hasattr(c, 'y') or hasattr(C, 'x') or hasattr(f, 'z') or hasattr(p, 'name'))",
      "return ops.mean(y_pred) * gone",
    ];
    const given = ask(body(lines));
    expect(given.kind === "evaluation" ? given.value.data[0] : given).toBeCloseTo(0.375, 6);
  });
});
