/** What the host sends for each view that is not plain curves, of small losses written out here. */

import type {
  BoxesData,
  ClassesData,
  DatasetData,
  DescentData,
  EmbeddingData,
  MasksData,
  SurfaceData,
} from "../../src/preview/plot-data.ts";
import { focal, place, squaredError } from "./canned.ts";

function surfaceOf(
  xDomain: [number, number],
  yDomain: [number, number],
  labels: [string, string],
  size: number,
  loss: (x: number, y: number) => number,
): SurfaceData {
  const along = ([low, high]: [number, number]): Float32Array =>
    Float32Array.from({ length: size }, (_, i) => low + ((high - low) * i) / (size - 1));
  const [x, y] = [along(xDomain), along(yDomain)];
  return {
    view: "surface",
    x: { axis: { label: labels[0], domain: xDomain, bounds: [null, null] }, values: x },
    y: { axis: { label: labels[1], domain: yDomain, bounds: [null, null] }, values: y },
    loss: Float32Array.from({ length: size * size }, (_, i) => loss(x[i % size]!, y[Math.floor(i / size)]!)),
    gradientX: Float32Array.from({ length: size * size }, () => 0.5),
    gradientY: null,
    agreement: [],
    blames: [],
    explanation: null,
  };
}

export const crossEntropySurface: SurfaceData = {
  ...surfaceOf([0, 1], [0, 1], ["y_pred", "y_true"], 65, (p, y) =>
    y === 0 || y === 1 ? -Math.log(y === 1 ? p : 1 - p) : -y * Math.log(p) - (1 - y) * Math.log(1 - p),
  ),
  agreement: [
    [0, 0],
    [1, 1],
  ],
};

/** Infinite at the left by one expression, at the right by another. */
export const blamedSurface: SurfaceData = {
  ...crossEntropySurface,
  loss: crossEntropySurface.loss.map((value, i) => (i % 65 === 0 || i % 65 === 64 ? Number.POSITIVE_INFINITY : value)),
  blames: [
    {
      place: { ...place, line: 21 },
      expression: "ops.log(y_pred)",
      direction: "forward",
      value: "-Infinity",
    },
    {
      place: { ...place, line: 22 },
      expression: "ops.log(1 - y_pred)",
      direction: "forward",
      value: "-Infinity",
    },
  ],
  lossBlame: crossEntropySurface.loss.map((_, i) => (i % 65 === 0 ? 0 : i % 65 === 64 ? 1 : -1)),
};

export const likelihoodSurface: SurfaceData = {
  ...surfaceOf(
    [-3, 3],
    [-3, 3],
    ["predicted mean", "log variance"],
    128,
    (mean, log) => 0.5 * (log + mean ** 2 / Math.exp(log)),
  ),
  agreement: [
    [0, -3],
    [0, 3],
  ],
};

const steps = 32;
const simplexPoints: number[] = [];
for (let a = 0; a <= steps; a += 1) {
  for (let b = 0; a + b <= steps; b += 1) simplexPoints.push(a / steps, b / steps, (steps - a - b) / steps);
}

export const threeClasses: ClassesData = {
  view: "classes",
  curve: focal,
  simplex: {
    points: Float32Array.from(simplexPoints),
    steps,
    loss: Float32Array.from({ length: simplexPoints.length / 3 }, (_, i) => {
      const [a = 0, b = 0] = simplexPoints.slice(i * 3, i * 3 + 3);
      return -Math.log(a) + 0.8 * b * b;
    }),
    trueClass: 0,
    classNames: ["cat", "dog", "bird"],
  },
};

const side = 16;
const disc = (cx: number, soft: number): Float32Array =>
  Float32Array.from({ length: side * side }, (_, i) => {
    const distance = Math.hypot((i % side) - cx, Math.floor(i / side) - 7.5);
    return soft === 0 ? Number(distance < 4) : 1 / (1 + Math.exp((distance - 4) / soft));
  });

