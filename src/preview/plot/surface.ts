/** The loss over two directions: a heat map with lines of equal loss. */

import { scaleLinear } from "d3-scale";
import { say, together } from "../../python/say.ts";
import type { SurfaceData } from "../plot-data.ts";
import { blameWords } from "./blame-words.ts";
import { colourBar, colourBarRoom } from "./colour-bar.ts";
import { colourDomain } from "./colour-domain.ts";
import { colourCells, sequential } from "./colours.ts";
import { type Frame, type Settle, toPixel } from "./frame.ts";
import { contourPath, refine } from "./heat-map.ts";
import { horizontalAxis, xPixel } from "./horizontal-axis.ts";
import type { Box } from "./labels.ts";
import { formatNumber, formatSteady, formatTicks } from "./numbers.ts";
import type { Picture, Stops } from "./picture.ts";
import type { Reading } from "./reading.ts";
import { regionCaption, regionMarks } from "./region-marks.ts";
import { gridNeighbours, type PointValues, regionsOf } from "./regions.ts";
import { fitText, type Item, textWidth } from "./scene.ts";
import type { Table } from "./table.ts";
import { tickRoom } from "./vertical-axis.ts";
import { words } from "./words.ts";

export interface SurfaceOptions {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly settle?: Settle | undefined;
  /** What is shown now, of all that the map holds. */
  readonly here?: readonly [number, number] | undefined;
}

const SIZE = 11;
const KEY_ROOM = 76;
const KEY_GAP = 18;
/** Room above and below the map. */
export const surfaceTop = 46;
export const surfaceBottom = 40;

/** A frame that shows exactly a domain, no rounder. */
export function exactFrame([low, high]: readonly [number, number], top: number, bottom: number): Frame {
  const count = Math.max(2, Math.min(7, Math.round((bottom - top) / 60)));
  const ticks = scaleLinear().domain([low, high]).ticks(count);
  const labels = formatTicks(ticks);
  return {
    scale: "linear",
    low,
    high,
    top,
    bottom,
    ticks: ticks.map((value, i) => ({ value, label: labels[i] ?? "" })),
  };
}

export function surfacePicture(data: SurfaceData, { width, height, title, settle, here }: SurfaceOptions): Picture {
  const columns = data.x.values.length;
  const rows = data.y.values.length;
  const regions = regionsOf(valuesOf(data), gridNeighbours(columns, rows));
  const heading = words(say("Loss over {0} and {1}", say(data.x.axis.label), say(data.y.axis.label)), {
    x: 0,
    y: 13,
    width,
  });
  // Beside the axis's name where that leaves room, else beneath it.
  const beside = width - KEY_ROOM - 40 - textWidth(say(data.x.axis.label), SIZE);
  const hasRoomBeside = regionCaption(regions, 0, 0, beside).more === 0;
  const beneath = regionCaption(regions, 0, 0, width - 40);
  const top = surfaceTop + heading.more;
  const bottom = height - surfaceBottom - (hasRoomBeside ? 0 : 17 + beneath.more);
  const frame = exactFrame(data.y.axis.domain, top, bottom);
  const key = colourDomain(data.loss, top, bottom, settle);
  const left = tickRoom([frame]);
  const right = Math.max(left + 80, width - Math.max(KEY_ROOM, colourBarRoom(key) + KEY_GAP));
  const place = { left, right, domain: data.x.axis.domain };
  const scale = { ramp: sequential, low: key?.frame.low ?? 0, high: key?.frame.high ?? 1 };
  const toColumn = (column: number): number => left + (column / Math.max(1, columns - 1)) * (right - left);
  const toRow = (row: number): number => bottom - (row / Math.max(1, rows - 1)) * (bottom - top);
  const levels = (key?.frame.ticks ?? [])
    .map((tick) => tick.value)
    .filter((value) => value > scale.low && value < scale.high);
  const fine = refine(data.loss, columns, rows);
  const caption = hasRoomBeside
    ? regionCaption(regions, left, bottom + 33, beside)
    : regionCaption(regions, 0, bottom + 50, width - 40);
  const items: Item[] = [
    ...heading.items,
    {
      kind: "raster",
      x: left,
      y: top,
      width: right - left,
      height: bottom - top,
      columns: fine.columns,
      rows: fine.rows,
      pixels: colourCells(fine.values, fine.columns, fine.rows, scale),
    },
    {
      kind: "path",
      d: contourPath(data.loss, columns, rows, levels, (c, r) => [toColumn(c), toRow(r)]),
      role: "background",
      paint: "stroke",
      width: 1,
      opacity: 0.55,
    },
    ...regionMarks(regions, data.loss.length, { columns, rows, toColumn, toRow, beyond: 0 }),
    ...agreement(
      data,
      (x) => xPixel(place, x),
      (y) => toPixel(frame, y),
    ),
    ...(here === undefined
      ? []
      : presentPlace(xPixel(place, here[0]), toPixel(frame, here[1]), { left, right, top, bottom })),
    ...frame.ticks.map(
      ({ value, label }): Item => ({
        kind: "text",
        x: left - 8,
        y: toPixel(frame, value) + 4,
        text: label,
        role: "dim",
        anchor: "end",
        size: SIZE,
      }),
    ),
    {
      kind: "text",
      x: left,
      y: top - 8,
      text: fitText(say(data.y.axis.label), right - left, SIZE),
      role: "dim",
      anchor: "start",
      size: SIZE,
    },
    ...horizontalAxis(place, say(data.x.axis.label), bottom, true, width),
    ...caption.items,
    ...(key === undefined
      ? []
      : [
          ...colourBar({ left: right + KEY_GAP, domain: key, scale }),
          {
            kind: "text",
            x: right + KEY_GAP,
            y: top - 20,
            text: say("loss"),
            role: "dim",
            anchor: "start",
            size: SIZE,
          } satisfies Item,
        ]),
  ];
  return {
    scene: {
      width,
      height,
      title: say("{0} over {1} and {2}", title, say(data.x.axis.label), say(data.y.axis.label)),
      description: describe(data),
      items,
    },
    stops: stopsOf(data, columns, rows, toColumn, toRow),
    get table() {
      return surfaceTable(data);
    },
  };
}

