/** Rows of a text file with a separator between cells, as RFC 4180 has them: quoted cells may hold separators, quotes and lines. */

export interface CsvRow {
  readonly cells: readonly string[];
  /** Of the line that it begins on, from 1. */
  readonly line: number;
}

/** The separator that the first line has outside of quotes. */
export function separatorOf(name: string, text: string): string {
  if (name.endsWith(".tsv")) return "\t";
  const end = text.search(/[\r\n]/);
  const first = (end < 0 ? text : text.slice(0, end)).replace(/"(?:[^"]|"")*"/g, "");
  return [",", ";", "\t"].find((each) => first.includes(each)) ?? ",";
}

/** The rows that are not blank. A file may have a million. */
export function* csvRows(text: string, separator: string): Generator<CsvRow, undefined> {
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const start = line;
    const end = lineEnd(text, at);
    const plain = text.slice(at, end);
    if (!plain.includes('"')) {
      at = afterEnd(text, end);
      line += 1;
      if (plain.trim() !== "") yield { cells: plain.split(separator), line: start };
      continue;
    }
    const row = quotedRow(text, at, separator);
    at = row.next;
    line += row.lines;
    yield { cells: row.cells, line: start };
  }
  return undefined;
}

function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
  }
  return text.length;
}

/** After one line ending of any kind. */
function afterEnd(text: string, end: number): number {
  return text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
}

function quotedRow(
  text: string,
  from: number,
  separator: string,
): { readonly cells: readonly string[]; readonly next: number; readonly lines: number } {
  const cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  let lines = 1;
  let at = from;
  for (; at < text.length; at++) {
    const character = text[at]!;
    if (isQuoted) {
      if (character === "\n" || (character === "\r" && text[at + 1] !== "\n")) lines += 1;
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (character === '"' && cell.trim() === "") {
      cell = "";
      isQuoted = true;
    } else if (character === separator) {
      cells.push(cell);
      cell = "";
    } else if (character === "\n" || character === "\r") break;
    else cell += character;
  }
  return { cells: [...cells, cell], next: at >= text.length ? at : afterEnd(text, at), lines };
}
