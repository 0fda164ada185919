/** How a function ends. */

import type { Expression, FunctionDefinition, Statement } from "../python/ast.ts";
import { walk } from "../python/walk.ts";
import { ownReturns } from "./factory.ts";

/** Whether any `return` of its own gives a value, or it yields. */
export function returnsValue(node: FunctionDefinition): boolean {
  if (ownReturns(node).some(({ value }) => value !== undefined)) return true;
  let yields = false;
  for (const statement of node.body)
    walk(statement, (at) => {
      if (at.kind === "Yield" || at.kind === "ErrorStatement" || at.kind === "ErrorExpression") yields = true;
      return at.kind !== "FunctionDefinition" && at.kind !== "Lambda" && at.kind !== "ClassDefinition";
    });
  return yields;
}

/** Whether it returns one thing: a value, and no row of several, such as the counts of a confusion matrix. */
export function returnsOneValue(node: FunctionDefinition): boolean {
  const values = ownReturns(node).flatMap(({ value }) => (value === undefined ? [] : [value]));
  return values.length > 0 && values.every((value) => value.kind !== "Tuple" && value.kind !== "Dict");
}

/** The functions that a loss ends in where it reduces: the mean and the sum of each dialect. */
export const meanOrSum = /^(?:(?:tf\.)?keras\.(?:ops|backend)\.(?:mean|sum)|tf\.(?:math\.)?reduce_(?:mean|sum))$/;

/** A body not written yet, or left to subclasses: `pass`, `...`, a docstring, `raise`. */
export function isStub({ body, decorators }: FunctionDefinition): boolean {
  if (decorators.some((decorator) => dottedEnd(decorator) === "abstractmethod" || dottedEnd(decorator) === "overload"))
    return true;
  return (
    body.every(
      (statement) =>
        statement.kind === "Pass" ||
        statement.kind === "Raise" ||
        statement.kind === "ErrorStatement" ||
        (statement.kind === "ExpressionStatement" && statement.value.kind === "Constant"),
    ) || body.at(-1)?.kind === "Raise"
  );
}

/** Whether running `body` can come to its end. In doubt it cannot: no claim without certainty. */
export function canFallThrough(body: readonly Statement[]): boolean {
  return body.every(passesOn);
}

function passesOn(node: Statement): boolean {
  switch (node.kind) {
    case "Return":
    case "Raise":
    case "Continue":
    case "Break":
    case "ErrorStatement":
      return false;
    case "If":
      // `if mode == "a": return … elif mode == "b": return …` means to name all there is.
      if (isEnumeration(node)) return false;
      return canFallThrough(node.body) || canFallThrough(node.orElse);
    case "With":
      return canFallThrough(node.body);
    case "While":
      return !(node.test.kind === "Constant" && node.test.value !== false);
    case "Try":
      if (node.finallyBody.length > 0 && !canFallThrough(node.finallyBody)) return false;
      return (
        (canFallThrough(node.body) && canFallThrough(node.orElse)) ||
        node.handlers.some((handler) => canFallThrough(handler.body))
      );
    case "Match":
      return false;
    case "Assert":
      return !(node.test.kind === "Constant" && node.test.value === false);
    case "ExpressionStatement":
      return !(node.value.kind === "Call" && /^(?:exit|quit|abort|_exit)$/.test(dottedEnd(node.value.function)));
    default:
      return true;
  }
}

function isEnumeration(node: Statement & { kind: "If" }): boolean {
  const otherwise = node.orElse;
  const isChain = otherwise.length === 1 && otherwise[0]!.kind === "If";
  return isChain && comparesWithConstant(node.test) && !canFallThrough(node.body);
}

function comparesWithConstant(test: Expression): boolean {
  return (
    test.kind === "Compare" &&
    test.comparisons.length === 1 &&
    /^(?:==|is|in)$/.test(test.comparisons[0]!.operator) &&
    test.comparisons[0]!.right.kind !== "Name"
  );
}

function dottedEnd(node: Expression): string {
  if (node.kind === "Name") return node.id;
  if (node.kind === "Attribute") return node.attribute;
  return node.kind === "Call" ? dottedEnd(node.function) : "";
}
