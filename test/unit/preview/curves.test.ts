import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { openFiles } from "../../../src/cli/loss-files.ts";
import { defaultLimits } from "../../../src/evaluate/evaluation.ts";
import { askPicture } from "../../../src/preview/ask/ask.ts";
import type { CurveData } from "../../../src/preview/plot-data.ts";
import { observeLoss } from "../../../src/probes/fitting-set.ts";
import type { SampleSet } from "../../../src/samples/sample-set.ts";
import { evaluateInProcess } from "../cli/in-process.ts";

interface Point {
  readonly x: number;
  readonly yPred: readonly number[];
  readonly loss: number | string;
  readonly gradient: number | string;
}

interface Golden {
  readonly file: string;
  readonly loss: string;
  readonly set: string;
  readonly target: string;
  readonly points: readonly Point[];
}

const folder = fileURLToPath(new URL("golden", import.meta.url));
const golden = JSON.parse(readFileSync(`${folder}/curves.json`, "utf8")) as Golden[];
const evaluator = evaluateInProcess(() => performance.now());
const files = openFiles();

async function drawn(name: string, lossName: string): Promise<{ set: SampleSet; data: CurveData }> {
  const file = await files.open(`${folder}/losses/${name}.py`);
  const loss = file.losses.find((each) => each.name === lossName)!;
  const source = files.lossSource(file, { name: lossName, definition: null }, {}, undefined);
  const result = await observeLoss({ loss, module: file.parsed.module, source, limits: defaultLimits }, evaluator);
  const set = result.kind === "observed" ? result.observations.set : result.set;
  const answer = await askPicture(
    {
      source,
      set,
      view: "curve",
      options: {},
      domain: null,
      companions: [],
      limits: defaultLimits,
      placeOf: () => null,
    },
    evaluator,
  );
  if (answer.kind === "failure" || answer.data.view !== "curve") throw new Error(JSON.stringify(answer));
  return { set, data: answer.data };
}

function distance(found: number, expected: number | string): number {
  const wanted = Number(expected);
  if (!Number.isFinite(found) || !Number.isFinite(wanted))
    return Object.is(found, wanted) ? 0 : Number.POSITIVE_INFINITY;
  return Math.abs(found - wanted) / Math.max(0.01, Math.abs(wanted));
}

describe("losses for each kind of data, as Keras computes them where they are drawn", () => {
  const losses = [...new Set(golden.map(({ file, loss }) => `${file} ${loss}`))];
  test.each(losses)("%s", async (id) => {
    const [file = "", loss = ""] = id.split(" ");
    const { set, data } = await drawn(file, loss);
    const expected = golden.filter((each) => each.file === file && each.loss === loss);
    expect(set.id).toBe(expected[0]!.set);
    for (const { target, points } of expected) {
      const index = set.targets.findIndex(({ label }) => label === target);
      const series = data.series.find((each) => each.target === index)!;
      for (const { x, yPred, loss: value, gradient } of points) {
        expect(set.predictionAt(x, set.targets[index]!)).toEqual(yPred);
        const at = series.x.indexOf(Math.fround(x));
        expect(distance(series.loss[at]!, value)).toBeLessThan(1e-4);
        expect(distance(series.gradient![at]!, gradient)).toBeLessThan(1e-4);
      }
    }
  });
});
