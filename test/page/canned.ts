/** Snapshots like those that the host sends, for looking at the page by itself. The losses are written out here. */

import type { Snapshot } from "../../src/preview/messages.ts";
import type { CurveData, Series } from "../../src/preview/plot-data.ts";

export const reference = { file: "/w/losses.py", name: "focal_loss", definition: 0 };
export const place = { path: "/w/losses.py", start: 120, end: 140, line: 14 };

const points = 257;

export interface CannedCurve {
  readonly label: string;
  readonly target: number;
  readonly role?: Series["role"];
  readonly loss: (x: number) => number;
  readonly gradient?: (x: number) => number;
}

export function curveOf(
  domain: [number, number],
  targets: CurveData["targets"],
  curves: readonly CannedCurve[],
  label = "y_pred",
): CurveData {
  const x = Float32Array.from({ length: points }, (_, i) => domain[0] + ((domain[1] - domain[0]) * i) / (points - 1));
  return {
    view: "curve",
    axis: { label, domain, bounds: [null, null] },
    lossLabel: "Loss",
    gradientLabel: `Gradient, ∂loss/∂${label}`,
    targets,
    series: curves.map((curve, index) => ({
      id: String(index),
      label: curve.label,
      role: curve.role ?? "loss",
      target: curve.target,
      x,
      loss: x.map(curve.loss),
      gradient: curve.gradient === undefined ? null : x.map(curve.gradient),
    })),
    blames: [],
    explanation: null,
  };
}

const gamma = 3.5;
const alpha = 0.25;
const bothTargets = [
  { label: "y_true = 1", value: 1, at: 1 },
  { label: "y_true = 0", value: 0, at: 0 },
];

export const focal: CurveData = {
  ...curveOf([0, 1], bothTargets, [
    {
      label: "y_true = 1",
      target: 0,
      loss: (p) => -alpha * (1 - p) ** gamma * Math.log(p),
      gradient: (p) => alpha * (1 - p) ** (gamma - 1) * (gamma * Math.log(p) - (1 - p) / p),
    },
    {
      label: "y_true = 0",
      target: 1,
      loss: (p) => (p === 1 ? Number.POSITIVE_INFINITY : -(1 - alpha) * p ** gamma * Math.log(1 - p)),
      gradient: (p) => (1 - alpha) * p ** (gamma - 1) * (p / (1 - p) - gamma * Math.log(1 - p)),
    },
    {
      label: "binary_crossentropy",
      role: "comparison",
      target: 0,
      loss: (p) => -alpha * Math.log(Math.max(p, 1e-7)),
      gradient: (p) => -alpha / Math.max(p, 1e-7),
    },
  ]),
  blames: [{ place: { ...place, line: 17 }, expression: "ops.log(y_pred)", direction: "forward", value: "Infinity" }],
};

const square = (target: number): CannedCurve => ({
  label: `y_true = ${target}`.replace("-", "−"),
  target: target + 1,
  loss: (x) => (x - target) ** 2,
  gradient: (x) => 2 * (x - target),
});

export const squaredError = curveOf(
  [-3, 3],
  [-1, 0, 1].map((value) => ({ label: `y_true = ${value}`.replace("-", "−"), value, at: value })),
  [square(-1), square(0), square(1)],
);

export const withoutGradient = curveOf([0, 1], bothTargets, [
  { label: "y_true = 1", target: 0, loss: (p) => (p > 0.5 ? 0 : 1) },
  { label: "y_true = 0", target: 1, loss: (p) => (p > 0.5 ? 1 : 0) },
]);

export const unbounded = curveOf(
  [-3, 3],
  [{ label: "y_true = 0", value: 0, at: 0 }],
  [{ label: "y_true = 0", target: 0, loss: (x) => x, gradient: () => 1 }],
);

export function snapshotOf(data: Snapshot["data"], changes: Partial<Snapshot> = {}): Snapshot {
  return {
    type: "snapshot",
    serial: 1,
    loss: { reference, name: "focal_loss", signature: "(gamma=3.5, alpha=0.25)", file: "losses.py", place },
    about: ["Binary probability", "Keras 3, from requirements.txt"],
    isPinned: false,
    facts: [
      { state: "ok", text: "smallest at the target", message: null, place: null },
      { state: "ok", text: "gradient everywhere", message: null, place: null },
      { state: "ok", text: "one value per sample", message: null, place: null },
      {
        state: "warn",
        text: "infinite at y_pred = 0 for y_true = 1: log(0), line 17",
        message: "At y_true = 1, y_pred = 0, `K.log(y_pred)` is log(0) = -inf, and the loss is inf.",
        place: { ...place, line: 17 },
      },
    ],
    parameters: [
      { name: "gamma", value: 3.5, initial: 2, min: 0, max: 5, step: 0, scale: "linear", isWritable: true },
      { name: "alpha", value: 0.25, initial: 0.25, min: 0, max: 1, step: 0, scale: "linear", isWritable: true },
    ],
    samples: {
      chosen: "binary",
      isAutomatic: true,
      options: [
        { id: "binary", label: "Binary probability" },
        { id: "binary-logits", label: "Binary logits" },
        { id: "regression", label: "Regression" },
      ],
      reason: "chosen from the loss",
      size: null,
    },
    views: ["curve", "surface", "descent", "data"],
    view: data?.view ?? "curve",
    options: [],
    comparisons: [{ id: { kind: "builtIn", name: "binary_crossentropy" }, label: "binary_crossentropy" }],
    comparable: [
      {
        group: "Keras",
        entries: [
          { id: { kind: "builtIn", name: "mean_squared_error" }, label: "mean_squared_error" },
          { id: { kind: "builtIn", name: "binary_focal_crossentropy" }, label: "binary_focal_crossentropy" },
        ],
      },
      {
        group: "This file",
        entries: [{ id: { kind: "loss", reference: { ...reference, name: "dice_loss" } }, label: "dice_loss" }],
      },
    ],
    hasSaved: true,
    data,
    problem: null,
    notes: [],
    log: [],
    busy: null,
    ...changes,
  };
}
