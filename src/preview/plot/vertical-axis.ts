/** The axis at the left, with a quiet line across for each tick. */

import { type Frame, toPixel } from "./frame.ts";
import { type Item, textWidth } from "./scene.ts";

const SIZE = 11;

/** How far from the left edge a picture begins, so that the ticks have room. */
export function tickRoom(frames: readonly (Frame | null)[]): number {
  const texts = frames.flatMap((frame) => frame?.ticks ?? []).map((tick) => tick.label);
  return Math.max(30, ...texts.map((text) => textWidth(text, SIZE) + 12));
}

export function verticalAxis(frame: Frame, left: number, right: number, isZeroStrong: boolean): Item[] {
  return frame.ticks.flatMap(({ value, label }): Item[] => {
    const y = toPixel(frame, value);
    return [
      {
        kind: "line",
        x1: left,
        x2: right,
        y1: y,
        y2: y,
        role: isZeroStrong && value === 0 ? "axis" : "grid",
        width: 1,
      },
      { kind: "text", x: left - 8, y: y + 4, text: label, role: "dim", anchor: "end", size: SIZE },
    ];
  });
}
