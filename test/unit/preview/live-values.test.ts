/** What stands beside each line of a loss, from the run that its picture is drawn from. */

import { describe, expect, test } from "vitest";
import { defaultLimits, type LossSource } from "../../../src/evaluate/evaluation.ts";
import { rememberAnswers } from "../../../src/evaluate/service/remembered.ts";
import type { Trace } from "../../../src/evaluate/trace-question.ts";
import { findLosses } from "../../../src/losses/find-losses.ts";
import { askTrace, askTraceAt } from "../../../src/preview/ask/trace.ts";
import { lineValues } from "../../../src/preview/values/line-values.ts";
import { valueWords } from "../../../src/preview/values/words.ts";
import { problemsOf } from "../../../src/probes/facts.ts";
import { type Observations, observeOn, type Subject } from "../../../src/probes/observe.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { analyzeNames } from "../../../src/python/scope.ts";
import { findSampleSet } from "../../../src/samples/sample-sets.ts";
import { evaluateInProcess } from "../cli/in-process.ts";

const evaluator = rememberAnswers(evaluateInProcess(() => performance.now()));

interface Traced {
  readonly subject: Subject;
  readonly observations: Observations;
  readonly trace: Trace;
  readonly text: string;
}

async function traced(body: string, set = "regression"): Promise<Traced> {
  const text = body.includes("def ") ? body : `def my_loss(y_true, y_pred):\n${body.replace(/^/gm, "    ")}\n`;
  const whole = `from keras import ops\nimport tensorflow as tf\n${text}`;
  const { module } = parseModule(whole);
  const { losses } = findLosses(module, analyzeNames(module));
  const loss = losses.at(-1)!;
  const source: LossSource = {
    file: { path: "a.py", text: whole },
    imports: [],
    loss: loss.name,
    keras: { version: "3.15", isKnown: true },
    parameters: {},
  };
  const subject: Subject = { loss, module, source, limits: defaultLimits };
  const seen = await observeOn(subject, findSampleSet(set)!, true, evaluator);
  if (seen.kind === "failure") throw new Error(seen.failure.message);
  const trace = await askTrace(subject, seen.observations, evaluator);
  if (trace.kind !== "trace") throw new Error(trace.message);
  return { subject, observations: seen.observations, trace, text: whole };
}

/** The loss with what stands beside its lines; what goes wrong is marked. */
async function shown(body: string, set?: string, isForTraining = true): Promise<string> {
  const { subject, observations, trace, text } = await traced(body, set);
  const problems = problemsOf(observations, isForTraining);
  const lines = lineValues({ loss: subject.loss, path: "a.py", trace, problems, isForTraining });
  const { start, end } = subject.loss.range;
  const pieces: string[] = [];
  let at = start;
  for (const line of lines) {
    pieces.push(text.slice(at, line.range.end), `  ${line.isProblem ? "▲" : "→"} ${line.text}`);
    at = line.range.end;
  }
  return [...pieces, text.slice(at, end)].join("").trimEnd();
}

const tracedOf = ({ trace, text }: Traced, expression: string) =>
  trace.values.find(({ range, isStored }) => !isStored && text.slice(range.start, range.end) === expression);

