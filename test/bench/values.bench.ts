/** Live values and formulas: what the evaluator's thread takes for them, and what is left to the host: printed, not judged. */
import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { analyzeFile } from "../../src/check/analyze-file.ts";
import { defaultLimits } from "../../src/evaluate/evaluation.ts";
import type { Trace } from "../../src/evaluate/trace-question.ts";
import { readProject } from "../../src/keras/version.ts";
import { dependenciesOf } from "../../src/losses/dependencies.ts";
import { formulaOf } from "../../src/losses/formula/loss-formula.ts";
import { mathmlOf } from "../../src/losses/formula/mathml.ts";
import { askTrace } from "../../src/preview/ask/trace.ts";
import { moveValues, type PlacedValues, placeValues } from "../../src/preview/values/placed-values.ts";
import { type Observations, observeOn, type Subject } from "../../src/probes/observe.ts";
import { findSampleSet } from "../../src/samples/sample-sets.ts";
import { evaluateInProcess } from "../unit/cli/in-process.ts";
import { fileOf } from "./generated-file.ts";
import { latencyOf } from "./latency.ts";

const noProject = { keras: readProject([]), pyproject: undefined };
const evaluator = evaluateInProcess(() => performance.now());

interface Observed {
  readonly subject: Subject;
  readonly observations: Observations;
}

async function observe(text: string, name: string, set: string): Promise<Observed> {
  const { losses, parsed } = analyzeFile({ text, path: "a.py", project: noProject });
  const loss = losses.find((each) => each.name === name)!;
  const subject: Subject = {
    loss,
    module: parsed.module,
    source: {
      file: { path: "a.py", text },
      imports: [],
      loss: name,
      keras: { version: "3.15", isKnown: true },
      parameters: {},
    },
    limits: defaultLimits,
  };
  const seen = await observeOn(subject, findSampleSet(set)!, true, evaluator);
  if (seen.kind === "failure") throw new Error(seen.failure.message);
  return { subject, observations: seen.observations };
}

let examples = "";
beforeAll(async () => {
  examples = await readFile(new URL("../../media/examples/losses.py", import.meta.url), "utf8");
});

test("values of a loss of one value per sample, in the evaluator's thread", async () => {
  const { subject, observations } = await observe(examples, "focal_loss", "binary");
  await latencyOf("trace of a focal loss on all points of its picture", () =>
    askTrace(subject, observations, evaluator),
  );
});

test("values of a loss that mixes its batch, in the evaluator's thread", async () => {
  const text =
    "from keras import ops\ndef my_loss(y_true, y_pred):\n    overlap = ops.sum(y_true * y_pred)\n    return 1 - 2 * overlap / (ops.sum(y_true) + ops.sum(y_pred) + 1)\n";
  const { subject, observations } = await observe(text, "my_loss", "binary");
  await latencyOf("trace of a Dice loss of the batch, point by point", () =>
    askTrace(subject, observations, evaluator),
  );
});

test("what is left to the host whenever typing rests, in a file of 2,000 lines", async () => {
  const text = fileOf(88);
  const analysis = analyzeFile({ text, path: "a.py", project: noProject });
  expect(text.split("\n").length).toBeGreaterThan(1_900);
  const { subject, observations } = await observe(text, "focal_40", "binary");
  const trace = (await askTrace(subject, observations, evaluator)) as Trace;
  const { loss } = subject;
  const place = (): PlacedValues =>
    placeValues({ loss, trace, observed: { loss, observations }, path: "a.py", isForTraining: true });
  const placed = place();
  expect(placed.lines.length).toBeGreaterThan(4);
  await latencyOf("a trace put into words", place);
  const shown = analysis.losses.slice(0, 4);
  await latencyOf("what four losses on the screen rest on, and their values moved", () => {
    for (const each of shown) dependenciesOf(each, analysis.names);
    for (let index = 0; index < shown.length; index++) moveValues(placed, 12);
  });
  await latencyOf("a focal loss as a formula, in MathML", () =>
    mathmlOf(formulaOf(loss, { names: analysis.names, values: { gamma: 2, alpha: 0.25 } })!),
  );
});
