/** The losses of a module, and the places that use one. */

import type {
  Argument,
  Call,
  ClassDefinition,
  Expression,
  FunctionDefinition,
  Lambda,
  Module,
  Parameter,
  Range,
} from "../python/ast.ts";

/** How a loss is written. A factory is a function that returns the loss; a method is named `Class.method`. */
export type LossForm = "function" | "factory" | "class" | "lambda" | "method";

export interface LossParameter {
  readonly name: string;
  /** Undefined where the parameter has none: it must be given. */
  readonly default: Expression | undefined;
  readonly parameter: Parameter;
}

export interface LossDefinition {
  /** As the command line prints it; an unassigned lambda is `lambda@LINE`. */
  readonly name: string;
  readonly form: LossForm;
  readonly node: FunctionDefinition | ClassDefinition | Lambda | Call;
  /** The name in `def` or `class`, the word `lambda`, or the assigned name's value: where findings stand. */
  readonly nameRange: Range;
  readonly range: Range;
  /** What takes y_true and y_pred: the function itself, the inner function of a factory, a class's `call`. */
  readonly body: FunctionDefinition | Lambda | undefined;
  readonly yTrue: Parameter | undefined;
  readonly yPred: Parameter | undefined;
  /** Those beside y_true, y_pred and self: a factory's arguments, a class's `__init__`'s, defaulted ones of a function. */
  readonly parameters: readonly LossParameter[];
  readonly module: Module;
}

/** Where something is handed to Keras as a loss or metric. */
export interface LossUse {
  readonly role: "loss" | "metric" | "customObject" | "addLoss" | "call";
  /** What is passed: a name, a string, a call … One use for each entry of a list or dict. */
  readonly value: Expression;
  /** The call that takes it: `model.compile(…)`. */
  readonly call: Call;
  readonly argument: Argument | undefined;
  /** The loss that it means, where that is certain. */
  readonly loss: LossDefinition | undefined;
}
