/**
 * Plants each mistake at every place of every correct loss where it fits, and counts what is caught. Of mistakes with
 * more places than are needed to count, an even sample is checked; all of them with `EVERY_MUTANT=1`.
 */

import { afterAll, describe, expect, test } from "vitest";
import { allRules } from "../../../../src/check/all-rules.ts";
import { type Base, findingsOf, readBases } from "./bases.ts";
import { mutations } from "./mutations.ts";

const least = 0.95;
/** Places of one mistake. */
const enough = 300;
const bases = readBases();

interface Recall {
  planted: number;
  caught: number;
  readonly missed: string[];
}

/** Planted beside the loss, not into it: one loss is as good as another, and each fifth is enough. */
const besides = new Set(
  "not-reloadable unreduced-loss work-in-loss removed-module metric-as-loss logits-mismatch called-loss".split(" "),
);

function recallOf(rule: string): Recall {
  const recall: Recall = { planted: 0, caught: 0, missed: [] };
  const plant = mutations[rule]!;
  const all = (besides.has(rule) ? bases.filter((_, index) => index % 5 === 0) : bases).flatMap((base) =>
    plant(base).map((mutant) => ({ base, mutant })),
  );
  const step = process.env.EVERY_MUTANT ? 1 : Math.ceil(all.length / enough);
  for (const [index, { base, mutant }] of all.entries()) {
    if (index % step !== 0) continue;
    recall.planted++;
    if (findingsOf(mutant.text, rule, mutant.keras ?? base.keras).length > 0) recall.caught++;
    else recall.missed.push(`${base.origin}: ${mutant.what}`);
  }
  return recall;
}

test("there are enough correct losses to plant mistakes in, of every dialect and form", () => {
  const count = (is: (base: Base) => boolean): number => bases.filter(is).length;
  expect(count(({ namespace }) => namespace === "ops")).toBeGreaterThan(30);
  expect(count(({ namespace }) => namespace === "K")).toBeGreaterThan(30);
  expect(count(({ namespace }) => namespace === "tf")).toBeGreaterThan(30);
  for (const form of ["function", "factory", "class"] as const)
    expect(count(({ loss }) => loss.form === form)).toBeGreaterThan(5);
});

test("every rule has its mistake", () => {
  const ids = allRules.map(({ id }) => id);
  const without = ids.filter((id) => !Object.hasOwn(mutations, id));
  expect(without, "rules whose mistake is missing from test/unit/rules/mutation/mutations.ts").toEqual([]);
  expect(Object.keys(mutations).filter((id) => !ids.includes(id))).toEqual([]);
});

describe("at least 95 % of each mistake is caught", { timeout: 600_000 }, () => {
  const lines: string[] = [];
  afterAll(() => console.log(["Mistakes caught", ...lines].join("\n")));

  test.each(Object.keys(mutations))("%s", (rule) => {
    const { planted, caught, missed } = recallOf(rule);
    const share = `${String(caught).padStart(5)} of ${String(planted).padStart(5)}  ${((100 * caught) / planted).toFixed(1)} %`;
    lines.push(`${rule.padEnd(30)} ${share}`);
    expect(planted, "places where the mistake is planted").toBeGreaterThanOrEqual(5);
    expect(caught / planted, `missed:\n  ${missed.slice(0, 40).join("\n  ")}\n`).toBeGreaterThanOrEqual(least);
  });
});
