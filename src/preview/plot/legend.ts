/** Which stroke is which loss: a line's sample and its name, one beside the other, on as many rows as they need. */

import { fitText, type Item, type Role, textWidth } from "./scene.ts";
import { textSize } from "./words.ts";

export interface LegendEntry {
  readonly text: string;
  readonly role: Role;
  readonly width: number;
  /** Undefined for a line without gaps. */
  readonly dash: string | undefined;
}

export interface Legend {
  readonly items: readonly Item[];
  readonly height: number;
}

/** Long enough that a pattern is seen twice. */
export const sampleLength = 42;
const gap = 7;
const between = 18;
const rowHeight = 17;

/** `y` is where the first row begins. */
export function legend(entries: readonly LegendEntry[], y: number, width: number): Legend {
  const items: Item[] = [];
  let x = 0;
  let row = 0;
  for (const { text, role, width: thickness, dash } of entries) {
    const shown = fitText(text, width - sampleLength - gap, textSize);
    const needed = sampleLength + gap + textWidth(shown, textSize);
    if (x > 0 && x + needed > width) {
      x = 0;
      row += 1;
    }
    const middle = y + row * rowHeight + 8;
    items.push(
      {
        kind: "line",
        x1: x,
        x2: x + sampleLength,
        y1: middle,
        y2: middle,
        role,
        width: thickness,
        ...(dash === undefined ? {} : { dash }),
      },
      {
        kind: "text",
        x: x + sampleLength + gap,
        y: middle + 4,
        text: shown,
        role: "text",
        anchor: "start",
        size: textSize,
      },
    );
    x += needed + between;
  }
  return { items, height: entries.length === 0 ? 0 : (row + 1) * rowHeight };
}
