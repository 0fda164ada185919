import type { BinaryOperator, Expression, Range, Statement } from "./ast.ts";
import { deepestTree, isExpressionPiece, type Lowering, nameOf, rangeOf, textOf } from "./lower.ts";
import { typeParametersOf } from "./lower-arguments.ts";
import {
  expressionsIn,
  lowerElements,
  lowerExpression,
  lowerExpressionList,
  lowerName,
  lowerYield,
  splitAt,
} from "./lower-expressions.ts";
import { lowerImport } from "./lower-imports.ts";
import { errorType, holdsErrorPiece, type Piece } from "./piece.ts";

const compoundTypes = new Set([
  "IfStatement",
  "WhileStatement",
  "ForStatement",
  "TryStatement",
  "WithStatement",
  "FunctionDefinition",
  "ClassDefinition",
  "DecoratedStatement",
]);

const simpleTypes = new Set([
  "AssignStatement",
  "UpdateStatement",
  "ExpressionStatement",
  "DeleteStatement",
  "PassStatement",
  "BreakStatement",
  "ContinueStatement",
  "ReturnStatement",
  "YieldStatement",
  "PrintStatement",
  "RaiseStatement",
  "ImportStatement",
  "ScopeStatement",
  "AssertStatement",
  "TypeDefinition",
]);

export function isStatementPiece(piece: Piece): boolean {
  return simpleTypes.has(piece.type) || compoundTypes.has(piece.type) || piece.type === "StatementGroup";
}

/** One statement, and none for a decorator, which belongs to the next. */
export function lowerStatement(lowering: Lowering, piece: Piece, depth: number): Statement {
  if (depth > deepestTree) {
    lowering.errors.push(rangeOf(piece));
    return { kind: "ErrorStatement", range: rangeOf(piece), expressions: [], statements: [] };
  }
  if (compoundTypes.has(piece.type)) return lowering.parts.lowerCompound(lowering, piece, depth);
  if (holdsErrorPiece(piece) || !simpleTypes.has(piece.type)) return brokenStatement(lowering, piece, depth);
  return lowerSimple(lowering, piece, depth) ?? wrongStatement(lowering, piece, depth);
}

/** What could be read of a statement that the grammar gave up on. */
export function brokenStatement(lowering: Lowering, piece: Piece, depth: number): Statement {
  const expressions: Expression[] = [];
  const statements: Statement[] = [];
  for (const child of piece.children) {
    if (isExpressionPiece(child)) expressions.push(lowerExpression(lowering, child, depth + 1));
    else if (isStatementPiece(child)) statements.push(...lowering.parts.lowerBlock(lowering, [child], depth + 1));
    else if (child.type === "Body") statements.push(...lowering.parts.lowerBlock(lowering, child.children, depth + 1));
    else expressions.push(...expressionsIn(lowering, child.children, depth + 1));
  }
  const range = trimmed(lowering, piece);
  const end = Math.max(range.end, ...expressions.map(endOf), ...statements.map(endOf));
  return { kind: "ErrorStatement", range: { start: range.start, end }, expressions, statements };
}

function endOf(node: { readonly range: Range }): number {
  return node.range.end;
}

/** The grammar read it, Python would not. */
export function wrongStatement(lowering: Lowering, piece: Piece, depth: number): Statement {
  const statement = brokenStatement(lowering, piece, depth);
  lowering.errors.push(statement.range);
  return statement;
}

/** Up to the end of the last statement in it: the grammar counts the blank lines and comments after a block to it. */
export function trimmed(lowering: Lowering, piece: Piece): Range {
  let last = piece;
  while (!simpleTypes.has(last.type)) {
    const inner = last.children.findLast(
      (child) =>
        isStatementPiece(child) || child.type === "Body" || (child.type === errorType && child.end > child.start),
    );
    if (inner === undefined) break;
    last = inner;
  }
  let end = last.end;
  while (end > piece.start && /\s/.test(lowering.text[end - 1] as string)) end--;
  // The semicolon after the last statement of a block belongs to the block.
  if (last !== piece && last.type !== errorType) {
    let semicolon = end;
    while (lowering.text[semicolon] === " " || lowering.text[semicolon] === "\t") semicolon++;
    if (lowering.text[semicolon] === ";" && semicolon < piece.end) end = semicolon + 1;
  }
  return { start: piece.start, end };
}

