import type { ClassDefinition, ExceptHandler, Expression, FunctionDefinition, If, Range, Statement } from "./ast.ts";
import { deepestTree, type Lowering, nameOf, rangeOf, textOf } from "./lower.ts";
import { lowerArguments, lowerParameters, typeParametersOf } from "./lower-arguments.ts";
import { lowerExpression, lowerExpressionList, lowerName, splitAt } from "./lower-expressions.ts";
import { brokenStatement, isStatementPiece, lowerStatement, trimmed, wrongStatement } from "./lower-statements.ts";
import { errorType, holdsErrorPiece, type Piece } from "./piece.ts";
import { forEachChild } from "./walk.ts";

/** Statements one after another, as in a module or a body. */
export function lowerBlock(lowering: Lowering, pieces: readonly Piece[], depth: number): Statement[] {
  const found: Statement[] = [];
  let decorators: { readonly start: number; readonly expressions: Expression[] } | undefined;
  for (const piece of flattened(pieces)) {
    if (piece.type === errorType) {
      const broken = brokenStatement(lowering, piece, depth);
      if (broken.range.end > broken.range.start) found.push(broken);
      continue;
    }
    if (!isStatementPiece(piece)) continue;
    const mark = piece.type === "ExpressionStatement" ? lowering.text[piece.start] : undefined;
    if (mark === "@") {
      decorators ??= { start: piece.start, expressions: [] };
      const aside = lowering.asides.get(piece.start);
      const inside = aside === undefined ? undefined : lowering.parts.readAside(lowering, aside);
      const value = inside === undefined ? undefined : lowerExpressionList(lowering, inside, depth);
      decorators.expressions.push(value ?? { kind: "ErrorExpression", range: trimmed(lowering, piece), parts: [] });
      continue;
    }
    // A notebook's magic: a line that does nothing.
    if ((mark === "%" || mark === "!" || mark === "?") && piece.children.length === 1) {
      found.push({ kind: "Pass", range: rangeOf(piece) });
      continue;
    }
    if (mark !== undefined && isHelp(lowering, piece)) {
      found.push({ kind: "Pass", range: rangeOf(piece) });
      continue;
    }
    const statement = lowerStatement(lowering, piece, depth);
    if (decorators === undefined) found.push(statement);
    else {
      const range = { start: decorators.start, end: statement.range.end };
      if (statement.kind === "FunctionDefinition" || statement.kind === "ClassDefinition") {
        found.push({ ...statement, range, decorators: [...decorators.expressions, ...statement.decorators] });
      } else {
        lowering.errors.push(range);
        found.push({ kind: "ErrorStatement", range, expressions: decorators.expressions, statements: [statement] });
      }
      decorators = undefined;
    }
  }
  if (decorators !== undefined) {
    const range = { start: decorators.start, end: decorators.expressions.at(-1)?.range.end ?? decorators.start + 1 };
    lowering.errors.push(range);
    found.push({ kind: "ErrorStatement", range, expressions: decorators.expressions, statements: [] });
  }
  return found;
}

function flattened(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.flatMap((piece) => (piece.type === "StatementGroup" ? piece.children : [piece]));
}

/** `name?` is one number to the grammar. */
function isHelp(lowering: Lowering, piece: Piece): boolean {
  const child = piece.children[0];
  return piece.children.length === 1 && child?.type === "Number" && !/^[.0-9]/.test(textOf(lowering, child));
}

function bodyOf(lowering: Lowering, body: Piece | undefined, depth: number): Statement[] {
  return body === undefined ? [] : lowerBlock(lowering, body.children, depth + 1);
}

export function lowerCompound(lowering: Lowering, piece: Piece, depth: number): Statement {
  const statement = lowerWhole(lowering, piece, depth);
  if (lowering.errors.length === 0) return statement;
  // What is broken may end behind the last statement that could be read.
  let { end } = statement.range;
  forEachChild(statement, (child) => {
    end = Math.max(end, child.range.end);
  });
  return end === statement.range.end ? statement : { ...statement, range: { start: statement.range.start, end } };
}

