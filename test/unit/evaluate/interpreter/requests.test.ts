import { describe, expect, test } from "vitest";
import { type DescentEvaluation, defaultLimits, type SeriesEvaluation } from "../../../../src/evaluate/evaluation.ts";
import { answer } from "../../../../src/evaluate/run/evaluate.ts";
import { ask, column, sourceOf } from "./ask.ts";

function series(text: string, yTrue: readonly number[], yPred: readonly number[]): SeriesEvaluation {
  const given = answer({
    kind: "series",
    source: sourceOf(text),
    yTrue: column(...yTrue),
    yPred: column(...yPred),
    limits: defaultLimits,
  });
  if (given.kind !== "series") throw new Error(JSON.stringify(given));
  return given;
}

const head = "import tensorflow as tf\nfrom keras import ops\ndef loss(y_true, y_pred):\n    ";

test("a loss of one value per sample gives a curve in one call", () => {
  const curve = series(`${head}return ops.mean(ops.square(y_pred - y_true), axis=-1)`, [0, 1, 0], [1, 1, 3]);
  expect(Array.from(curve.values)).toEqual([1, 0, 9]);
  expect(Array.from(curve.gradients!)).toEqual([2, 0, 6]);
  expect(curve).toMatchObject({ returns: "perSample", dependsOnBatch: false, isConnected: true, valueShape: [3] });
});

test("a scalar loss is asked point by point, and a mean does not count as mixing", () => {
  const curve = series(`${head}return ops.mean(ops.square(y_pred - y_true))`, [0, 1, 0], [1, 1, 3]);
  expect(Array.from(curve.values)).toEqual([1, 0, 9]);
  expect(Array.from(curve.gradients!)).toEqual([2, 0, 6]);
  expect(curve).toMatchObject({ returns: "scalar", dependsOnBatch: false, valueShape: [] });
});

test("a loss whose samples have a say in one another is asked point by point", () => {
  const mixed = series(`${head}return (y_pred - y_true) / ops.max(y_pred)`, [0, 0, 0], [1, 2, 4]);
  expect(mixed).toMatchObject({ returns: "perSample", dependsOnBatch: true });
  expect(Array.from(mixed.values)).toEqual([1, 1, 1]);
  const overlap = `${head}return 1 - 2 * ops.sum(y_true * y_pred) / (ops.sum(y_true) + ops.sum(y_pred))`;
  expect(series(overlap, [1, 1, 0], [0.5, 1, 0.2])).toMatchObject({ returns: "scalar", dependsOnBatch: true });
});

test("a curve of a loss without a gradient has none", () => {
  const curve = series(`${head}return ops.cast(ops.round(y_pred), 'float32')`, [0, 0], [0.2, 0.8]);
  expect(curve.gradients).toBeNull();
  expect(curve.isConnected).toBe(false);
});

function descent(text: string, optimizer: "sgd" | "adam", steps: number): DescentEvaluation {
  const given = answer({
    kind: "descent",
    source: sourceOf(text),
    yTrue: column(0, 0),
    yPred: column(1, 2),
    optimizer,
    learningRate: 0.1,
    steps,
    limits: defaultLimits,
  });
  if (given.kind !== "descent") throw new Error(JSON.stringify(given));
  return given;
}

test("SGD follows the gradient of the loss as Keras reduces it", () => {
  const { losses, path, gradientNorms } = descent(
    `${head}return ops.mean(ops.square(y_pred - y_true), axis=-1)`,
    "sgd",
    2,
  );
  // Two samples share the mean: each moves by rate · 2 · error / 2.
  expect(Array.from(path).map((each) => Number(each.toFixed(5)))).toEqual([1, 2, 0.9, 1.8, 0.81, 1.62]);
  expect(losses[0]).toBeCloseTo(2.5, 5);
  expect(losses[2]).toBeCloseTo(2.5 * 0.9 ** 4, 5);
  expect(gradientNorms[0]).toBeCloseTo(Math.hypot(1, 2), 5);
});

test("Adam's first step is the rate, whatever the gradient's size", () => {
  const { path } = descent(`${head}return ops.mean(ops.square(y_pred - y_true), axis=-1)`, "adam", 1);
  expect(path[2]).toBeCloseTo(0.9, 5);
  expect(path[3]).toBeCloseTo(1.9, 5);
});

test("a loss without a gradient moves nothing", () => {
  const result = descent(`${head}return ops.sign(ops.stop_gradient(y_pred))`, "sgd", 2);
  expect(result.isConnected).toBe(false);
  expect(Array.from(result.path)).toEqual([1, 2, 1, 2, 1, 2]);
});

