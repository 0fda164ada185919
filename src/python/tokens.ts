/**
 * Cuts a text into tokens, one top-level statement at a time.
 *
 * The grammar needs help with parts of Python (see `mask.ts`), and that help must know what is a
 * string, a bracket or the start of a line. Cutting at top-level statements keeps a half-typed one
 * from spoiling its neighbours, and lets a keystroke re-read only the statement that it is in.
 */

export type TokenType =
  | "name"
  | "number"
  | "string"
  | "operator"
  | "newline"
  | "comment"
  /** A backslash and the line break after it. */
  | "continuation"
  /** A notebook's `%magic`, `!command` or `help?`, to the end of its line. */
  | "magic"
  /** The same on the right of an assignment. */
  | "magicValue"
  /** The prefix and opening quotes of an f-string or t-string, its literal text, its closing quotes. */
  | "formatStart"
  | "formatText"
  | "formatEnd"
  /** `{` of a replacement field; what ends its expression (`=`, `!r`, `:`); its `}`. */
  | "fieldOpen"
  | "fieldMark"
  | "fieldClose"
  /** Not Python: a stray character, a bracket never closed, a string without an end. */
  | "bad";

export interface Token {
  readonly type: TokenType;
  readonly start: number;
  readonly end: number;
  /** The text of a name or operator; "" for the others. */
  readonly text: string;
}

export interface Scan {
  readonly tokens: readonly Token[];
  /** Where the next top-level statement begins, or the end of the text. */
  readonly end: number;
  /** How far the text was looked at. */
  readonly lookedTo: number;
}

/** Python's own limit on nested brackets. */
const deepestBrackets = 200;
const mostRestarts = 8;

/** No expression goes over a line that starts with one of these: a bracket still open was never closed. */
const statementKeywords = new Set(
  "def class import while with try return raise del assert global nonlocal pass break continue".split(" "),
);
const clauseKeywords = new Set(["else", "elif", "except", "finally"]);

const operators = new Set(
  "... **= //= <<= >>= -> := == != <= >= <> += -= *= /= %= @= &= |= ^= ** // << >> + - * / % @ & | ^ ~ < > = . , : ; ( ) [ ] { }".split(
    " ",
  ),
);

interface Level {
  readonly type: "bracket" | "text" | "field" | "spec";
  readonly start: number;
  readonly bracket: string;
  readonly quote: string;
  readonly isRaw: boolean;
  readonly tokenCount: number;
}

const namePattern = /[A-Za-z_\u00a1-\ufefe\uff00-\uffff][A-Za-z0-9_\u00a1-\ufefe\uff00-\uffff]*/y;
const numberPattern =
  /0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:[0-9][0-9_]*(?:\.(?:[0-9][0-9_]*)?)?|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9][0-9_]*)?[jJ]?/y;