function lowerWhole(lowering: Lowering, piece: Piece, depth: number): Statement {
  if (holdsErrorPiece(piece)) return brokenStatement(lowering, piece, depth);
  const range = trimmed(lowering, piece);
  switch (piece.type) {
    case "FunctionDefinition":
      return lowerFunction(lowering, piece, range, depth) ?? wrongStatement(lowering, piece, depth);
    case "ClassDefinition":
      return lowerClass(lowering, piece, range, depth) ?? wrongStatement(lowering, piece, depth);
    case "DecoratedStatement":
      return lowerDecorated(lowering, piece, range, depth);
    case "IfStatement":
      return lowerIf(lowering, piece, range, depth);
    case "WhileStatement": {
      const [, test, body] = piece.children;
      const tests = piece.children.slice(
        1,
        piece.children.findIndex((child) => child.type === "Body"),
      );
      if (test === undefined || tests.length !== 1) return wrongStatement(lowering, piece, depth);
      return {
        kind: "While",
        range,
        test: lowerExpression(lowering, test, depth + 1),
        body: bodyOf(lowering, body, depth),
        orElse: bodyOf(lowering, bodyAfter(piece, "else"), depth),
      };
    }
    case "ForStatement":
      return lowerFor(lowering, piece, range, depth) ?? wrongStatement(lowering, piece, depth);
    case "WithStatement": {
      const word = textOf(lowering, piece).slice(0, 5);
      if (word === "match") return lowerMatch(lowering, piece, range, depth);
      return lowerWith(lowering, piece, range, depth) ?? wrongStatement(lowering, piece, depth);
    }
    case "TryStatement":
      return lowerTry(lowering, piece, range, depth);
  }
  return wrongStatement(lowering, piece, depth);
}

/** The body that follows a keyword. */
function bodyAfter(piece: Piece, keyword: string): Piece | undefined {
  const at = piece.children.findIndex((child) => child.type === keyword);
  return at < 0 ? undefined : piece.children.slice(at).find((child) => child.type === "Body");
}

function childOf(piece: Piece, type: string): Piece | undefined {
  return piece.children.find((child) => child.type === type);
}

function lowerFunction(lowering: Lowering, piece: Piece, range: Range, depth: number): FunctionDefinition | undefined {
  const name = childOf(piece, "VariableName");
  const list = childOf(piece, "ParamList");
  if (name === undefined || list === undefined) return undefined;
  const returns = childOf(piece, "TypeDef")?.children.at(-1);
  return {
    kind: "FunctionDefinition",
    range,
    name: nameOf(lowering, name),
    nameRange: rangeOf(name),
    decorators: [],
    ...typeParametersOf(lowering, piece),
    parameters: lowerParameters(lowering, list, depth + 1),
    returns: returns === undefined ? undefined : lowerExpression(lowering, returns, depth + 1),
    body: bodyOf(lowering, childOf(piece, "Body"), depth),
    isAsync: piece.children[0]?.type === "async",
  };
}

function lowerClass(lowering: Lowering, piece: Piece, range: Range, depth: number): ClassDefinition | undefined {
  const name = childOf(piece, "VariableName");
  const list = childOf(piece, "ArgList");
  if (name === undefined) return undefined;
  return {
    kind: "ClassDefinition",
    range,
    name: nameOf(lowering, name),
    nameRange: rangeOf(name),
    decorators: [],
    ...typeParametersOf(lowering, piece),
    bases: list === undefined ? [] : lowerArguments(lowering, list, depth + 1),
    body: bodyOf(lowering, childOf(piece, "Body"), depth),
  };
}

function lowerDecorated(lowering: Lowering, piece: Piece, range: Range, depth: number): Statement {
  const decorators = piece.children
    .filter((child) => child.type === "Decorator")
    .map((decorator) => lowerDecorator(lowering, decorator, depth + 1));
  const definition = piece.children.at(-1) as Piece;
  const statement = lowerStatement(lowering, definition, depth);
  if (statement.kind === "FunctionDefinition" || statement.kind === "ClassDefinition") {
    return { ...statement, range, decorators };
  }
  return { kind: "ErrorStatement", range, expressions: decorators, statements: [statement] };
}

