/**
 * The text as the grammar should see it: of the same length, with the Python that it does not know
 * written in Python that it does. Whoever reads the tree looks at the original text and sees what
 * was meant: a `~` that is a `*`, a `with` that is a `match`.
 *
 * - `1.` is `10`; strings have no content, adjacent ones are one, f-strings are sets of their fields
 * - a bare `yield`, `print`, and soft keywords used as names are plain names
 * - `with (a as b):` loses its parentheses; `as` in a `with` is a comma, so that any target may follow
 * - `match x:` is `with _:`, and `case pattern if guard:` is `with _, guard:`
 * - an unusual decorator is `0`; a `yield` in an f-string and a row of exceptions are `_`; these and what a `match` looks
 *   at are read on their own, in parentheses
 * - `lazy import a` is `import a`; a star where the grammar has none is a `~`; what a type parameter is by default is blank
 * - line breaks are `\n`, and so is a form feed that begins a line; continued lines are one line, comments are blank
 */
import type { Range } from "./ast.ts";
import { type Editor, openBuffer } from "./mask-buffer.ts";
import { isPlainDecorator, readMatchHeader } from "./mask-soft.ts";
import type { Token } from "./tokens.ts";

export interface Mask {
  readonly text: string;
  /** Runs of adjacent string literals, by where they start: the tokens that they consist of, nested ones included. */
  readonly strings: ReadonlyMap<number, readonly Token[]>;
  /** The names that a `case` binds, by where the `case` starts. */
  readonly captures: ReadonlyMap<number, readonly Range[]>;
  /** Expressions that the grammar has no place for where they stand, masked and in parentheses, by where they start. */
  readonly asides: ReadonlyMap<number, Aside>;
}

/** `text` is to be read as if it stood at `start`. */
export interface Aside {
  readonly start: number;
  readonly text: string;
}

interface Bracket {
  readonly kind: "call" | "parameters" | "subscript" | "types" | "other";
  readonly isBrace: boolean;
  lambdas: number;
  isForTarget: boolean;
}

const keywordsBeforeOperand = new Set(
  "and or not in is if else elif for while return yield lambda assert del raise from await with as import print".split(
    " ",
  ),
);
const endsOfYield = new Set([")", "]", "}", ";", ",", "=", ":"]);

