/** Which parameters of a function are the targets and the predictions: by name, by use, else by place. */

import type { FunctionDefinition, Lambda, Parameter } from "../python/ast.ts";
import { meaningOf } from "./loss-names.ts";
import { isUsedAsTensor, targetByUse } from "./parameter-roles.ts";
import type { Resolver } from "./resolve.ts";
import { returnsOneValue } from "./returns.ts";

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

/**
 * The first two parameters of what its name says is a loss: the only ones it requires, and computed with as tensors.
 * One name that says target or prediction settles both, else what they are handed on to. Undefined where it is no
 * loss; `"unknown"` where it is one, and nothing tells which of the two is the target.
 */
export function parametersOfNamedLoss(
  node: FunctionDefinition | Lambda,
  skipsFirst: boolean,
  resolver: Resolver,
): TargetParameters | "unknown" | undefined {
  const [first, second, ...others] = positionalParameters(node, skipsFirst);
  if (!first || !second || others.some((other) => !other.default)) return undefined;
  return rolesOfTensors(node, [first, second], resolver);
}

/** The same of a function whose result is added to a model's loss, which may require more than two. */
export function parametersOfTerm(
  node: FunctionDefinition,
  resolver: Resolver,
): TargetParameters | "unknown" | undefined {
  const [first, second] = positionalParameters(node, false);
  return first && second && rolesOfTensors(node, [first, second], resolver);
}

function rolesOfTensors(
  node: FunctionDefinition | Lambda,
  [first, second]: readonly [Parameter, Parameter],
  resolver: Resolver,
): TargetParameters | "unknown" | undefined {
  if (first.default || second.default) return undefined;
  if (node.kind === "FunctionDefinition" && !returnsOneValue(node)) return undefined;
  const isUnused = (parameter: Parameter) => /^_+$|^(?:_|unused|dummy)/.test(parameter.name);
  if (!isUnused(first) && !isUsedAsTensor(node, first, resolver)) return undefined;
  if (!isUsedAsTensor(node, second, resolver)) return undefined;
  const one = isUnused(first) ? "true" : meaningOf(first.name).meaning;
  const two = meaningOf(second.name).meaning;
  const inOrder = { yTrue: first, yPred: second, isStrong: false, isSwapped: false };
  const swapped = { yTrue: second, yPred: first, isStrong: false, isSwapped: true };
  if (one === "pred" && two === "true") return swapped;
  // A critic's pair: both are what a model gives.
  const isPair = generated.test(first.name) || generated.test(second.name);
  if (!isPair && one !== two && (one !== undefined || two !== undefined))
    return one === "true" || two === "pred" ? inOrder : swapped;
  const target = targetByUse(node, [first, second], resolver);
  if (target === undefined) return "unknown";
  return target === first ? inOrder : swapped;
}

const generated = /fake|generated|synthetic/i;

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
