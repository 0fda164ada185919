/** Which parameters of a function are the targets and the predictions. */

import type { FunctionDefinition, Lambda, Parameter } from "../python/ast.ts";
import { meaningOf } from "./loss-names.ts";

export interface TargetParameters {
  readonly yTrue: Parameter;
  readonly yPred: Parameter;
  /** Named `y_true` and `y_pred` or nearly so: certain without looking further. */
  readonly isStrong: boolean;
  /** Written (y_pred, y_true). */
  readonly isSwapped: boolean;
}

/** The positional parameters, `self` or `cls` left out where `skipsFirst`. */
export function positionalParameters(node: FunctionDefinition | Lambda, skipsFirst: boolean): readonly Parameter[] {
  const positional = node.parameters.list.filter(
    ({ form }) => form === "positionalOnly" || form === "positionalOrKeyword",
  );
  return skipsFirst ? positional.slice(1) : positional;
}

/** The first two parameters where their names say target and prediction, in either order. */
export function targetParameters(node: FunctionDefinition | Lambda, skipsFirst: boolean): TargetParameters | undefined {
  const [first, second] = positionalParameters(node, skipsFirst);
  if (!first || !second) return undefined;
  const one = meaningOf(first.name);
  const two = meaningOf(second.name);
  const isStrong = one.isStrong && two.isStrong;
  if (one.meaning === "true" && two.meaning === "pred")
    return { yTrue: first, yPred: second, isStrong: isStrong || isStrongSide(one, two), isSwapped: false };
  if (one.meaning === "pred" && two.meaning === "true" && isStrong)
    return { yTrue: second, yPred: first, isStrong, isSwapped: true };
  return undefined;
}

/** `(y_true, pred)` and `(_, y_pred)` are as certain as both by the book. */
function isStrongSide(one: { isStrong: boolean }, two: { isStrong: boolean }): boolean {
  return one.isStrong || two.isStrong;
}

/** The first two parameters, whatever their names: for what is handed to Keras as a loss. */
export function firstTwoParameters(
  node: FunctionDefinition | Lambda,
  skipsFirst: boolean,
): TargetParameters | undefined {
  const named = targetParameters(node, skipsFirst);
  if (named) return named;
  const [first, second] = positionalParameters(node, skipsFirst);
  if (!first || !second) return undefined;
  return { yTrue: first, yPred: second, isStrong: false, isSwapped: false };
}
