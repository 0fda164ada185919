/** Colours for heat maps that people with any colour vision can read. */

import { interpolateCividis } from "d3-scale-chromatic";

const LEVELS = 256;

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

function ramp(colourAt: (t: number) => Colour): Uint8ClampedArray {
  const bytes = new Uint8ClampedArray(LEVELS * 4);
  for (let i = 0; i < LEVELS; i += 1) bytes.set(colourAt(i / (LEVELS - 1)), i * 4);
  return bytes;
}

/** From dark blue (low) to yellow (high), even in lightness. */
export const sequential = ramp((t) => {
  // It comes as `rgb(r, g, b)`.
  const [r = 0, g = 0, b = 0] = (interpolateCividis(t).match(/[\d.]+/g) ?? []).map(Number);
  return [r, g, b, 255];
});
/** From purple (below zero) over nothing to orange (above): zero is the ground of any theme, and the ends stand out on it. */
export const diverging = ramp((t) => {
  const [r, g, b] = t < 0.5 ? [136, 100, 200] : [230, 130, 20];
  return [r, g, b, Math.abs(2 * t - 1) * 255];
});

export interface ColourScale {
  readonly ramp: Uint8ClampedArray;
  readonly low: number;
  readonly high: number;
}

/** A heat map's pixels. What is not finite has none: it is hatched. */
export function colourCells(
  values: ArrayLike<number>,
  columns: number,
  rows: number,
  scale: ColourScale,
  /** The cell of a pixel: rows of values usually count upwards, rows of pixels downwards. */
  cellAt: (column: number, row: number) => number = (column, row) => (rows - 1 - row) * columns + column,
): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(columns * rows * 4);
  const span = scale.high - scale.low || 1;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const at = (row * columns + column) * 4;
      const index = cellAt(column, row);
      if (index < 0) continue;
      const value = values[index] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      const share = Math.min(1, Math.max(0, (value - scale.low) / span));
      const level = Math.round(share * (LEVELS - 1)) * 4;
      for (let part = 0; part < 4; part += 1) pixels[at + part] = scale.ramp[level + part] ?? 0;
    }
  }
  return pixels;
}