function valuesOf(data: SurfaceData): PointValues {
  return {
    loss: data.loss,
    gradients: [data.gradientX, data.gradientY].filter((each) => each !== null),
    blames: data.blames,
    lossBlame: data.lossBlame,
    gradientBlame: data.gradientBlame,
  };
}

function agreement(data: SurfaceData, atX: (x: number) => number, atY: (y: number) => number): Item[] {
  const [first, ...others] = data.agreement;
  if (first === undefined) return [];
  if (others.length === 0) {
    return [{ kind: "circle", x: atX(first[0]), y: atY(first[1]), radius: 4, role: "text", isHollow: true }];
  }
  const d = data.agreement
    .map(([x, y], i) => `${i === 0 ? "M" : "L"}${atX(x).toFixed(1)} ${atY(y).toFixed(1)}`)
    .join("");
  return [
    { kind: "path", d, role: "background", paint: "stroke", width: 3, opacity: 0.5 },
    { kind: "path", d, role: "text", paint: "stroke", width: 1.5, dash: "5 4" },
  ];
}

/** A ring where the map holds what is drawn beside it; nothing where that lies off the map. */
function presentPlace(x: number, y: number, { left, right, top, bottom }: Box): Item[] {
  if (x < left || x > right || y < top || y > bottom) return [];
  return [
    { kind: "circle", x, y, radius: 8, role: "text", isHollow: true },
    { kind: "circle", x, y, radius: 5, role: "series0", isHollow: false },
  ];
}

function stopsOf(
  data: SurfaceData,
  columns: number,
  rows: number,
  toColumn: (column: number) => number,
  toRow: (row: number) => number,
): Stops {
  const columnSpan = toColumn(columns - 1) - toColumn(0);
  const rowSpan = toRow(0) - toRow(rows - 1);
  return {
    columns,
    rows,
    label: say("Cursor over {0} and {1}", say(data.x.axis.label), say(data.y.axis.label)),
    nearest: (x, y) => {
      const column = Math.round(((x - toColumn(0)) / columnSpan) * (columns - 1));
      const row = Math.round(((y - toRow(rows - 1)) / rowSpan) * (rows - 1));
      return column < 0 || row < 0 || column >= columns || row >= rows ? undefined : [column, row];
    },
    at: (column, row) => {
      const up = rows - 1 - row;
      const index = up * columns + column;
      const reading: Reading = [
        { name: say(data.y.axis.label), value: formatSteady(data.y.values[up] ?? Number.NaN) },
        { name: say(data.x.axis.label), value: formatSteady(data.x.values[column] ?? Number.NaN) },
        { name: say("loss"), value: formatSteady(data.loss[index] ?? Number.NaN) },
        ...(data.gradientX === null
          ? [{ name: say("gradient"), value: "None" }]
          : [{ name: `${say("gradient")} →`, value: formatSteady(data.gradientX[index] ?? Number.NaN) }]),
        ...(data.gradientY === null
          ? []
          : [{ name: `${say("gradient")} ↑`, value: formatSteady(data.gradientY[index] ?? Number.NaN) }]),
      ];
      return { x: toColumn(column), y: toRow(up), reading };
    },
  };
}

function describe(data: SurfaceData): string {
  const finite = data.loss.filter(Number.isFinite);
  const others = data.loss.length - finite.length;
  if (finite.length === 0)
    return together([
      say("The loss is nowhere finite."),
      ...data.blames.map((blame) => say("{0}.", blameWords(blame))),
    ]);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of finite) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const at = data.loss.indexOf(low);
  const columns = data.x.values.length;
  const x = formatNumber(data.x.values[at % columns] ?? 0);
  const y = formatNumber(data.y.values[Math.floor(at / columns)] ?? 0);
  return together([
    say(
      "A heat map. The loss lies between {0} and {1}; it is smallest at {2} {3}, {4} {5}.",
      formatNumber(low),
      formatNumber(high),
      say(data.x.axis.label),
      x,
      say(data.y.axis.label),
      y,
    ),
    ...(others > 0 ? [say("It is not finite at {0} of {1} points.", others, data.loss.length)] : []),
    ...data.blames.map((blame) => say("{0}.", blameWords(blame))),
  ]);
}

export function surfaceTable(data: SurfaceData): Table {
  const columns = data.x.values.length;
  const hasSecond = data.gradientY !== null;
  return {
    caption: say("Loss over {0} and {1}", say(data.x.axis.label), say(data.y.axis.label)),
    columns: [
      say(data.y.axis.label),
      say(data.x.axis.label),
      say("loss"),
      say("gradient along {0}", say(data.x.axis.label)),
      ...(hasSecond ? [say("gradient along {0}", say(data.y.axis.label))] : []),
    ],
    rows: Array.from(data.loss, (loss, i) => [
      data.y.values[Math.floor(i / columns)] ?? Number.NaN,
      data.x.values[i % columns] ?? Number.NaN,
      loss,
      data.gradientX === null ? "None" : (data.gradientX[i] ?? Number.NaN),
      ...(hasSecond ? [data.gradientY?.[i] ?? Number.NaN] : []),
    ]),
  };
}