describe("each line", () => {
  test("has the shape with the batch as N and the range on the picture's points", async () => {
    expect(
      await shown(`y_true = ops.cast(y_true, "float32")
error = y_pred - y_true
weight = 0.5
mask = error > 0
return ops.mean(weight * ops.square(error), axis=-1)`),
    ).toMatchInlineSnapshot(`
      "def my_loss(y_true, y_pred):
          y_true = ops.cast(y_true, "float32")  → (N, 1) · 1 … 3
          error = y_pred - y_true  → (N, 1) · −5 … 5
          weight = 0.5
          mask = error > 0  → (N, 1) · 50 % True
          return ops.mean(weight * ops.square(error), axis=-1)  → (N,) · 0 … 12.5"
    `);
  });

  test("of a loss that gives one number for a batch has it for each point of the picture", async () => {
    expect(await shown("error = y_pred - y_true\nreturn ops.mean(ops.abs(error))")).toMatchInlineSnapshot(`
      "def my_loss(y_true, y_pred):
          error = y_pred - y_true  → (N, 1) · −5 … 5
          return ops.mean(ops.abs(error))  → () · 0 … 5"
    `);
  });

  test("of a loss that mixes its batch is of the batches of the picture", async () => {
    expect(
      await shown(
        `overlap = ops.sum(y_true * y_pred)
size = ops.sum(y_true) + ops.sum(y_pred)
return 1 - (2 * overlap + 1) / (size + 1)`,
        "binary",
      ),
    ).toMatchInlineSnapshot(`
      "def my_loss(y_true, y_pred):
          overlap = ops.sum(y_true * y_pred)  → () · 2.1 … 3.1
          size = ops.sum(y_true) + ops.sum(y_pred)  → () · 8.13 … 10.1
          return 1 - (2 * overlap + 1) / (size + 1)  → () · 0.352 … 0.486"
    `);
  });

  test("of several names says each, and of a loop its last shape and all its numbers", async () => {
    expect(
      await shown(`low, high = ops.minimum(y_true, y_pred), ops.maximum(y_true, y_pred)
total = 0.0
for power in range(1, 4):
    total += (high - low) ** power
return total[:, 0]`),
    ).toMatchInlineSnapshot(`
      "def my_loss(y_true, y_pred):
          low, high = ops.minimum(y_true, y_pred), ops.maximum(y_true, y_pred)  → low (N, 1) · −2 … 3; high (N, 1) · 1 … 6
          total = 0.0
          for power in range(1, 4):
              total += (high - low) ** power  → (N, 1) · 0 … 155
          return total[:, 0]  → (N,) · 0 … 155"
    `);
  });

  test("of a branch that is not taken stays without", async () => {
    expect(
      await shown(`if len(y_pred.shape) > 5:
    y_pred = ops.square(y_pred)
return ops.mean(y_pred - y_true, axis=-1)`),
    ).toMatchInlineSnapshot(`
      "def my_loss(y_true, y_pred):
          if len(y_pred.shape) > 5:
              y_pred = ops.square(y_pred)
          return ops.mean(y_pred - y_true, axis=-1)  → (N,) · −5 … 5"
    `);
  });
});

describe("what goes wrong stands where it begins", () => {
  test("what is infinite", async () => {
    expect(
      await shown(
        `positive = y_true * ops.log(y_pred)
negative = (1 - y_true) * ops.log(1 - y_pred + 1e-7)
return -ops.mean(positive + negative, axis=-1)`,
        "binary",
      ),
    ).toMatchInlineSnapshot(`
      "def my_loss(y_true, y_pred):
          positive = y_true * ops.log(y_pred)  ▲ (N, 1) · infinite at y_pred = 0 for y_true = 1
          negative = (1 - y_true) * ops.log(1 - y_pred + 1e-7)  → (N, 1) · −16.1 … 1.19e−7
          return -ops.mean(positive + negative, axis=-1)  → (N,) · 0 … ∞, NaN"
    `);
  });

  test("a gradient that is not finite", async () => {
    expect(
      await shown("distance = ops.sqrt(ops.square(y_pred - y_true))\nreturn ops.mean(distance, axis=-1)"),
    ).toMatchInlineSnapshot(`
      "def my_loss(y_true, y_pred):
          distance = ops.sqrt(ops.square(y_pred - y_true))  ▲ (N, 1) · gradient not finite at y_pred = 1 for y_true = 1
          return ops.mean(distance, axis=-1)  → (N,) · 0 … 5"
    `);
  });

  test("where the gradient ends, and not where a part of it ends that is not missed", async () => {
    expect(
      await shown(
        `ones = ops.ones_like(y_pred)
size = tf.shape(y_pred)
label = ops.round(y_pred) * ones
return ops.mean(ops.abs(label - y_true), axis=-1)`,
        "binary",
      ),
    ).toMatchInlineSnapshot(`
      "def my_loss(y_true, y_pred):
          ones = ops.ones_like(y_pred)  → (N, 1) · 1
          size = tf.shape(y_pred)  → (2,) int32 · 1 … 542
          label = ops.round(y_pred) * ones  ▲ (N, 1) · no gradient from here on
          return ops.mean(ops.abs(label - y_true), axis=-1)  → (N,) · 0 … 1"
    `);
    expect(
      await shown("hit = ops.cast(y_pred > 0.5, 'float32')\nreturn ops.mean(y_pred * hit - y_true, axis=-1)", "binary"),
    ).not.toContain("▲");
    expect(
      await shown("return ops.mean(ops.cast(y_pred > 0.5, 'float32') == y_true, axis=-1)", "binary", false),
    ).not.toContain("▲");
  });

  test("a batch that meets itself", async () => {
    expect(
      await shown("error = y_true - ops.squeeze(y_pred, -1)\nreturn ops.mean(ops.square(error))"),
    ).toMatchInlineSnapshot(`
      "def my_loss(y_true, y_pred):
          error = y_true - ops.squeeze(y_pred, -1)  ▲ (N, N) · the batch meets itself: (N, 1) beside (N,)
          return ops.mean(ops.square(error))  → () · 6.68 … 11.7"
    `);
  });

  test("an infinity that nothing shows is a range and no mistake", async () => {
    expect(
      await shown(
        `logarithm = ops.log(ops.stop_gradient(y_pred))
weight = ops.where(y_pred > 0, logarithm, 0.0)
return ops.mean(weight * ops.square(y_pred - y_true), axis=-1)`,
        "positive",
      ),
    ).toMatchInlineSnapshot(`
      "def my_loss(y_true, y_pred):
          logarithm = ops.log(ops.stop_gradient(y_pred))  → (N, 1) · −∞ … 2.08
          weight = ops.where(y_pred > 0, logarithm, 0.0)  → (N, 1) · −15 … 2.08
          return ops.mean(weight * ops.square(y_pred - y_true), axis=-1)  → (N,) · −240 … 102"
    `);
  });

  test("what a helper makes stands where the loss has it", async () => {
    expect(
      await shown(
        `def helper(p):
    return ops.log(p)

def my_loss(y_true, y_pred):
    safe = y_pred * 1
    value = helper(safe)
    return -ops.mean(y_true * value, axis=-1)`,
        "binary",
      ),
    ).toMatchInlineSnapshot(`
      "def my_loss(y_true, y_pred):
          safe = y_pred * 1  → (N, 1) · 0 … 1
          value = helper(safe)  ▲ (N, 1) · infinite at y_pred = 0 for y_true = 1
          return -ops.mean(y_true * value, axis=-1)  → (N,) · 0 … ∞, NaN"
    `);
  });
});

