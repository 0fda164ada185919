/** Where the values of a JSON text stand, so that one can be replaced and every other byte stay. The text is valid JSON. */

import type { Range } from "../python/ast.ts";

/** The place of an object's member; undefined where there is none. Of several with one key the last counts, as to a parser. */
export function memberAt(text: string, object: Range, key: string): Range | undefined {
  let found: Range | undefined;
  for (const name of valuesIn(text, object)) {
    const colon = skipSpace(text, name.end);
    if (text[colon] !== ":") continue;
    const start = skipSpace(text, colon + 1);
    if (JSON.parse(text.slice(name.start, name.end)) === key) found = { start, end: endOfValue(text, start) };
  }
  return found;
}

/** The places of an array's elements. */
export function elementsAt(text: string, array: Range): Range[] {
  return [...valuesIn(text, array)];
}

/** The place of the whole document's value. */
export function documentAt(text: string): Range {
  const start = skipSpace(text, 0);
  return { start, end: endOfValue(text, start) };
}

/** What stands directly in an object or array: elements, or keys and values in turn. */
function* valuesIn(text: string, { start, end }: Range): Generator<Range> {
  for (let at = skipSpace(text, start + 1); at < end - 1; ) {
    if (text[at] === "," || text[at] === ":") {
      at = skipSpace(text, at + 1);
      continue;
    }
    const value = { start: at, end: endOfValue(text, at) };
    yield value;
    at = skipSpace(text, value.end);
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (" \t\r\n".includes(text[at] ?? "x")) at++;
  return at;
}

function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at]!;
    if (character === '"') {
      for (at++; text[at] !== '"'; at++) if (text[at] === "\\") at++;
      if (depth === 0) return at + 1;
    } else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") {
      if (--depth === 0) return at + 1;
      // The end of what holds a number or a word.
      if (depth < 0) return at;
    } else if (depth === 0 && ", \t\r\n".includes(character)) return at;
  }
  return text.length;
}
