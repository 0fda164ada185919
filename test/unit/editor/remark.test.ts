import { expect, test } from "vitest";
import { remarkOn } from "../../../src/editor/remark.ts";
import type { ObservationResult } from "../../../src/probes/observe.ts";
import { findSampleSet } from "../../../src/samples/sample-sets.ts";

const loss = { range: { start: 10, end: 50 } };
const failed = (message: string): { result: ObservationResult; facts: [] } => ({
  result: {
    kind: "failure",
    set: findSampleSet("regression")!,
    failure: { kind: "unsupported", message, path: "losses.py", range: undefined },
  },
  facts: [],
});

test("the worst fact is said, and nothing where all is well or nothing is known", () => {
  const facts = [
    { about: "returns", id: "depends-on-batch", state: "ok", text: "finite", place: undefined },
    {
      about: "finite",
      id: "non-finite-value",
      state: "warn",
      text: "NaN at y_pred = 0",
      message: "At y_pred = 0, it is NaN.",
      place: undefined,
    },
  ] as const;
  expect(remarkOn(loss, { result: undefined, facts }, [])).toEqual({
    kind: "fact",
    text: "NaN at y_pred = 0",
    message: "At y_pred = 0, it is NaN.",
  });
  expect(remarkOn(loss, { result: undefined, facts: [facts[0]] }, [])).toBeUndefined();
  expect(remarkOn(loss, undefined, [])).toBeUndefined();
});

test("a loss that cannot be run says why, cut to a glance", () => {
  expect(remarkOn(loss, failed("`fastlib` is not evaluated."), [])).toEqual({
    kind: "notEvaluated",
    reason: "'fastlib' is not evaluated.",
  });
  expect(JSON.stringify(remarkOn(loss, failed("x".repeat(500)), [])).length).toBeLessThan(130);
});

test("what a squiggle in the loss says already is not said twice; one elsewhere is none of it", () => {
  const error = (start: number, end: number) => [{ severity: "error" as const, range: { start, end } }];
  expect(remarkOn(loss, failed("NameError"), error(20, 21))).toBeUndefined();
  expect(remarkOn(loss, failed("NameError"), error(60, 61))).toEqual({ kind: "notEvaluated", reason: "NameError" });
});
