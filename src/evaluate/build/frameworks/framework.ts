/** A framework that traces losses: what a traced tensor allows in Python, and the words for what it does not. */

import type { FrameworkName } from "../../build-question.ts";
import type { PythonError } from "../../failure.ts";
import type { NumberUse, SymbolicTensor } from "../../interpreter/array-values.ts";
import type { Interpreter } from "../../interpreter/machine.ts";
import type { Value } from "../../interpreter/values.ts";

/** An operation that raised. */
export interface Occasion {
  /** Its canonical name, or the operator. */
  readonly name: string;
  readonly inputs: readonly Value[];
  /** The traced tensors among the inputs. */
  readonly symbolics: readonly SymbolicTensor[];
}

export interface Framework {
  readonly name: FrameworkName;
  /** What Python calls the type of a traced tensor. */
  readonly className: string;
  /** Whether the batch's size is a number while a loss is traced. */
  readonly knowsBatch: boolean;
  /** `bool(x)`. Throws in the framework's words, or Unsupported where it depends on the value. */
  truth(value: SymbolicTensor): boolean;
  number(value: SymbolicTensor, use: NumberUse): number;
  length(value: SymbolicTensor): bigint;
  /** How many rows `for row in x` has. Throws where it is refused. */
  rows(value: SymbolicTensor): number;
  contains(value: SymbolicTensor): boolean;
  /** `x.name`; undefined where there is no such attribute. */
  attribute(value: SymbolicTensor, name: string, machine: Interpreter): Value | undefined;
  /** `x[…] = value`. */
  setItem(value: SymbolicTensor): void;
  /** Whether operators promote dtypes as `keras.ops` does. */
  readonly promotes: boolean;
  /** Whether the NumPy function of that name only calls the tensor's own method: `np.mean(x)` is `x.mean()`. */
  asksMethod(name: string): boolean;
  /** `np.f(x)`: what reading it as an array raises. */
  asArray(value: SymbolicTensor): Error;
  /** A function of another framework, called with a traced tensor: what it raises; undefined where it is legal. */
  foreign(name: string, value: SymbolicTensor): Error | undefined;
  /** The error of a kernel as this framework says it while it traces. */
  inItsWords(error: PythonError, occasion: Occasion): Error;
  /** A list whose length would depend on the batch. */
  uneven(name: string, symbolics: readonly SymbolicTensor[]): Error;
  text(value: SymbolicTensor): string;
}
