import { describe, expect, test } from "vitest";
import { classEvidence } from "../../../src/samples/class-sets.ts";
import { rotationSet } from "../../../src/samples/rotation-set.ts";
import type { SampleSet } from "../../../src/samples/sample-set.ts";
import { batchOf, curveBatch, findSampleSet, sampleSetIds, sampleSets } from "../../../src/samples/sample-sets.ts";
import { tripletDistances, wideTriplet } from "../../../src/samples/vector-sets.ts";

const size = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Where each set is looked at: inside its domain, off its ends. */
function insidePoints([low, high]: readonly [number, number]): number[] {
  return [0.13, 0.41, 0.77].map((share) => low + share * (high - low));
}

const others: readonly { readonly id: string; readonly set: SampleSet }[] = [
  ...[classEvidence(0), classEvidence(1), tripletDistances, wideTriplet(40)],
  ...(["pose", "matrix", "flat matrix"] as const).map(rotationSet),
].map((set) => ({ id: `${set.id} ${set.title} ${set.yPredShape}`, set }));

describe.each([...sampleSets.map((set) => ({ id: set.id, set })), ...others])("$id", ({ set }) => {
  test("gives every prediction and target the shape that it promises", () => {
    for (const target of set.targets) {
      expect(target.yTrue).toHaveLength(size(set.yTrueShape));
      for (const x of insidePoints(set.axis.domain)) {
        expect(set.predictionAt(x, target)).toHaveLength(size(set.yPredShape));
        expect(set.directionAt(x, target)).toHaveLength(size(set.yPredShape));
      }
    }
  });

  test("says truly how a prediction moves along the axis", () => {
    const step = 1e-5;
    for (const target of set.targets) {
      for (const x of insidePoints(set.axis.domain)) {
        const before = set.predictionAt(x - step, target);
        const after = set.predictionAt(x + step, target);
        set.directionAt(x, target).forEach((slope, i) => {
          expect(slope).toBeCloseTo((after[i]! - before[i]!) / (2 * step), 4);
        });
      }
    }
  });

  test("says truly how a prediction moves over the surface", () => {
    const { surface } = set;
    if (surface === null) return;
    const step = 1e-5;
    for (const x of insidePoints(surface.x.domain)) {
      for (const y of insidePoints(surface.y.domain)) {
        const slope = (dx: number, dy: number): number[] => {
          const before = surface.at(x - dx, y - dy).yPred;
          return surface.at(x + dx, y + dy).yPred.map((value, i) => (value - before[i]!) / (2 * step));
        };
        surface.alongX(x, y).forEach((value, i) => {
          expect(value).toBeCloseTo(slope(step, 0)[i]!, 4);
        });
        surface.alongY?.(x, y).forEach((value, i) => {
          expect(value).toBeCloseTo(slope(0, step)[i]!, 4);
        });
      }
    }
  });

  test("draws the same batch for the same seed, another for another", () => {
    expect(batchOf(set, { seed: 7 })).toEqual(batchOf(set, { seed: 7 }));
    expect(batchOf(set, { seed: 7 }).yPred.data).not.toEqual(batchOf(set, { seed: 8 }).yPred.data);
    const { yTrue, yPred } = batchOf(set, { size: 5 });
    expect(yTrue.shape).toEqual([5, ...set.yTrueShape]);
    expect(yPred.data).toHaveLength(size(yPred.shape));
    expect([...(yPred.data as Float32Array)].every(Number.isFinite)).toBe(true);
  });

  test("keeps probabilities between 0 and 1, and shares that sum to 1", () => {
    if (set.prediction !== "probability" && set.prediction !== "probabilities") return;
    for (const target of set.targets) {
      for (const x of [set.axis.domain[0], ...insidePoints(set.axis.domain), set.axis.domain[1]]) {
        const prediction = set.predictionAt(x, target);
        for (const value of prediction) expect(value >= 0 && value <= 1).toBe(true);
        if (set.prediction === "probabilities") expect(prediction.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
      }
    }
  });
});

test("the best prediction of the masks is the target itself, to the pixel", () => {
  const set = findSampleSet("segmentation")!;
  const target = set.targets[0]!;
  expect(set.predictionAt(1, target).map(Math.round)).toEqual(target.yTrue);
  const apart = set.predictionAt(0, target).map(Math.round);
  expect(apart.some((value, i) => value === 1 && target.yTrue[i] === 1)).toBe(false);
});

test("a set with classes or pixels can have another number of them", () => {
  const more = findSampleSet("sparse")!.size!.resize(7);
  expect(more.yPredShape).toEqual([7]);
  expect(curveBatch(more, more.targets[6]!, [0.4]).yPred.data[6]).toBeCloseTo(0.4);
  expect(findSampleSet("segmentation")!.size!.resize(8).targets[0]!.yTrue).toHaveLength(64);
});

test("every set of the catalogue has a name of its own", () => {
  expect(new Set(sampleSetIds).size).toBe(sampleSets.length);
  expect(sampleSetIds).toEqual(
    expect.arrayContaining(["regression", "binary", "binary-logits", "margin", "positive", "categorical", "sparse"]),
  );
  expect(findSampleSet("nothing of the kind")).toBeUndefined();
});

test("what there can be another number of is named", () => {
  const counted = Object.fromEntries(
    sampleSets.flatMap(({ id, size: own }) => (own === null ? [] : [[id, own.label]])),
  );
  expect(counted).toEqual({
    categorical: "Number of classes",
    "categorical-logits": "Number of classes",
    sparse: "Number of classes",
    "sparse-logits": "Number of classes",
    ordinal: "Number of classes",
    segmentation: "Pixels along a side",
    quantiles: "Number of quantiles",
  });
});
