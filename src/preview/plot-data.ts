/**
 * What each view shows: numbers from the evaluator, as the page receives them. Nothing here is
 * computed in the page; what is missing is null, and the page says so.
 */

import * as z from "zod/mini";
import { Floats, Real } from "./floats.ts";

/** A place in a file that a click reveals. `start` and `end` are UTF-16 offsets; lines and a notebook's cells start at 1. */
export const Place = z.object({
  path: z.string(),
  start: z.number(),
  end: z.number(),
  /** Within its cell, in a notebook. */
  line: z.number(),
  cell: z.optional(z.number()),
});
export type Place = z.output<typeof Place>;

/** A direction in which the prediction moves. */
export const Axis = z.object({
  label: z.string(),
  /** What is drawn. */
  domain: z.tuple([z.number(), z.number()]),
  /** Where a prediction can lie at all; null where there is no bound. */
  bounds: z.tuple([z.nullable(z.number()), z.nullable(z.number())]),
});
export type Axis = z.output<typeof Axis>;

/** The expression that first gave NaN or an infinity. */
export const PlacedBlame = z.object({
  place: z.nullable(Place),
  expression: z.string(),
  direction: z.enum(["forward", "backward"]),
  value: z.enum(["NaN", "Infinity", "-Infinity"]),
});
export type PlacedBlame = z.output<typeof PlacedBlame>;

/**
 * For each point which of the view's `blames` made its loss, and which its gradient, infinite or NaN; −1 where none
 * did. Missing where every point is finite.
 */
const pointBlames = {
  lossBlame: z.optional(Floats),
  gradientBlame: z.optional(Floats),
};

/** One curve: the loss of a fixed target as the prediction moves. */
export const Series = z.object({
  id: z.string(),
  /** Short, for the label on the line: `y_true = 1`, `binary_crossentropy`. */
  label: z.string(),
  /** The loss itself, another one beside it, or the same one as last saved. */
  role: z.enum(["loss", "comparison", "saved"]),
  /** Which target it belongs to: an index into `targets`. Curves of one target share a hue. */
  target: z.number(),
  x: Floats,
  loss: Floats,
  /** Null where Keras would say that there is no gradient. */
  gradient: z.nullable(Floats),
  ...pointBlames,
});
export type Series = z.output<typeof Series>;

export const CurveData = z.object({
  view: z.literal("curve"),
  axis: Axis,
  lossLabel: z.string(),
  gradientLabel: z.string(),
  /** The targets of the sample set, and where on the axis the prediction equals each. */
  targets: z.array(z.object({ label: z.string(), value: z.nullable(z.number()), at: z.nullable(z.number()) })),
  series: z.array(Series),
  blames: z.array(PlacedBlame),
  /** A sentence on how a point of the axis becomes a prediction, where that is not obvious. */
  explanation: z.nullable(z.string()),
  /** The targets on the axis over which each point is the mean, where it is one. */
  crowd: z.optional(Floats),
  /** How many samples the batch has whose loss each point is; missing where each sample stands for itself. */
  batch: z.optional(z.number()),
});
export type CurveData = z.output<typeof CurveData>;

/** Values on a grid, row by row: row `j` is `y.values[j]`, column `i` is `x.values[i]`. */
export const SurfaceData = z.object({
  view: z.literal("surface"),
  x: z.object({ axis: Axis, values: Floats }),
  y: z.object({ axis: Axis, values: Floats }),
  loss: Floats,
  /** Along x and along y; null where there is none. */
  gradientX: z.nullable(Floats),
  gradientY: z.nullable(Floats),
  /** Where prediction and target agree: a line in data units, or a point. */
  agreement: z.array(z.tuple([z.number(), z.number()])),
  blames: z.array(PlacedBlame),
  ...pointBlames,
  explanation: z.nullable(z.string()),
  /** As in a curve. */
  batch: z.optional(z.number()),
});
export type SurfaceData = z.output<typeof SurfaceData>;