test("the first expression that is not finite is blamed, forward", () => {
  const text = `${head}safe = y_pred + 1\n    return y_true * ops.log(y_pred) + safe`;
  const given = ask(text, { yTrue: column(1, 1), yPred: column(0.5, 0) });
  if (given.kind !== "evaluation") throw new Error(JSON.stringify(given));
  expect(given.blames).toContainEqual(
    expect.objectContaining({ direction: "forward", expression: "ops.log(y_pred)", value: "-Infinity", index: 1 }),
  );
});

test("a gradient that is not finite where the value is, is blamed backward", () => {
  const text = `${head}return tf.where(y_pred > 0, tf.math.log(y_pred), 0.0)`;
  const given = ask(text, { yTrue: column(1, 1), yPred: column(0.5, 0) });
  if (given.kind !== "evaluation") throw new Error(JSON.stringify(given));
  expect(Number.isNaN(given.gradient!.data[1])).toBe(true);
  expect(given.blames).toEqual([
    expect.objectContaining({ direction: "backward", expression: "tf.math.log(y_pred)", index: 1 }),
  ]);
});

describe("each point of a series has its own culprit", () => {
  const culprits = ({ blames, blamedForValue, blamedForGradient }: SeriesEvaluation) => {
    const named = (numbers: Int32Array | null) => numbers && Array.from(numbers, (n) => blames[n]?.expression ?? "");
    return { value: named(blamedForValue), gradient: named(blamedForGradient) };
  };
  const entropy = "y_true * ops.log(y_pred) + (1 - y_true) * ops.log(1 - y_pred)";

  test("where a value per sample comes of one call", () => {
    const curve = series(`${head}return -ops.mean(${entropy}, axis=-1)`, [1, 1, 0, 1], [0, 0.5, 1, 1]);
    // 0 · log(0) is NaN at the last: what made the infinity is to blame, not the product.
    expect(culprits(curve).value).toEqual(["ops.log(y_pred)", "", "ops.log(1 - y_pred)", "ops.log(1 - y_pred)"]);
  });

  test("where a scalar is asked point by point", () => {
    const curve = series(`${head}return -ops.mean(${entropy})`, [1, 1, 0], [0, 0.5, 1]);
    expect(culprits(curve).value).toEqual(["ops.log(y_pred)", "", "ops.log(1 - y_pred)"]);
  });

  test("and an infinity that the loss discards blames nobody", () => {
    const text = `${head}safe = ops.where(y_pred > 0, ops.log(y_pred), 0.0)\n    return safe / (y_pred - 1)`;
    const curve = series(text, [1, 1, 1], [0, 0.5, 1]);
    expect(culprits(curve).value).toEqual(["", "", "safe / (y_pred - 1)"]);
    expect(culprits(curve).gradient).toEqual(["ops.log(y_pred)", "", "safe / (y_pred - 1)"]);
    expect(culprits(series(`${head}return y_pred - y_true`, [1, 1], [0, 2]))).toEqual({ value: null, gradient: null });
  });

  test("NaN and infinity of one expression are told apart", () => {
    const { blames, blamedForValue } = series(`${head}return tf.math.log(y_pred)`, [1, 1, 1], [-1, 0, 1]);
    expect(Array.from(blamedForValue!, (n) => blames[n]?.value)).toEqual(["NaN", "-Infinity", undefined]);
  });
});

test("what print writes and what a reader must know come with the answer", () => {
  const text = `${head}print("rows:", len(y_pred))\n    if tf.reduce_sum(y_pred) > 0:\n        return y_pred\n    return y_true`;
  const given = ask(text);
  if (given.kind !== "evaluation") throw new Error(JSON.stringify(given));
  expect(given.log).toEqual(["rows: 2"]);
  expect(given.notes).toHaveLength(1);
  expect(given.notes[0]!.message).toMatch(/used as a Python bool/);
  expect(text.slice(given.notes[0]!.range!.start, given.notes[0]!.range!.end)).toBe("tf.reduce_sum(y_pred) > 0");
});

test("the same request twice gives the same numbers, state of the module included", () => {
  const text = `calls = []\n${head}calls.append(1)\n    return y_pred * len(calls)`;
  expect(ask(text)).toEqual(ask(text));
});

test("np.shape and np.ndim read no values of a tensor", () => {
  const given = ask(`import numpy as np\n${head}return y_pred * np.shape(y_true)[0] + np.ndim(y_pred)`);
  if (given.kind !== "evaluation") throw new Error(JSON.stringify(given));
  expect(Array.from(given.value.data)).toEqual([3, 2.5]);
  expect(given.notes).toEqual([]);
  expect(given.isConnected).toBe(true);
});

test("a summary that a loss writes is passed over", () => {
  const given = ask(`${head}tf.summary.scalar("error", tf.reduce_sum(y_pred), step=1)\n    return y_pred - y_true`);
  expect(given.kind === "evaluation" && Array.from(given.value.data)).toEqual([0.5, -0.75]);
});
