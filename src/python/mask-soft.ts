/** Words that are keywords only where they stand as one: `match`, `case`; and decorators beyond the grammar's. */
import type { Range } from "./ast.ts";
import type { Token } from "./tokens.ts";

export interface MatchHeader {
  /** Of a `match`: what stands between the word and the colon. */
  readonly subject: Range | undefined;
  readonly captures: readonly Range[];
  /** For a `case`: what to blank, and the `if` of its guard. */
  readonly pattern: { readonly range: Range; readonly guard: Token | undefined } | undefined;
}

const notCaptures = new Set(["_", "None", "True", "False", "as", "if"]);

/**
 * Reads a line that starts with `match` or `case`, or says that the word is a name there. A `match`
 * counts only if a `case` is on the next line with anything on it; `caseColumns` remembers where, as a stack.
 */
export function readMatchHeader(
  code: readonly Token[],
  index: number,
  column: number,
  caseColumns: number[],
  text: string,
): MatchHeader | undefined {
  while (caseColumns.length > 0 && (caseColumns.at(-1) as number) > column) caseColumns.pop();
  const isMatch = code[index]?.text === "match";
  if (!isMatch && caseColumns.at(-1) !== column) return undefined;
  let depth = 0;
  let end = index + 1;
  let guard: Token | undefined;
  for (; end < code.length; end++) {
    const token = code[end] as Token;
    if (token.type === "newline") return undefined;
    if (token.text === "(" || token.text === "[" || token.text === "{") depth++;
    else if (token.text === ")" || token.text === "]" || token.text === "}") depth--;
    else if (depth === 0 && token.text === ":") break;
    else if (depth === 0 && token.text === "if" && guard === undefined) guard = token;
  }
  if (end === code.length || end === index + 1) return undefined;
  if (isMatch) {
    let next = end + 1;
    while (code[next]?.type === "newline") next++;
    const word = code[next];
    if (next === end + 1 || word?.text !== "case") return undefined;
    const caseColumn = word.start - startOfLine(text, word.start);
    if (caseColumn <= column) return undefined;
    caseColumns.push(caseColumn);
    const subject = { start: (code[index + 1] as Token).start, end: (code[end - 1] as Token).end };
    return { subject, captures: [], pattern: undefined };
  }
  const patternEnd = guard === undefined ? end : code.indexOf(guard, index);
  const pattern = code.slice(index + 1, patternEnd);
  const first = pattern[0];
  const last = pattern.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return {
    subject: undefined,
    captures: capturesOf(pattern),
    pattern: { range: { start: first.start, end: last.end }, guard },
  };
}

function startOfLine(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== "\n" && text[start - 1] !== "\r" && text[start - 1] !== "\f") start--;
  return start;
}

/** A name in a pattern is bound, unless it is part of a dotted name, a class or a keyword. */
function capturesOf(pattern: readonly Token[]): Range[] {
  const captures: Range[] = [];
  for (const [index, token] of pattern.entries()) {
    if (token.type !== "name" || notCaptures.has(token.text)) continue;
    const next = pattern[index + 1]?.text;
    if (pattern[index - 1]?.text === "." || next === "." || next === "(" || next === "=") continue;
    captures.push({ start: token.start, end: token.end });
  }
  return captures;
}

/** `@name.name(…)`, the only kind that the grammar knows. */
export function isPlainDecorator(code: readonly Token[], at: number): boolean {
  let index = at + 1;
  while (code[index]?.type === "name" && code[index + 1]?.text === ".") index += 2;
  if (code[index]?.type !== "name") return false;
  index++;
  if (code[index]?.text === "(") {
    let depth = 0;
    for (; index < code.length; index++) {
      const text = code[index]?.text;
      if (text === "(" || text === "[" || text === "{") depth++;
      else if ((text === ")" || text === "]" || text === "}") && --depth === 0) break;
    }
    index++;
  }
  return code[index] === undefined || code[index]?.type === "newline";
}
