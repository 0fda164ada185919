/** Views of losses that fail in places, without a gradient, with names too long: what is seldom drawn, and must be right. */

import type {
  BoxesData,
  ClassesData,
  CurveData,
  DatasetData,
  DescentData,
  MasksData,
  SurfaceData,
} from "../../../src/preview/plot-data.ts";
import { curveOf, place } from "../../page/canned.ts";
import {
  crossEntropySurface,
  diceMasks,
  downhill,
  someRows,
  threeClasses,
  twoBoxes,
  twoMasks,
} from "../../page/canned-views.ts";

const blame = { place, expression: "ops.sqrt(y_pred)", direction: "forward", value: "NaN" } as const;

/** NaN in a hole, along an edge and in a corner: three regions, of which two touch by their corners alone. */
export const holedSurface: SurfaceData = {
  ...crossEntropySurface,
  loss: crossEntropySurface.loss.map((value, i) => {
    const [column, row] = [i % 65, Math.floor(i / 65)];
    const isHole = Math.hypot(column - 40, row - 30) < 9;
    return isHole || (column < 8 && row >= 57) || (column >= 8 && column < 14 && row < 57 && row > 50)
      ? Number.NaN
      : Number.isFinite(value)
        ? value
        : 10;
  }),
  blames: [blame],
};

export const holedMasks: MasksData = {
  ...twoMasks,
  loss: twoMasks.loss!.map((value, i) => (i % 16 > 10 && Math.floor(i / 16) > 11 ? Number.NaN : value)),
  gradient: null,
  blames: [blame],
};

export const diceWithoutGradient: MasksData = { ...diceMasks, gradient: null };

export const smallBoxes: BoxesData = {
  ...twoBoxes,
  target: [0.48, 0.48, 0.53, 0.52],
  prediction: [0.5, 0.5, 0.55, 0.53],
};

/** Of another class than the first, without a value in the middle. */
export const holedTriangle: ClassesData = {
  ...threeClasses,
  simplex: {
    ...threeClasses.simplex!,
    trueClass: 1,
    loss: threeClasses.simplex!.loss.map((value, i) => {
      const [a = 0, b = 0, c = 0] = threeClasses.simplex!.points.slice(i * 3, i * 3 + 3);
      return Math.min(a, b, c) > 0.25 ? Number.NaN : value;
    }),
    blames: [blame],
  },
};

const tight = { label: "y_true = 0.5", value: 0.5, at: 0.5 };

/** A dip and a pole on either side of it, single points off their neighbours, and steps at both ends. */
export const jagged: CurveData = {
  ...curveOf(
    [0, 1],
    [tight],
    [
      {
        label: "y_true = 0.5",
        target: 0,
        loss: (x) =>
          x === 0 || x === 1 ? 3 : Math.abs(x - 0.25) < 0.001 ? 2.5 : x > 0.8 && x < 0.9 ? Number.NaN : (x - 0.5) ** 2,
        gradient: (x) => (x === 0 ? 40 : 2 * (x - 0.5)),
      },
    ],
  ),
  blames: [blame],
};

/** Downwards at one end: the axis shows what is usual. */
export const pole: CurveData = curveOf(
  [0, 1],
  [tight],
  [{ label: "y_true = 0.5", target: 0, loss: (x) => -1 / (x + 1e-5), gradient: (x) => 1 / (x + 1e-5) ** 2 }],
);

/** More names than have room beside their lines, and one longer than the picture. */
export const manyNames: CurveData = curveOf(
  [-1, 1],
  [tight],
  [
    { label: "y_true = 0.5", target: 0, loss: (x) => (x - 0.5) ** 2, gradient: (x) => 2 * (x - 0.5) },
    ...[
      "mean_squared_error",
      "log_cosh_of_the_difference_between_the_target_and_the_prediction_of_the_model",
      "Huber",
      "mean_absolute_percentage_error",
      "tversky_with_a_long_name",
    ].map((label, index) => ({
      label,
      role: "comparison" as const,
      target: 0,
      loss: (x: number) => (x - 0.5) ** 2 * (1 + index / 400),
      gradient: (x: number) => 2 * (x - 0.5),
    })),
  ],
);

/** Ends in NaN after forty steps, and is drawn from there on as what it is. */
export const runsAway: DescentData = {
  ...downhill,
  losses: downhill.losses.map((value, step) => (step > 40 ? Number.NaN : value * 1.2 ** step)),
  verdict: { state: "warn", text: "NaN from step 41 on.", blame },
};

export const fewRows: DatasetData = {
  ...someRows,
  rows: 7,
  loss: Float32Array.of(0.5, Number.NaN, 2, 2, 0, Number.POSITIVE_INFINITY, 1),
  yTrue: Float32Array.of(0, 1, 2, 3, 4, 5, 6),
  yPred: Float32Array.of(0.5, Number.NaN, 3, 4, 4, 9, 7),
};
