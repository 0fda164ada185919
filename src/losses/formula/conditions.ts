/** What is known before a loss runs: `if from_logits:` at its default is no case of the formula. */

import type { Expression } from "../../python/ast.ts";
import { type Bound, lookUp, type Plain, type Scope, type Writing } from "./environment.ts";

/** The plain value of an expression; undefined where it is a number, or not known. */
export function plainValue(node: Expression, scope: Scope, writing: Writing): { readonly value: Plain } | undefined {
  switch (node.kind) {
    case "Constant": {
      const { value } = node;
      return value === null || typeof value === "boolean" || typeof value === "string" ? { value } : undefined;
    }
    case "Name":
      return plainOf(lookUp(scope, node.id));
    case "Attribute":
      return node.value.kind === "Name" && node.value.id === "self"
        ? plainOf(writing.attributes.get(node.attribute))
        : undefined;
    case "UnaryOperation": {
      if (node.operator !== "not") return undefined;
      const truth = truthOf(node.operand, scope, writing);
      return truth === undefined ? undefined : { value: !truth };
    }
    case "BooleanOperation": {
      const truths = node.values.map((each) => truthOf(each, scope, writing));
      const stops = node.operator === "or";
      if (truths.includes(stops)) return { value: stops };
      return truths.includes(undefined) ? undefined : { value: !stops };
    }
    case "Compare": {
      const [only] = node.comparisons;
      if (only === undefined || node.comparisons.length > 1) return undefined;
      const left = plainValue(node.left, scope, writing);
      const right = plainValue(only.right, scope, writing);
      const isEqual = only.operator === "==" || only.operator === "is";
      if (!isEqual && only.operator !== "!=" && only.operator !== "is not") return undefined;
      if (left !== undefined && right !== undefined) return { value: (left.value === right.value) === isEqual };
      // A number or a tensor is not None.
      const other = left === undefined ? node.left : only.right;
      const known = left ?? right;
      return known?.value === null && isFormula(other, scope, writing) ? { value: !isEqual } : undefined;
    }
    default:
      return undefined;
  }
}

/** Whether a condition holds; undefined where that depends on numbers. */
export function truthOf(node: Expression, scope: Scope, writing: Writing): boolean | undefined {
  const known = plainValue(node, scope, writing);
  return known === undefined ? undefined : Boolean(known.value);
}

function plainOf(bound: Bound | undefined): { readonly value: Plain } | undefined {
  return bound?.kind === "plain" ? { value: bound.value } : undefined;
}

function isFormula(node: Expression, scope: Scope, writing: Writing): boolean {
  if (node.kind === "Name") return lookUp(scope, node.id)?.kind === "formula";
  if (node.kind === "Attribute" && node.value.kind === "Name" && node.value.id === "self")
    return writing.attributes.get(node.attribute)?.kind === "formula";
  return false;
}
