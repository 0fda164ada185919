/** A mask and its prediction, and what each pixel costs. */

import type { MasksData } from "../plot-data.ts";
import { type ColourScale, colourCells, diverging, sequential } from "./colours.ts";
import { formatNumber, formatSteady } from "./numbers.ts";
import type { Picture, PictureOptions } from "./picture.ts";
import { regionCaption, regionMarks } from "./region-marks.ts";
import { gridNeighbours, type Region, regionsOf } from "./regions.ts";
import { fitText, type Item, textWidth } from "./scene.ts";
import type { Table } from "./table.ts";

const SIZE = 11;
const TITLE_SIZE = 12;
const GAP = 22;
const TOP = 24;
/** Wide enough for all maps in a row; narrower, and two stand over two. */
const ROW_WIDTH = 860;
/** A map of few pixels gains nothing from being larger. */
const LARGEST = 200;

interface Panel {
  readonly title: string;
  /** Said after the title where there is room for both. */
  readonly note?: string | undefined;
  readonly values: Float32Array | null;
  readonly scale: ColourScale;
  /** Said where there is nothing to colour. */
  readonly missing: string;
  /** Pixels without a finite value. */
  readonly regions: readonly Region[];
}

function range(values: Float32Array | null): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values ?? []) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : [0, 1];
}

function panelsOf(data: MasksData): Panel[] {
  const [lossLow, lossHigh] = range(data.loss);
  const [gradientLow, gradientHigh] = range(data.gradient);
  const reach = Math.max(Math.abs(gradientLow), Math.abs(gradientHigh));
  const unit = { ramp: sequential, low: 0, high: 1 };
  const neighbours = gridNeighbours(data.width, data.height);
  const nothing = new Float32Array(data.width * data.height);
  const blames = data.blames ?? [];
  return [
    { title: "Target", values: data.target, scale: unit, missing: "", regions: [] },
    { title: "Prediction", values: data.prediction, scale: unit, missing: "", regions: [] },
    {
      title: data.loss === null ? `Loss ${formatNumber(data.value)}` : `Loss up to ${formatNumber(lossHigh)}`,
      values: data.loss,
      scale: { ramp: sequential, low: Math.min(0, lossLow), high: lossHigh },
      missing: "of the whole mask",
      regions: data.loss === null ? [] : regionsOf({ loss: data.loss, gradients: [], blames }, neighbours),
    },
    {
      title: data.gradient === null ? "Gradient" : `Gradient ±${formatNumber(reach)}`,
      note: data.gradient === null ? undefined : "purple below 0",
      values: data.gradient,
      scale: { ramp: diverging, low: -reach, high: reach },
      missing: "None: nothing pulls",
      regions:
        data.gradient === null ? [] : regionsOf({ loss: nothing, gradients: [data.gradient], blames }, neighbours),
    },
  ];
}

function heading({ title, note }: Panel, room: number): string {
  const both = note === undefined ? title : `${title}, ${note}`;
  return textWidth(both, TITLE_SIZE) <= room ? both : fitText(title, room, TITLE_SIZE);
}

