/**
 * How an evaluation ends without a number. These are thrown inside `evaluate/` and caught at its
 * border, where they become an `EvaluationFailure`; `place` is filled in by the interpreter with the
 * innermost expression being evaluated when the thrower does not know it.
 */

import type { Range } from "../python/ast.ts";
import { inEnglish, type Sentence } from "../python/say.ts";

export interface Place {
  readonly path: string;
  readonly range: Range;
}

/** A construct or an operation that the evaluator does not know: "`tf.linalg.svd` is not evaluated". */
export class Unsupported extends Error {
  override readonly name = "Unsupported";
  place: Place | undefined;
  constructor(message: string, place?: Place) {
    super(message);
    this.place = place;
  }
}

/** An exception that Python, NumPy, TensorFlow or Keras would raise, in their words; `try` can catch it. */
export class PythonError extends Error {
  override readonly name = "PythonError";
  place: Place | undefined;
  /** `ValueError`, `TypeError`, `InvalidArgumentError` … */
  readonly exception: string;
  constructor(exception: string, message: string, place?: Place) {
    super(message);
    this.exception = exception;
    this.place = place;
  }
}

/** Too many steps, elements or milliseconds. `try` in the loss does not catch it. */
export class LimitExceeded extends Error {
  override readonly name = "LimitExceeded";
  readonly sentence: Sentence;
  place: Place | undefined;
  constructor(sentence: Sentence, place?: Place) {
    super(inEnglish(sentence));
    this.sentence = sentence;
    this.place = place;
  }
}
