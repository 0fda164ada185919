/** The key of a heat map: its colours from the highest to the lowest, with ticks, and what lies beyond them. */

import { say } from "../../python/say.ts";
import type { ColourDomain } from "./colour-domain.ts";
import { type ColourScale, colourCells } from "./colours.ts";
import { toPixel } from "./frame.ts";
import { formatNumber } from "./numbers.ts";
import { type Item, textWidth } from "./scene.ts";
import { arrowPath } from "./trace.ts";

const SIZE = 11;
const STEPS = 128;
const WIDTH = 12;
/** A tick's label nearer than this to the mark of an end would touch its words. */
const CLEAR = 14;

export interface ColourBarOptions {
  readonly left: number;
  readonly domain: ColourDomain;
  readonly scale: ColourScale;
}

/** How wide a bar is with its words. */
export function colourBarRoom(domain: ColourDomain | undefined): number {
  if (domain === undefined) return 0;
  const { frame, least, most } = domain;
  const texts = [
    ...frame.ticks.map(({ label }) => label),
    ...(most > frame.high ? [beyond(most)] : []),
    ...(least < frame.low ? [beyond(least)] : []),
  ];
  return WIDTH + 8 + Math.max(0, ...texts.map((each) => textWidth(each, SIZE)));
}

function beyond(value: number): string {
  return say("to {0}", formatNumber(value));
}

/** What is cut off at an end is marked with an arrow and the farthest value that has the end's colour. */
export function colourBar({ left, domain: { frame, least, most }, scale }: ColourBarOptions): Item[] {
  const values = Float32Array.from(
    { length: STEPS },
    (_, i) => scale.low + ((scale.high - scale.low) * i) / (STEPS - 1),
  );
  const right = left + WIDTH;
  const middle = left + WIDTH / 2;
  const { top, bottom } = frame;
  const isCutAbove = most > frame.high;
  const isCutBelow = least < frame.low;
  const items: Item[] = [
    {
      kind: "raster",
      x: left,
      y: top,
      width: WIDTH,
      height: bottom - top,
      columns: 1,
      rows: STEPS,
      pixels: colourCells(values, 1, STEPS, scale),
    },
  ];
  const text = (y: number, words: string): Item => ({
    kind: "text",
    x: right + 8,
    y,
    text: words,
    role: "dim",
    anchor: "start",
    size: SIZE,
  });
  if (isCutAbove) {
    items.push(
      { kind: "path", d: arrowPath({ x: middle, y: top - 7 }, true), role: "dim", paint: "fill" },
      text(top - 3, beyond(most)),
    );
  }
  if (isCutBelow) {
    items.push(
      { kind: "path", d: arrowPath({ x: middle, y: bottom + 7 }, false), role: "dim", paint: "fill" },
      text(bottom + 11, beyond(least)),
    );
  }
  for (const { value, label } of frame.ticks) {
    const y = toPixel(frame, value);
    items.push({ kind: "line", x1: right, x2: right + 4, y1: y, y2: y, role: "axis", width: 1 });
    if ((isCutAbove && y < top + CLEAR) || (isCutBelow && y > bottom - CLEAR)) continue;
    items.push(text(y + 4, label));
  }
  return items;
}

/** Its height with the numbers beneath. */
export const lyingBarHeight = 30;

/** The key of a small map, beneath it: from the lowest to the highest value, and zero where it lies between. */
export function lyingColourBar(x: number, y: number, width: number, scale: ColourScale): Item[] {
  const thickness = 8;
  const span = scale.high - scale.low;
  const values = Float32Array.from({ length: STEPS }, (_, i) => scale.low + (span * i) / (STEPS - 1));
  const text = (at: number, anchor: "start" | "middle" | "end", words: string): Item => ({
    kind: "text",
    x: at,
    y: y + thickness + 13,
    text: words,
    role: "dim",
    anchor,
    size: SIZE,
  });
  const zero = x + (-scale.low / span) * width;
  const [low, high] = [scale.low, scale.high].map((value) => textWidth(formatNumber(value), SIZE)) as [number, number];
  // Zero stands on its place: half of it goes towards each end.
  const clear = textWidth("0", SIZE) / 2 + 8;
  const hasZero = scale.low < 0 && zero > x + low + clear && zero < x + width - high - clear;
  // Two ends of one size need one number.
  const isOne = low + high + 8 > width && scale.low === -scale.high;
  const numbers = isOne
    ? [text(x + width / 2, "middle", `±${formatNumber(scale.high)}`)]
    : [
        text(x, "start", formatNumber(scale.low)),
        ...(hasZero ? [text(zero, "middle", "0")] : []),
        text(x + width, "end", formatNumber(scale.high)),
      ];
  return [
    {
      kind: "raster",
      x,
      y,
      width,
      height: thickness,
      columns: STEPS,
      rows: 1,
      pixels: colourCells(values, STEPS, 1, scale),
    },
    { kind: "rectangle", x, y, width, height: thickness, role: "axis", paint: "stroke" },
    ...numbers,
  ];
}
