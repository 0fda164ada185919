/**
 * A tensor as a loss sees it, and the tape of how it was made.
 *
 * Forward kernels are TensorFlow.js's. Gradients are ours (`tape.ts`), with TensorFlow's formulas:
 * so that "no gradient" (None) is told from zero, ties and kinks are split as TensorFlow splits
 * them, and the first non-finite gradient can be blamed on an expression.
 */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import type { DType } from "../evaluation.ts";
import type { Place } from "../failure.ts";

export interface Tensor {
  readonly type: "tensor";
  /** float32, int32 or bool in TensorFlow.js, whatever `dtype` says. */
  readonly data: Data;
  /** What Keras would say. */
  readonly dtype: DType;
  /** How it was made, where a gradient can flow back to `y_pred`, or what a tape watches; undefined: not connected. */
  readonly step: Step | undefined;
}

/** One differentiable step. */
export interface Step {
  /** The tensors that carry gradient, where they have a step themselves. */
  readonly inputs: readonly Tensor[];
  /** Upstream gradient, in the output's shape → one gradient for each input, in its shape, or undefined. */
  readonly backward: (upstream: Data) => readonly (Data | undefined)[];
  /** The expression that was being evaluated. */
  readonly place: Place | undefined;
  /** For messages: `log`, `divide` … */
  readonly kernel: string;
}
