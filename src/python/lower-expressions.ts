import type { ComprehensionClause, Expression, Range } from "./ast.ts";
import { joinedString, numberValue, stringValue } from "./literal.ts";
import { deepestTree, isExpressionPiece, type Lowering, nameOf, rangeOf, textOf } from "./lower.ts";
import { isOperation, lowerOperation } from "./lower-operators.ts";
import { errorType, holdsErrorPiece, type Piece } from "./piece.ts";

/** `depth` counts the nodes above. */
export function lowerExpression(lowering: Lowering, piece: Piece, depth: number): Expression {
  const range = rangeOf(piece);
  if (depth > deepestTree) {
    lowering.errors.push(range);
    return { kind: "ErrorExpression", range, parts: [] };
  }
  if (isOperation(piece)) {
    return lowerOperation(lowering, piece, depth, (operand, below) => lowerExpression(lowering, operand, below));
  }
  switch (piece.type) {
    case "VariableName":
      return lowerName(lowering, piece);
    case "Number":
      return lowerNumber(lowering, piece);
    case "String":
      return lowerString(lowering, piece);
    case "None":
      return { kind: "Constant", range, value: null };
    case "Boolean":
      return { kind: "Constant", range, value: textOf(lowering, piece) === "True" };
    case "Ellipsis":
      return { kind: "Constant", range, value: { type: "ellipsis" } };
    case "CallExpression":
      return lowerCall(lowering, piece, depth);
    case "MemberExpression":
      return lowerMember(lowering, piece, depth);
    case "SetExpression":
    case "DictionaryExpression":
      if (lowering.text[piece.start] !== "{") return lowerFormat(lowering, piece, depth);
  }
  if (holdsErrorPiece(piece)) return brokenExpression(lowering, piece, depth);
  switch (piece.type) {
    case "ParenthesizedExpression": {
      const inner = lowerElements(lowering, piece.children.slice(1, -1), depth)[0];
      return inner ?? { kind: "ErrorExpression", range, parts: [] };
    }
    case "TupleExpression":
      return {
        kind: "Tuple",
        range,
        elements: lowerElements(lowering, piece.children.slice(1, -1), depth),
        isParenthesized: true,
      };
    case "ArrayExpression":
      return { kind: "List", range, elements: lowerElements(lowering, piece.children.slice(1, -1), depth) };
    case "SetExpression":
      return {
        kind: "SetLiteral",
        range,
        elements: lowerElements(lowering, withAsides(lowering, piece.children.slice(1, -1)), depth),
      };
    case "DictionaryExpression":
      return { kind: "Dict", range, entries: lowerEntries(lowering, piece.children.slice(1, -1), depth) };
    case "ComprehensionExpression":
    case "ArrayComprehensionExpression":
    case "SetComprehensionExpression":
    case "DictionaryComprehensionExpression":
      return lowerComprehension(lowering, piece.children.slice(1, -1), piece.type, range, depth);
    case "ConditionalExpression": {
      const [body, , test, , orElse] = piece.children;
      if (body === undefined || test === undefined || orElse === undefined) break;
      return {
        kind: "Conditional",
        range,
        test: lowerExpression(lowering, test, depth + 1),
        body: lowerExpression(lowering, body, depth + 1),
        orElse: lowerExpression(lowering, orElse, depth + 1),
      };
    }
    case "NamedExpression": {
      const [target, , value] = piece.children;
      if (target === undefined || value === undefined) break;
      return lowerNamed(lowering, target, value, depth);
    }
    case "LambdaExpression":
      return lowerLambda(lowering, piece, depth);
    case "YieldExpression":
      return lowerYield(lowering, piece, depth);
  }
  return brokenExpression(lowering, piece, depth);
}

/** What could be read of a piece that the grammar gave up on. */
export function brokenExpression(lowering: Lowering, piece: Piece, depth: number): Expression {
  return { kind: "ErrorExpression", range: rangeOf(piece), parts: expressionsIn(lowering, piece.children, depth) };
}

