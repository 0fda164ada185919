/** What a command may do to the outside: print, complain, evaluate. */

import type { Evaluator } from "../evaluate/evaluation.ts";

export interface Terminal {
  /** To standard output: results alone. */
  print(text: string): void;
  /** Whether somebody still reads it: the reader of a pipe may have seen enough. */
  isHeard(): boolean;
  /** To standard error, one line; what would act on a terminal is shown instead. */
  complain(line: string): void;
  /** Whether standard output is a terminal that shows colours. */
  readonly hasColour: boolean;
  /** Loaded at the first call: checking without running needs no TensorFlow.js. */
  evaluator(): Evaluator;
  /** Native TensorFlow, in a process of its own, started at the first question. */
  nativeEvaluator(): Evaluator;
}
