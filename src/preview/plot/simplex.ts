/** The loss on all ways to share probability among three classes: a triangle, one corner a class. */

import type { ClassesData, Simplex } from "../plot-data.ts";
import { colourBar } from "./colour-bar.ts";
import { colourCells, sequential } from "./colours.ts";
import { chooseFrame } from "./frame.ts";
import { formatNumber, formatSteady } from "./numbers.ts";
import type { Picture } from "./picture.ts";
import type { PictureOptions } from "./pictures.ts";
import { fitText, type Item } from "./scene.ts";
import { contourPath } from "./surface.ts";
import type { Table } from "./table.ts";

const SIZE = 11;
const TITLE_SIZE = 12;
const KEY_ROOM = 90;
/** Cells of the raster along a side. */
const CELLS = 180;

interface Corner {
  readonly x: number;
  readonly y: number;
}

export function simplexPicture(
  data: ClassesData & { simplex: Simplex },
  { width, height, title }: PictureOptions,
): Picture {
  const { simplex } = data;
  const top = 46;
  const side = Math.max(80, Math.min(width - KEY_ROOM - 20, (height - top - 34) / (Math.sqrt(3) / 2)));
  const tall = (side * Math.sqrt(3)) / 2;
  const left = Math.max(10, (width - KEY_ROOM - side) / 2);
  // The true class is at the top, the others at the bottom.
  const others = [0, 1, 2].filter((index) => index !== simplex.trueClass);
  const corners: Corner[] = [];
  corners[simplex.trueClass] = { x: left + side / 2, y: top };
  corners[others[0] ?? 1] = { x: left, y: top + tall };
  corners[others[1] ?? 2] = { x: left + side, y: top + tall };
  const position = (p: ArrayLike<number>): Corner => ({
    x: corners.reduce((sum, corner, i) => sum + corner.x * (p[i] ?? 0), 0),
    y: corners.reduce((sum, corner, i) => sum + corner.y * (p[i] ?? 0), 0),
  });
  const lossAt = between(simplex);
  const frame = chooseFrame(simplex.loss, "surface", top, top + tall);
  const scale = { ramp: sequential, low: frame.low, high: frame.high };
  const isInside = new Uint8Array(CELLS * CELLS);
  const values = new Float32Array(CELLS * CELLS).fill(Number.NaN);
  for (let row = 0; row < CELLS; row += 1) {
    for (let column = 0; column < CELLS; column += 1) {
      const p = barycentric(simplex.trueClass, others, (column + 0.5) / CELLS, (row + 0.5) / CELLS);
      if (p.some((value) => value < -0.004)) continue;
      isInside[row * CELLS + column] = 1;
      values[row * CELLS + column] = lossAt(p);
    }
  }
  const inner = frame.ticks.map((tick) => tick.value).filter((value) => value > frame.low && value < frame.high);
  const outline = corners.map(({ x, y }, i) => `${i === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
  const items: Item[] = [
    {
      kind: "text",
      x: 0,
      y: 13,
      text: fitText(`Loss where ${simplex.classNames[simplex.trueClass] ?? ""} is true`, width, TITLE_SIZE),
      role: "text",
      anchor: "start",
      size: TITLE_SIZE,
    },
    {
      kind: "raster",
      x: left,
      y: top,
      width: side,
      height: tall,
      columns: CELLS,
      rows: CELLS,
      pixels: colourCells(values, CELLS, CELLS, scale, (column, row) =>
        isInside[row * CELLS + column] === 1 ? row * CELLS + column : -1,
      ),
    },
    {
      kind: "path",
      d: contourPath(values, CELLS, CELLS, inner, (c, r) => [left + (c / CELLS) * side, top + (r / CELLS) * tall]),
      role: "background",
      paint: "stroke",
      width: 1,
      opacity: 0.5,
    },
    { kind: "path", d: `${outline}Z`, role: "axis", paint: "stroke", width: 1 },
    ...corners.map(
      (corner, i): Item => cornerName(corner, simplex.classNames[i] ?? String(i), i === simplex.trueClass, side),
    ),
    ...colourBar({
      left: Math.min(width - 66, left + side + 24),
      frame,
      scale,
      hasMoreAbove: simplex.loss.some((value) => value > frame.high),
      hasMoreBelow: simplex.loss.some((value) => value < frame.low),
    }),
  ];
  const count = simplex.loss.length;
  const pointAt = (index: number): Float32Array => simplex.points.slice(index * 3, index * 3 + 3);
  return {
    scene: { width, height, title: `${title} over three classes`, description: describe(simplex), items },
    stops: {
      columns: count,
      rows: 1,
      label: "Cursor over the triangle",
      nearest: (x, y) => {
        let best: { index: number; distance: number } | undefined;
        for (let index = 0; index < count; index += 1) {
          const at = position(pointAt(index));
          const distance = Math.hypot(at.x - x, at.y - y);
          if (best === undefined || distance < best.distance) best = { index, distance };
        }
        return best === undefined || best.distance > 24 ? undefined : [best.index, 0];
      },
      at: (index) => {
        const p = pointAt(index);
        return {
          ...position(p),
          reading: [
            ...simplex.classNames.map((name, i) => ({ name, value: formatSteady(p[i] ?? 0) })),
            { name: "loss", value: formatSteady(simplex.loss[index] ?? Number.NaN) },
          ],
        };
      },
    },
    table: simplexTable(simplex),
  };
}

function cornerName({ x, y }: Corner, name: string, isTop: boolean, side: number): Item {
  return {
    kind: "text",
    x,
    y: isTop ? y - 9 : y + 18,
    text: fitText(isTop ? `${name}, the true class` : name, side / (isTop ? 1 : 2.2), SIZE, isTop),
    role: isTop ? "text" : "dim",
    anchor: "middle",
    size: SIZE,
    isBold: isTop,
  };
}

/** Shares of the three classes at a place of the triangle's bounding box, from 0 to 1 each way. */
function barycentric(trueClass: number, others: readonly number[], x: number, y: number): number[] {
  const atTop = 1 - y;
  const right = x - atTop / 2;
  const p = [0, 0, 0];
  p[trueClass] = atTop;
  p[others[1] ?? 2] = right;
  p[others[0] ?? 1] = 1 - atTop - right;
  return p;
}

/** The loss between the points of the grid: the mean of the triangle's corners, each by its nearness. */
function between({ points, loss, steps }: Simplex): (p: readonly number[]) => number {
  const known = new Map<number, number>();
  for (let index = 0; index * 3 < points.length; index += 1) {
    const first = Math.round((points[index * 3] ?? 0) * steps);
    const second = Math.round((points[index * 3 + 1] ?? 0) * steps);
    known.set(first * (steps + 1) + second, loss[index] ?? Number.NaN);
  }
  const at = (first: number, second: number): number => known.get(first * (steps + 1) + second) ?? Number.NaN;
  return ([a = 0, b = 0]) => {
    const x = Math.min(steps, Math.max(0, a * steps));
    const y = Math.min(steps - x, Math.max(0, b * steps));
    const [i, j] = [Math.min(steps - 1, Math.floor(x)), Math.min(steps, Math.floor(y))];
    const [fx, fy] = [x - i, y - j];
    const corners: readonly (readonly [number, number, number])[] =
      fx + fy <= 1
        ? [
            [1 - fx - fy, i, j],
            [fx, i + 1, j],
            [fy, i, j + 1],
          ]
        : [
            [fx + fy - 1, i + 1, j + 1],
            [1 - fy, i + 1, j],
            [1 - fx, i, j + 1],
          ];
    // A corner of no weight has no say: its loss may be infinite.
    return corners.reduce(
      (sum, [weight, first, second]) => (weight < 1e-9 ? sum : sum + weight * at(first, second)),
      0,
    );
  };
}

function describe(simplex: Simplex): string {
  let best = 0;
  simplex.loss.forEach((value, i) => {
    if (value < (simplex.loss[best] ?? Number.POSITIVE_INFINITY)) best = i;
  });
  const shares = simplex.classNames
    .map((name, i) => `${name} ${formatNumber(simplex.points[best * 3 + i] ?? 0)}`)
    .join(", ");
  return `A triangle of all ways to share probability among three classes. The loss is smallest, ${formatNumber(simplex.loss[best] ?? Number.NaN)}, at ${shares}.`;
}

export function simplexTable(simplex: Simplex): Table {
  return {
    caption: `Loss where ${simplex.classNames[simplex.trueClass] ?? ""} is true`,
    columns: [...simplex.classNames.map((name) => `probability of ${name}`), "loss"],
    rows: Array.from(simplex.loss, (loss, i) => [...simplex.points.slice(i * 3, i * 3 + 3), loss]),
  };
}
