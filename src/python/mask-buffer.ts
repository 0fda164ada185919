import type { Range } from "./ast.ts";

/** A piece of text whose units can be overwritten, addressed by offsets into the whole text. */
export interface Editor {
  readonly put: (offset: number, character: string) => void;
  readonly blank: (range: Range | { readonly start: number; readonly end: number }) => void;
  /** Writes the replacement at the start of the range and blanks the rest. */
  readonly replace: (range: { readonly start: number; readonly end: number }, replacement: string) => void;
  readonly blankLineBreaks: (start: number, end: number) => void;
  /** Blanks the range once everything else is written, and puts `character` so many units into it. */
  readonly later: (range: Range, offset?: number, character?: string) => void;
  /** What is written so far. */
  readonly slice: (start: number, end: number) => string;
  readonly text: () => string;
}

const space = 32;
/** Where it does not begin a line, a space like any other. */
const formFeed = 12;

/** A lone surrogate becomes a replacement character: as long, and as little Python as before. */
const decoder = new TextDecoder("utf-16le", { ignoreBOM: true });

export function openBuffer(text: string, start: number, end: number): Editor {
  const units = new Uint16Array(end - start);
  for (let index = 0; index < units.length; index++) {
    const unit = text.charCodeAt(start + index);
    units[index] = unit === formFeed ? space : unit;
  }
  const pending: (() => void)[] = [];
  const put = (offset: number, character: string): void => {
    units[offset - start] = character.charCodeAt(0);
  };
  const blank = (range: { readonly start: number; readonly end: number }): void => {
    units.fill(space, range.start - start, range.end - start);
  };
  return {
    put,
    blank,
    replace(range, replacement) {
      blank(range);
      for (let index = 0; index < replacement.length; index++) put(range.start + index, replacement[index] as string);
    },
    blankLineBreaks(from, to) {
      for (let index = from - start; index < to - start; index++) {
        if (units[index] === 10 || units[index] === 13) units[index] = space;
      }
    },
    later(range, offset = 0, character = undefined) {
      pending.push(() => {
        blank(range);
        if (character !== undefined) put(range.start + offset, character);
      });
    },
    slice(from, to) {
      return decoder.decode(units.subarray(from - start, to - start));
    },
    text() {
      for (const write of pending) write();
      return decoder.decode(units);
    },
  };
}