/** The loss on all ways to share probability among three classes. */
export const Simplex = z.object({
  /** Probabilities of classes 0, 1, 2 for each point, three numbers a point. */
  points: Floats,
  /** The points are those of a triangular grid with this many steps along a side. */
  steps: z.number(),
  loss: Floats,
  trueClass: z.number(),
  classNames: z.array(z.string()),
  blames: z.optional(z.array(PlacedBlame)),
  lossBlame: z.optional(Floats),
});
export type Simplex = z.output<typeof Simplex>;

export const ClassesData = z.object({
  view: z.literal("classes"),
  curve: CurveData,
  simplex: z.nullable(Simplex),
});
export type ClassesData = z.output<typeof ClassesData>;

export const MasksData = z.object({
  view: z.literal("masks"),
  width: z.number(),
  height: z.number(),
  target: Floats,
  prediction: Floats,
  /** The loss of each pixel; null for a loss that gives one number for the mask. */
  loss: z.nullable(Floats),
  gradient: z.nullable(Floats),
  value: Real,
  overlap: z.number(),
  curve: CurveData,
  blames: z.optional(z.array(PlacedBlame)),
});
export type MasksData = z.output<typeof MasksData>;

/** Boxes are given as corners (left, top, right, bottom) in units of the picture, whatever the loss takes. */
export const BoxesData = z.object({
  view: z.literal("boxes"),
  format: z.enum(["corners", "xywh", "center"]),
  target: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  prediction: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  value: Real,
  /** With respect to the four numbers that the loss takes, in its own format. */
  gradient: z.nullable(z.array(Real)),
  surface: SurfaceData,
});
export type BoxesData = z.output<typeof BoxesData>;

export const EmbeddingData = z.object({
  view: z.literal("embedding"),
  points: z.array(
    z.object({
      label: z.string(),
      role: z.enum(["anchor", "positive", "negative", "point"]),
      x: z.number(),
      y: z.number(),
      /** The pull on the point, −gradient; null where there is none. */
      pull: z.nullable(z.tuple([Real, Real])),
    }),
  ),
  value: Real,
  curve: CurveData,
});
export type EmbeddingData = z.output<typeof EmbeddingData>;

/** The user's own data, run through the loss. */
export const DatasetData = z.object({
  view: z.literal("data"),
  /** File name; null while none is chosen. */
  name: z.nullable(z.string()),
  /** Why the file could not be used, in a sentence. */
  problem: z.nullable(z.string()),
  rows: z.number(),
  /** One loss a row; empty if the loss gives one number for the whole batch. */
  loss: Floats,
  /** Numbers a row, row by row. */
  yTrue: Floats,
  yPred: Floats,
  yTrueWidth: z.number(),
  yPredWidth: z.number(),
  mean: Real,
  /** What the file holds, and which of it is the target and the prediction. */
  columns: z.optional(
    z.array(z.object({ name: z.string(), isNumeric: z.boolean(), isTarget: z.boolean(), isPrediction: z.boolean() })),
  ),
  /** Each so-many-th row of the file is here; every one where it is missing. */
  every: z.optional(z.number()),
});
export type DatasetData = z.output<typeof DatasetData>;

export const DescentData = z.object({
  view: z.literal("descent"),
  axis: Axis,
  /** The loss before each step and after the last. */
  losses: Floats,
  /** For each step the prediction of each sample: `(steps + 1) × samples.length` numbers. */
  path: Floats,
  samples: z.array(z.object({ label: z.string(), target: z.nullable(z.number()) })),
  /** How many samples are trained, of a loss that mixes its batch: those that are drawn, and others. */
  batch: z.optional(z.number()),
  /** `blame` is the expression that the text names, if it names one. */
  verdict: z.object({ state: z.enum(["ok", "warn"]), text: z.string(), blame: z.nullable(PlacedBlame) }),
});
export type DescentData = z.output<typeof DescentData>;

export const PlotData = z.discriminatedUnion("view", [
  CurveData,
  SurfaceData,
  ClassesData,
  MasksData,
  BoxesData,
  EmbeddingData,
  DatasetData,
  DescentData,
]);
export type PlotData = z.output<typeof PlotData>;

/** The views in the order of their tabs. The table is a reading of another view's data, not a view of the host's. */
export const ViewId = z.enum(["curve", "surface", "classes", "masks", "boxes", "embedding", "data", "descent"]);
export type ViewId = z.output<typeof ViewId>;
