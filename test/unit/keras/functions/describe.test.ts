import { describe, expect, test } from "vitest";
import { describeFunction } from "../../../../src/keras/functions/describe.ts";
import { ask, column } from "../../evaluate/interpreter/ask.ts";

describe("a function is described", () => {
  test("by who has it and how keras.ops writes it", () => {
    expect(describeFunction("keras.backend.mean")).toMatchObject({ keras: ["1", "2"], ops: "ops.mean" });
    expect(describeFunction("keras.ops.mean")).toMatchObject({ keras: ["3"], ops: undefined, isTensorFlow: false });
    expect(describeFunction("tf.reduce_mean")).toMatchObject({ keras: undefined, ops: "ops.mean", isTensorFlow: true });
    expect(describeFunction("tf.keras.backend.clip")).toMatchObject({ ops: "ops.clip" });
  });

  test("by what becomes of a gradient", () => {
    expect(describeFunction("keras.ops.where")!.gradient).toMatchObject({ none: ["condition"], through: ["x1", "x2"] });
    expect(describeFunction("keras.ops.sign")!.gradient).toMatchObject({ zero: ["x"], through: [] });
    expect(describeFunction("keras.ops.round")!.gradient.none).toEqual(["x"]);
  });

  test("by its signature, where it is evaluated; a loss class as the function that it wraps", () => {
    expect(describeFunction("keras.ops.clip")).toMatchObject({ signature: "clip(x, x_min, x_max)", isEvaluated: true });
    const huber = describeFunction("tf.keras.losses.Huber")!;
    expect(huber.signature).toMatch(/^Huber\(delta=1\.0, reduction=/);
    expect(huber.gradient.through).toContain("y_pred");
    expect(describeFunction("keras.losses.KLDivergence")!.gradient.through).toContain("y_pred");
  });

  test("not where nothing is known", () => {
    expect(describeFunction("keras.ops.nothing_of_this_name")).toBeUndefined();
    expect(describeFunction("numpy.mean")).toBeUndefined();
    expect(describeFunction("mine.mean")).toBeUndefined();
  });
});

/** The gradient of the sum of what a function gives, at the prediction. */
function gradientOf(call: string, ...yPred: number[]): number[] {
  const text = `from keras import ops\ndef loss(y_true, y_pred):\n    return ops.sum(${call})\n`;
  const given = ask(text, { yPred: column(...yPred), yTrue: column(...yPred) });
  if (given.kind !== "evaluation") throw new Error(JSON.stringify(given));
  return Array.from(given.gradient!.data);
}

describe("an edge is where the evaluator has it", () => {
  test.each([
    ["clip", "zeroBeyond", "ops.clip(y_pred, 0.0, 1.0)", [-1, 0.5, 2], [0, 1, 0]],
    ["abs", "zeroAtZero", "ops.abs(y_pred)", [0, -2], [0, -1]],
    ["relu", "zeroBelow", "ops.relu(y_pred)", [0, -1, 2], [0, 0, 1]],
    ["sqrt", "infiniteAtZero", "ops.sqrt(y_pred)", [0, 1], [Number.POSITIVE_INFINITY, 0.5]],
    ["norm", "nanAtZero", "ops.norm(y_pred, axis=-1)", [0, 2], [Number.NaN, 1]],
    ["maximum", "firstOfTie", "ops.maximum(y_pred, y_true)", [1], [1]],
    ["maximum", "firstOfTie", "ops.maximum(y_true, y_pred)", [1], [0]],
    ["minimum", "firstOfTie", "ops.minimum(y_pred, y_true)", [1], [1]],
    ["minimum", "firstOfTie", "ops.minimum(y_true, y_pred)", [1], [0]],
    ["max", "sharedTie", "ops.max(y_pred)", [1, 1, 0], [0.5, 0.5, 0]],
    ["min", "sharedTie", "ops.min(y_pred)", [1, 1, 3], [0.5, 0.5, 0]],
  ] as const)("%s: %s at %s", (name, edge, call, at, gradient) => {
    expect(describeFunction(`keras.ops.${name}`)!.edge).toBe(edge);
    expect(gradientOf(call, ...at)).toEqual(gradient);
  });
});
