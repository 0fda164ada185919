/** What lowering needs to know of the statement that it is at work on. */
import type { Argument, Parameters, Range, Statement } from "./ast.ts";
import type { Aside } from "./mask.ts";
import type { Piece } from "./piece.ts";
import type { Token } from "./tokens.ts";

export interface Lowering {
  /** The whole text, as written. */
  readonly text: string;
  readonly strings: ReadonlyMap<number, readonly Token[]>;
  readonly captures: ReadonlyMap<number, readonly Range[]>;
  readonly asides: ReadonlyMap<number, Aside>;
  /** Grows as lowering finds what the grammar let pass. */
  readonly errors: Range[];
  readonly parts: LoweringParts;
}

/** Grammar is mutually recursive, files are not: what an inner form needs of an outer one is handed in. */
export interface LoweringParts {
  readonly lowerArguments: (lowering: Lowering, list: Piece, depth: number) => Argument[];
  readonly lowerParameters: (lowering: Lowering, list: Piece, depth: number) => Parameters;
  readonly lowerBlock: (lowering: Lowering, pieces: readonly Piece[], depth: number) => Statement[];
  readonly lowerCompound: (lowering: Lowering, piece: Piece, depth: number) => Statement;
  /** The pieces between the parentheses of what is read on its own; undefined where the grammar gave up. */
  readonly readAside: (lowering: Lowering, aside: Aside) => readonly Piece[] | undefined;
}

/** A deeper tree would overflow the stack of whoever walks it; Python itself stops at about as many levels. */
export const deepestTree = 400;

export function rangeOf(piece: { readonly start: number; readonly end: number }): Range {
  return { start: piece.start, end: piece.end };
}

export function textOf(lowering: Lowering, piece: { readonly start: number; readonly end: number }): string {
  return lowering.text.slice(piece.start, piece.end);
}

/** Python compares names in normal form. */
export function nameOf(lowering: Lowering, piece: Piece): string {
  const text = textOf(lowering, piece);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII is meant.
  return shared(/^[\x00-\x7f]*$/.test(text) ? text : text.normalize("NFKC"));
}

const names = new Map<string, string>();
const mostNames = 20_000;

/** One string for all places that have the same name: maps find it sooner, and it does not hold the text it was cut from. */
function shared(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  if (names.size >= mostNames) names.clear();
  const copy = Array.from(name).join("");
  names.set(copy, copy);
  return copy;
}

export function isExpressionPiece(piece: Piece): boolean {
  return expressionTypes.has(piece.type);
}

const expressionTypes = new Set([
  "VariableName",
  "Number",
  "String",
  "None",
  "Boolean",
  "Ellipsis",
  "ParenthesizedExpression",
  "TupleExpression",
  "ComprehensionExpression",
  "ArrayExpression",
  "ArrayComprehensionExpression",
  "DictionaryExpression",
  "DictionaryComprehensionExpression",
  "SetExpression",
  "SetComprehensionExpression",
  "CallExpression",
  "MemberExpression",
  "BinaryExpression",
  "UnaryExpression",
  "AwaitExpression",
  "ConditionalExpression",
  "LambdaExpression",
  "NamedExpression",
  "YieldExpression",
  "FormatString",
  "ContinuedString",
]);