function lowerSimple(lowering: Lowering, piece: Piece, depth: number): Statement | undefined {
  const range = rangeOf(piece);
  const { children } = piece;
  switch (piece.type) {
    case "ExpressionStatement": {
      const value = lowerExpressionList(lowering, children, depth);
      return value === undefined ? undefined : { kind: "ExpressionStatement", range, value };
    }
    case "YieldStatement":
      return { kind: "ExpressionStatement", range, value: lowerYield(lowering, piece, depth) };
    case "AssignStatement":
      return lowerAssign(lowering, piece, depth);
    case "UpdateStatement": {
      const operator = children.findIndex((child) => child.type === "UpdateOp");
      const target = lowerExpressionList(lowering, children.slice(0, operator), depth);
      const value = lowerExpressionList(lowering, children.slice(operator + 1), depth);
      const sign = children[operator];
      if (target === undefined || value === undefined || sign === undefined) return undefined;
      const text = textOf(lowering, sign).slice(0, -1) as BinaryOperator;
      return { kind: "AugmentedAssign", range, target, operator: text, value };
    }
    case "ReturnStatement":
      return { kind: "Return", range, value: lowerExpressionList(lowering, children.slice(1), depth) };
    case "DeleteStatement":
      return { kind: "Delete", range, targets: lowerElements(lowering, children.slice(1), depth) };
    case "PassStatement":
      return { kind: "Pass", range };
    case "BreakStatement":
      return { kind: "Break", range };
    case "ContinueStatement":
      return { kind: "Continue", range };
    case "RaiseStatement": {
      const [, exception, word, cause] = children;
      if (word !== undefined && word.type !== "from") return undefined;
      return {
        kind: "Raise",
        range,
        exception: exception === undefined ? undefined : lowerExpression(lowering, exception, depth + 1),
        cause: cause === undefined ? undefined : lowerExpression(lowering, cause, depth + 1),
      };
    }
    case "AssertStatement": {
      const [test, message, ...more] = lowerElements(lowering, children.slice(1), depth);
      if (test === undefined || more.length > 0) return undefined;
      return { kind: "Assert", range, test, message };
    }
    case "ScopeStatement": {
      const names = children.slice(1).flatMap((child) => {
        const name = child.type === "VariableName" ? lowerName(lowering, child) : undefined;
        return name?.kind === "Name" ? [name] : [];
      });
      return { kind: "Global", range, isNonlocal: children[0]?.type === "nonlocal", names };
    }
    case "ImportStatement":
      return lowerImport(lowering, piece);
    case "TypeDefinition": {
      const name = children[1];
      const value = children.at(-1);
      if (name?.type !== "VariableName" || value === undefined) return undefined;
      return {
        kind: "TypeAlias",
        range,
        name: { kind: "Name", range: rangeOf(name), id: nameOf(lowering, name) },
        ...typeParametersOf(lowering, piece),
        value: lowerExpression(lowering, value, depth + 1),
      };
    }
  }
  return undefined;
}

function lowerAssign(lowering: Lowering, piece: Piece, depth: number): Statement | undefined {
  const range = rangeOf(piece);
  const groups = splitAt(piece.children, "AssignOp");
  const annotation = groups[0]?.find((child) => child.type === "TypeDef");
  if (annotation !== undefined) {
    const type = annotation.children[1];
    const target = lowerExpressionList(
      lowering,
      (groups[0] as Piece[]).filter((child) => child !== annotation),
      depth,
    );
    if (target === undefined || type === undefined || type.type === errorType || groups.length > 2) return undefined;
    return {
      kind: "AnnotatedAssign",
      range,
      target,
      annotation: lowerExpression(lowering, type, depth + 1),
      value: groups[1] === undefined ? undefined : lowerExpressionList(lowering, groups[1], depth),
    };
  }
  const targets: Expression[] = [];
  for (const group of groups) {
    const target = lowerExpressionList(lowering, group, depth);
    if (target === undefined) return undefined;
    targets.push(target);
  }
  const value = targets.pop();
  return value === undefined || targets.length === 0 ? undefined : { kind: "Assign", range, targets, value };
}
