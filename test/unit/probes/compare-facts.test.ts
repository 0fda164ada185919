import { expect, test } from "vitest";
import { compareFacts } from "../../../src/probes/compare-facts.ts";
import type { LossFact } from "../../../src/probes/facts.ts";

const fact = (about: LossFact["about"], state: LossFact["state"], text: string): LossFact => ({
  about,
  id: "non-finite-value",
  state,
  text,
  place: undefined,
});

test("what is warned of now and was not is worse, the other way round better, other words are other; what stayed is left out", () => {
  const before = [
    fact("minimum", "ok", "smallest at the target"),
    fact("finite", "warn", "infinite at 0"),
    fact("returns", "info", "one value for the whole batch"),
    fact("gradient", "ok", "has a gradient"),
  ];
  const after = [
    fact("minimum", "info", "smallest at 0.2"),
    fact("finite", "ok", "finite"),
    fact("returns", "info", "a sample's loss depends on its batch"),
    fact("gradient", "ok", "has a gradient"),
  ];
  expect(compareFacts(before, after).map(({ kind, after: now }) => `${now?.about} ${kind}`)).toEqual([
    "minimum worse",
    "finite better",
    "returns other",
  ]);
});

test("a fact that is no longer told was well, if it was no warning", () => {
  expect(compareFacts([fact("finiteGradient", "warn", "x")], [])[0]!.kind).toBe("better");
  expect(compareFacts([], [fact("finiteGradient", "warn", "x")])[0]!.kind).toBe("worse");
});
