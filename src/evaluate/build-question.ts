/** What is asked of a loss as `fit` builds it, and what is answered. */

import type { Range } from "../python/ast.ts";
import type { DType, EvaluationFailure, Limits, LossSource } from "./evaluation.ts";

/** The framework that Keras runs on. */
export type FrameworkName = "tensorflow" | "jax" | "torch";

/** A static shape: null is an axis whose length is not known while the loss is traced, such as the batch. */
export type StaticShape = readonly (number | null)[];

export interface TensorSpecification {
  readonly shape: StaticShape;
  readonly dtype: DType;
}

/** The tensors that `fit` would call the loss with, before Keras's wrapper casts and aligns them. */
export interface BuildSpecification {
  readonly yTrue: TensorSpecification;
  readonly yPred: TensorSpecification;
}

export interface BuildRequest {
  readonly kind: "build";
  readonly source: LossSource;
  /** Tried in this order: the loss is built where one of them builds. Missing: the common ones. */
  readonly specifications?: readonly BuildSpecification[];
  /** TensorFlow where it is missing. */
  readonly framework?: FrameworkName;
  readonly limits: Limits;
}

/** Where the batch meets itself: elementwise operations on (N, 1) and (N,), which give (N, N). */
export interface Crossing {
  readonly path: string;
  readonly range: Range;
  readonly inputs: readonly StaticShape[];
  readonly result: StaticShape;
}

/** Where a gradient ends: the expression of an operation that passes none back. */
export interface Cut {
  readonly path: string;
  readonly range: Range;
}

/** It builds. */
export interface Built {
  readonly kind: "built";
  /** What the loss itself returns; null: not even its rank is known. */
  readonly shape: StaticShape | null;
  readonly dtype: DType;
  /** Whether a gradient can flow from the result to y_pred; otherwise `fit` says "No gradients provided". */
  readonly isConnected: boolean;
  /** What it was called with. */
  readonly specification: BuildSpecification;
  readonly crossings: readonly Crossing[];
  /** In the order of evaluation. */
  readonly cuts: readonly Cut[];
}

/** `fit` raises this. */
export interface BuildError {
  /** `TypeError`, `OperatorNotAllowedInGraphError` … */
  readonly exception: string;
  /** In the words of Keras or its framework. */
  readonly message: string;
  readonly path: string;
  readonly range: Range | undefined;
  /** The text there. */
  readonly expression: string;
  /** A tensor was asked for a method of NumPy's: the operations that do the same, by their canonical names. */
  readonly meant: { readonly K?: string; readonly ops?: string; readonly tf?: string } | undefined;
}

export interface BuildFailed {
  readonly kind: "failed";
  readonly error: BuildError;
  /** With which it was called. */
  readonly specification: BuildSpecification;
  /** Whether all that were tried fail so, but those whose shapes the loss refuses. */
  readonly isCertain: boolean;
}

/** Whether it builds is not known: something in it is not evaluated, or depends on data. */
export interface BuildUnknown {
  readonly kind: "notBuilt";
  readonly failure: EvaluationFailure;
}

export type Build = Built | BuildFailed | BuildUnknown;
