/** The loss on all ways to share probability among three classes: a triangle, one corner a class. */

import { listed, say } from "../../python/say.ts";
import type { ClassesData, Simplex } from "../plot-data.ts";
import { colourBar } from "./colour-bar.ts";
import { colourDomain } from "./colour-domain.ts";
import { colourCells, sequential } from "./colours.ts";
import { contourPath } from "./heat-map.ts";
import { formatNumber, formatSteady } from "./numbers.ts";
import type { Picture, PictureOptions } from "./picture.ts";
import { regionCaption, regionMarks } from "./region-marks.ts";
import { type PointValues, type Region, regionsOf } from "./regions.ts";
import { fitText, type Item } from "./scene.ts";
import type { Table } from "./table.ts";
import { words } from "./words.ts";

const SIZE = 11;
const KEY_ROOM = 90;
/** Cells of the raster along a side. */
const CELLS = 180;

interface Corner {
  readonly x: number;
  readonly y: number;
}

export function simplexPicture(
  data: ClassesData & { simplex: Simplex },
  { width, height, title, settle }: PictureOptions,
): Picture {
  const { simplex } = data;
  const heading = words(titleOf(simplex), { x: 0, y: 13, width });
  const top = 46 + heading.more;
  const grid = gridOf(simplex);
  const regions = regionsOf(valuesOf(simplex), grid.neighbours);
  // Beneath: the names of two corners, and what the hatching means.
  const captionWidth = width - 10;
  const beneath = regions.length === 0 ? 28 : 48 + regionCaption(regions, 0, 0, captionWidth).more;
  const side = Math.max(80, Math.min(width - KEY_ROOM - 20, (height - top - beneath) / (Math.sqrt(3) / 2)));
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
  const keyLeft = Math.min(width - 66, left + side + 24);
  const key = colourDomain(simplex.loss, top, top + tall, settle);
  const scale = { ramp: sequential, low: key?.frame.low ?? 0, high: key?.frame.high ?? 1 };
  const values = new Float32Array(CELLS * CELLS).fill(Number.NaN);
  const nearest = new Int32Array(CELLS * CELLS).fill(-1);
  for (let row = 0; row < CELLS; row += 1) {
    for (let column = 0; column < CELLS; column += 1) {
      const p = barycentric(simplex.trueClass, others, (column + 0.5) / CELLS, (row + 0.5) / CELLS);
      // Cells that the edge cuts are coloured too; what lies beyond it is not seen.
      if (p.some((value) => value < -1.5 / CELLS)) continue;
      const found = grid.between(p);
      values[row * CELLS + column] = found.loss;
      if (p.every((value) => value >= -0.004)) nearest[row * CELLS + column] = found.nearest;
    }
  }
  const levels = (key?.frame.ticks ?? [])
    .map((tick) => tick.value)
    .filter((value) => value > scale.low && value < scale.high);
  const cellsOf = (region: Region): number[] => {
    const own = new Set(region.points);
    return Array.from(nearest.keys()).filter((cell) => own.has(nearest[cell] ?? -1));
  };
  const outline = corners.map(({ x, y }, i) => `${i === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
  const items: Item[] = [
    ...heading.items,
    {
      kind: "raster",
      x: left,
      y: top,
      width: side,
      height: tall,
      columns: CELLS,
      rows: CELLS,
      pixels: colourCells(values, CELLS, CELLS, scale, (column, row) => row * CELLS + column),
      clip: `${outline}Z`,
    },
    {
      kind: "path",
      d: contourPath(values, CELLS, CELLS, levels, (c, r) => [
        left + ((c + 0.5) / CELLS) * side,
        top + ((r + 0.5) / CELLS) * tall,
      ]),
      role: "background",
      paint: "stroke",
      width: 1,
      opacity: 0.5,
    },
    ...regionMarks(
      regions,
      simplex.loss.length,
      {
        columns: CELLS,
        rows: CELLS,
        beyond: 0.5,
        toColumn: (column) => left + ((column + 0.5) / CELLS) * side,
        toRow: (row) => top + ((row + 0.5) / CELLS) * tall,
      },
      cellsOf,
    ),
    { kind: "path", d: `${outline}Z`, role: "axis", paint: "stroke", width: 1 },
    ...corners.map(
      (corner, i): Item => cornerName(corner, simplex.classNames[i] ?? String(i), i === simplex.trueClass, side),
    ),
    ...regionCaption(regions, 0, top + tall + 38, captionWidth).items,
    ...(key === undefined ? [] : [...colourBar({ left: keyLeft, domain: key, scale }), keyName(keyLeft, top - 20)]),
  ];
  const count = simplex.loss.length;
  const pointAt = (index: number): Float32Array => simplex.points.slice(index * 3, index * 3 + 3);
  return {
    scene: {
      width,
      height: top + tall + beneath,
      title: say("{0} over three classes", title),
      description: describe(simplex),
      items,
    },
    stops: {
      columns: count,
      rows: 1,
      label: say("Cursor over the triangle"),
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
            { name: say("loss"), value: formatSteady(simplex.loss[index] ?? Number.NaN) },
          ],
        };
      },
    },
    get table() {
      return simplexTable(simplex);
    },
  };
}

function keyName(x: number, y: number): Item {
  return { kind: "text", x, y, text: say("loss"), role: "dim", anchor: "start", size: SIZE };
}

function titleOf({ classNames, trueClass }: Simplex): string {
  return say("Loss where {0} is true", classNames[trueClass] ?? "");
}

function cornerName({ x, y }: Corner, name: string, isTop: boolean, side: number): Item {
  return {
    kind: "text",
    x,
    y: isTop ? y - 9 : y + 18,
    text: fitText(isTop ? say("{0}, the true class", name) : name, side / (isTop ? 1 : 2.2), SIZE, isTop),
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

function valuesOf({ loss, blames = [], lossBlame }: Simplex): PointValues {
  return { loss, gradients: [], blames, lossBlame };
}

interface SimplexGrid {
  /** The loss between the points: the mean of the triangle's corners, each by its nearness; and the nearest corner. */
  between(p: readonly number[]): { readonly loss: number; readonly nearest: number };
  neighbours(index: number): readonly number[];
}

const AROUND = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [1, -1],
  [-1, 1],
] as const;

function gridOf({ points, loss, steps }: Simplex): SimplexGrid {
  const known = new Map<number, number>();
  const key = (first: number, second: number): number => first * (steps + 1) + second;
  const step = (value: number | undefined): number => Math.round((value ?? 0) * steps);
  for (let index = 0; index * 3 < points.length; index += 1)
    known.set(key(step(points[index * 3]), step(points[index * 3 + 1])), index);
  return {
    between([a = 0, b = 0]) {
      const x = Math.min(steps, Math.max(0, a * steps));
      const y = Math.min(steps - x, Math.max(0, b * steps));
      const [i, j] = [Math.floor(x), Math.floor(y)];
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
      let best = { nearness: Number.NEGATIVE_INFINITY, index: -1 };
      let [sum, weights] = [0, 0];
      for (const [weight, first, second] of corners) {
        const index = known.get(key(first, second));
        if (index === undefined || weight < 1e-9) continue;
        // An edge's own points are the nearest within half a step of it and no further: a region of them is a strip.
        const edges = [
          ...(first === 0 ? [x] : []),
          ...(second === 0 ? [y] : []),
          ...(first + second === steps ? [steps - x - y] : []),
        ];
        const ofEdge = edges.length === 0 ? 0 : Math.min(...edges) < 0.5 ? 1 : -1;
        const nearness = weight + ofEdge;
        if (nearness > best.nearness) best = { nearness, index };
        const value = loss[index] ?? Number.NaN;
        if (!Number.isFinite(value)) continue;
        sum += weight * value;
        weights += weight;
      }
      const nearest = loss[best.index] ?? Number.NaN;
      return { loss: Number.isFinite(nearest) ? sum / weights : nearest, nearest: best.index };
    },
    neighbours(index) {
      const [first, second] = [step(points[index * 3]), step(points[index * 3 + 1])];
      return AROUND.flatMap(([da, db]) => known.get(key(first + da, second + db)) ?? []);
    },
  };
}

function describe(simplex: Simplex): string {
  let best = 0;
  simplex.loss.forEach((value, i) => {
    if (value < (simplex.loss[best] ?? Number.POSITIVE_INFINITY)) best = i;
  });
  const shares = listed(
    simplex.classNames.map((name, i) => `${name} ${formatNumber(simplex.points[best * 3 + i] ?? 0)}`),
  );
  return say(
    "A triangle of all ways to share probability among three classes. The loss is smallest, {0}, at {1}.",
    formatNumber(simplex.loss[best] ?? Number.NaN),
    shares,
  );
}

export function simplexTable(simplex: Simplex): Table {
  return {
    caption: titleOf(simplex),
    columns: [...simplex.classNames.map((name) => say("probability of {0}", name)), say("loss")],
    rows: Array.from(simplex.loss, (loss, i) => [...simplex.points.slice(i * 3, i * 3 + 3), loss]),
  };
}
