/** What stands around a cursor, from the text before it: enough to know what may be written there, also in half-typed code. */

import type { Range } from "../../python/ast.ts";
import { scanStatement, type Token } from "../../python/tokens.ts";

/** A bracket that is open at the cursor. */
export interface OpenBracket {
  readonly bracket: "(" | "[" | "{";
  /** The dotted name before it, `model.compile`; empty where there is none. */
  readonly callee: string;
  /** The parameters of a `def` or the bases of a `class`, not a call. */
  readonly isDefinition: boolean;
  /** The commas so far. */
  readonly index: number;
  /** Of the argument that the cursor is in: the name before its `=`. */
  readonly keyword: string | undefined;
  /** The names that stand as or before an argument, or as a parameter, so far. */
  readonly names: readonly string[];
  /** In a dict: whether the cursor is after the colon. */
  readonly isValue: boolean;
}

export type CursorPlace =
  /** `typed` is the first thing on its line, and a statement may start there. */
  | { readonly kind: "statement"; readonly typed: string; readonly range: Range }
  /** `typed`, which may be empty, is the first thing of an argument, parameter, element, key or value. */
  | { readonly kind: "value"; readonly typed: string; readonly range: Range; readonly brackets: readonly OpenBracket[] }
  /** In a plain string that is the first thing of such a place; `range` is its content as far as it is typed. */
  | {
      readonly kind: "string";
      readonly typed: string;
      readonly range: Range;
      readonly quote: string;
      readonly brackets: readonly OpenBracket[];
    }
  | { readonly kind: "comment"; readonly typed: string; readonly range: Range }
  | { readonly kind: "other" };

const other: CursorPlace = { kind: "other" };

/** Statements that a bracket left open further up cannot hold. */
const statementWords: ReadonlySet<string> = new Set(
  "def class import from with while try return raise del assert global nonlocal pass break continue if for elif else".split(
    " ",
  ),
);
const openings: ReadonlySet<string> = new Set(["(", "[", "{"]);

interface Open {
  bracket: "(" | "[" | "{";
  callee: string;
  isDefinition: boolean;
  index: number;
  keyword: string | undefined;
  names: string[];
  isValue: boolean;
}

export function cursorPlace(text: string, offset: number): CursorPlace {
  const head = text.slice(0, offset);
  const tokens = lastStatement(head);
  const last = tokens.at(-1);
  if (last?.type === "comment" && last.end === offset) {
    return { kind: "comment", typed: head.slice(last.start), range: { start: last.start, end: offset } };
  }
  const open = last?.type === "bad" && last.end === offset ? openString(head, last) : undefined;
  const word = last?.type === "name" && last.end === offset ? last : undefined;
  const before = word === undefined && open === undefined ? tokens : tokens.slice(0, -1);
  const { brackets, previous } = readBrackets(before, head, open === undefined ? "" : open.before);
  if (open !== undefined) {
    if (!isFirstOfPlace(previous, brackets)) return other;
    return {
      kind: "string",
      typed: head.slice(open.start),
      range: { start: open.start, end: offset },
      quote: open.quote,
      brackets,
    };
  }
  const start = word?.start ?? offset;
  const typed = head.slice(start);
  const range = { start, end: offset };
  if (brackets.length > 0)
    return isFirstOfPlace(previous, brackets) ? { kind: "value", typed, range, brackets } : other;
  const isLineStart = before.length === 0 || before.at(-1)!.type === "newline";
  return isLineStart && /^[ \t]*$/.test(head.slice(head.lastIndexOf("\n") + 1, start)) && word !== undefined
    ? { kind: "statement", typed, range }
    : other;
}

/** The call whose arguments the cursor is among, wherever in them; undefined where it is in none. */
export function openCallAt(text: string, offset: number): OpenBracket | undefined {
  const head = text.slice(0, offset);
  const tokens = lastStatement(head);
  const last = tokens.at(-1);
  // Words of a comment, or of a text that is still open, are no arguments.
  if (last !== undefined && last.end === offset && (last.type === "comment" || last.type === "bad")) {
    if (last.type === "comment" || openString(head, last) !== undefined) return undefined;
  }
  const top = readBrackets(tokens, head, "").brackets.at(-1);
  return top?.bracket === "(" && !top.isDefinition && top.callee !== "" ? top : undefined;
}

