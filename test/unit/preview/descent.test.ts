import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { defaultLimits } from "../../../src/evaluate/evaluation.ts";
import { askPicture } from "../../../src/preview/ask/ask.ts";
import type { DescentData } from "../../../src/preview/plot-data.ts";
import { findSampleSet } from "../../../src/samples/sample-sets.ts";
import { evaluateInProcess } from "../cli/in-process.ts";

interface Golden {
  readonly name: string;
  readonly set: string;
  readonly body: string;
  readonly optimizer: "sgd" | "adam";
  readonly rate: number;
  readonly losses: readonly (number | string)[];
  readonly path: readonly (readonly (number | string)[])[];
}

const golden = JSON.parse(readFileSync(new URL("golden/descents.json", import.meta.url), "utf8")) as Golden[];
const evaluator = evaluateInProcess(() => performance.now());
const steps = 50;

async function descend(given: Pick<Golden, "set" | "body" | "optimizer" | "rate">): Promise<DescentData> {
  const text = `from keras import ops\n\ndef loss(y_true, y_pred):\n    return ${given.body}\n`;
  const answer = await askPicture(
    {
      source: {
        file: { path: "losses.py", text },
        imports: [],
        loss: "loss",
        keras: { version: "3.15", isKnown: true },
        parameters: {},
      },
      set: findSampleSet(given.set)!,
      view: "descent",
      options: { optimizer: given.optimizer, learningRate: given.rate, steps },
      domain: null,
      companions: [],
      limits: defaultLimits,
      placeOf: (path, { start, end }) => ({ path, start, end, line: text.slice(0, start).split("\n").length }),
    },
    evaluator,
  );
  if (answer.kind === "failure" || answer.data.view !== "descent") throw new Error(JSON.stringify(answer));
  return answer.data;
}

/** As far as both are finite: NaN of one is NaN of the other. */
function worst(found: ArrayLike<number>, expected: readonly (number | string)[]): number {
  let most = 0;
  for (const [index, each] of expected.entries()) {
    const [a, b] = [found[index]!, Number(String(each).replace("inf", "Infinity"))];
    if (!Number.isFinite(a) || !Number.isFinite(b)) {
      if (!Object.is(a, b)) return Number.POSITIVE_INFINITY;
    } else most = Math.max(most, Math.abs(a - b) / Math.max(1, Math.abs(b)));
  }
  return most;
}

describe("fifty steps of real Keras's optimizers", () => {
  test.each(golden)("$optimizer at $rate on $name", async (given) => {
    const { losses, path } = await descend(given);
    expect(worst(losses, given.losses)).toBeLessThan(1e-5);
    expect(worst(path, given.path.flat())).toBeLessThan(1e-5);
  });
});