const stringStartPattern = /(?:[rR][bBfFtT]?|[bBfFtT][rR]?|[uU])?("""|'''|"|')/y;
const wordPattern = /[A-Za-z_]+/y;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/**
 * Tokens of the top-level statement (with its clauses and decorators) that begins at `from`, the
 * start of a line. `unclosed` are brackets found never to be closed, here or further on; it grows.
 */
export function scanStatement(text: string, from: number, unclosed: Set<number>): Scan {
  let lookedTo = 0;
  for (let restarts = 0; ; restarts++) {
    const attempt = scan(text, from, unclosed, restarts < mostRestarts);
    lookedTo = Math.max(lookedTo, attempt.lookedTo);
    if ("tokens" in attempt) return { tokens: attempt.tokens, end: attempt.end, lookedTo };
    for (const bracket of attempt.unclosed) unclosed.add(bracket);
  }
}

type Attempt =
  | { readonly tokens: readonly Token[]; readonly end: number; readonly lookedTo: number }
  | { readonly unclosed: readonly number[]; readonly lookedTo: number };

function scan(text: string, from: number, unclosed: ReadonlySet<number>, mayRestart: boolean): Attempt {
  const tokens: Token[] = [];
  const levels: Level[] = [];
  /** Brackets beyond the deepest level, which are only counted. */
  const deep: number[] = [];
  let deepToken = 0;
  const length = text.length;
  let at = from;
  let lineStart = from;
  /** Index of the first token of the logical line. */
  let lineToken = 0;
  let hasStatement = false;
  /** Where the f-string in quotes of one line begins whose field has gone over a line's end, and whether it went wrong. */
  let crossing: { readonly start: number; isWrong: boolean } | undefined;

  const push = (type: TokenType, end: number, tokenText = ""): void => {
    const last = tokens.at(-1);
    if (type === "bad" && last?.type === "bad" && last.end === at) {
      tokens.pop();
      at = last.start;
    }
    if (type === "bad" && crossing !== undefined) crossing.isWrong = true;
    tokens.push({ type, start: at, end, text: tokenText });
    at = end;
  };
  const restart = (lookedTo: number): Attempt => {
    const open = levels.filter((level) => level.type === "bracket").map((level) => level.start);
    return { unclosed: open.concat(deep), lookedTo };
  };
  /** A field may go on over the lines' ends, as long as it looks as if the f-string will be closed. */
  const mayCross = (index: number): boolean => {
    const { start } = levels[index] as Level;
    if (!mayRestart || unclosed.has(start)) return false;
    crossing ??= { start, isWrong: false };
    return true;
  };
  /** A string without an end takes all tokens since its start with it. */
  const spoil = (index: number, end: number): void => {
    const level = levels[index] as Level;
    tokens.length = level.tokenCount;
    levels.length = index;
    at = level.start;
    push("bad", end);
  };

  while (true) {
    const level = levels.at(-1);
    if (crossing !== undefined) {
      if (crossing.isWrong) return { unclosed: [crossing.start], lookedTo: at + 1 };
      if (outermostShortText(levels) < 0) crossing = undefined;
    }
    if (level !== undefined && (level.type === "text" || level.type === "spec")) {
      const stop = endOfFormatText(text, at, level);
      if (stop > at) push("formatText", stop);
      const next = text[at];
      if (next === undefined || (level.quote.length === 1 && (next === "\n" || next === "\r"))) {
        if (crossing !== undefined) {
          crossing.isWrong = true;
          continue;
        }
        const outer = levels.findIndex(
          (entry) => entry.type === "text" && (next === undefined || entry.quote.length === 1),
        );
        spoil(outer, at);
      } else if (next === "{") {
        levels.push({ ...level, type: "field", start: at, tokenCount: tokens.length });
        push("fieldOpen", at + 1);
      } else if (next === "}" && level.type === "spec") {
        levels.pop();
        levels.pop();
        push("fieldClose", at + 1);
      } else if (level.type === "text" && text.startsWith(level.quote, at)) {
        levels.pop();
        push("formatEnd", at + level.quote.length);
      } else {
        // A single `}` in the text, or the closing quote inside a format: read on as text.
        if (level.type === "spec") {
          spoil(
            levels.findIndex((entry) => entry.type === "text"),
            endOfLine(text, at),
          );
        } else push("formatText", at + 1);
      }
      continue;
    }

    if (at === lineStart && (at === from || levels.length === 0 || mayRestart)) {
      let first = at;
      // A form feed begins the line anew: what stands before it is no indentation.
      let margin = at;
      for (; text[first] === " " || text[first] === "\t" || text[first] === "\f"; first++) {
        if (text[first] === "\f") margin = first + 1;
      }
      const character = text[first];
      if (character !== undefined && character !== "\n" && character !== "\r" && character !== "#") {
        if (levels.length === 0) {
          lineToken = tokens.length;
          const word = matchAt(wordPattern, text, first)?.[0] ?? "";
          if (first === margin && hasStatement && !clauseKeywords.has(word))
            return { tokens, end: at, lookedTo: first + word.length + 1 };
          if (character === "%" || character === "!" || character === "?") {
            at = first;
            push("magic", endOfLine(text, first));
          }
          hasStatement = character !== "@" || first !== margin;
        } else if (mayRestart && levels.every((entry) => entry.type === "bracket")) {
          const word = matchAt(wordPattern, text, first)?.[0] ?? "";
          const end = first + word.length;
          if (statementKeywords.has(word) && !isNamePart(text, end)) return restart(end + 1);
        } else if (crossing !== undefined) {
          const word = matchAt(wordPattern, text, first)?.[0] ?? "";
          if (statementKeywords.has(word)) return { unclosed: [crossing.start], lookedTo: first + word.length + 1 };
        }
      }
    }
    if (at >= length) {
      if (crossing !== undefined) return { unclosed: [crossing.start], lookedTo: length + 1 };
      const outer = levels.findIndex((entry) => entry.type !== "bracket");
      if (outer >= 0) {
        spoil(outer, length);
        continue;
      }
      if (levels.length > 0 && mayRestart) return restart(length + 1);
      return { tokens, end: length, lookedTo: length + 1 };
    }

    const character = text[at] as string;
    if (character === " " || character === "\t" || character === "\f") {
      at++;
    } else if (character === "\n" || character === "\r") {
      const end = character === "\r" && text[at + 1] === "\n" ? at + 2 : at + 1;
      const short = outermostShortText(levels);
      if (short >= 0 && !mayCross(short)) {
        spoil(short, at);
        continue;
      }
      if (levels.length === 0) push("newline", end);
      else at = end;
      lineStart = end;
    } else if (character === "#") {
      const short = outermostShortText(levels);
      if (short >= 0 && !mayCross(short)) spoil(short, endOfLine(text, at));
      else push("comment", endOfLine(text, at));
    } else if (character === "\\") {
      const next = text[at + 1];
      if (next === "\n" || next === "\r")
        push("continuation", next === "\r" && text[at + 2] === "\n" ? at + 3 : at + 2);
      else push("bad", at + 1);
    } else if (isDigit(character) || (character === "." && isDigit(text[at + 1]))) {
      push("number", numberEnd(text, at));
    } else if (isStringStart(text, at)) {
      readString();
    } else {
      const name = matchAt(namePattern, text, at)?.[0];
      if (name !== undefined) push("name", at + name.length, name);
      else if (level?.type === "field" && readFieldMark(level)) continue;
      else {
        const stop = readOperator();
        if (stop !== undefined) return stop;
      }
    }
  }

  function readString(): void {
    const opening = matchAt(stringStartPattern, text, at) as RegExpExecArray;
    const quote = opening[1] as string;
    const prefix = opening[0].slice(0, -quote.length).toLowerCase();
    const bodyStart = at + opening[0].length;
    if (/[ft]/.test(prefix) && levels.length < deepestBrackets) {
      levels.push({
        type: "text",
        start: at,
        bracket: "",
        quote,
        isRaw: prefix.includes("r"),
        tokenCount: tokens.length,
      });
      push("formatStart", bodyStart);
      return;
    }
    const end = endOfString(text, bodyStart, quote);
    const short = outermostShortText(levels);
    if (end === undefined || (short >= 0 && /[\r\n]/.test(text.slice(at, end)) && !mayCross(short))) {
      const stop = end === undefined && quote.length === 3 ? length : endOfLine(text, at);
      if (levels.some((entry) => entry.type === "text"))
        spoil(
          levels.findIndex((entry) => entry.type === "text"),
          stop,
        );
      else push("bad", stop);
    } else push("string", end);
  }

  function readFieldMark(level: Level): boolean {
    const character = text[at];
    const next = text[at + 1];
    if (character === "}") {
      levels.pop();
      push("fieldClose", at + 1);
    } else if (character === ":") {
      levels.push({ ...level, type: "spec", start: at, tokenCount: tokens.length });
      push("fieldMark", at + 1);
    } else if (character === "!" && next !== "=") {
      const end = /[A-Za-z]/.test(next ?? "") ? at + 2 : at + 1;
      push("fieldMark", end);
    } else if (character === "=" && next !== "=" && !/[=!<>]/.test(text[at - 1] ?? "")) {
      push("fieldMark", at + 1);
    } else return false;
    return true;
  }

  function readOperator(): Attempt | undefined {
    const character = text[at] as string;
    if (unclosed.has(at)) {
      push("bad", at + 1);
      return;
    }
    if (character === "(" || character === "[" || character === "{") {
      if (levels.length >= deepestBrackets) {
        if (deep.length === 0) deepToken = tokens.length;
        deep.push(at);
        push("bad", at + 1);
        return;
      }
      levels.push({
        type: "bracket",
        start: at,
        bracket: character,
        quote: "",
        isRaw: false,
        tokenCount: tokens.length,
      });
      push("operator", at + 1, character);
      return;
    }
    if (character === ")" || character === "]" || character === "}") {
      const opening = character === ")" ? "(" : character === "]" ? "[" : "{";
      const outermostDeep = deep[0];
      if (outermostDeep !== undefined) {
        deep.pop();
        const end = at + 1;
        if (deep.length === 0) {
          tokens.length = deepToken;
          at = outermostDeep;
        }
        push("bad", end);
        return;
      }
      const top = levels.at(-1);
      if (top?.type === "bracket" && top.bracket !== opening && mayRestart) {
        const skipped: number[] = [];
        for (let index = levels.length - 1; index >= 0; index--) {
          const entry = levels[index] as Level;
          if (entry.type !== "bracket") break;
          if (entry.bracket === opening) return { unclosed: skipped, lookedTo: at + 1 };
          skipped.push(entry.start);
        }
      }
      if (top?.type === "bracket" && top.bracket === opening) {
        levels.pop();
        push("operator", at + 1, character);
      } else push("bad", at + 1);
      return;
    }
    const previous = tokens.at(-1);
    const isAtDepthZero = levels.length === 0;
    if (isAtDepthZero && previous?.text === "=" && (character === "%" || (character === "!" && text[at + 1] !== "="))) {
      push("magicValue", endOfLine(text, at));
      return;
    }
    if (isAtDepthZero && character === "?") {
      const end = endOfLine(text, at);
      const first = tokens[lineToken];
      const isHelp =
        first !== undefined &&
        /^\?{1,2}\s*$/.test(text.slice(at, end)) &&
        tokens.slice(lineToken).every((token) => token.type === "name" || token.text === "." || token.text === "*");
      if (isHelp) {
        tokens.length = lineToken;
        at = first.start;
        push("magic", end);
        return;
      }
    }
    for (let size = 3; size > 0; size--) {
      const operator = text.slice(at, at + size);
      if (operators.has(operator)) {
        push("operator", at + operator.length, operator);
        return;
      }
    }
    push("bad", at + 1);
  }
}

/** `f"{…"` on one line is where a broken f-string ends; -1 when every f-string around is triple-quoted. */
function outermostShortText(levels: readonly Level[]): number {
  return levels.findIndex((level) => level.type === "text" && level.quote.length === 1);
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= "0" && character <= "9";
}

function isNamePart(text: string, at: number): boolean {
  const character = text[at];
  return character !== undefined && /[A-Za-z0-9_\u00a1-\uffff]/.test(character);
}

function isStringStart(text: string, at: number): boolean {
  const character = text[at] as string;
  if (character === '"' || character === "'") return true;
  return "rRbBfFtTuU".includes(character) && matchAt(stringStartPattern, text, at) !== null;
}

/** `1.__class__` is no number with a fraction; `1.e5`, `1.j` and `1.` are. */
function numberEnd(text: string, at: number): number {
  return at + (matchAt(numberPattern, text, at)?.[0].length ?? 1);
}

function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== "\n" && text[at] !== "\r") at++;
  return at;
}

/** After the closing quotes, or undefined when there are none. */
function endOfString(text: string, from: number, quote: string): number | undefined {
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === "\\") {
      at++;
      if (text[at] === "\r" && text[at + 1] === "\n") at++;
    } else if (quote.length === 1 && (character === "\n" || character === "\r")) return undefined;
    else if (character === quote[0] && text.startsWith(quote, at)) return at + quote.length;
  }
  return undefined;
}

/** Where the literal text of an f-string, or of a format inside one, stops. */
function endOfFormatText(text: string, from: number, level: Level): number {
  const isSpec = level.type === "spec";
  let at = from;
  for (; at < text.length; at++) {
    const character = text[at];
    if (character === "{") {
      if (isSpec || text[at + 1] !== "{") return at;
      at++;
    } else if (character === "}") {
      if (isSpec || text[at + 1] !== "}") return at;
      at++;
    } else if (character === "\\") {
      const next = text[at + 1];
      if (next === "{" || next === "}") continue;
      if (!level.isRaw && next === "N" && text[at + 2] === "{") {
        const close = text.indexOf("}", at);
        if (close > 0 && /^[A-Za-z0-9 -]*$/.test(text.slice(at + 3, close))) {
          at = close;
          continue;
        }
      }
      at++;
      if (next === "\r" && text[at + 1] === "\n") at++;
    } else if (level.quote.length === 1 && (character === "\n" || character === "\r")) return at;
    else if (character === level.quote[0] && text.startsWith(level.quote, at)) return at;
  }
  return Math.min(at, text.length);
}