/** Infinite where class 0 has no share. */
export const blamedTriangle: ClassesData = {
  ...threeClasses,
  simplex: {
    ...threeClasses.simplex!,
    lossBlame: threeClasses.simplex!.loss.map((value) => (Number.isFinite(value) ? -1 : 0)),
    blames: blamedSurface.blames.slice(0, 1),
  },
};

export const twoMasks: MasksData = {
  view: "masks",
  width: side,
  height: side,
  target: disc(6.5, 0),
  prediction: disc(9.5, 0.7),
  loss: Float32Array.from({ length: side * side }, (_, i) => {
    const [t, p] = [disc(6.5, 0)[i]!, disc(9.5, 0.7)[i]!];
    return -(t * Math.log(p + 1e-7) + (1 - t) * Math.log(1 - p + 1e-7));
  }),
  gradient: Float32Array.from({ length: side * side }, (_, i) => disc(9.5, 0.7)[i]! - disc(6.5, 0)[i]!),
  value: 0.42,
  overlap: 0.55,
  curve: focal,
};

export const diceMasks: MasksData = { ...twoMasks, loss: null };

export const twoBoxes: BoxesData = {
  view: "boxes",
  format: "corners",
  target: [0.3, 0.35, 0.7, 0.65],
  prediction: [0.42, 0.42, 0.86, 0.74],
  value: 0.611,
  gradient: [0.4, 0.2, 0.7, 0.35],
  surface: {
    ...surfaceOf([-0.5, 0.5], [-0.5, 0.5], ["shift right", "shift up"], 65, (x, y) => {
      const [w, h] = [Math.max(0, 0.4 - Math.abs(x)), Math.max(0, 0.3 - Math.abs(y))];
      return 1 - (w * h) / (0.24 - w * h);
    }),
    agreement: [[0, 0]],
  },
};

export const threeVectors: EmbeddingData = {
  view: "embedding",
  points: [
    { label: "anchor", role: "anchor", x: 0, y: 0, pull: [0.2, -0.4] },
    { label: "positive", role: "positive", x: 0.8, y: 0, pull: [-0.8, 0] },
    { label: "negative", role: "negative", x: 0.6, y: 0.5, pull: [0.6, 0.5] },
  ],
  value: 0.32,
  curve: squaredError,
};

const rows = 400;
const noise = (i: number): number =>
  Math.sin(i * 12.9898) * 43758.5453 - Math.floor(Math.sin(i * 12.9898) * 43758.5453);
const yTrue = Float32Array.from({ length: rows }, (_, i) => 3 * noise(i));
const yPred = yTrue.map((value, i) => value + (noise(i + 1000) + noise(i + 2000) + noise(i + 3000) - 1.5));

export const someRows: DatasetData = {
  view: "data",
  name: "validation.csv",
  problem: null,
  rows,
  loss: yTrue.map((value, i) => (value - yPred[i]!) ** 2),
  yTrue,
  yPred,
  yTrueWidth: 1,
  yPredWidth: 1,
  mean: 0.248,
};

export const noRows: DatasetData = {
  view: "data",
  name: null,
  problem: null,
  rows: 0,
  loss: new Float32Array(),
  yTrue: new Float32Array(),
  yPred: new Float32Array(),
  yTrueWidth: 1,
  yPredWidth: 1,
  mean: Number.NaN,
};

const starts = [-2, 3, -2, 3];
const targets = [-1, -1, 1, 1];

export const downhill: DescentData = {
  view: "descent",
  axis: { label: "y_pred", domain: [-3, 3], bounds: [null, null] },
  losses: Float32Array.from({ length: 101 }, (_, step) => 4.5 * 0.92 ** (2 * step)),
  path: Float32Array.from({ length: 101 * 4 }, (_, i) => {
    const [step, sample] = [Math.floor(i / 4), i % 4];
    return targets[sample]! + (starts[sample]! - targets[sample]!) * 0.92 ** step;
  }),
  samples: targets.map((target) => ({ label: `y_true = ${target}`.replace("-", "−"), target })),
  verdict: { state: "ok", text: "Reaches the targets in 43 steps.", blame: null },
};
