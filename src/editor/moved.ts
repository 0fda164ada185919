/** Where something is after an edit: what is known of a text holds for the next one too, a little further on. */

export interface Spot {
  readonly line: number;
  readonly character: number;
}

export interface Span {
  readonly start: Spot;
  readonly end: Spot;
}

/** What an edit put in the place of a range of the text as it was. */
export interface Change {
  readonly range: Span;
  readonly text: string;
}

/** Undefined for what the edits took away; where they only touch its ends, it stays as long as it was. */
export function movedSpan(span: Span, changes: readonly Change[]): Span | undefined {
  let { start, end } = span;
  // The last one first: it moves none of those before it.
  for (const change of inReverse(changes)) {
    if (isBefore(change.range.start, start) && isBefore(end, change.range.end)) return undefined;
    start = movedSpot(start, change);
    end = movedSpot(end, change);
  }
  return { start, end };
}

/** Whether an edit changes something in the span, or goes on where it ends or begins. */
export function isTouched({ start, end }: Span, changes: readonly Change[]): boolean {
  return changes.some(({ range }) => !isBefore(range.end, start) && !isBefore(end, range.start));
}

/** The line of what stands at the end of a line; undefined where the edits change that line itself. */
export function movedLine(line: number, changes: readonly Change[]): number | undefined {
  if (changes.some(({ range }) => range.start.line <= line && line <= range.end.line)) return undefined;
  return line + addedLines(changes.filter(({ range }) => range.end.line < line));
}

/** How many lines more the text has after the edits. */
export function addedLines(changes: readonly Change[]): number {
  return changes.reduce(
    (sum, { range, text }) => sum + linesOf(text).length - 1 - (range.end.line - range.start.line),
    0,
  );
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}

function movedSpot(spot: Spot, { range, text }: Change): Spot {
  if (!isBefore(range.start, spot) && !(isSame(range.start, spot) && isSame(range.end, spot))) return spot;
  const lines = linesOf(text);
  const last = lines.at(-1)!.length;
  const endOfText: Spot = {
    line: range.start.line + lines.length - 1,
    character: lines.length === 1 ? range.start.character + last : last,
  };
  // What stood inside of what was taken away is now at its end.
  if (isBefore(spot, range.end)) return endOfText;
  return {
    line: spot.line + endOfText.line - range.end.line,
    character:
      spot.line === range.end.line ? spot.character - range.end.character + endOfText.character : spot.character,
  };
}

function inReverse(changes: readonly Change[]): readonly Change[] {
  return changes.length < 2
    ? changes
    : [...changes].sort(
        ({ range: { start: a } }, { range: { start: b } }) => b.line - a.line || b.character - a.character,
      );
}

function isBefore(a: Spot, b: Spot): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

function isSame(a: Spot, b: Spot): boolean {
  return a.line === b.line && a.character === b.character;
}
