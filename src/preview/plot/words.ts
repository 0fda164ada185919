/** Words on a drawing: on as many lines as they need, where cutting them would hide what they say. */

import { fitText, type Item, type Role, textWidth } from "./scene.ts";

export const textSize = 11;
export const titleSize = 12;
/** From one baseline to the next. */
const lineHeight = 16;

/** A word with what is between it and the next; where there are no spaces, each character, with the full stop behind it. */
const unbroken =
  /(?:[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+)[\u3001\u3002\uff09\uff0c\uff1a\uff1b]*\s*|\s+/g;

/** Lines that are no wider than `width`; a word that alone is wider is cut. */
export function wrapText(text: string, width: number, size: number, isBold = false): string[] {
  const lines: string[] = [];
  let line = "";
  for (const part of text.match(unbroken) ?? []) {
    const longer = line + part;
    if (line === "" || textWidth(longer.trimEnd(), size, isBold) <= width) line = longer;
    else {
      lines.push(line.trimEnd());
      line = part.trimStart();
    }
  }
  return [...lines, line.trimEnd()].map((each) => fitText(each, width, size, isBold));
}

export interface Words {
  readonly items: readonly Item[];
  /** How much further down the picture begins than with a single line. */
  readonly more: number;
}

export interface WordsPlace {
  readonly x: number;
  /** The first line's baseline. */
  readonly y: number;
  readonly width: number;
  readonly role?: Role;
  readonly size?: number;
  readonly isBold?: boolean;
}

export function words(text: string, { x, y, width, role = "text", size = titleSize, isBold }: WordsPlace): Words {
  const lines = wrapText(text, width, size, isBold);
  return {
    items: lines.map((line, index) => ({
      kind: "text",
      x,
      y: y + index * lineHeight,
      text: line,
      role,
      anchor: "start",
      size,
      ...(isBold === true ? { isBold } : {}),
    })),
    more: (lines.length - 1) * lineHeight,
  };
}