/** All expressions among the pieces, those inside errors too. */
export function expressionsIn(lowering: Lowering, pieces: readonly Piece[], depth: number): Expression[] {
  if (depth > deepestTree) return [];
  const found: Expression[] = [];
  for (const piece of pieces) {
    if (isExpressionPiece(piece)) found.push(lowerExpression(lowering, piece, depth + 1));
    else if (piece.children.length > 0) found.push(...expressionsIn(lowering, piece.children, depth + 1));
  }
  return found;
}

/** Expressions between commas; `*` before one makes it starred. */
export function lowerElements(lowering: Lowering, pieces: readonly Piece[], depth: number): Expression[] {
  const elements: Expression[] = [];
  let star: Piece | undefined;
  for (const piece of pieces) {
    if (piece.type === ",") continue;
    if (piece.type === "*") {
      star = piece;
      continue;
    }
    if (piece.type === errorType) {
      elements.push(brokenExpression(lowering, piece, depth));
      continue;
    }
    const value = lowerExpression(lowering, piece, depth + 1);
    if (star === undefined) elements.push(value);
    else elements.push({ kind: "Starred", range: { start: star.start, end: piece.end }, value });
    star = undefined;
  }
  return elements;
}

/** `a, b` without parentheses is a tuple; `a` alone is itself. */
export function lowerExpressionList(
  lowering: Lowering,
  pieces: readonly Piece[],
  depth: number,
): Expression | undefined {
  // A kind of space that Python refuses is a name to the grammar, and to us no part of the statement.
  const end = pieces.at(-1);
  if (end !== undefined && pieces.at(-2)?.type === "," && textOf(lowering, end).trim() === "") {
    lowering.errors.push(rangeOf(end));
    pieces = pieces.slice(0, -1);
  }
  const elements = lowerElements(lowering, pieces, depth);
  const first = pieces[0];
  const last = pieces.at(-1);
  if (first === undefined || last === undefined) return undefined;
  if (!pieces.some((piece) => piece.type === ",")) return elements[0];
  return { kind: "Tuple", range: { start: first.start, end: last.end }, elements, isParenthesized: false };
}

/** The children of a piece up to each token of the given type, which is left out. */
export function splitAt(pieces: readonly Piece[], type: string): Piece[][] {
  const groups: Piece[][] = [[]];
  for (const piece of pieces) {
    if (piece.type === type) groups.push([]);
    else groups.at(-1)?.push(piece);
  }
  return groups;
}

export function lowerName(lowering: Lowering, piece: Piece): Expression {
  const id = nameOf(lowering, piece);
  const range = rangeOf(piece);
  // Where a name is missing the grammar puts an empty one.
  if (id === "") return { kind: "ErrorExpression", range, parts: [] };
  if (id === "yield") return { kind: "Yield", range, isFrom: false, value: undefined };
  return { kind: "Name", range, id };
}

function lowerNumber(lowering: Lowering, piece: Piece): Expression {
  const literal = textOf(lowering, piece);
  const range = rangeOf(piece);
  // A notebook's `!command` or `%magic`: no mistake, but nothing that could be read either.
  if (/^[!%?]/.test(literal)) return { kind: "ErrorExpression", range, parts: [] };
  const value = numberValue(literal);
  if (value !== undefined) return { kind: "Constant", range, value };
  lowering.errors.push(range);
  return { kind: "ErrorExpression", range, parts: [] };
}

function lowerString(lowering: Lowering, piece: Piece): Expression {
  const range = rangeOf(piece);
  const run = lowering.strings.get(piece.start);
  const value = run === undefined ? undefined : stringValue(lowering.text, run);
  if (value !== undefined) return { kind: "Constant", range, value };
  lowering.errors.push(range);
  return { kind: "ErrorExpression", range, parts: [] };
}