/** `@name.name(…)`: to the grammar a row of names. */
function lowerDecorator(lowering: Lowering, piece: Piece, depth: number): Expression {
  if (depth + piece.children.length > 2 * deepestTree) {
    lowering.errors.push(rangeOf(piece));
    return { kind: "ErrorExpression", range: trimmed(lowering, piece), parts: [] };
  }
  let value: Expression | undefined;
  for (const child of piece.children) {
    if (child.type === "VariableName") {
      if (value === undefined) value = lowerName(lowering, child);
      else {
        value = {
          kind: "Attribute",
          range: { start: value.range.start, end: child.end },
          value,
          attribute: nameOf(lowering, child),
          attributeStart: child.start,
        };
      }
    } else if (child.type === "ArgList" && value !== undefined) {
      value = {
        kind: "Call",
        range: { start: value.range.start, end: child.end },
        function: value,
        arguments: lowerArguments(lowering, child, depth),
      };
    }
  }
  if (value !== undefined && !holdsErrorPiece(piece)) return value;
  const { start, end } = trimmed(lowering, piece);
  const range = { start, end: Math.max(end, value?.range.end ?? end) };
  return { kind: "ErrorExpression", range, parts: value === undefined ? [] : [value] };
}

/** An `elif` is an `If` of its own, alone in the `orElse` of the one before. */
function lowerIf(lowering: Lowering, piece: Piece, range: Range, depth: number): Statement {
  const clauses: { start: number; test: Expression; body: Statement[] }[] = [];
  let orElse: Statement[] = [];
  const { children } = piece;
  const bodies = children.filter((child) => child.type === "Body").length;
  if (depth + bodies > deepestTree) return wrongStatement(lowering, { ...piece, children: [] }, depth);
  let from = 0;
  for (let at = 0; at < children.length; at++) {
    const body = children[at] as Piece;
    if (body.type !== "Body") continue;
    const [keyword, test, ...more] = children.slice(from, at);
    from = at + 1;
    if (keyword?.type === "else") orElse = bodyOf(lowering, body, depth + clauses.length);
    else if (keyword === undefined || test === undefined || more.length > 0)
      return wrongStatement(lowering, piece, depth);
    else {
      clauses.push({
        start: keyword.start,
        test: lowerExpression(lowering, test, depth + clauses.length + 1),
        body: bodyOf(lowering, body, depth + clauses.length),
      });
    }
  }
  let result: If | undefined;
  const lasts = [...clauses.map((clause) => clause.body), orElse].map((body) => body.at(-1)?.range.end ?? 0);
  const end = Math.max(range.end, ...lasts);
  for (const clause of clauses.reverse()) {
    result = {
      kind: "If",
      range: { start: clause.start, end },
      test: clause.test,
      body: clause.body,
      orElse: result === undefined ? orElse : [result],
    };
  }
  return result ?? wrongStatement(lowering, piece, depth);
}

function lowerFor(lowering: Lowering, piece: Piece, range: Range, depth: number): Statement | undefined {
  const { children } = piece;
  const isAsync = children[0]?.type === "async";
  const keyword = children.findIndex((child) => child.type === "in");
  const body = children.findIndex((child) => child.type === "Body");
  const target = lowerExpressionList(lowering, children.slice(isAsync ? 2 : 1, keyword), depth);
  const iterable = lowerExpressionList(lowering, children.slice(keyword + 1, body), depth);
  if (target === undefined || iterable === undefined) return undefined;
  return {
    kind: "For",
    range,
    target,
    iterable,
    body: bodyOf(lowering, children[body], depth),
    orElse: bodyOf(lowering, bodyAfter(piece, "else"), depth),
    isAsync,
  };
}

