/** Losses that mix the samples of their batch: what is drawn of them, what is said, and what becomes of a batch that they train. */

import { describe, expect, test } from "vitest";
import { defaultLimits, type LossSource } from "../../../src/evaluate/evaluation.ts";
import { findLosses } from "../../../src/losses/find-losses.ts";
import { askPicture } from "../../../src/preview/ask/ask.ts";
import { pythonScript } from "../../../src/preview/script/python-script.ts";
import { factsOf } from "../../../src/probes/facts.ts";
import { observeOn } from "../../../src/probes/observe.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { analyzeNames } from "../../../src/python/scope.ts";
import type { SampleSetId } from "../../../src/samples/sample-sets.ts";
import { findSampleSet } from "../../../src/samples/sample-sets.ts";
import { evaluateInProcess } from "../cli/in-process.ts";

const evaluator = evaluateInProcess(() => performance.now());

const bodies = {
  squares: "return ops.mean(ops.square(y_true - y_pred))",
  perSample: "return ops.mean(ops.square(y_true - y_pred), axis=-1)",
  spread: "return ops.mean(ops.square(y_true - ops.squeeze(y_pred)))",
  r2: "return ops.sum(ops.square(y_true - y_pred)) / ops.sum(ops.square(y_true - ops.mean(y_true)))",
  correlation: `t, p = y_true - ops.mean(y_true), y_pred - ops.mean(y_pred)
    return -ops.sum(t * p) / ops.sqrt(ops.sum(t ** 2) * ops.sum(p ** 2))`,
  halves: `a, b = ops.split(y_pred, 2, axis=0)
    return ops.mean(ops.square(a - b)) + ops.square(ops.mean(y_pred) - 1.0)`,
} as const;

function sourceOf(name: keyof typeof bodies): LossSource {
  const text = `from keras import ops\ndef my_loss(y_true, y_pred):\n    ${bodies[name]}\n`;
  return {
    file: { path: "a.py", text },
    imports: [],
    loss: "my_loss",
    keras: { version: "3.15", isKnown: true },
    parameters: {},
  };
}

const questionOf = (name: keyof typeof bodies, id: SampleSetId, view: "curve" | "descent", steps = 100) => ({
  source: sourceOf(name),
  set: findSampleSet(id)!,
  view,
  options: { steps, learningRate: 0.5 },
  domain: null,
  companions: [],
  limits: defaultLimits,
  placeOf: () => null,
});

async function draw(name: keyof typeof bodies, id: SampleSetId, view: "curve" | "descent", steps?: number) {
  const answer = await askPicture(questionOf(name, id, view, steps), evaluator);
  if (answer.kind !== "picture") throw new Error(answer.failure.message);
  return answer.data;
}

async function factsAbout(name: keyof typeof bodies, id: SampleSetId): Promise<string[]> {
  const source = sourceOf(name);
  const { module } = parseModule(source.file.text);
  const loss = findLosses(module, analyzeNames(module)).losses[0]!;
  const seen = await observeOn({ loss, module, source, limits: defaultLimits }, findSampleSet(id)!, true, evaluator);
  if (seen.kind !== "observed") throw new Error(seen.failure.message);
  return factsOf(seen.observations, loss, true).map(({ text }) => text);
}

describe("a batch", () => {
  test.each(["squares", "perSample"] as const)("is none where the loss only averages: %s", async (name) => {
    expect(await draw(name, "regression", "curve")).toMatchObject({ lossLabel: "Loss", explanation: null });
  });

  test("is what the picture is of where the loss mixes its samples, and the page says so", async () => {
    expect(await draw("r2", "regression", "curve")).toMatchObject({
      lossLabel: "Loss of a batch of 8",
      batch: 8,
      explanation: "The loss depends on the whole batch: one sample of 8 moves, the others stay where they are.",
    });
    expect(await factsAbout("r2", "regression")).toContain(
      "depends on the whole batch, of which one sample of 8 moves",
    );
  });

  test("that is spread over itself is told apart from one that is meant", async () => {
    expect(await factsAbout("spread", "regression")).toContain(
      "the batch meets itself: (8, 1) beside (8,) gives (8, 8): y_true - ops.squeeze(y_pred)",
    );
    expect((await draw("spread", "regression", "curve")) as object).toMatchObject({
      explanation: expect.stringContaining("every sample meets every other") as string,
    });
  });

  test("has the size that the loss needs: an even one for two halves", async () => {
    expect(await draw("halves", "regression", "curve")).toMatchObject({ batch: 8 });
  });

  test("is in the script too", async () => {
    const data = await draw("r2", "regression", "curve");
    const script = pythonScript(questionOf("r2", "regression", "curve"), { data, isLogarithmic: false });
    expect(script).toContain("def in_company(");
    expect(script).toContain("in_company(loss, y_true, y_pred)");
  });
});

describe("a batch that is trained", () => {
  const verdict = async (name: keyof typeof bodies, steps?: number) => {
    const data = await draw(name, "regression", "descent", steps);
    if (data.view !== "descent") throw new Error(data.view);
    return data;
  };

  test("reaches its targets where the loss asks for that", async () => {
    const { batch, verdict: said } = await verdict("r2", 500);
    expect(batch).toBe(8);
    expect(said).toMatchObject({
      state: "ok",
      text: expect.stringMatching(/^Reaches the targets in \d+ steps/) as string,
    });
  });

  test("arrives with predictions off their targets where the loss allows it", async () => {
    expect((await verdict("correlation", 400)).verdict).toMatchObject({
      state: "ok",
      text: expect.stringMatching(/the loss of the batch of 8 is −\S+, as low as with exact predictions/) as string,
    });
  });

  test("is warned of where exact predictions are not what it trains for", async () => {
    expect((await verdict("spread")).verdict).toMatchObject({
      state: "warn",
      text: expect.stringMatching(/below the \S+ of exact predictions: it trains away from the targets/) as string,
    });
  });
});
