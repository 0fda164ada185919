/** A picture and what is said beside it are of one run: they cannot contradict each other. */

import { describe, expect, test } from "vitest";
import { defaultLimits, type LossSource } from "../../../src/evaluate/evaluation.ts";
import type { Evaluator } from "../../../src/evaluate/evaluator.ts";
import { rememberAnswers } from "../../../src/evaluate/service/remembered.ts";
import { findLosses } from "../../../src/losses/find-losses.ts";
import { askPicture } from "../../../src/preview/ask/ask.ts";
import { factsOf } from "../../../src/probes/facts.ts";
import { observeOn } from "../../../src/probes/observe.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { analyzeNames } from "../../../src/python/scope.ts";
import type { SampleSet } from "../../../src/samples/sample-set.ts";
import { findSampleSet, sampleSets } from "../../../src/samples/sample-sets.ts";
import { evaluateInProcess } from "../cli/in-process.ts";

const real = evaluateInProcess(() => performance.now());

function subjectOf(body: string) {
  const text = `from keras import ops\ndef my_loss(y_true, y_pred):\n    ${body}\n`;
  const { module } = parseModule(text);
  const { losses } = findLosses(module, analyzeNames(module));
  const source: LossSource = {
    file: { path: "a.py", text },
    imports: [],
    loss: "my_loss",
    keras: { version: "3.15", isKnown: true },
    parameters: {},
  };
  return { loss: losses[0]!, module, source, limits: defaultLimits };
}

const drawn = (source: LossSource, set: SampleSet, evaluator: Evaluator) =>
  askPicture(
    {
      source,
      set,
      view: "curve",
      options: {},
      domain: null,
      companions: [],
      limits: defaultLimits,
      placeOf: (path, range) => ({ path, ...range, line: 3 }),
    },
    evaluator,
  );

const alone = sampleSets.filter(({ company, crowd }) => company.length === 0 && crowd === undefined);

test.each(alone.map((set) => [set.id, set] as const))(
  "%s: the facts ask nothing that the picture has not",
  async (_, set) => {
    let asked = 0;
    const counting: Evaluator = {
      ask(request, signal) {
        asked++;
        return real.ask(request, signal);
      },
    };
    const evaluator = rememberAnswers(counting);
    const subject = subjectOf("return ops.sum(ops.abs(ops.cast(y_pred, 'float32')), axis=-1)");
    expect((await drawn(subject.source, set, evaluator)).kind).toBe("picture");
    const forPicture = asked;
    expect(forPicture).toBeGreaterThan(0);
    expect((await observeOn(subject, set, true, evaluator)).kind).toBe("observed");
    expect(asked).toBe(forPicture);
  },
);

describe("what is said of finite values is what the curve shows", () => {
  test.each([
    // Not a number between 0.003 and 0.012, where few points are.
    ["return ops.mean(ops.sqrt((y_pred - 0.003) * (y_pred - 0.012)), axis=-1)", "binary"],
    ["return ops.mean(ops.sqrt((y_pred - 0.5) * (y_pred - 0.5001)), axis=-1)", "binary"],
    ["return ops.mean(1.0 / (y_pred - 0.25), axis=-1)", "binary"],
    ["return ops.mean(ops.square(y_pred - y_true), axis=-1)", "binary"],
    ["return ops.mean(ops.log(y_pred), axis=-1)", "regression"],
  ])("%s on %s", async (body, id) => {
    const subject = subjectOf(body);
    const set = findSampleSet(id)!;
    const answer = await drawn(subject.source, set, real);
    const seen = await observeOn(subject, set, true, real);
    if (answer.kind !== "picture" || answer.data.view !== "curve" || seen.kind !== "observed")
      throw new Error("no curve");
    const isFiniteCurve = answer.data.series.every(({ loss }) => loss.every(Number.isFinite));
    const facts = factsOf(seen.observations, subject.loss, true).map(({ text }) => text);
    expect(facts.includes("finite")).toBe(isFiniteCurve);
    expect(facts.some((text) => /^(?:NaN|infinite) at /.test(text))).toBe(!isFiniteCurve);
  });
});