/** The place of the first piece that begins at `offset` or behind it. */
function firstFrom(pieces: readonly Piece[], offset: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** An f-string: to the grammar, a set of the expressions in its fields. */
function lowerFormat(lowering: Lowering, piece: Piece, depth: number): Expression {
  const run = lowering.strings.get(piece.start);
  // An error inside may have ended the set early.
  if (run === undefined || run.at(-1)?.end !== piece.end) return brokenExpression(lowering, piece, depth);
  const pieces = piece.children.slice(1, -1);
  return joinedString(lowering.text, run, (start, end) => {
    const aside = lowering.asides.get(start);
    const inside: Piece[] = [];
    for (let at = firstFrom(pieces, start); at < pieces.length && pieces[at]!.start < end; at++)
      if (pieces[at]!.end <= end) inside.push(pieces[at]!);
    const whole = aside === undefined ? inside : lowering.parts.readAside(lowering, aside);
    const value =
      whole === undefined || whole.some((child) => child.type === errorType)
        ? undefined
        : lowerExpressionList(lowering, whole, depth);
    if (value !== undefined) return value;
    lowering.errors.push({ start, end });
    return { kind: "ErrorExpression", range: { start, end }, parts: expressionsIn(lowering, inside, depth) };
  });
}

/** With those that are read on their own, as `x := 1`, in their place. */
function withAsides(lowering: Lowering, elements: readonly Piece[]): readonly Piece[] {
  return elements.flatMap((element) => {
    const aside = element.type === "VariableName" ? lowering.asides.get(element.start) : undefined;
    return (aside && lowering.parts.readAside(lowering, aside)) ?? [element];
  });
}

function lowerNamed(lowering: Lowering, target: Piece, value: Piece, depth: number): Expression {
  const range = { start: target.start, end: value.end };
  const name = lowerExpression(lowering, target, depth + 1);
  const lowered = lowerExpression(lowering, value, depth + 1);
  if (name.kind === "Name") return { kind: "NamedExpression", range, target: name, value: lowered };
  lowering.errors.push(rangeOf(target));
  return { kind: "ErrorExpression", range, parts: [name, lowered] };
}

function lowerCall(lowering: Lowering, piece: Piece, depth: number): Expression {
  const [callee, list] = piece.children;
  if (callee === undefined || list?.type !== "ArgList") return brokenExpression(lowering, piece, depth);
  return {
    kind: "Call",
    range: rangeOf(piece),
    function: lowerExpression(lowering, callee, depth + 1),
    arguments: lowering.parts.lowerArguments(lowering, list, depth + 1),
  };
}

function lowerMember(lowering: Lowering, piece: Piece, depth: number): Expression {
  const [object, mark, ...rest] = piece.children;
  if (object === undefined || mark === undefined || holdsErrorPiece(piece)) {
    return brokenExpression(lowering, piece, depth);
  }
  const value = lowerExpression(lowering, object, depth + 1);
  const property = rest[0];
  if (mark.type === "." && property !== undefined) {
    return {
      kind: "Attribute",
      range: rangeOf(piece),
      value,
      attribute: nameOf(lowering, property),
      attributeStart: property.start,
    };
  }
  const inside = rest.slice(0, -1);
  const groups = splitAt(inside, ",");
  const hasComma = groups.length > 1;
  if (groups.length > 1 && groups.at(-1)?.length === 0) groups.pop();
  const elements = groups.map((group) => lowerIndex(lowering, group, depth + 1));
  const first = inside[0];
  const last = inside.at(-1);
  if (first === undefined || last === undefined) return brokenExpression(lowering, piece, depth);
  // `x[*a]` is `x[(*a,)]`.
  const isTuple = hasComma || elements[0]?.kind === "Starred";
  const index: Expression = isTuple
    ? { kind: "Tuple", range: { start: first.start, end: last.end }, elements, isParenthesized: false }
    : (elements[0] as Expression);
  return { kind: "Subscript", range: rangeOf(piece), value, index };
}

function lowerIndex(lowering: Lowering, pieces: readonly Piece[], depth: number): Expression {
  const first = pieces[0];
  const last = pieces.at(-1);
  const start = first?.start ?? 0;
  const end = last?.end ?? start;
  // `x[y := 1]` has its three parts side by side.
  const walrus = pieces.findIndex((piece) => piece.type === "AssignOp");
  if (walrus === 1 && first !== undefined && pieces[2] !== undefined) {
    return lowerNamed(lowering, first, pieces[2], depth);
  }
  if (!pieces.some((piece) => piece.type === ":")) {
    return lowerElements(lowering, pieces, depth)[0] ?? { kind: "ErrorExpression", range: { start, end }, parts: [] };
  }
  const [lower, upper, step] = splitAt(pieces, ":").map((group) => lowerElements(lowering, group, depth)[0]);
  return { kind: "Slice", range: { start, end }, lower, upper, step };
}

function lowerLambda(lowering: Lowering, piece: Piece, depth: number): Expression {
  const [keyword, list, , body] = piece.children;
  if (keyword === undefined || list === undefined || body === undefined) {
    return brokenExpression(lowering, piece, depth);
  }
  return {
    kind: "Lambda",
    range: rangeOf(piece),
    keywordRange: rangeOf(keyword),
    parameters: lowering.parts.lowerParameters(lowering, list, depth + 1),
    body: lowerExpression(lowering, body, depth + 1),
  };
}

/** Of a `YieldExpression` or a `YieldStatement`. */
export function lowerYield(lowering: Lowering, piece: Piece, depth: number): Expression {
  const isFrom = piece.children[1]?.type === "from";
  const value = lowerExpressionList(lowering, piece.children.slice(isFrom ? 2 : 1), depth);
  return { kind: "Yield", range: rangeOf(piece), isFrom, value };
}

function lowerEntries(lowering: Lowering, pieces: readonly Piece[], depth: number) {
  const entries: { key: Expression | undefined; value: Expression }[] = [];
  for (const group of splitAt(pieces, ",")) {
    const [first, , third] = group;
    if (first === undefined) continue;
    if (first.type === "**" && group[1] !== undefined) {
      entries.push({ key: undefined, value: lowerExpression(lowering, group[1], depth + 1) });
    } else if (third !== undefined) {
      const key = lowerExpression(lowering, first, depth + 1);
      entries.push({ key, value: lowerExpression(lowering, third, depth + 1) });
    }
  }
  return entries;
}

const comprehensionForms = {
  ComprehensionExpression: "generator",
  ArrayComprehensionExpression: "list",
  SetComprehensionExpression: "set",
  DictionaryComprehensionExpression: "dict",
} as const;

/** `pieces` are the element and its clauses, without brackets. */
export function lowerComprehension(
  lowering: Lowering,
  pieces: readonly Piece[],
  type: keyof typeof comprehensionForms,
  range: Range,
  depth: number,
): Expression {
  const form = comprehensionForms[type];
  const firstClause = pieces.findIndex((piece) => piece.type === "for" || piece.type === "async");
  const head = withAsides(lowering, pieces.slice(0, firstClause));
  const parts = form === "dict" ? splitAt(head, ":") : [[], head];
  const key = lowerElements(lowering, parts[0] ?? [], depth + 1)[0];
  const element = lowerElements(lowering, parts[1] ?? [], depth + 1)[0];
  if (element === undefined || (form === "dict" && key === undefined)) {
    lowering.errors.push(range);
    return { kind: "ErrorExpression", range, parts: expressionsIn(lowering, pieces, depth) };
  }
  const clauses = lowerClauses(lowering, pieces.slice(firstClause), depth + 1);
  return { kind: "Comprehension", range, form, key, element, clauses };
}

function lowerClauses(lowering: Lowering, pieces: readonly Piece[], depth: number): ComprehensionClause[] {
  const clauses: (ComprehensionClause & { readonly conditions: Expression[] })[] = [];
  let isAsync = false;
  for (let at = 0; at < pieces.length; ) {
    const { type } = pieces[at] as Piece;
    at++;
    if (type === "async") isAsync = true;
    else if (type === "if") {
      const condition = lowerElements(lowering, pieces.slice(at, at + 1), depth)[0];
      if (condition !== undefined) clauses.at(-1)?.conditions.push(condition);
      at++;
    } else if (type === "for") {
      const keyword = pieces.findIndex((piece, index) => index >= at && piece.type === "in");
      if (keyword < 0) break;
      const target = lowerExpressionList(lowering, pieces.slice(at, keyword), depth);
      const iterable = lowerExpressionList(lowering, pieces.slice(keyword + 1, keyword + 2), depth);
      if (target === undefined || iterable === undefined) break;
      clauses.push({ target, iterable, conditions: [], isAsync });
      isAsync = false;
      at = keyword + 2;
    }
  }
  return clauses;
}
