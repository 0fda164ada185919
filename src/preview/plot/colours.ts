/** Colours for heat maps that people with any colour vision can read. */

import { interpolateCividis, interpolatePuOr } from "d3-scale-chromatic";

const LEVELS = 256;

function ramp(interpolate: (t: number) => string): Uint8ClampedArray {
  const bytes = new Uint8ClampedArray(LEVELS * 3);
  for (let i = 0; i < LEVELS; i += 1) {
    // They come as `rgb(r, g, b)`.
    const [r = 0, g = 0, b = 0] = (interpolate(i / (LEVELS - 1)).match(/[\d.]+/g) ?? []).map(Number);
    bytes.set([r, g, b], i * 3);
  }
  return bytes;
}

/** From dark blue (low) to yellow (high), even in lightness. */
export const sequential = ramp(interpolateCividis);
/** From purple (below zero) over white to orange (above). */
export const diverging = ramp((t) => interpolatePuOr(1 - t));

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
      const level = Math.round(share * (LEVELS - 1)) * 3;
      pixels[at] = scale.ramp[level] ?? 0;
      pixels[at + 1] = scale.ramp[level + 1] ?? 0;
      pixels[at + 2] = scale.ramp[level + 2] ?? 0;
      pixels[at + 3] = 255;
    }
  }
  return pixels;
}
