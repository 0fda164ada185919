/** Python's literals as values. */

import type { Expression } from "../python/ast.ts";
import type { Literal } from "./evaluation.ts";

/** The value that an expression states, without evaluating anything: a number, string, True, False, None, list or tuple. */
export function literalOf(expression: Expression): Literal | undefined {
  switch (expression.kind) {
    case "Constant": {
      const { value } = expression;
      return typeof value === "object" && value !== null ? undefined : value;
    }
    case "UnaryOperation": {
      const value = literalOf(expression.operand);
      if (typeof value !== "number" && typeof value !== "bigint") return undefined;
      if (expression.operator === "-") return -value;
      return expression.operator === "+" ? value : undefined;
    }
    case "Tuple":
    case "List": {
      const items = expression.elements.map(literalOf);
      if (items.some((item) => item === undefined)) return undefined;
      return expression.kind === "List" ? (items as Literal[]) : { tuple: items as Literal[] };
    }
    default:
      return undefined;
  }
}
