/** A loss run on data: what is asked, and what is answered. */

import type { Range } from "../python/ast.ts";
import type { Sentence } from "../python/say.ts";

/** What a tensor's elements are to Keras; computed in float32, int32 or bool. */
export type DType =
  | "float16"
  | "bfloat16"
  | "float32"
  | "float64"
  | "int8"
  | "int16"
  | "int32"
  | "int64"
  | "uint8"
  | "uint16"
  | "uint32"
  | "uint64"
  | "bool"
  | "string"
  | "complex64";

/** A tensor as plain data, in row-major order. */
export interface NumericArray {
  readonly data: Float32Array | Int32Array | Uint8Array | readonly number[];
  readonly shape: readonly number[];
  readonly dtype: DType;
}

/** A Python literal, for parameters: ints are bigints. */
export type Literal =
  | null
  | boolean
  | bigint
  | number
  | string
  | readonly Literal[]
  | { readonly tuple: readonly Literal[] };

/** What a parameter of a loss is given: a literal, an expression as the loss's file has it, with names of its module, or a name of Keras. */
export type GivenValue = Literal | { readonly code: string };

/** A file as it is now in the editor or on disk. Paths are `/`-separated, workspace-relative or absolute. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** The Keras that a file means, as far as evaluation can tell versions apart. */
export interface KerasDialect {
  /** As `1.2`, `2.0.6`, `2.15`, `3.15`; compare with `keras/release.ts`. */
  readonly version: string;
  /** False when nothing in the project says which Keras: then old backend functions still run. */
  readonly isKnown: boolean;
}

export interface Limits {
  /** Interpreter steps (nodes visited). */
  readonly steps: number;
  /** Elements of one tensor. */
  readonly elements: number;
  /** Elements of all tensors alive in one evaluation. */
  readonly totalElements: number;
  readonly milliseconds: number;
}

export const defaultLimits: Limits = {
  steps: 2_000_000,
  elements: 16_000_000,
  totalElements: 64_000_000,
  milliseconds: 10_000,
};

/** Where the loss is: the file that defines it, and the files that it imports from, already read. */
export interface LossSource {
  readonly file: SourceFile;
  /** Every workspace file that may be imported, by path. */
  readonly imports: readonly SourceFile[];
  /** The name as `losses` prints it. */
  readonly loss: string;
  /** Which of the definitions of that name, as a `LossReference` has it; a name alone means what Python has there. */
  readonly definition?: number | null;
  readonly keras: KerasDialect;
  /** Values for the parameters of a factory, a class or a defaulted argument. */
  readonly parameters: Readonly<Record<string, GivenValue>>;
}

export interface EvaluateRequest {
  readonly kind: "evaluate";
  readonly source: LossSource;
  readonly yTrue: NumericArray;
  readonly yPred: NumericArray;
  /** As a direct call gives it, or with what Keras's wrapper adds (rank alignment, float32 cast, reduction). */
  readonly as: "direct" | "keras";
  readonly limits: Limits;
}

/**
 * Points of which each is one sample: a loss that gives one value per sample is evaluated once, one that gives a scalar
 * point by point, and one that mixes the samples of its batch with each point among the company.
 */
export interface SeriesRequest {
  readonly kind: "series";
  readonly source: LossSource;
  readonly yTrue: NumericArray;
  readonly yPred: NumericArray;
  /** Samples that stay as they are beside the one that moves, as many as the loss needs; without them a point is alone. */
  readonly company?: { readonly yTrue: NumericArray; readonly yPred: NumericArray };
  readonly limits: Limits;
}

/** Predictions moved by gradient steps, as training with a rate and no model would move them. */
export interface DescentRequest {
  readonly kind: "descent";
  readonly source: LossSource;
  readonly yTrue: NumericArray;
  readonly yPred: NumericArray;
  readonly optimizer: "sgd" | "adam";
  readonly learningRate: number;
  readonly steps: number;
  /** So many rows after one another are one prediction for as many targets: they move together. One where it is missing. */
  readonly tied?: number;
  readonly limits: Limits;
}

/** Why there is no number. `range` is in `path`, which may be another file than the loss's own. */
export interface EvaluationFailure {
  readonly kind: "unsupported" | "python" | "limit";
  readonly message: string;
  /** The same to be said in another language: of limits. What Python or Keras would raise keeps its words. */
  readonly sentence?: Sentence;
  readonly path: string;
  readonly range: Range | undefined;
}

/** Something that a reader of the number must know: float64 computed as float32, a fixed seed … */
export interface EvaluationNote {
  readonly message: string;
  readonly path: string;
  readonly range: Range | undefined;
}

/** The first expression whose result was not finite while its inputs were. */
export interface Blame {
  readonly direction: "forward" | "backward";
  readonly path: string;
  readonly range: Range;
  /** As written, for example `K.log(y_pred)`. */
  readonly expression: string;
  readonly value: "NaN" | "Infinity" | "-Infinity";
  /** Flat index into the result (forward) or into `yPred` (backward), where it is known. */
  readonly index: number | undefined;
  /** What was computed there, of which numbers: `log` of 0. Undefined where that is not one number each. */
  readonly computed?: { readonly kernel: string; readonly operands: readonly number[] } | undefined;
}

export interface Evaluation {
  readonly kind: "evaluation";
  readonly value: NumericArray;
  /** Of the sum of `value` with respect to `yPred`; null where TensorFlow would say None. */
  readonly gradient: NumericArray | null;
  readonly isConnected: boolean;
  readonly notes: readonly EvaluationNote[];
  readonly blames: readonly Blame[];
  /** What `print` wrote. */
  readonly log: readonly string[];
}

export interface SeriesEvaluation {
  readonly kind: "series";
  /** One value per point: further axes of a point's loss are averaged, as Keras's reduction does. */
  readonly values: Float32Array;
  /** One gradient per element of `yPred`, in its shape; null where TensorFlow would say None. */
  readonly gradients: Float32Array | null;
  readonly isConnected: boolean;
  /** How Keras sees the loss: one value per sample (`perSample`), or a scalar for the batch. */
  readonly returns: "perSample" | "scalar";
  /** The value's shape for the whole batch. */
  readonly valueShape: readonly number[];
  /** Whether a point's value changes with the other points of its batch. */
  readonly dependsOnBatch: boolean;
  /** How many samples each value is the loss of, as Keras reduces it: one, or the point and its company. */
  readonly batch: number;
  /** Where such a batch was spread over itself, (N, 1) beside (N,): it mixes by mistake. */
  readonly spread: { readonly path: string; readonly range: Range; readonly expression: string } | null;
  readonly notes: readonly EvaluationNote[];
  readonly blames: readonly Blame[];
  /** For each point which of `blames` made it infinite or NaN, −1 where none did; null where every point is finite. */
  readonly blamedForValue: Int32Array | null;
  /** The same for each point's gradient. */
  readonly blamedForGradient: Int32Array | null;
  readonly log: readonly string[];
}

export interface DescentEvaluation {
  readonly kind: "descent";
  /** Keras's reduced loss before each step and after the last: `steps + 1` numbers. */
  readonly losses: Float32Array;
  /** Predictions before each step and after the last, `steps + 1` times `yPred`'s size. */
  readonly path: Float32Array;
  readonly gradientNorms: Float32Array;
  /** What pulled at each prediction at each step, in `path`'s order; 0 where there is no gradient. */
  readonly gradients: Float32Array;
  readonly isConnected: boolean;
  readonly notes: readonly EvaluationNote[];
  /** What first made the loss or its gradient infinite or NaN on the way. */
  readonly blames: readonly Blame[];
}
