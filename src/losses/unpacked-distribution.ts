/** Where a loss takes the mean and the spread of a distribution from: of a likelihood they are predicted, never given. */

import type { Expression, FunctionDefinition, Name, Node } from "../python/ast.ts";
import { walk } from "../python/walk.ts";
import type { LossDefinition } from "./loss.ts";

const likelihood = /nll|neg(?:ative)?_?log_?lik|log_?likelihood|gaussian|heteroscedastic/i;
const location = /^(?:mu|mean|loc)$/i;
const spread = /^(?:log_?)?(?:sigma|sigma2|sigma_sq|var|variance|std|stddev|scale)$|^raw(?:_(?:sigma|std|scale))?$/i;
const splitting = /^(?:split|unstack|tensor_split)$/;

/**
 * The expression that takes a mean and its spread out of y_true, in a loss that by its name is a negative
 * log-likelihood and that uses y_pred only whole; undefined for every other.
 */
export function distributionOfTarget(loss: LossDefinition): Expression | undefined {
  const { body, name, yTrue, yPred } = loss;
  if (body?.kind !== "FunctionDefinition" || yTrue === undefined || yPred === undefined) return undefined;
  if (!likelihood.test(name) || !isUsedWhole(yPred.name, body)) return undefined;
  const taken = new Map<string, Expression>();
  for (const statement of body.body)
    walk(statement, (node) => {
      for (const [target, value] of pairsOf(node)) if (isPartOf(value, yTrue.name)) taken.set(target.id, value);
    });
  const nameOf = (pattern: RegExp): string | undefined => [...taken.keys()].find((each) => pattern.test(each));
  const [mean, width] = [nameOf(location), nameOf(spread)];
  return mean === undefined || width === undefined ? undefined : taken.get(width);
}

/** `a, b = x, y` and `a, b = split(x)` name by name. */
function pairsOf(node: Node): (readonly [Name, Expression])[] {
  if (node.kind !== "Assign" || node.targets.length !== 1) return [];
  const [target] = node.targets;
  const { value } = node;
  if (target?.kind === "Name") return [[target, value]];
  if (target?.kind !== "Tuple") return [];
  return target.elements.flatMap((element, at) => {
    const own = value.kind === "Tuple" ? value.elements[at] : value;
    return element.kind === "Name" && own !== undefined ? [[element, own] as const] : [];
  });
}

/** Whether a part of `name` is in it: a slice, or what a split gives. */
function isPartOf(value: Expression, name: string): boolean {
  let found = false;
  walk(value, (node) => {
    if (node.kind === "Subscript" && node.value.kind === "Name" && node.value.id === name) found = true;
    if (node.kind === "Call" && isSplitOf(node, name)) found = true;
  });
  return found;
}

function isSplitOf(node: Node, name: string): boolean {
  if (node.kind !== "Call" || node.function.kind !== "Attribute" || !splitting.test(node.function.attribute))
    return false;
  const given = node.arguments[0]?.value;
  return given?.kind === "Name" && given.id === name;
}

/** Whether `name` is read, and no part of it is taken. */
function isUsedWhole(name: string, body: FunctionDefinition): boolean {
  let isRead = false;
  let isInParts = false;
  for (const statement of body.body)
    walk(statement, (node) => {
      if (node.kind === "Name" && node.id === name) isRead = true;
      if (node.kind === "Subscript" && node.value.kind === "Name" && node.value.id === name)
        isInParts ||= takesColumns(node.index);
      if (isSplitOf(node, name)) isInParts = true;
    });
  return isRead && !isInParts;
}

/** `[..., 0]` and `[:, :1]` of a single column are the whole of it all the same: what is asked is a second one. */
function takesColumns(index: Expression): boolean {
  const last = index.kind === "Tuple" ? index.elements.at(-1) : index;
  return !(last?.kind === "Constant" && last.value === 0n);
}
