import { expect, test } from "vitest";
import { judge, type Minimum } from "../../../src/probes/judge.ts";
import type { Observation } from "../../../src/probes/observe.ts";
import { findSampleSet } from "../../../src/samples/sample-sets.ts";

const set = findSampleSet("regression")!;
const x = [-1, -0.5, 0, 0.5, 1];

/** What a loss gave at `x` for one target, whose best prediction is `at`. */
function observation(at: number | null, values: readonly number[], gradients?: readonly number[]): Observation {
  return {
    target: { ...set.targets[0]!, at },
    x,
    width: 1,
    series: {
      kind: "series",
      values: Float32Array.from(values),
      gradients: gradients === undefined ? null : Float32Array.from(gradients),
      isConnected: gradients !== undefined,
      returns: "perSample",
      valueShape: [5],
      dependsOnBatch: false,
      notes: [],
      blames: [],
      blamedForValue: null,
      blamedForGradient: null,
      log: [],
      batch: 1,
      spread: null,
    } as Observation["series"],
  };
}

const minimumOf = (...targets: Observation[]): Minimum => judge({ set, isSure: true, targets }).minimum;

test("smallest at every target is smallest at the target", () => {
  const both = [observation(0, [1, 0.5, 0, 0.5, 1]), observation(1, [4, 3, 2, 1, 0])];
  expect(minimumOf(...both)).toEqual({ kind: "atTarget" });
});

test("one target at which it is smaller elsewhere is told with its place", () => {
  const off = observation(0, [1, 0.5, 0.2, 0.1, 1]);
  expect(minimumOf(observation(1, [4, 3, 2, 1, 0]), off)).toMatchObject({
    kind: "elsewhere",
    evidence: { x: 0.5, observation: off },
    isAtEdge: false,
  });
  expect(minimumOf(observation(0, [1, 0.5, 0.2, 0.1, 0]), observation(1, [4, 3, 2, 1, 0]))).toMatchObject({
    kind: "elsewhere",
    isAtEdge: true,
  });
});

test("largest at every target is inverted; at one of them it is not", () => {
  const inverted = [observation(0, [0, 1, 2, 1, 0]), observation(1, [0, 1, 2, 3, 4])];
  expect(minimumOf(...inverted)).toMatchObject({ kind: "inverted", evidence: { x: -1 } });
  expect(minimumOf(inverted[0]!, observation(1, [4, 3, 2, 1, 0]))).toEqual({ kind: "unknown" });
});

test("what is not known of one target is not known of the loss", () => {
  // The set does not say where the best prediction is.
  expect(minimumOf(observation(null, [1, 0.5, 0, 0.5, 1]), observation(1, [4, 3, 2, 1, 0]))).toEqual({
    kind: "unknown",
  });
  // It is between the points.
  expect(minimumOf(observation(0.25, [1, 0.5, 0, 0.5, 1]), observation(1, [4, 3, 2, 1, 0]))).toEqual({
    kind: "unknown",
  });
  // The loss is no number there.
  expect(minimumOf(observation(0, [1, 0.5, Number.NaN, 0.5, 1]), observation(1, [4, 3, 2, 1, 0]))).toEqual({
    kind: "unknown",
  });
  // It does not depend on y_true: then a smallest value says nothing of a target.
  const same = [1, 0.5, 0, 0.5, 1];
  expect(minimumOf(observation(0, same), observation(1, same))).toEqual({ kind: "unknown" });
  expect(minimumOf(observation(0, same))).toEqual({ kind: "atTarget" });
});

test("a value that is hardly smaller is not smaller", () => {
  expect(minimumOf(observation(0, [1, 0.5, 0.3, 0.3 - 1e-7, 1]))).toEqual({ kind: "atTarget" });
});

test("the first point that is not finite is told, a gradient only where the value is", () => {
  const broken = observation(0, [1, Number.NaN, 0, Number.POSITIVE_INFINITY, 1], [1, Number.NaN, 0, 1, Number.NaN]);
  const judged = judge({ set, isSure: true, targets: [observation(0, [1, 1, 0, 1, 1], [1, 1, 0, 1, 1]), broken] });
  expect(judged.nonFinite).toMatchObject({ x: -0.5, observation: broken });
  expect(judged.nonFiniteGradient).toMatchObject({ x: 1, observation: broken });
  expect(judge({ set, isSure: true, targets: [observation(0, [1, 1, 0, 1, 1])] })).toMatchObject({
    nonFinite: null,
    nonFiniteGradient: null,
    isConnected: false,
  });
});
