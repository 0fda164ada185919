/** Data that a loss is shown on: targets, and an axis along which the prediction moves. */

import type { DType } from "../evaluate/evaluation.ts";

export type SampleSetId =
  | "regression"
  | "binary"
  | "binary-logits"
  | "margin"
  | "positive"
  | "categorical"
  | "categorical-logits"
  | "sparse"
  | "sparse-logits"
  | "segmentation"
  | "boxes"
  | "boxes-center"
  | "distribution"
  | "pairs"
  | "embedding"
  | "ordinal"
  | "survival";

/** What the numbers of a prediction are, and so where they can lie. */
export type PredictionKind =
  | "real"
  | "probability"
  | "logit"
  | "positive"
  | "probabilities"
  | "logits"
  | "box"
  | "distance"
  | "vector";

export interface SampleTarget {
  /** Short, for a label on a line: `y_true = 1`. */
  readonly label: string;
  /** The one number that the target is, where it is one. */
  readonly value: number | null;
  readonly yTrue: readonly number[];
  /** Where on the axis the prediction is the best there is for this target; null where there is no such place. */
  readonly at: number | null;
}

export interface SampleAxis {
  readonly label: string;
  /** What is drawn. */
  readonly domain: readonly [number, number];
  /** Where a prediction can lie at all; null: no bound. */
  readonly bounds: readonly [number | null, number | null];
  /** Whether a prediction can lie on each bound: a sigmoid reaches 0 and 1 in float32, a softplus reaches 0. */
  readonly reaches: readonly [boolean, boolean];
}

export interface SampleSet {
  readonly id: SampleSetId;
  readonly title: string;
  readonly prediction: PredictionKind;
  /** Of one sample, without the batch's axis. */
  readonly yTrueShape: readonly number[];
  readonly yTrueDType: DType;
  readonly yPredShape: readonly number[];
  readonly targets: readonly SampleTarget[];
  readonly axis: SampleAxis;
  /** How a point of the axis becomes a prediction, in a sentence, where that is not obvious. */
  readonly explanation: string | null;
  /** The prediction at a point of the axis, `yPredShape`'s size of numbers. */
  predictionAt(x: number, target: SampleTarget): readonly number[];
  /** A sample by chance: `random` gives numbers in [0, 1). */
  draw(random: () => number): { readonly yTrue: readonly number[]; readonly yPred: readonly number[] };
}
