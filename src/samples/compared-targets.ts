/** The targets that a loss itself tells from all others: `y_true != -1`, `is_nan(y_true)`. They do occur, or it would not. */

import { literalOf } from "../evaluate/literal.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { meantBy } from "../losses/stated-values.ts";
import type { Expression } from "../python/ast.ts";
import type { ModuleNames } from "../python/scope.ts";
import { walk } from "../python/walk.ts";

/** Each once, in the order of the text; NaN among them. */
export function comparedTargets(loss: LossDefinition, names: ModuleNames): readonly number[] {
  const targets = new Set(loss.yTrue === undefined ? [] : [loss.yTrue.name]);
  const found = new Set<number>();
  const isTarget = (node: Expression): boolean => {
    if (node.kind === "Name") return targets.has(node.id);
    return node.kind === "Subscript" && isTarget(node.value);
  };
  const compare = (one: Expression, other: Expression): void => {
    for (const [target, value] of [
      [one, other],
      [other, one],
    ] as const) {
      const meant = isTarget(target) ? meantBy(value, names) : undefined;
      const number = meant && numberOf(meant);
      if (number !== undefined) found.add(number);
    }
  };
  walk(loss.node, (node) => {
    // `targets = K.cast(y_true, …)` is the target under another name.
    if (node.kind === "Assign" && node.targets.length === 1 && node.targets[0]?.kind === "Name") {
      const { value } = node;
      const source = value.kind === "Call" && isReshaping(value.function) ? value.arguments[0]?.value : value;
      if (source !== undefined && isTarget(source)) targets.add(node.targets[0].id);
    }
    if (node.kind === "Compare" && node.comparisons.length === 1) {
      const { operator, right } = node.comparisons[0]!;
      if (operator === "==" || operator === "!=") compare(node.left, right);
    }
    if (node.kind !== "Call") return;
    const name = lastName(node.function);
    const [first, second] = node.arguments;
    if (/^(?:not_)?equal$/u.test(name) && first !== undefined && second !== undefined)
      compare(first.value, second.value);
    if (/^is_?(?:nan|finite)$/u.test(name) && first !== undefined && isTarget(first.value)) found.add(Number.NaN);
  });
  return [...found];
}

function isReshaping(callee: Expression): boolean {
  return /^(?:cast|convert_to_tensor|reshape|flatten|batch_flatten|squeeze|expand_dims)$/u.test(lastName(callee));
}

function lastName(callee: Expression): string {
  return callee.kind === "Attribute" ? callee.attribute : callee.kind === "Name" ? callee.id : "";
}

function numberOf(expression: Expression): number | undefined {
  const value = literalOf(expression);
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  const isNaNConstant = expression.kind === "Attribute" && /^nan$/iu.test(expression.attribute);
  return isNaNConstant ? Number.NaN : undefined;
}