describe("an expression", () => {
  test("has its numbers, a histogram and the loss's gradient with respect to it", async () => {
    const seen = await traced("error = y_pred - y_true\nreturn ops.mean(ops.square(error), axis=-1)", "binary");
    const error = tracedOf(seen, "y_pred - y_true")!;
    expect(error).toMatchObject({ dtype: "float32", shape: [{ batches: 1 }, 1], isConnected: true, isCut: false });
    expect(error.histogram.reduce((a, b) => a + b)).toBe(error.numbers.count);
    // d(error²) / d(error) = 2 · error, for one number per sample.
    expect(error.gradient!.low).toBeCloseTo(2 * error.numbers.low, 5);
    expect(error.gradient!.high).toBeCloseTo(2 * error.numbers.high, 5);
    expect(tracedOf(seen, "y_true")).toMatchObject({ isConnected: false, gradient: null });
  });

  test("where many numbers come by, keeps few, and their range exactly", async () => {
    const seen = await traced("return ops.mean(ops.square(y_pred - y_true), axis=-1)", "segmentation");
    const value = tracedOf(seen, "ops.square(y_pred - y_true)")!;
    expect(value.histogram).toHaveLength(24);
    expect(value.first).toHaveLength(8);
    expect(value.numbers.low).toBeGreaterThanOrEqual(0);
  });

  test("whose length depends on the data has no length", async () => {
    const seen = await traced("kept = tf.boolean_mask(y_pred, y_true > 0.5)\nreturn tf.reduce_mean(kept)", "binary");
    const kept = tracedOf(seen, "tf.boolean_mask(y_pred, y_true > 0.5)")!;
    expect(valueWords(kept)).toMatch(/^\(\?,\) · /);
  });

  test("of a class's `call` is known, and of `__init__` is not asked", async () => {
    const seen = await traced(`import keras
class Scaled(keras.losses.Loss):
    def __init__(self, scale=2.0, **kwargs):
        super().__init__(**kwargs)
        self.scale = scale
    def call(self, y_true, y_pred):
        return self.scale * ops.mean(ops.abs(y_pred - y_true), axis=-1)`);
    expect(tracedOf(seen, "self.scale")).toMatchObject({ type: "float", text: "2.0" });
    expect(tracedOf(seen, "scale")).toBeUndefined();
  });

  test("at a point of the picture has its value there", async () => {
    const { subject, observations, text } = await traced("return ops.mean(ops.square(y_pred - y_true), axis=-1)");
    const [observation] = observations.targets;
    const at = await askTraceAt(subject, observations, observation!, 1.5, evaluator);
    if (at.kind !== "trace") throw new Error(at.message);
    const error = at.values.find(({ range }) => text.slice(range.start, range.end) === "y_pred - y_true")!;
    expect(error.first).toEqual([1.5 - observation!.target.yTrue[0]!]);
  });
});
