/** Data that a loss is shown on: targets, and an axis along which the prediction moves. */

import type { DType } from "../evaluate/evaluation.ts";

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

/** One row of a batch. */
export interface Sample {
  readonly yTrue: readonly number[];
  readonly yPred: readonly number[];
}

/** Predictions (or a prediction and its target) that depend on two numbers. */
export interface SampleSurface {
  readonly x: SampleAxis;
  readonly y: SampleAxis;
  at(x: number, y: number): Sample;
  /** How the prediction's elements move with x, and with y; null where y moves the target. */
  alongX(x: number, y: number): readonly number[];
  readonly alongY: ((x: number, y: number) => readonly number[]) | null;
  /** Where prediction and target agree: the corners of a line, or one point. */
  readonly agreement: readonly (readonly [number, number])[];
}

/** The list of them, `sample-sets.ts`, says which ids there are. */
export interface SampleSet<Id extends string = string> {
  readonly id: Id;
  readonly title: string;
  readonly prediction: PredictionKind;
  /** Of one sample, without the batch's axis. */
  readonly yTrueShape: readonly number[];
  readonly yTrueDType: DType;
  readonly yPredShape: readonly number[];
  readonly targets: readonly SampleTarget[];
  readonly axis: SampleAxis;
  /** How a point of the axis becomes a prediction, in a sentence, where that is not obvious. */
  readonly explanation: (() => string) | null;
  /** The prediction at a point of the axis, `yPredShape`'s size of numbers. */
  predictionAt(x: number, target: SampleTarget): readonly number[];
  /** The prediction that is what a target says; missing where there is no such one. */
  readonly exactly?: (yTrue: readonly number[]) => readonly number[];
  /** How each number of the prediction moves with x: the gradient along the axis is the gradient times this, summed. */
  directionAt(x: number, target: SampleTarget): readonly number[];
  /** The derivative along the axis, as a title. */
  readonly gradientLabel: string;
  /** How many points make a smooth curve. */
  readonly curvePoints: number;
  readonly surface: SampleSurface | null;
  /** The first of the other samples of a batch, where they are chosen; the rest are drawn. */
  readonly company: readonly Sample[];
  /** The targets over which each point of a curve is the mean; missing where a point has its target alone. */
  readonly crowd?: readonly (readonly number[])[];
  /** How many classes, or pixels along a side, and how to have another number of them; null where there is no such number. */
  readonly size: {
    /** What is counted. */
    readonly label: string;
    readonly value: number;
    readonly min: number;
    readonly max: number;
    readonly resize: (size: number) => SampleSet<Id>;
  } | null;
  /** The same with predictions of another shape, without the batch's axis; undefined for one that it cannot have. */
  readonly reshape?: (yPredShape: readonly number[]) => SampleSet<Id> | undefined;
  /** A sample by chance: `random` gives numbers in [0, 1). */
  draw(random: () => number): Sample;
}