/** The tokens of the top-level statement that the text ends in. */
function lastStatement(head: string): readonly Token[] {
  const unclosed = new Set<number>();
  let at = head.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (;;) {
    const { tokens, end } = scanStatement(head, at, unclosed);
    if (end >= head.length || end <= at) return tokens;
    at = end;
  }
}

/** The string that a token without an end opens, after the brackets that were never closed either. */
function openString(head: string, token: Token): { start: number; quote: string; before: string } | undefined {
  const match = /^([([{]*)(["'])(?!\2)/.exec(head.slice(token.start, token.end)) ?? emptyString(head, token);
  if (match === undefined) return undefined;
  const [whole, before, quote] = match as unknown as [string, string, string];
  return { start: token.start + whole.length, quote, before };
}

/** `"` alone, with nothing in it yet. */
function emptyString(head: string, token: Token): RegExpExecArray | undefined {
  return /^([([{]*)(["'])$/.exec(head.slice(token.start, token.end)) ?? undefined;
}

/** `before` are brackets that belong to the token left out at the end. */
function readBrackets(
  tokens: readonly Token[],
  head: string,
  before: string,
): { readonly brackets: readonly OpenBracket[]; readonly previous: string } {
  let stack: Open[] = [];
  let chain = "";
  /** What the last token says, and the one before it: a name, an operator, or a word for its kind. */
  let previous = "";
  let definition = "";
  const say = (said: string): void => {
    const top = stack.at(-1);
    if (openings.has(said)) {
      const isDefinition = definition !== "";
      stack.push({
        bracket: said as Open["bracket"],
        callee: isDefinition ? definition : /[\w)\]]$/.test(previous) ? chain : "",
        isDefinition,
        index: 0,
        keyword: undefined,
        names: [],
        isValue: false,
      });
      definition = "";
    } else if (said === ")" || said === "]" || said === "}") {
      stack.pop();
    } else if (said === "," && top !== undefined) {
      top.index++;
      top.keyword = undefined;
      top.isValue = false;
    } else if (said === "=" && top?.bracket === "(" && top.keyword === undefined && /^[A-Za-z_]/.test(previous)) {
      top.keyword = previous;
    } else if (said === ":" && top?.bracket === "{") {
      top.isValue = true;
    }
    if (said !== "." && !/^\w/.test(said)) chain = "";
    previous = said;
  };
  tokens.forEach((token, at) => {
    switch (token.type) {
      case "name": {
        const isLineStart = at === 0 || tokens[at - 1]!.type === "newline";
        if (isLineStart && statementWords.has(token.text)) stack = [];
        if (/^(?:def|class)$/.test(previous)) definition = token.text;
        const top = stack.at(-1);
        if (top !== undefined && /^[(,*]+$/.test(previous)) top.names.push(token.text);
        const before = previous;
        say(token.text);
        chain = before === "." && chain !== "" ? `${chain}.${token.text}` : token.text;
        return;
      }
      case "operator":
        if (token.text === "." && chain !== "") previous = ".";
        else say(token.text);
        return;
      case "bad":
        for (const character of head.slice(token.start, token.end)) {
          if (openings.has(character)) say(character);
          else previous = "?";
        }
        return;
      case "newline":
      case "comment":
      case "continuation":
        return;
      default:
        chain = "";
        previous = token.type === "string" ? '"' : "?";
    }
  });
  for (const character of before) say(character);
  return { brackets: stack, previous };
}

/** Whether what follows `previous` is the first thing of an argument, an element, a key or a value. */
function isFirstOfPlace(previous: string, brackets: readonly OpenBracket[]): boolean {
  const top = brackets.at(-1);
  if (top === undefined) return false;
  if (openings.has(previous) || previous === ",") return true;
  return (previous === "=" && top.keyword !== undefined) || (previous === ":" && top.bracket === "{" && top.isValue);
}
