/** The key of a heat map: its colours from the highest to the lowest, with ticks. */

import { type ColourScale, colourCells } from "./colours.ts";
import { type Frame, toPixel } from "./frame.ts";
import type { Item } from "./scene.ts";
import { arrowPath } from "./trace.ts";

const SIZE = 11;
const STEPS = 128;

export const colourBarWidth = 12;

export interface ColourBarOptions {
  readonly left: number;
  readonly frame: Frame;
  readonly scale: ColourScale;
  /** Whether values lie beyond the ends. */
  readonly hasMoreAbove: boolean;
  readonly hasMoreBelow: boolean;
}

export function colourBar({ left, frame, scale, hasMoreAbove, hasMoreBelow }: ColourBarOptions): Item[] {
  const values = Float32Array.from(
    { length: STEPS },
    (_, i) => scale.low + ((scale.high - scale.low) * i) / (STEPS - 1),
  );
  const right = left + colourBarWidth;
  const top = Math.max(frame.top, toPixel(frame, scale.high));
  const bottom = Math.min(frame.bottom, toPixel(frame, scale.low));
  const items: Item[] = [
    {
      kind: "raster",
      x: left,
      y: top,
      width: colourBarWidth,
      height: bottom - top,
      columns: 1,
      rows: STEPS,
      pixels: colourCells(values, 1, STEPS, scale),
    },
  ];
  const middle = left + colourBarWidth / 2;
  if (hasMoreAbove)
    items.push({ kind: "path", d: arrowPath({ x: middle, y: top - 6 }, true), role: "dim", paint: "fill" });
  if (hasMoreBelow)
    items.push({ kind: "path", d: arrowPath({ x: middle, y: bottom + 6 }, false), role: "dim", paint: "fill" });
  for (const { value, label } of frame.ticks) {
    const y = toPixel(frame, value);
    if (y < top - 0.5 || y > bottom + 0.5) continue;
    items.push(
      { kind: "line", x1: right, x2: right + 4, y1: y, y2: y, role: "axis", width: 1 },
      { kind: "text", x: right + 8, y: y + 4, text: label, role: "dim", anchor: "start", size: SIZE },
    );
  }
  return items;
}
