/** What a command may do to the outside: print, complain, evaluate. */

import type { Evaluator } from "../evaluate/evaluator.ts";

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
  /** One for each core, for many questions at once; each loaded at its first. */
  evaluators(): readonly Evaluator[];
  /** What is being done, in place of what it said before; nothing where nobody looks at standard error. */
  progress(text: string): void;
  /** Native TensorFlow, in a process of its own, started at the first question. */
  nativeEvaluator(): Evaluator;
}
