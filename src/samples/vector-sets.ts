/** Predictions of several numbers that mean different things: a distribution, embeddings, a risk. */

import { say } from "../python/say.ts";
import { normal } from "./random.ts";
import type { Sample, SampleSet } from "./sample-set.ts";

const LOG_VARIANCES = [-1, 0, 1];

/** A mean and a logarithm of the variance for one number. */
const distribution: SampleSet<"distribution"> = {
  id: "distribution",
  title: "Mean and log variance",
  yTrueShape: [1],
  yPredShape: [2],
  yTrueDType: "float32",
  prediction: "vector",
  axis: { label: "predicted mean", domain: [-3, 3], bounds: [null, null], reaches: [false, false] },
  gradientLabel: "Gradient with respect to the mean",
  explanation: () => say("y_true is 0; y_pred holds a mean and the logarithm of the variance."),
  targets: LOG_VARIANCES.map((value) => ({
    label: `log variance ${String(value).replace("-", "−")}`,
    value,
    yTrue: [0],
    at: 0,
  })),
  curvePoints: 257,
  predictionAt: (x, target) => [x, target.value ?? 0],
  directionAt: () => [1, 0],
  draw: (random) => ({ yTrue: [normal(random)], yPred: [normal(random), 0.5 * normal(random)] }),
  surface: {
    x: { label: "predicted mean", domain: [-3, 3], bounds: [null, null], reaches: [false, false] },
    y: { label: "log variance", domain: [-3, 3], bounds: [null, null], reaches: [false, false] },
    at: (x, y) => ({ yTrue: [0], yPred: [x, y] }),
    alongX: () => [1, 0],
    alongY: () => [0, 1],
    agreement: [
      [0, -3],
      [0, 3],
    ],
  },
  company: [],
  size: null,
};

const SPREADS = [0.5, 1, 2];
/** Of what stands behind the spread: above 1, where a variance of a normal inverse gamma distribution exists. */
const furtherParameter = 2;
const mostParameters = 6;

/** A mean and a variance or standard deviation, which is positive; in distributions of more, further positive numbers. */
function spreadSet(width: number): SampleSet<"spread"> {
  const further = new Array<number>(width - 2).fill(furtherParameter);
  const still = new Array<number>(width - 2).fill(0);
  return {
    id: "spread",
    title: "Mean and spread",
    yTrueShape: [1],
    yPredShape: [width],
    yTrueDType: "float32",
    prediction: "vector",
    axis: { label: "predicted mean", domain: [-3, 3], bounds: [null, null], reaches: [false, false] },
    gradientLabel: "Gradient with respect to the mean",
    explanation: () =>
      width === 2
        ? say("y_true is 0; y_pred holds a mean and a spread (a variance or standard deviation).")
        : say("y_true is 0; y_pred holds a mean, a spread, and {0} more positive numbers, which stay at 2.", width - 2),
    targets: SPREADS.map((value) => ({ label: `spread ${value}`, value, yTrue: [0], at: 0 })),
    curvePoints: 257,
    predictionAt: (x, target) => [x, target.value ?? 1, ...further],
    directionAt: () => [1, 0, ...still],
    draw: (random) => ({
      yTrue: [normal(random)],
      yPred: [normal(random), Math.exp(0.5 * normal(random)), ...further.map(() => 1 + 2 * random())],
    }),
    surface: {
      x: { label: "predicted mean", domain: [-3, 3], bounds: [null, null], reaches: [false, false] },
      y: { label: "spread", domain: [0, 3], bounds: [0, null], reaches: [true, false] },
      at: (x, y) => ({ yTrue: [0], yPred: [x, y, ...further] }),
      alongX: () => [1, 0, ...still],
      alongY: () => [0, 1, ...still],
      agreement: [
        [0, 0],
        [0, 3],
      ],
    },
    company: [],
    size: null,
    reshape: ([last, ...others]) =>
      others.length === 0 && last !== undefined && last >= 2 && last <= mostParameters ? spreadSet(last) : undefined,
  };
}

const spread = spreadSet(2);

const POSITIVE_DISTANCES = [0.4, 0.8];

/** Off the origin, where the angle between two vectors would have no meaning, and off the direction of both others. */
const anchor = [0.3, 0.8] as const;

/** Where the three points of a triplet lie in the plane; the negative moves away from the anchor. */
export function tripletPoints(
  positive: number,
  negative: number,
): readonly [number, number, number, number, number, number] {
  const angle = Math.PI / 5;
  const [x, y] = anchor;
  return [x, y, x + positive, y, x + negative * Math.cos(angle), y + negative * Math.sin(angle)];
}

/** The three points on a circle of radius 1, by the angle of the anchor and those of the others from there. */
export function tripletAt(anchorAngle: number, positive: number, negative: number): readonly number[] {
  return [0, positive, negative].flatMap((angle) => [Math.cos(anchorAngle + angle), Math.sin(anchorAngle + angle)]);
}

/** Anchor, positive and negative, two numbers each, side by side. */
const triplet: SampleSet<"embedding"> = {
  id: "embedding",
  title: "Triplet in the plane",
  yTrueShape: [1],
  yPredShape: [6],
  yTrueDType: "float32",
  prediction: "vector",
  axis: { label: "distance of the negative", domain: [0, 2], bounds: [0, null], reaches: [true, false] },
  gradientLabel: "Gradient along that movement",
  explanation: () =>
    say("y_pred holds anchor, positive and negative, two numbers each; the negative moves away from the anchor."),
  targets: POSITIVE_DISTANCES.map((value) => ({ label: `positive at ${value}`, value, yTrue: [0], at: null })),
  curvePoints: 257,
  predictionAt: (x, target) => tripletPoints(target.value ?? 0.4, x),
  directionAt: () => [0, 0, 0, 0, Math.cos(Math.PI / 5), Math.sin(Math.PI / 5)],
  draw: (random) => ({ yTrue: [0], yPred: Array.from({ length: 6 }, () => normal(random)) }),
  surface: {
    x: { label: "distance of the negative", domain: [0, 2], bounds: [0, null], reaches: [true, false] },
    y: { label: "distance of the positive", domain: [0, 2], bounds: [0, null], reaches: [true, false] },
    at: (x, y) => ({ yTrue: [0], yPred: tripletPoints(y, x) }),
    alongX: () => [0, 0, 0, 0, Math.cos(Math.PI / 5), Math.sin(Math.PI / 5)],
    alongY: () => [0, 0, 1, 0, 0, 0],
    agreement: [],
  },
  company: [],
  size: null,
};