/** What Keras's own path says, worked out from it here. */
describe("the verdict", () => {
  const find = (name: string, optimizer = "sgd", rate?: number): Golden =>
    golden.find((each) => each.name === name && each.optimizer === optimizer && (rate ?? each.rate) === each.rate)!;
  const verdict = async (given: Golden) => (await descend(given)).verdict;
  const numbers = (row: readonly (number | string)[]): number[] => row.map(Number);
  const targets = [1, 1, 3, 3];

  test("says in how many steps the targets are reached", async () => {
    const given = find("squares", "sgd", 0.4);
    // Within a fiftieth of the axis, which is 8 long.
    const near = given.path.map((row) => numbers(row).every((x, i) => Math.abs(x - targets[i]!) <= 0.16));
    const step = near.lastIndexOf(false) + 1;
    expect(step).toBeGreaterThan(5);
    expect(await verdict(given)).toEqual({ state: "ok", text: `Reaches the targets in ${step} steps.`, blame: null });
  });

  test("says where predictions stall", async () => {
    const given = find("insensitive");
    const last = numbers(given.path.at(-1)!);
    const stops = last.map((x, i) => given.path.findIndex((row) => Number(row[i]) === x));
    const step = Math.min(...stops);
    const sample = stops.indexOf(step);
    expect(step).toBeGreaterThan(3);
    const { state, text } = await verdict(given);
    expect(state).toBe("warn");
    expect(text).toMatch(new RegExp(`^Stalls at step ${step} where y_pred = `));
    expect(Number(/y_pred = (\S+)/.exec(text)![1]!.replace("−", "-"))).toBeCloseTo(last[sample]!, 1);
    expect(text).toContain(`(y_true = ${targets[sample]}), gradient 0; so do the other 3 predictions.`);
    expect((await verdict(find("clipped"))).text).toBe(
      "Stalls from the start where y_pred = −0.8 (y_true = 1), gradient 0; so do the other 3 predictions.",
    );
  });

  test("says that a loss runs away below zero", async () => {
    const given = find("signed");
    const below = given.losses.findIndex((loss) => Number(loss) < 0);
    expect((await verdict(given)).text).toBe(
      `Runs away below zero, from step ${below} on: after 50 steps the loss is −${Math.abs(Math.round(Number(given.losses[50])))} and falls on.`,
    );
  });

  test("says when the loss is no number any more, which expression made it so, and where that stands", async () => {
    for (const [rate, optimizer] of [
      [0.5, "sgd"],
      [0.02, "adam"],
    ] as const) {
      const given = find("entropy", optimizer, rate);
      const step = given.losses.findIndex((loss) => !Number.isFinite(Number(loss)));
      const { text, blame } = await verdict(given);
      expect(text).toMatch(
        new RegExp(`^The loss becomes NaN at step ${step} in ops\\.log\\(1 - y_pred\\): y_pred = 1\\.`),
      );
      expect(text).toContain("is outside of its range");
      expect(blame?.place?.line).toBe(4);
    }
    const grown = find("cubes");
    const step = grown.losses.findIndex((loss) => !Number.isFinite(Number(loss)));
    expect((await verdict(grown)).text).toBe(
      `The loss becomes ∞ at step ${step} in ops.power(y_pred - y_true, 4): it had grown with every step; a smaller learning rate may help.`,
    );
  });

  test("says when the gradient is no number though the loss is", async () => {
    const { text, blame } = await verdict(find("half root"));
    expect(text).toBe(
      "The gradient is NaN from the start in ops.sqrt(ops.relu(y_true - y_pred)), where y_pred = 4.8 (y_true = 1).",
    );
    expect(blame?.place?.line).toBe(4);
  });

  test("says around where predictions oscillate, and when they swing ever wider", async () => {
    expect((await verdict(find("distances"))).text).toBe(
      "Oscillates by ±1 around y_pred = 0.2 (y_true = 1): a smaller learning rate may help.",
    );
    expect((await verdict(find("squares", "sgd", 4.1))).text).toMatch(
      /^Swings ever wider around .* a smaller learning/,
    );
  });

  test("says where predictions rest that miss their target, and how far others have come", async () => {
    expect((await verdict(find("shifted"))).text).toMatch(/^Comes to rest at y_pred = 1.5 \(y_true = 1\), not at 1: /);
    const given = find("distances", "adam");
    const fallen = Math.round((1 - Number(given.losses[50]) / Number(given.losses[0])) * 100);
    const away = numbers(given.path[50]!).filter((x, i) => Math.abs(x - targets[i]!) > 0.16).length;
    expect((await verdict(given)).text).toBe(
      `After 50 steps the loss has fallen by ${fallen} %; ${away} of 4 predictions are still on their way.`,
    );
  });

  test("says that nothing moves where there is no gradient", async () => {
    const { text } = (await descend({ set: "regression", body: "ops.round(y_pred)[:, 0]", optimizer: "sgd", rate: 1 }))
      .verdict;
    expect(text).toBe("The loss has no gradient: nothing moves.");
  });
});
