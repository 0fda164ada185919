import { describe, expect, test } from "vitest";
import { defaultLimits, type LossSource } from "../../../src/evaluate/evaluation.ts";
import { askPicture } from "../../../src/preview/ask/ask.ts";
import type { PlotData, ViewId } from "../../../src/preview/plot-data.ts";
import { findSampleSet } from "../../../src/samples/sample-sets.ts";
import { evaluateInProcess } from "../cli/in-process.ts";

const evaluator = evaluateInProcess(() => performance.now());

function lossOf(body: string): LossSource {
  return {
    file: { path: "losses.py", text: `from keras import ops\n\ndef loss(y_true, y_pred):\n    ${body}\n` },
    imports: [],
    loss: "loss",
    keras: { version: "3.15", isKnown: true },
    parameters: {},
  };
}

async function ask<View extends ViewId>(view: View, set: string, body: string, options: Record<string, number> = {}) {
  const answer = await askPicture(
    {
      source: lossOf(body),
      set: findSampleSet(set)!,
      view,
      options,
      domain: null,
      companions: [],
      limits: defaultLimits,
      placeOf: () => null,
    },
    evaluator,
  );
  if (answer.kind === "failure") throw new Error(answer.failure.message);
  if (answer.data.view !== view) throw new Error(`asked for ${view}, got ${answer.data.view}`);
  return answer.data as Extract<PlotData, { view: View }>;
}

const perSample = "return ops.mean(ops.square(y_pred - y_true), axis=-1)";

describe("the gradient under a curve is the curve's own slope", () => {
  const losses: Record<string, string> = {
    regression: perSample,
    binary: perSample,
    categorical: "return -ops.sum(y_true * ops.log(y_pred + 0.1), axis=-1)",
    sparse: "return ops.sum(ops.square(y_pred - ops.one_hot(ops.squeeze(y_true, -1), 3)), axis=-1)",
    ordinal: perSample,
    segmentation: perSample,
    boxes: "return ops.sum(ops.square(y_pred - y_true), axis=-1)",
    distribution: "return y_pred[:, 1] + ops.square(y_true[:, 0] - y_pred[:, 0]) * ops.exp(-y_pred[:, 1])",
    embedding: "return ops.sum(ops.square(y_pred), axis=-1)",
    survival: "risk = ops.squeeze(y_pred, -1)\n    return ops.logsumexp(risk) - ops.mean(y_true[:, 1] * risk)",
  };
  test.each(Object.entries(losses))("%s", async (id, body) => {
    const { series } = await ask("curve", id, body);
    expect(series.length).toBeGreaterThan(0);
    for (const { x, loss, gradient } of series) {
      expect(gradient).not.toBeNull();
      // Off the ends, where points lie closer than float32 can tell their losses apart.
      for (const share of [0.3, 0.5, 0.7]) {
        const i = Math.round(share * (x.length - 1));
        const slope = (loss[i + 2]! - loss[i - 2]!) / (x[i + 2]! - x[i - 2]!);
        expect(gradient![i]!).toBeCloseTo(slope, 1);
      }
    }
  });
});

test("a surface of two outputs shows the pull along both", async () => {
  const data = await ask("surface", "distribution", "return y_pred[:, 1] + 3.0 * y_pred[:, 0]", { resolution: 5 });
  expect([...data.gradientX!]).toEqual(new Array(25).fill(3));
  expect([...data.gradientY!]).toEqual(new Array(25).fill(1));
});

test("three classes are shown on a triangle whose values are the loss's own", async () => {
  const { simplex } = await ask("classes", "categorical", "return -ops.sum(y_true * y_pred, axis=-1)");
  expect(simplex).not.toBeNull();
  const { points, loss, trueClass } = simplex!;
  for (let i = 0; i < loss.length; i++) expect(loss[i]).toBeCloseTo(-points[3 * i + trueClass]!, 6);
});

test("a mask has a loss for each pixel where the loss gives one, else one for all", async () => {
  const each = await ask("masks", "segmentation", perSample);
  expect(each.loss).toHaveLength(256);
  each.loss!.forEach((value, i) => {
    expect(value).toBeCloseTo((each.prediction[i]! - each.target[i]!) ** 2, 5);
  });
  const one = await ask("masks", "segmentation", "return ops.mean(ops.square(y_pred - y_true))", { overlap: 0.2 });
  expect(one.loss).toBeNull();
  expect(one.value).toBeGreaterThan(each.value);
});

test("a box is where it was dragged to, and is pulled back", async () => {
  const body = "return ops.sum(ops.square(y_pred - y_true), axis=-1)";
  const { prediction, target, value, gradient } = await ask("boxes", "boxes", body, { shiftX: 0.25, shiftUp: 0 });
  expect(prediction[0] - target[0]).toBeCloseTo(0.25);
  expect(value).toBeCloseTo(2 * 0.25 ** 2);
  expect(gradient!.map((part) => Math.round(part * 100) / 100)).toEqual([0.5, 0, 0.5, 0]);
});

test("a triplet's vectors are pulled against their gradient", async () => {
  const data = await ask("embedding", "embedding", "return ops.sum(y_pred * y_true + 2.0 * y_pred, axis=-1)");
  for (const { pull } of data.points) expect(pull).toEqual([-2, -2]);
});

test("a loss without a gradient says so in every view", async () => {
  const body = "return ops.mean(ops.cast(y_pred > 0.5, 'float32'), axis=-1)";
  expect((await ask("masks", "segmentation", body)).gradient).toBeNull();
  expect((await ask("boxes", "boxes", body)).gradient).toBeNull();
  expect((await ask("curve", "binary", body)).series.every(({ gradient }) => gradient === null)).toBe(true);
});
