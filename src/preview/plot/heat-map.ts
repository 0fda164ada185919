/** A grid of values as colours and lines of equal value. */

import { contours } from "d3-contour";

/** Pixels of a heat map between two points of its grid, along each direction. Even, so that a point's half of them is whole. */
const FINENESS = 2;

export interface FineGrid {
  readonly values: Float32Array;
  readonly columns: number;
  readonly rows: number;
}

/**
 * The values between the points of a grid, so that the map ends exactly where its axes do. Where the nearest point has
 * no finite value there is none; elsewhere what is not finite has no say.
 */
export function refine(values: ArrayLike<number>, columns: number, rows: number): FineGrid {
  const across = Math.max(1, (columns - 1) * FINENESS);
  const down = Math.max(1, (rows - 1) * FINENESS);
  const fine = new Float32Array(across * down);
  const at = (column: number, row: number): number =>
    values[Math.min(rows - 1, row) * columns + Math.min(columns - 1, column)] ?? Number.NaN;
  for (let j = 0; j < down; j += 1) {
    const y = (j + 0.5) / FINENESS;
    const row = Math.floor(y);
    const fy = y - row;
    for (let i = 0; i < across; i += 1) {
      const x = (i + 0.5) / FINENESS;
      const column = Math.floor(x);
      const fx = x - column;
      const nearest = at(fx < 0.5 ? column : column + 1, fy < 0.5 ? row : row + 1);
      if (!Number.isFinite(nearest)) {
        fine[j * across + i] = nearest;
        continue;
      }
      let sum = 0;
      let weights = 0;
      for (const [value, weight] of [
        [at(column, row), (1 - fx) * (1 - fy)],
        [at(column + 1, row), fx * (1 - fy)],
        [at(column, row + 1), (1 - fx) * fy],
        [at(column + 1, row + 1), fx * fy],
      ] as const) {
        if (!Number.isFinite(value)) continue;
        sum += value * weight;
        weights += weight;
      }
      fine[j * across + i] = sum / weights;
    }
  }
  return { values: fine, columns: across, rows: down };
}

/** Lines of equal value as one path, in the pixels that `place` gives for a grid position. */
export function contourPath(
  values: ArrayLike<number>,
  columns: number,
  rows: number,
  thresholds: readonly number[],
  place: (column: number, row: number) => readonly [number, number],
): string {
  if (thresholds.length === 0) return "";
  // Contours want finite values; lines at the edge of what is not finite are left out below.
  const [least, most] = [Math.min(...thresholds), Math.max(...thresholds)];
  const beyond = most - least + Math.max(Math.abs(most), Math.abs(least)) * 1e-3;
  const isKnown = Uint8Array.from({ length: columns * rows }, (_, i) => Number(Number.isFinite(values[i])));
  const finite = Array.from({ length: columns * rows }, (_, i) => {
    const value = values[i] ?? Number.NaN;
    return Number.isNaN(value) ? most + beyond : Math.min(most + beyond, Math.max(least - beyond, value));
  });
  const isClear = (x: number, y: number): boolean => {
    const [column, row] = [Math.floor(x), Math.floor(y)];
    for (const [dx, dy] of CORNERS) {
      const [c, r] = [Math.min(columns - 1, column + dx), Math.min(rows - 1, row + dy)];
      if (isKnown[Math.max(0, r) * columns + Math.max(0, c)] === 0) return false;
    }
    return true;
  };
  const shapes = contours()
    .size([columns, rows])
    .thresholds([...thresholds])(finite);
  let d = "";
  for (const shape of shapes) {
    for (const polygon of shape.coordinates) {
      for (const ring of polygon) d += ringPath(ring as [number, number][], columns, rows, place, isClear);
    }
  }
  return d;
}

const CORNERS = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
] as const;

/** A ring without the parts that merely follow the edge of the grid, or of what is not finite. */
function ringPath(
  ring: readonly [number, number][],
  columns: number,
  rows: number,
  place: (column: number, row: number) => readonly [number, number],
  isClear: (x: number, y: number) => boolean,
): string {
  const isEdge = ([x, y]: readonly [number, number]): boolean =>
    x <= 0.5 || y <= 0.5 || x >= columns - 0.5 || y >= rows - 0.5;
  let d = "";
  let isDrawing = false;
  ring.forEach((point, i) => {
    const next = ring[i + 1];
    const isKept =
      next !== undefined &&
      !(isEdge(point) && isEdge(next)) &&
      isClear((point[0] + next[0]) / 2 - 0.5, (point[1] + next[1]) / 2 - 0.5);
    if (!isKept) {
      isDrawing = false;
      return;
    }
    const [x, y] = place(point[0] - 0.5, point[1] - 0.5);
    const [x2, y2] = place(next[0] - 0.5, next[1] - 0.5);
    if (!isDrawing) d += `M${x.toFixed(1)} ${y.toFixed(1)}`;
    d += `L${x2.toFixed(1)} ${y2.toFixed(1)}`;
    isDrawing = true;
  });
  return d;
}

interface Block {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  last: number;
}

/** Cells of a grid as rectangles: runs along a row, joined with the same run of the rows before. */
export function blocksOf(points: readonly number[], columns: number): Block[] {
  const sorted = [...points].sort((a, b) => a - b);
  const blocks: Block[] = [];
  const open = new Map<string, Block>();
  for (let i = 0; i < sorted.length; i += 1) {
    const start = sorted[i] ?? 0;
    const row = Math.floor(start / columns);
    while (sorted[i + 1] === (sorted[i] ?? 0) + 1 && Math.floor((sorted[i + 1] ?? 0) / columns) === row) i += 1;
    const [from, to] = [start % columns, (sorted[i] ?? 0) % columns];
    const above = open.get(`${from} ${to}`);
    if (above !== undefined && above.last === row - 1) {
      above.last = row;
      continue;
    }
    const block = { from, to, first: row, last: row };
    blocks.push(block);
    open.set(`${from} ${to}`, block);
  }
  return blocks;
}
