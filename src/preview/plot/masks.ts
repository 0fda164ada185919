/** A mask and its prediction, and what each pixel costs. */

import { say, together } from "../../python/say.ts";
import type { MasksData } from "../plot-data.ts";
import { lyingBarHeight, lyingColourBar } from "./colour-bar.ts";
import { type ColourScale, colourCells, diverging, sequential } from "./colours.ts";
import type { Settle } from "./frame.ts";
import { formatNumber, formatSteady } from "./numbers.ts";
import type { Picture, PictureOptions } from "./picture.ts";
import { regionCaption, regionMarks } from "./region-marks.ts";
import { gridNeighbours, type Region, regionsOf } from "./regions.ts";
import type { Item } from "./scene.ts";
import type { Table } from "./table.ts";
import { words } from "./words.ts";

const GAP = 22;
/** Where there is little room. */
const SMALL_GAP = 12;
const TOP = 24;
/** So wide each is enough: all stand in one row. */
const ENOUGH = 104;
/** Narrower than this no row gets: the names of the maps need the room. */
const LEAST = 60;
/** A map of few pixels gains nothing from being larger. */
const LARGEST = 200;

/** Its key, with some air. */
const belowMap = 6 + lyingBarHeight;

interface Panel {
  readonly title: string;
  readonly values: Float32Array;
  readonly scale: ColourScale;
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

/** Colours that stand for what they stood for before, where `settle` says so. */
function settled(settle: Settle, name: string, scale: ColourScale): ColourScale {
  const { low, high } = settle(name, {
    scale: "linear",
    low: scale.low,
    high: scale.high,
    top: 0,
    bottom: 1,
    ticks: [],
  });
  return { ...scale, low, high };
}

function panelsOf(data: MasksData, settle: Settle): Panel[] {
  const [lossLow, lossHigh] = range(data.loss);
  const [gradientLow, gradientHigh] = range(data.gradient);
  const reach = Math.max(Math.abs(gradientLow), Math.abs(gradientHigh));
  const unit = { ramp: sequential, low: 0, high: 1 };
  const neighbours = gridNeighbours(data.width, data.height);
  const nothing = new Float32Array(data.width * data.height);
  const blames = data.blames ?? [];
  const panels: Panel[] = [
    { title: say("Target"), values: data.target, scale: unit, regions: [] },
    { title: say("Prediction"), values: data.prediction, scale: unit, regions: [] },
  ];
  if (data.loss !== null) {
    panels.push({
      title: say("Loss"),
      values: data.loss,
      scale: settled(settle, "loss", { ramp: sequential, low: Math.min(0, lossLow), high: lossHigh }),
      regions: regionsOf({ loss: data.loss, gradients: [], blames }, neighbours),
    });
  }
  if (data.gradient !== null) {
    panels.push({
      title: say("Gradient"),
      values: data.gradient,
      scale: settled(settle, "gradient", { ramp: diverging, low: -reach, high: reach }),
      regions: regionsOf({ loss: nothing, gradients: [data.gradient], blames }, neighbours),
    });
  }
  return panels;
}

/** What a map does not tell. */
function remarkOn(data: MasksData): string {
  const value = formatNumber(data.value);
  const said =
    data.loss === null
      ? say("Loss {0}, one number for the whole mask", value)
      : say("Loss {0}, the mean over the pixels", value);
  return data.gradient === null ? say("{0}. There is no gradient: nothing pulls", said) : said;
}

interface Arrangement {
  readonly inRow: number;
  readonly rows: number;
  readonly gap: number;
  /** What each map may take of the width, and what it does. */
  readonly room: number;
  readonly cell: number;
}

/** All maps in one row; where that leaves each too little, as they are larger within the height, in one row or two by two. */
function arrange(count: number, ratio: number, width: number, height: number): Arrangement {
  const arranged = (inRow: number): Arrangement => {
    const gap = width / inRow < 120 ? SMALL_GAP : GAP;
    const rows = Math.ceil(count / inRow);
    // The page scrolls anyhow: the maps are as large as they can be read at a look.
    const room = Math.min(LARGEST, (width - gap * (inRow - 1)) / inRow);
    const tallest = Math.max(LEAST, (height + TOP) / rows - belowMap - TOP);
    return { inRow, rows, gap, room, cell: Math.min(room, Math.min(LARGEST, tallest) / ratio) };
  };
  const [row, square] = [arranged(count), arranged(2)];
  return row.room >= ENOUGH || (row.room >= LEAST && row.cell >= square.cell) ? row : square;
}

export function masksPicture(
  data: MasksData,
  { width, height, title, settle = (_, frame) => frame }: PictureOptions,
): Picture {
  const panels = panelsOf(data, settle);
  const heading = words(remarkOn(data), { x: 0, y: 13, width });
  const top = TOP + 26 + heading.more;
  const ratio = data.height / data.width;
  const { inRow, rows, gap, room, cell } = arrange(panels.length, ratio, width, height - top);
  const rowHeight = cell * ratio + belowMap + TOP;
  const places = panels.map((_, i) => ({
    x: (i % inRow) * (room + gap),
    y: top + Math.floor(i / inRow) * rowHeight,
  }));
  const items: Item[] = [
    ...heading.items,
    ...panels.flatMap((panel, i): Item[] => {
      const { x, y } = places[i] ?? { x: 0, y: 0 };
      const size = { x, y, width: cell, height: cell * ratio };
      return [
        ...words(panel.title, { x, y: y - 8, width: room }).items,
        {
          kind: "raster",
          ...size,
          columns: data.width,
          rows: data.height,
          pixels: colourCells(panel.values, data.width, data.height, panel.scale, (c, r) => r * data.width + c),
        },
        ...regionMarks(panel.regions, data.width * data.height, {
          columns: data.width,
          rows: data.height,
          toColumn: (column) => x + ((column + 0.5) / data.width) * cell,
          toRow: (row) => y + ((row + 0.5) / data.height) * cell * ratio,
          beyond: 0.5,
        }),
        { kind: "rectangle", ...size, role: "axis", paint: "stroke" },
        ...lyingColourBar(x, y + cell * ratio + 6, cell, panel.scale),
      ];
    }),
  ];
  const used = top + rows * rowHeight - TOP;
  const regions = panels.flatMap((panel) => panel.regions);
  const caption = regionCaption(regions, 0, used + 16, width);
  items.push(...caption.items);
  const unit = cell / data.width;
  return {
    scene: {
      width,
      height: regions.length > 0 ? used + 24 + caption.more : used,
      title: say("{0} on a mask", title),
      description: describe(data),
      items,
    },
    stops: {
      columns: data.width,
      rows: data.height,
      label: say("Cursor over the pixels"),
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
            { name: say("pixel"), value: `${column}, ${row}` },
            { name: "y_true", value: formatNumber(data.target[index] ?? Number.NaN) },
            { name: "y_pred", value: formatSteady(data.prediction[index] ?? Number.NaN) },
            {
              name: say("loss"),
              value: formatSteady(data.loss === null ? data.value : (data.loss[index] ?? Number.NaN)),
            },
            {
              name: say("gradient"),
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
    say("Maps of {0} by {1} pixels: target, prediction, loss and gradient.", data.width, data.height),
    say("The overlap is {0}, the loss {1}.", formatNumber(data.overlap), formatNumber(data.value)),
  ];
  if (data.gradient === null) parts.push(say("There is no gradient."));
  return together(parts);
}

export function masksTable(data: MasksData): Table {
  return {
    caption: say("Loss {0} at overlap {1}", formatNumber(data.value), formatNumber(data.overlap)),
    columns: [say("row"), say("column"), "y_true", "y_pred", say("loss"), say("gradient")],
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