/** Points of so many numbers each, of which all but two are 0. */
export function wideTriplet(width: number): SampleSet<"embedding"> {
  const wide = (six: readonly number[]): number[] =>
    [0, 2, 4].flatMap((at) => [six[at]!, six[at + 1]!, ...new Array<number>(width - 2).fill(0)]);
  return {
    ...triplet,
    yPredShape: [3 * width],
    explanation: () =>
      say(
        "y_pred holds anchor, positive and negative, {0} numbers each; the negative moves away from the anchor.",
        width,
      ),
    predictionAt: (x, target) => wide(triplet.predictionAt(x, target)),
    directionAt: (x, target) => wide(triplet.directionAt(x, target)),
    draw: (random) => ({ yTrue: [0], yPred: wide(triplet.draw(random).yPred) }),
    surface: null,
  };
}

/** The distances themselves, of the positive and of the negative. */
export const tripletDistances: SampleSet<"embedding"> = {
  ...triplet,
  yPredShape: [2],
  explanation: () =>
    say("y_pred holds two distances, of the positive and of the negative, which moves away from the anchor."),
  predictionAt: (x, { value }) => [value ?? 0, x],
  directionAt: () => [0, 1],
  draw: (random) => ({ yTrue: [0], yPred: [random(), 2 * random()] }),
  surface: {
    ...triplet.surface!,
    at: (x, y) => ({ yTrue: [0], yPred: [y, x] }),
    alongX: () => [0, 1],
    alongY: () => [1, 0],
  },
};

/** Seven more people, with the time that each was seen and whether the event came. */
const OTHERS: readonly Sample[] = [
  { yTrue: [1, 1], yPred: [0.9] },
  { yTrue: [2, 1], yPred: [0.4] },
  { yTrue: [3, 0], yPred: [-0.2] },
  { yTrue: [5, 1], yPred: [0.1] },
  { yTrue: [6, 1], yPred: [-0.6] },
  { yTrue: [7, 0], yPred: [-0.3] },
  { yTrue: [8, 1], yPred: [-1.1] },
];

const SURVIVALS = [
  { label: "event at time 4", yTrue: [4, 1] },
  { label: "left at time 4", yTrue: [4, 0] },
];

/** A risk for each of eight people, of which one moves: such losses compare the people of a batch. */
const survival: SampleSet<"survival"> = {
  id: "survival",
  title: "Survival: time and event",
  yTrueShape: [2],
  yPredShape: [1],
  yTrueDType: "float32",
  prediction: "vector",
  axis: { label: "predicted risk of one person", domain: [-3, 3], bounds: [null, null], reaches: [false, false] },
  gradientLabel: "Gradient, ∂loss/∂risk",
  explanation: () => say("y_true holds a time and whether the event came; seven other people stay as they are."),
  targets: SURVIVALS.map(({ label, yTrue }) => ({ label, value: null, yTrue, at: null })),
  curvePoints: 65,
  predictionAt: (x) => [x],
  directionAt: () => [1],
  draw: (random) => ({
    yTrue: [0.5 + 9 * random(), random() < 0.6 ? 1 : 0],
    yPred: [normal(random)],
  }),
  surface: null,
  company: OTHERS,
  size: null,
};

export type SurvivalColumn = "time" | "event";

/** With the columns in another order, or without the times. */
export function survivalOf(columns: readonly SurvivalColumn[]): SampleSet<"survival"> {
  const inOrder = <Of extends { readonly yTrue: readonly number[] }>(of: Of): Of => ({
    ...of,
    yTrue: columns.map((column) => of.yTrue[column === "event" ? 1 : 0]!),
  });
  return {
    ...survival,
    yTrueShape: [columns.length],
    explanation: () =>
      columns.length === 1
        ? say("y_true holds whether the event came; seven other people stay as they are.")
        : say("y_true holds whether the event came, and a time; seven other people stay as they are."),
    targets: survival.targets.map(inOrder),
    company: survival.company.map(inOrder),
    draw: (random) => inOrder(survival.draw(random)),
  };
}

/** What the second of them stays at. */
const lifetimeShape = 1.5;

/** The two positive numbers of a distribution of lifetimes, such as Weibull's, for each person by themselves. */
export const lifetimes: SampleSet<"survival"> = {
  ...survival,
  yPredShape: [2],
  axis: { label: "predicted scale", domain: [0.5, 12], bounds: [0, null], reaches: [false, false] },
  gradientLabel: "Gradient with respect to the scale",
  explanation: () =>
    say("y_true holds a time and whether the event came; y_pred holds a scale and a shape, which stays at 1.5."),
  curvePoints: 257,
  predictionAt: (x) => [x, lifetimeShape],
  directionAt: () => [1, 0],
  draw: (random) => ({ yTrue: survival.draw(random).yTrue, yPred: [1 + 8 * random(), 0.7 + 1.6 * random()] }),
  company: [],
};

export const vectorSets = [distribution, spread, triplet, survival] as const;
