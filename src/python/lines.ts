/** Offsets as people count them: lines and columns from 1, columns in UTF-16 units. */

export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Lines {
  /** The offset at which each line starts. */
  readonly starts: readonly number[];
  /** Offsets outside the text are taken as its start or end. */
  positionAt(offset: number): Position;
  /** Positions outside the text, or beyond the end of their line, are taken to the nearest place. */
  offsetAt(position: Position): number;
}

/** Lines end at `\n`, `\r\n` and a lone `\r`, as Python has it. */
export function linesOf(text: string): Lines {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || (unit === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  const startOf = (line: number): number => starts[line - 1] as number;
  return {
    starts,
    positionAt(offset) {
      const place = Math.max(0, Math.min(offset, text.length));
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] as number) <= place) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: place - startOf(low + 1) + 1 };
    },
    offsetAt({ line, column }) {
      if (line < 1) return 0;
      if (line > starts.length) return text.length;
      const start = startOf(line);
      let end = starts[line] ?? text.length;
      while (end > start && (text[end - 1] === "\n" || text[end - 1] === "\r")) end--;
      return Math.max(start, Math.min(start + column - 1, end));
    },
  };
}

/** Where the line that holds `offset` begins. */
export function startOfLine(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !isLineBreak(text, at - 1)) at--;
  return at;
}

/** Where the line that holds `offset` ends: before its line break. */
export function endOfLine(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && !isLineBreak(text, at)) at++;
  return at;
}

function isLineBreak(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === 10 || unit === 13;
}

/** What ends the lines of a text. */
export function lineBreakOf(text: string): string {
  const first = text.search(/[\r\n]/);
  if (first < 0 || text[first] === "\n") return "\n";
  return text[first + 1] === "\n" ? "\r\n" : "\r";
}
