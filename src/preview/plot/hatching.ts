/** Where a curve has no finite value: shaded, with the expression that is to blame. */

import { say } from "../../python/say.ts";
import type { CurveData, PlacedBlame } from "../plot-data.ts";
import { blameAt, blameSubject, blameWords } from "./blame-words.ts";
import type { DrawnSeries } from "./curve-series.ts";
import type { Box } from "./labels.ts";
import { formatNumber } from "./numbers.ts";
import { fitText, type Item, seriesRole, textWidth } from "./scene.ts";

const LEAST_WIDTH = 6;
const SIZE = 11;
const NAME_ROW = 16;

interface Region {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly series: DrawnSeries;
}

/** Neighbours that are alike: of the same value, and of the same blame where points have one of their own. */
function regionsOf(series: DrawnSeries, values: Float32Array, blame: ArrayLike<number> | undefined): Region[] {
  const regions: Region[] = [];
  for (let i = 0; i < values.length; i += 1) {
    if (Number.isFinite(values[i])) continue;
    const start = i;
    while (i + 1 < values.length && Object.is(values[i + 1], values[start]) && blame?.[i + 1] === blame?.[start])
      i += 1;
    regions.push({ from: start, to: i, value: values[start] ?? Number.NaN, series });
  }
  return regions;
}

function title(region: Region, what: string, blame: PlacedBlame | undefined): string {
  const { series, from, to } = region;
  const start = formatNumber(series.x[from] ?? 0);
  const end = formatNumber(series.x[to] ?? 0);
  const where = start === end ? say("at {0}", start) : say("from {0} to {1}", start, end);
  const said = say("{0} is {1} {2} for {3}", what, formatNumber(region.value), where, series.label);
  return blame === undefined ? said : say("{0}: {1}", said, blameWords(blame));
}

interface Strip {
  readonly region: Region;
  readonly left: number;
  readonly right: number;
  readonly isLoss: boolean;
  readonly blame: PlacedBlame | undefined;
}

/** Where a region lies between the pixels of a box: at least so wide that it is seen. */
function stripOf(region: Region, at: (x: number) => number, box: Box): { left: number; right: number } {
  const { series: one, from, to } = region;
  const half = (i: number, j: number): number => (at(one.x[i] ?? 0) + at(one.x[j] ?? one.x[i] ?? 0)) / 2;
  let left = from === 0 ? at(one.x[0] ?? 0) : half(from, from - 1);
  let right = to === one.x.length - 1 ? at(one.x[to] ?? 0) : half(to, to + 1);
  const lack = Math.max(0, LEAST_WIDTH - (right - left));
  const isAtLeft = left <= box.left + 1;
  const isAtRight = right >= box.right - 1;
  left -= isAtLeft ? 0 : isAtRight ? lack : lack / 2;
  right += isAtRight ? 0 : isAtLeft ? lack : lack / 2;
  return { left: Math.max(left, box.left), right: Math.min(right, box.right) };
}

/** The regions of all curves. What several share is hatched once; a wide one says what it is, and of which curve. */
export function nonFiniteRegions(
  data: CurveData,
  series: readonly DrawnSeries[],
  pick: (one: DrawnSeries) => Float32Array | null,
  at: (x: number) => number,
  box: Box,
): Item[] {
  const own = series.filter((one) => one.role === "loss");
  const strips = own
    .flatMap((one): Strip[] => {
      const values = pick(one);
      if (values === null) return [];
      const isLoss = values === one.loss;
      const numbers = isLoss ? one.lossBlame : one.gradientBlame;
      return regionsOf(one, values, numbers).map((region) => ({
        region,
        ...stripOf(region, at, box),
        isLoss,
        blame: blameAt(data.blames, numbers, region.from, isLoss ? "forward" : "backward", region.value),
      }));
    })
    .filter(({ left, right }) => right > left)
    .sort((a, b) => b.right - b.left - (a.right - a.left));
  const hatches = strips.map(({ region, left, right, isLoss, blame }, index): Item => {
    const isCovered = strips.slice(0, index).some((other) => other.left <= left + 0.5 && other.right >= right - 0.5);
    return {
      kind: "hatch",
      x: left,
      y: box.top,
      width: right - left,
      height: box.bottom - box.top,
      title: title(region, isLoss ? say("The loss") : say("The gradient"), blame),
      blame: blame ?? null,
      curve: region.series.label,
      ...(isCovered ? { isPainted: false } : {}),
    };
  });
  return [...hatches, ...stripNames(strips, own.length > 1, box)];
}

/** Words at the top of each strip that has room for them, one row each where strips overlap. */
function stripNames(strips: readonly Strip[], isNamed: boolean, box: Box): Item[] {
  const taken: { left: number; right: number; row: number }[] = [];
  const rows = Math.floor((box.bottom - box.top - 8) / NAME_ROW);
  return strips.flatMap(({ region, left, right, isLoss, blame }): Item[] => {
    // What the loss's own strip says need not be said again of its gradient.
    if (!isLoss && !Number.isFinite(region.series.loss[region.from] ?? Number.NaN)) return [];
    const value = formatNumber(region.value);
    const start = isNamed ? say("{0} for {1}", value, region.series.label) : value;
    const text = fitText(blame === undefined ? start : `${start}: ${blameSubject(blame)}`, right - left - 12, SIZE);
    const hasRoom = right - left - 12 >= textWidth(start, SIZE);
    if (!hasRoom && right - left < 24) return [];
    let row = 0;
    while (taken.some((other) => other.row === row && other.left < right && other.right > left)) row += 1;
    if (row >= rows) return [];
    taken.push({ left, right, row });
    return [
      {
        kind: "text",
        x: (left + right) / 2,
        y: box.top + 16 + row * NAME_ROW,
        text: hasRoom ? text : value,
        role: isNamed ? seriesRole(region.series.target) : "text",
        anchor: "middle",
        size: SIZE,
        hasHalo: true,
      },
    ];
  });
}
