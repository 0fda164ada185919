/** The user's own rows: how their losses are spread, and which are the worst. */

import { bin } from "d3-array";
import { scaleLinear } from "d3-scale";
import { say, together } from "../../python/say.ts";
import type { DatasetData } from "../plot-data.ts";
import { chooseFrame, toPixel } from "./frame.ts";
import { horizontalAxis, xPixel } from "./horizontal-axis.ts";
import { formatCount, formatNumber, formatSteady } from "./numbers.ts";
import type { Picture, PictureOptions } from "./picture.ts";
import type { Item } from "./scene.ts";
import type { Table } from "./table.ts";
import { tickRoom, verticalAxis } from "./vertical-axis.ts";
import { words } from "./words.ts";

const WORST = 10;
/** Of a scatter, more only hide one another. */
const MOST_DOTS = 2000;

interface Bar {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export function barsOf(loss: ArrayLike<number>, most: number): Bar[] {
  const finite = Array.from(loss).filter(Number.isFinite);
  if (finite.length === 0) return [];
  const [low, high] = extent(finite);
  const domain = low === high ? [low - 0.5, high + 0.5] : scaleLinear().domain([low, high]).nice(most).domain();
  // One at the upper end would take what lies there into a group without width.
  const thresholds = scaleLinear()
    .domain(domain)
    .ticks(most)
    .filter((each) => each < (domain[1] ?? high));
  return bin<number, number>()
    .domain([domain[0] ?? low, domain[1] ?? high])
    .thresholds(thresholds)(finite)
    .map((group) => ({ from: group.x0 ?? low, to: group.x1 ?? high, count: group.length }));
}

/** Of the finite ones; the wrong way round where there is none. */
function extent(...lists: readonly ArrayLike<number>[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const values of lists) {
    for (let i = 0; i < values.length; i += 1) {
      const value = values[i] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return [low, high];
}

/** Rows by falling loss; NaN is worse than anything. */
export function worstRows(loss: ArrayLike<number>, count = WORST): number[] {
  const rank = (index: number): number => {
    const value = loss[index] ?? Number.NaN;
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
  };
  // A few of perhaps a million: no need to sort the others.
  const worst: number[] = [];
  for (let index = 0; index < loss.length; index += 1) {
    const last = worst[worst.length - 1];
    if (worst.length >= count && last !== undefined && !(rank(index) > rank(last))) continue;
    let place = worst.length;
    while (place > 0 && rank(index) > rank(worst[place - 1] ?? 0)) place -= 1;
    worst.splice(place, 0, index);
    if (worst.length > count) worst.pop();
  }
  return worst;
}

export function datasetPicture(data: DatasetData, { width, height, title }: PictureOptions): Picture {
  const isScatter = data.yTrueWidth === 1 && data.yPredWidth === 1 && data.rows > 0;
  const isWide = width >= 560;
  const half = isScatter && isWide ? (width - 30) / 2 : width;
  // One above the other they share the height, so that both stay in sight of what changes them.
  const panelHeight = isScatter && !isWide ? Math.max(130, (height - 20) / 2) : height;
  const bars = barsOf(data.loss, Math.max(6, Math.min(30, Math.round(half / 22))));
  const items: Item[] = [...histogram(data, bars, half, panelHeight)];
  if (isScatter) {
    const [dx, dy] = isWide ? [half + 30, 0] : [0, panelHeight + 20];
    items.push(...scatter(data, dx, dy, half, panelHeight));
  }
  const first = bars[0];
  const last = bars[bars.length - 1];
  const place = barPlace(bars, half);
  const frame = barFrame(bars, panelHeight);
  return {
    scene: {
      width,
      height: isScatter && !isWide ? 2 * panelHeight + 20 : panelHeight,
      title: say("{0} on {1}", title, data.name ?? say("your data")),
      description: describe(data, first, last),
      items,
    },
    stops: {
      columns: bars.length,
      rows: bars.length === 0 ? 0 : 1,
      label: say("Cursor over the histogram"),
      nearest: (x) => {
        const at = bars.findIndex(({ from, to }) => x >= xPixel(place, from) && x < xPixel(place, to));
        return at < 0 ? undefined : [at, 0];
      },
      at: (index) => {
        const bar = bars[index];
        if (bar === undefined) return undefined;
        return {
          x: xPixel(place, (bar.from + bar.to) / 2),
          y: toPixel(frame, bar.count),
          reading: [
            { name: say("loss"), value: say("{0} to {1}", formatNumber(bar.from), formatNumber(bar.to)) },
            { name: say("rows"), value: formatCount(bar.count) },
          ],
        };
      },
    },
    get table() {
      return datasetTable(data);
    },
  };
}

function barPlace(
  bars: readonly Bar[],
  width: number,
): { left: number; right: number; domain: readonly [number, number] } {
  return { left: 40, right: width - 44, domain: [bars[0]?.from ?? 0, bars[bars.length - 1]?.to ?? 1] };
}

function barFrame(bars: readonly Bar[], height: number): ReturnType<typeof chooseFrame> {
  const frame = chooseFrame([0, Math.max(1, ...bars.map(({ count }) => count))], "gradient", 30, height - 26);
  // There is no half of a row.
  return { ...frame, ticks: frame.ticks.filter(({ value }) => Number.isInteger(value)) };
}

function histogram(data: DatasetData, bars: readonly Bar[], width: number, height: number): Item[] {
  const frame = barFrame(bars, height);
  const place = barPlace(bars, width);
  const odd = data.loss.reduce((sum, value) => sum + Number(!Number.isFinite(value)), 0);
  const title =
    odd === 0
      ? say("Rows by their loss")
      : odd === 1
        ? say("Rows by their loss; 1 NaN or infinite is left out")
        : say("Rows by their loss; {0} NaN or infinite are left out", formatCount(odd));
  const heading = data.rows === 0 ? "" : title;
  return [
    ...words(heading, { x: 0, y: 13, width }).items,
    ...(bars.length === 0 ? [] : verticalAxis(frame, place.left, place.right, true)),
    ...bars.map(({ from, to, count }): Item => {
      const y = toPixel(frame, count);
      return {
        kind: "rectangle",
        x: xPixel(place, from) + 0.5,
        y,
        width: Math.max(0.5, xPixel(place, to) - xPixel(place, from) - 1),
        height: frame.bottom - y,
        role: "series0",
        paint: "fill",
      };
    }),
    ...(bars.length === 0 ? [] : horizontalAxis(place, say("loss"), frame.bottom, false, width)),
  ];
}

function scatter(data: DatasetData, dx: number, dy: number, width: number, height: number): Item[] {
  const [least, most] = extent(data.yTrue, data.yPred);
  const room = most > least ? 0.04 * (most - least) : 0.5;
  const [low, high] = scaleLinear()
    .domain(least <= most ? [least - room, most + room] : [0, 1])
    .nice()
    .domain() as [number, number];
  const base = chooseFrame([low, high], "gradient", dy + 30, dy + height - 26);
  const frame = {
    ...base,
    low,
    high: high === low ? low + 1 : high,
    ticks: base.ticks.filter(({ value }) => value >= low && value <= high),
  };
  const left = dx + tickRoom([frame]);
  const place = { left, right: dx + width - 58, domain: [frame.low, frame.high] as const };
  const step = Math.max(1, Math.ceil(data.rows / MOST_DOTS));
  const worst = new Set(worstRows(data.loss));
  const dots: Item[] = [];
  for (let row = 0; row < data.rows; row += 1) {
    if (row % step !== 0 && !worst.has(row)) continue;
    const [x, y] = [data.yPred[row] ?? Number.NaN, data.yTrue[row] ?? Number.NaN];
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    dots.push({
      kind: "circle",
      x: xPixel(place, x),
      y: toPixel(frame, y),
      radius: worst.has(row) ? 3.5 : 2,
      role: worst.has(row) ? "series1" : "series0",
      isHollow: false,
    });
  }
  return [
    ...words(say("y_true over y_pred, the ten worst marked"), { x: dx, y: dy + 13, width }).items,
    ...verticalAxis(frame, place.left, place.right, false),
    {
      kind: "line",
      x1: place.left,
      y1: frame.bottom,
      x2: place.right,
      y2: frame.top,
      role: "axis",
      width: 1,
      dash: "5 4",
    },
    ...dots,
    ...horizontalAxis(place, "y_pred", frame.bottom, false, dx + width),
  ];
}

function describe(data: DatasetData, first: Bar | undefined, last: Bar | undefined): string {
  if (data.name === null) return say("No data yet.");
  const rows = say(
    "{0} rows of {1}; their mean loss is {2}.",
    formatCount(data.rows),
    data.name,
    formatNumber(data.mean),
  );
  if (first === undefined || last === undefined) return rows;
  return together([rows, say("Losses lie between {0} and {1}.", formatNumber(first.from), formatNumber(last.to))]);
}

function rowsOf(data: DatasetData, rows: readonly number[]): (number | string)[][] {
  const part = (values: Float32Array, width: number, row: number): string =>
    Array.from(values.slice(row * width, row * width + Math.min(width, 6)), (value) => formatNumber(value, 4)).join(
      ", ",
    ) + (width > 6 ? ", …" : "");
  return rows.map((row) => [
    row * (data.every ?? 1),
    data.loss[row] ?? "",
    part(data.yTrue, data.yTrueWidth, row),
    part(data.yPred, data.yPredWidth, row),
  ]);
}

const columns = (): string[] => [say("row"), say("loss"), "y_true", "y_pred"];

/** The rows that cost most. */
export function worstTable(data: DatasetData): Table {
  return {
    caption: say("The {0} worst rows", Math.min(WORST, data.loss.length)),
    columns: columns(),
    rows: rowsOf(data, worstRows(data.loss)),
  };
}

export function datasetTable(data: DatasetData): Table {
  return {
    caption:
      data.rows === 0
        ? say("No data yet")
        : say("{0}: {1} rows, mean loss {2}", data.name ?? "", formatCount(data.rows), formatSteady(data.mean)),
    columns: columns(),
    rows: rowsOf(
      data,
      Array.from({ length: data.rows }, (_, row) => row),
    ),
  };
}