/** Masks the statement that begins at `start`; `tokens` are its own. */
export function maskStatement(text: string, start: number, end: number, tokens: readonly Token[]): Mask {
  const buffer = openBuffer(text, start, end);
  const strings = new Map<number, readonly Token[]>();
  const captures = new Map<number, readonly Range[]>();
  const asides = new Map<number, Aside>();
  const code: Token[] = [];
  const waiting: { readonly at: number; readonly range: Range }[] = [];
  for (const token of tokens) {
    if (token.type === "comment" || token.type === "continuation") buffer.blank(token);
    else code.push(token);
  }
  const owned = new Uint8Array(code.length);
  const fields: { isEnded: boolean }[] = [];
  const outermost: Bracket = { kind: "other", isBrace: false, lambdas: 0, isForTarget: false };
  const brackets: Bracket[] = [outermost];
  const caseColumns: number[] = [];
  let lineStart = start;
  let isStatementStart = true;
  let isLogicalLineStart = true;
  let statementKeyword = "";
  let isAfterIn = false;
  /** The bracket that closed the last list of type parameters. */
  let typesEnd = -1;

  for (let index = 0; index < code.length; index++) {
    const token = code[index] as Token;
    const previous = code[index - 1];
    const next = code[index + 1];
    const top = brackets.at(-1) ?? outermost;
    const startsStatement = isStatementStart;
    const startsLine = isLogicalLineStart;
    isStatementStart = false;
    isLogicalLineStart = false;
    if (startsLine) {
      for (let at = lineStart; at < token.start; at++) {
        if (text[at] !== "\f") continue;
        buffer.put(at, "\n");
        lineStart = at + 1;
      }
    }
    if (startsStatement) {
      statementKeyword = token.text;
      isAfterIn = false;
    }

    switch (token.type) {
      case "newline":
        buffer.blank(token);
        buffer.put(token.end - 1, "\n");
        lineStart = token.end;
        brackets.length = 1;
        brackets[0] = { kind: "other", isBrace: false, lambdas: 0, isForTarget: false };
        isStatementStart = true;
        isLogicalLineStart = true;
        continue;
      case "magic":
      case "magicValue":
        buffer.replace(token, "0");
        continue;
      case "bad":
        buffer.replace(token, "?");
        continue;
      case "number":
        maskNumber(buffer, text, token);
        continue;
      case "string":
      case "formatStart":
        if (owned[index] === 0) ownStrings(index);
        continue;
      case "fieldOpen":
        fields.push({ isEnded: false });
        continue;
      case "fieldMark":
      case "fieldClose": {
        const field = fields.at(-1);
        // `{3,}` has its comma.
        if (field !== undefined && !field.isEnded) buffer.put(token.start, previous?.text === "," ? " " : ",");
        if (field !== undefined) field.isEnded = true;
        if (token.type === "fieldClose") fields.pop();
        continue;
      }
      case "comment":
      case "continuation":
      case "formatText":
      case "formatEnd":
        continue;
      case "name":
      case "operator":
        break;
    }

    if (token.type === "name") {
      maskName(index, startsStatement, startsLine, top);
      continue;
    }
    switch (token.text) {
      case "(":
      case "[":
      case "{":
        brackets.push({ kind: bracketKind(index), isBrace: token.text === "{", lambdas: 0, isForTarget: false });
        break;
      case ")":
      case "]":
      case "}":
        if (brackets.length > 1 && brackets.pop()?.kind === "types") typesEnd = index;
        break;
      case ";":
        isStatementStart = brackets.length === 1;
        break;
      case ":":
        if (top.lambdas > 0) top.lambdas--;
        else if (brackets.length === 1) isStatementStart = true;
        break;
      case ",":
        if (top.lambdas > 0 && next?.text === ":") buffer.blank(token);
        break;
      case "/":
        if (top.lambdas > 0 && previous?.text === ",") buffer.put(token.start, "_");
        break;
      case "@":
        if (startsLine && !isPlainDecorator(code, index)) maskDecorator(index);
        break;
      case "=":
        if (top.kind === "types") maskDefault(index);
        break;
      case ":=":
        if (top.isBrace) maskNamed(index);
        break;
      case "*":
        if (isForeignStar(previous, top)) buffer.put(token.start, "~");
        break;
    }
  }
  // What is read on its own is taken out when the rest is done: its strings are masked by then.
  for (const { at, range } of waiting) {
    asides.set(at, { start: range.start - 1, text: `(${buffer.slice(range.start, range.end)})` });
  }
  return { text: buffer.text(), strings, captures, asides };

  /** Up to the end of its line, which the next statement follows. */
  function maskDecorator(index: number): void {
    const at = (code[index] as Token).start;
    let end = index + 1;
    while (end < code.length && code[end]?.type !== "newline") end++;
    const last = code[end - 1] as Token;
    waiting.push({ at, range: { start: at + 1, end: last.end } });
    buffer.later({ start: at, end: last.end }, 0, "0");
  }

  /** `except Error, OtherError:` without parentheses; `except Error, name:` is Python 2's, and stays. */
  function maskExcept(index: number): void {
    let depth = 0;
    let commas = 0;
    let end = index + 1;
    for (; end < code.length; end++) {
      const { type, text } = code[end] as Token;
      if (type === "newline" || (depth === 0 && text === ":")) break;
      if (text === "(" || text === "[" || text === "{") depth++;
      else if (text === ")" || text === "]" || text === "}") depth--;
      else if (depth === 0 && text === ",") commas++;
    }
    const last = code[end - 1] as Token;
    const isOldForm = commas === 1 && code[end - 2]?.text === "," && !/^[A-Z]/.test(last.text);
    const first = code[code[index + 1]?.text === "*" ? index + 2 : index + 1];
    if (commas === 0 || isOldForm || first === undefined) return;
    const range = { start: first.start, end: last.end };
    waiting.push({ at: (code[index] as Token).start, range });
    buffer.later(range, 0, "_");
  }

  /** A `yield` with a value, in a field of an f-string: the grammar has it in parentheses only. */
  function maskField(index: number): void {
    let depth = 0;
    let end = index + 1;
    for (; end < code.length; end++) {
      const { type } = code[end] as Token;
      if (depth === 0 && (type === "fieldMark" || type === "fieldClose" || type === "newline")) break;
      if (type === "fieldOpen") depth++;
      else if (type === "fieldClose") depth--;
    }
    const range = { start: (code[index] as Token).start, end: (code[end - 1] as Token).end };
    waiting.push({ at: (code[index - 1] as Token).end, range });
    buffer.later(range, 0, "_");
  }

  /** From the `=` to the comma or bracket after the default. */
  function maskDefault(index: number): void {
    buffer.later({ start: (code[index] as Token).start, end: endOfElement(index, "]") });
  }

  /** `{1, x := 2}`: in a set the grammar has it in parentheses only. */
  function maskNamed(index: number): void {
    const name = code[index - 1] as Token;
    if (name.type !== "name") return;
    const range = { start: name.start, end: endOfElement(index, "}") };
    waiting.push({ at: name.start, range });
    buffer.later(range, 0, "_");
  }

  /** Where what begins at a token ends: before the comma, the bracket or the loop after it. */
  function endOfElement(index: number, closing: "]" | "}"): number {
    let depth = 0;
    let end = index + 1;
    for (; end < code.length; end++) {
      const { type, text } = code[end] as Token;
      if (type === "newline" || (depth === 0 && (text === "," || text === closing || /^(?:async|for)$/.test(text))))
        break;
      if (text === "(" || text === "[" || text === "{") depth++;
      else if (text === ")" || text === "]" || text === "}") depth--;
    }
    return (code[end - 1] as Token).end;
  }

  function bracketKind(index: number): Bracket["kind"] {
    const previous = code[index - 1];
    const text = code[index]?.text;
    if (previous === undefined) return "other";
    if (text === "(" && (code[index - 2]?.text === "def" || typesEnd === index - 1)) return "parameters";
    const isAfterOperand =
      (previous.type === "name" && !keywordsBeforeOperand.has(previous.text)) ||
      previous.type === "string" ||
      previous.type === "formatEnd" ||
      previous.text === ")" ||
      previous.text === "]" ||
      previous.text === "}";
    if (!isAfterOperand) return "other";
    if (text === "[" && /^(?:def|class|type)$/.test(code[index - 2]?.text ?? "") && code[index - 3]?.text !== ".") {
      return "types";
    }
    return text === "(" ? "call" : text === "[" ? "subscript" : "other";
  }

  /** A star that the grammar knows nothing of: in an index, a loop, an annotation, after `+=`. */
  function isForeignStar(previous: Token | undefined, top: Bracket): boolean {
    if (previous === undefined) return false;
    const startsElement = previous.text === "," || previous.text === "[" || previous.text === "(";
    if (top.kind === "subscript") return startsElement;
    if (top.kind === "parameters") return previous.text === ":";
    if (top.isForTarget) return previous.text === "," || previous.text === "for" || startsElement;
    if (brackets.length > 1) return false;
    if (isAfterIn) return previous.text === "in" || previous.text === ",";
    return previous.type === "operator" && previous.text.length > 1 && /^[^=!<>]+=$/.test(previous.text);
  }

  function maskName(index: number, startsStatement: boolean, startsLine: boolean, top: Bracket): void {
    const token = code[index] as Token;
    const next = code[index + 1];
    const isAttribute = code[index - 1]?.text === ".";
    switch (token.text) {
      case "print":
        buffer.put(token.start, "P");
        break;
      case "yield":
        if (code[index - 1]?.type === "fieldOpen" && next?.type.startsWith("field") === false) maskField(index);
        else if (
          next === undefined ||
          next.type === "newline" ||
          next.type.startsWith("field") ||
          endsOfYield.has(next.text)
        ) {
          buffer.put(token.start, "Y");
        }
        break;
      case "lambda":
        top.lambdas++;
        break;
      case "for":
        if (!isAttribute) top.isForTarget = true;
        break;
      case "in":
        if (top.isForTarget) {
          top.isForTarget = false;
          isAfterIn = brackets.length === 1 && (statementKeyword === "for" || statementKeyword === "async");
        }
        break;
      case "lazy": {
        const isImport = startsStatement && next?.type === "name" && (next.text === "import" || next.text === "from");
        if (!isImport) break;
        buffer.blank(next);
        buffer.replace(token, next.text);
        break;
      }
      case "except":
        if (startsStatement) maskExcept(index);
        break;
      case "with":
        if (startsStatement || code[index - 1]?.text === "async") maskWith(index);
        break;
      case "type":
        if (!(startsStatement && next?.type === "name" && /^[=[]$/.test(code[index + 2]?.text ?? ""))) {
          buffer.put(token.start, "T");
        }
        break;
      case "match":
      case "case": {
        const header = startsLine
          ? readMatchHeader(code, index, token.start - lineStart, caseColumns, text)
          : undefined;
        if (header === undefined) buffer.put(token.start, token.text === "match" ? "M" : "C");
        else {
          buffer.replace(token, "with");
          if (header.subject !== undefined) {
            waiting.push({ at: token.start, range: header.subject });
            buffer.later(header.subject, header.subject.start === token.end ? 1 : 0, "_");
          }
          if (header.pattern !== undefined) {
            const { range, guard } = header.pattern;
            for (let at = index + 1; (code[at]?.end ?? Number.POSITIVE_INFINITY) <= range.end; at++) owned[at] = 1;
            captures.set(token.start, header.captures);
            // What is in the pattern is blanked when the rest is done: its strings are masked by then.
            buffer.later(range, range.start === token.end ? 1 : 0, "_");
            if (guard !== undefined) buffer.replace(guard, ",");
          }
        }
        break;
      }
    }
  }

  function maskWith(index: number): void {
    let depth = 0;
    let close = -1;
    let end = index + 1;
    const aliases: Token[] = [];
    for (; end < code.length; end++) {
      const token = code[end] as Token;
      if (token.type === "newline") break;
      if (token.text === "(" || token.text === "[" || token.text === "{") depth++;
      else if (token.text === ")" || token.text === "]" || token.text === "}") {
        depth--;
        if (depth === 0 && close < 0) close = end;
      } else if (token.text === ":" && depth === 0) break;
      else if (token.text === "as" && depth <= 1) aliases.push(token);
    }
    const open = code[index + 1];
    const isWrapped = open?.text === "(" && close === end - 1 && aliases.length > 0;
    if (isWrapped) {
      buffer.blank(open);
      buffer.blank(code[close] as Token);
      buffer.blankLineBreaks(open.end, (code[close] as Token).start);
    }
    for (const alias of aliases) buffer.replace(alias, ",");
  }

  /** Takes all adjacent literals as one; an f-string among them makes it a set of their fields. */
  function ownStrings(first: number): void {
    let end = first;
    let depth = 0;
    let isFormat = false;
    for (; end < code.length; end++) {
      const { type } = code[end] as Token;
      if (type === "formatStart") {
        isFormat = true;
        depth++;
      } else if (type === "formatEnd") depth--;
      else if (depth === 0 && type !== "string") break;
      const isOwn = type === "formatEnd" ? depth === 0 : depth === 0 || (depth === 1 && type.startsWith("format"));
      if (isOwn) {
        owned[end] = 1;
        buffer.blank(code[end] as Token);
      } else if (depth === 1 && type.startsWith("field")) buffer.blank(code[end] as Token);
    }
    const run = code.slice(first, end);
    const from = (run[0] as Token).start;
    const to = (run.at(-1) as Token).end;
    strings.set(from, run);
    if (!isFormat) buffer.blankLineBreaks(from, to);
    buffer.put(from, isFormat ? "{" : '"');
    buffer.put(to - 1, isFormat ? "}" : '"');
  }
}

/** A dot without digits after it is a digit to the grammar. */
function maskNumber(buffer: Editor, text: string, token: Token): void {
  const dot = text.indexOf(".", token.start);
  if (dot < 0 || dot >= token.end || dot === token.start) return;
  const after = text[dot + 1] ?? "";
  if (dot + 1 >= token.end || !/[0-9]/.test(after)) buffer.put(dot, "0");
}
