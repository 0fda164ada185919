/** Sets whose prediction is a handful of numbers with a meaning each: boxes, distributions, vectors, risks. */

import { between, integerBelow, normal } from "./random.ts";
import type { SampleSet } from "./sample-set.ts";

const real = { bounds: [null, null], reaches: [false, false] } as const;

/** Corners (left, top, right, bottom) as centre and size, and back. */
type Corners = readonly [number, number, number, number];
const toCentre = ([left, top, right, bottom]: Corners): number[] => [
  (left + right) / 2,
  (top + bottom) / 2,
  right - left,
  bottom - top,
];

const box: Corners = [0.3, 0.3, 0.7, 0.7];
const moved = (shift: number): Corners => [box[0] + shift, box[1], box[2] + shift, box[3]];

function randomBox(random: () => number): Corners {
  const left = between(random, 0.05, 0.5);
  const top = between(random, 0.05, 0.5);
  return [left, top, left + between(random, 0.1, 0.4), top + between(random, 0.1, 0.4)];
}

function boxSet(
  id: "boxes" | "boxes-center",
  title: string,
  write: (corners: Corners) => readonly number[],
): SampleSet {
  return {
    id,
    title,
    prediction: "box",
    yTrueShape: [4],
    yTrueDType: "float32",
    yPredShape: [4],
    targets: [{ label: "box", value: null, yTrue: write(box), at: 0 }],
    axis: { label: "shift", domain: [-0.6, 0.6], ...real },
    explanation: "A box of 0.4 × 0.4; the predicted one has its size and is shifted sideways.",
    predictionAt: (shift) => write(moved(shift)),
    draw: (random) => ({ yTrue: write(randomBox(random)), yPred: write(randomBox(random)) }),
  };
}

const boxes = boxSet("boxes", "Boxes, corners", (corners) => corners);
const boxesCenter = boxSet("boxes-center", "Boxes, centre and size", toCentre);

const distribution: SampleSet = {
  id: "distribution",
  title: "Mean and log-variance",
  prediction: "vector",
  yTrueShape: [1],
  yTrueDType: "float32",
  yPredShape: [2],
  targets: [
    { label: "y_true = 0", value: 0, yTrue: [0], at: 0 },
    { label: "y_true = 1", value: 1, yTrue: [1], at: 1 },
  ],
  axis: { label: "predicted mean", domain: [-3, 3], ...real },
  explanation: "y_pred is a mean and a log-variance; the mean moves, the log-variance is 0.",
  predictionAt: (mean) => [mean, 0],
  draw: (random) => ({ yTrue: [normal(random)], yPred: [normal(random), 0.5 * normal(random)] }),
};

const embedding: SampleSet = {
  id: "embedding",
  title: "Triplets of vectors",
  prediction: "vector",
  yTrueShape: [1],
  yTrueDType: "float32",
  yPredShape: [6],
  targets: [{ label: "triplet", value: null, yTrue: [0], at: 0 }],
  axis: { label: "distance of the positive", domain: [0, 3], bounds: [0, null], reaches: [true, false] },
  explanation: "Anchor, positive and negative, two numbers each; the negative stays at distance 1.",
  predictionAt: (distance) => [0, 0, distance, 0, 0, 1],
  draw: (random) => ({ yTrue: [0], yPred: Array.from({ length: 6 }, () => normal(random)) }),
};

const survival: SampleSet = {
  id: "survival",
  title: "Survival: time and event",
  prediction: "real",
  yTrueShape: [2],
  yTrueDType: "float32",
  yPredShape: [1],
  targets: [
    { label: "event at 1", value: null, yTrue: [1, 1], at: null },
    { label: "censored at 1", value: null, yTrue: [1, 0], at: null },
  ],
  axis: { label: "y_pred (risk)", domain: [-3, 3], ...real },
  explanation: "y_true is a time and whether the event happened; y_pred is a risk score.",
  predictionAt: (risk) => [risk],
  draw: (random) => ({ yTrue: [between(random, 0.2, 5), integerBelow(random, 2)], yPred: [normal(random)] }),
};

export const vectorSets: readonly SampleSet[] = [boxes, boxesCenter, distribution, embedding, survival];
