/** A call of a function of a library while a loss is traced, and what may answer it. */

import type { Interpreter } from "../interpreter/machine.ts";
import type { CallArguments, NativeFunction, Value } from "../interpreter/values.ts";
import type { Trace } from "./trace.ts";

/** What a call of a function of a library is to a rule. */
export interface TracedCall {
  readonly trace: Trace;
  readonly machine: Interpreter;
  readonly callee: NativeFunction;
  readonly args: CallArguments;
  /** Arguments by their position or by one of their names. */
  argument(position: number, ...names: string[]): Value;
  /** As the row computes it, for both batches. */
  computed(): Value;
}

export type Rule = (call: TracedCall) => Value;
