/** Functions that return the loss: `def focal_loss(gamma): def loss(y_true, y_pred): …; return loss`. */

import type { Expression, FunctionDefinition, Lambda, Return, Statement } from "../python/ast.ts";
import { forEachChild, walk } from "../python/walk.ts";

/** The function or lambda that `node` returns, if it returns one of its own. */
export function returnedFunction(node: FunctionDefinition): FunctionDefinition | Lambda | undefined {
  const inner = ownFunctions(node);
  for (const { value } of ownReturns(node)) {
    const returned = value && functionIn(value, inner, node);
    if (returned) return returned;
  }
  return undefined;
}

/** The one nested function of a factory that forgot its `return`: nothing is returned and nothing mentions it. */
export function soleUnreturnedFunction(node: FunctionDefinition): FunctionDefinition | undefined {
  const last = node.body.at(-1);
  if (last?.kind !== "FunctionDefinition") return undefined;
  if (ownReturns(node).length > 0 || ownFunctions(node).size !== 1) return undefined;
  let isMentioned = false;
  for (const statement of node.body)
    if (statement !== last)
      walk(statement, (at) => {
        if (at.kind === "Yield" || at.kind === "Raise") isMentioned = true;
      });
  return isMentioned ? undefined : last;
}

/** The `return` statements of a function itself, not of those inside it. */
export function ownReturns(node: FunctionDefinition): Return[] {
  const returns: Return[] = [];
  const visit = (at: Statement | Expression): void => {
    if (at.kind === "Return") returns.push(at);
    else if (isCompound(at) && at.kind !== "FunctionDefinition" && at.kind !== "ClassDefinition")
      forEachChild(at, visit);
  };
  for (const statement of node.body) visit(statement);
  return returns;
}

const compound = new Set(["If", "For", "While", "With", "Try", "Match", "ErrorStatement"]);
function isCompound(node: Statement | Expression): boolean {
  return compound.has(node.kind);
}

function ownFunctions(node: FunctionDefinition): Map<string, FunctionDefinition> {
  const inner = new Map<string, FunctionDefinition>();
  const visit = (at: Statement | Expression): void => {
    if (at.kind === "FunctionDefinition") inner.set(at.name, at);
    else if (isCompound(at)) forEachChild(at, visit);
  };
  for (const statement of node.body) visit(statement);
  return inner;
}

function functionIn(
  value: Expression,
  inner: ReadonlyMap<string, FunctionDefinition>,
  node: FunctionDefinition,
): FunctionDefinition | Lambda | undefined {
  switch (value.kind) {
    case "Lambda":
      return value;
    case "Name": {
      const named = inner.get(value.id);
      if (named) return named;
      for (const statement of node.body)
        if (statement.kind === "Assign" && statement.value.kind === "Lambda")
          if (statement.targets.some((target) => target.kind === "Name" && target.id === value.id))
            return statement.value;
      return undefined;
    }
    case "Call": {
      // `return tf.function(loss)`, `return register(loss)`: a wrapper around a function of our own.
      for (const argument of value.arguments) {
        const wrapped = argument.value.kind === "Name" ? inner.get(argument.value.id) : undefined;
        if (wrapped) return wrapped;
      }
      return undefined;
    }
    case "Conditional":
      return functionIn(value.body, inner, node) ?? functionIn(value.orElse, inner, node);
    default:
      return undefined;
  }
}