function lowerWith(lowering: Lowering, piece: Piece, range: Range, depth: number): Statement | undefined {
  const isAsync = piece.children[0]?.type === "async";
  const header = piece.children.slice(isAsync ? 2 : 1).filter((child) => child.type !== "Body");
  const items: { context: Expression; target: Expression | undefined }[] = [];
  let isTarget = false;
  for (const child of header) {
    if (child.type === ",") {
      isTarget = textOf(lowering, child) !== ",";
      continue;
    }
    const value = lowerExpression(lowering, child, depth + 1);
    const last = items.at(-1);
    if (isTarget && last !== undefined && last.target === undefined) last.target = value;
    else items.push({ context: value, target: undefined });
    isTarget = false;
  }
  const only = items[0];
  if (only === undefined) return undefined;
  // `with (a, b):` has two items, not a tuple, which nothing could enter.
  const isWrapped = items.length === 1 && only.target === undefined && only.context.kind === "Tuple";
  return {
    kind: "With",
    range,
    items:
      isWrapped && only.context.kind === "Tuple"
        ? only.context.elements.map((context) => ({ context, target: undefined }))
        : items,
    body: bodyOf(lowering, childOf(piece, "Body"), depth),
    isAsync,
  };
}

/** To the grammar a `with _:`, and each `case` in it one more: `with _, guard:`. */
function lowerMatch(lowering: Lowering, piece: Piece, range: Range, depth: number): Statement {
  const aside = lowering.asides.get(piece.start);
  const inside = aside === undefined ? undefined : lowering.parts.readAside(lowering, aside);
  const subject = inside === undefined ? undefined : lowerExpressionList(lowering, inside, depth);
  const clauses = childOf(piece, "Body")?.children.filter((child) => child.type !== ":") ?? [];
  const isWhole = clauses.every(
    (child) => child.type === "WithStatement" && textOf(lowering, child).startsWith("case") && !holdsErrorPiece(child),
  );
  if (subject === undefined || !isWhole) return wrongStatement(lowering, piece, depth);
  return {
    kind: "Match",
    range,
    subject,
    cases: clauses.map((clause) => {
      const guard = splitAt(clause.children, ",")[1]?.find((child) => child.type !== "Body");
      return {
        range: trimmed(lowering, clause),
        captures: (lowering.captures.get(clause.start) ?? []).map((capture) => ({
          kind: "Name" as const,
          range: capture,
          id: nameOf(lowering, { ...capture, type: "VariableName", children: [] }),
        })),
        guard: guard === undefined ? undefined : lowerExpression(lowering, guard, depth + 2),
        body: bodyOf(lowering, childOf(clause, "Body"), depth + 1),
      };
    }),
  };
}

function lowerTry(lowering: Lowering, piece: Piece, range: Range, depth: number): Statement {
  const handlers: ExceptHandler[] = [];
  let body: Statement[] = [];
  let orElse: Statement[] = [];
  let finallyBody: Statement[] = [];
  let from = 0;
  piece.children.forEach((child, at) => {
    if (child.type !== "Body") return;
    const header = piece.children.slice(from, at);
    from = at + 1;
    const statements = bodyOf(lowering, child, depth);
    const keyword = header[0];
    if (keyword?.type === "else") orElse = statements;
    else if (keyword?.type === "finally") finallyBody = statements;
    else if (keyword?.type === "except") {
      const rest = header.slice(1).filter((part) => part.type !== "*");
      const comma = rest.find((part) => part.type === ",");
      // Python 2's `except Error, name:`.
      if (comma !== undefined) lowering.errors.push(rangeOf(comma));
      const [first, , alias] = rest;
      const aside = lowering.asides.get(keyword.start);
      const row = aside === undefined ? undefined : lowering.parts.readAside(lowering, aside);
      const several = row === undefined ? undefined : lowerExpressionList(lowering, row, depth);
      const type = first === undefined ? undefined : (several ?? lowerExpression(lowering, first, depth + 1));
      const name = alias === undefined ? undefined : lowerName(lowering, alias);
      handlers.push({
        range: { start: keyword.start, end: trimmed(lowering, child).end },
        type,
        name: name?.kind === "Name" ? name : undefined,
        body: statements,
      });
    } else body = statements;
  });
  if (handlers.length === 0 && finallyBody.length === 0) lowering.errors.push({ start: range.end, end: range.end });
  return { kind: "Try", range, body, handlers, orElse, finallyBody };
}
