/** What is asked of the lines of a loss, and what is answered. */

import type { Range } from "../python/ast.ts";
import type { DType, Limits, LossSource, NumericArray } from "./evaluation.ts";

/** What each expression of a loss is while it runs on the points of a picture, called as the picture's own run calls it. */
export interface TraceRequest {
  readonly kind: "trace";
  readonly source: LossSource;
  /** One entry for each point. */
  readonly yTrue: NumericArray;
  readonly yPred: NumericArray;
  /** In one call, as a loss with a value for each sample takes them, or one by one, in company where there is one. */
  readonly points: "together" | "apart";
  readonly company?: { readonly yTrue: NumericArray; readonly yPred: NumericArray };
  /** With so many samples a batch, the one that moves among them; 1 where a point is alone. */
  readonly batch: number;
  /** The part of the loss's file that is looked at. */
  readonly within: Range;
  readonly limits: Limits;
}

/** An axis as long as so many batches; null where its length depends on the data in another way. */
export type TracedAxis = number | { readonly batches: number } | null;

/** The finite numbers among many, and how many of them are not. */
export interface NumberRange {
  /** NaN where none is finite. */
  readonly low: number;
  readonly high: number;
  readonly count: number;
  readonly nan: number;
  readonly positiveInfinity: number;
  readonly negativeInfinity: number;
}

/** What an expression was over all points, or what a name was given. */
export interface TracedValue {
  readonly range: Range;
  /** What was stored under the name that stands there, and not what was read. */
  readonly isStored: boolean;
  /** What Python calls it; `tensor` for whatever a framework computes with. */
  readonly type: string;
  /** Null for what is no array: Python's own values. */
  readonly dtype: DType | null;
  readonly shape: readonly TracedAxis[];
  readonly numbers: NumberRange;
  /** The first few, in row-major order, of the first point. */
  readonly first: readonly number[];
  /** How many of the finite numbers lie in each of as many equal parts from low to high; empty for a single number. */
  readonly histogram: readonly number[];
  /** As Python prints it, where it is no array. */
  readonly text: string | null;
  /** Whether a gradient can flow from it back to `y_pred`. */
  readonly isConnected: boolean;
  /** Whether a gradient could reach what it was made of, and cannot reach it: it is cut here. */
  readonly isCut: boolean;
  /** Of the loss with respect to it; null where none arrives. */
  readonly gradient: NumberRange | null;
}

export interface Trace {
  readonly kind: "trace";
  /** In the order in which they were first known. */
  readonly values: readonly TracedValue[];
  readonly isConnected: boolean;
}