export function masksPicture(data: MasksData, { width, title }: PictureOptions): Picture {
  const panels = panelsOf(data);
  const top = TOP;
  const ratio = data.height / data.width;
  const inRow = width >= ROW_WIDTH ? 4 : 2;
  const rows = panels.length / inRow;
  // The page scrolls anyhow: the maps are as large as they can be read at a look.
  const room = Math.min(LARGEST, (width - GAP * (inRow - 1)) / inRow);
  const cell = Math.min(room, LARGEST / ratio);
  const places = panels.map((_, i) => ({
    x: (i % inRow) * (room + GAP),
    y: top + Math.floor(i / inRow) * (cell * ratio + top + GAP),
  }));
  const items = panels.flatMap((panel, i): Item[] => {
    const { x, y } = places[i] ?? { x: 0, y: 0 };
    const size = { x, y, width: cell, height: cell * ratio };
    return [
      {
        kind: "text",
        x,
        y: y - 8,
        text: heading(panel, room),
        role: "text",
        anchor: "start",
        size: TITLE_SIZE,
      },
      ...(panel.values === null
        ? [
            {
              kind: "text",
              x: x + cell / 2,
              y: y + (cell * ratio) / 2,
              text: fitText(panel.missing, cell - 8, SIZE),
              role: "dim",
              anchor: "middle",
              size: SIZE,
            } satisfies Item,
          ]
        : [
            {
              kind: "raster",
              ...size,
              columns: data.width,
              rows: data.height,
              pixels: colourCells(panel.values, data.width, data.height, panel.scale, (c, r) => r * data.width + c),
            } satisfies Item,
          ]),
      ...regionMarks(panel.regions, data.width * data.height, {
        columns: data.width,
        rows: data.height,
        toColumn: (column) => x + ((column + 0.5) / data.width) * cell,
        toRow: (row) => y + ((row + 0.5) / data.height) * cell * ratio,
        beyond: 0.5,
      }),
      { kind: "rectangle", ...size, role: "axis", paint: "stroke" },
    ];
  });
  const used = top + rows * (cell * ratio) + (rows - 1) * (top + GAP) + 8;
  const regions = panels.flatMap((panel) => panel.regions);
  items.push(...regionCaption(regions, 0, used + 14, width));
  const unit = cell / data.width;
  return {
    scene: {
      width,
      height: regions.length > 0 ? used + 22 : used,
      title: `${title} on a mask`,
      description: describe(data),
      items,
    },
    stops: {
      columns: data.width,
      rows: data.height,
      label: "Cursor over the pixels",
      nearest: (px, py) => {
        for (const { x, y } of places) {
          const [column, row] = [Math.floor((px - x) / unit), Math.floor((py - y) / unit)];
          if (column >= 0 && row >= 0 && column < data.width && row < data.height) return [column, row];
        }
        return undefined;
      },
      at: (column, row) => {
        const index = row * data.width + column;
        // On the map that has something to tell of this pixel.
        const troubled = panels.findIndex((panel) => panel.regions.some(({ points }) => points.includes(index)));
        const { x, y } = places[troubled < 0 ? 1 : troubled] ?? { x: 0, y: 0 };
        return {
          x: x + (column + 0.5) * unit,
          y: y + (row + 0.5) * unit,
          reading: [
            { name: "pixel", value: `${column}, ${row}` },
            { name: "y_true", value: formatNumber(data.target[index] ?? Number.NaN) },
            { name: "y_pred", value: formatSteady(data.prediction[index] ?? Number.NaN) },
            { name: "loss", value: formatSteady(data.loss === null ? data.value : (data.loss[index] ?? Number.NaN)) },
            {
              name: "gradient",
              value: data.gradient === null ? "None" : formatSteady(data.gradient[index] ?? Number.NaN),
            },
          ],
        };
      },
    },
    get table() {
      return masksTable(data);
    },
  };
}

function describe(data: MasksData): string {
  const parts = [
    `Maps of ${data.width} by ${data.height} pixels: target, prediction, loss and gradient.`,
    `The overlap is ${formatNumber(data.overlap)}, the loss ${formatNumber(data.value)}.`,
  ];
  if (data.gradient === null) parts.push("There is no gradient.");
  return parts.join(" ");
}

export function masksTable(data: MasksData): Table {
  return {
    caption: `Loss ${formatNumber(data.value)} at overlap ${formatNumber(data.overlap)}`,
    columns: ["row", "column", "y_true", "y_pred", "loss", "gradient"],
    rows: Array.from(data.target, (value, i) => [
      Math.floor(i / data.width),
      i % data.width,
      value,
      data.prediction[i] ?? Number.NaN,
      data.loss === null ? "" : (data.loss[i] ?? Number.NaN),
      data.gradient === null ? "None" : (data.gradient[i] ?? Number.NaN),
    ]),
  };
}
