/** Where a curve has no finite value: shaded, with the expression that is to blame. */

import type { Blamed, CurveData } from "../plot-data.ts";
import type { DrawnSeries } from "./curve-series.ts";
import type { Box } from "./labels.ts";
import { formatNumber } from "./numbers.ts";
import type { Item } from "./scene.ts";

const LEAST_WIDTH = 6;

interface Region {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly series: DrawnSeries;
}

function regionsOf(series: DrawnSeries, values: Float32Array): Region[] {
  const regions: Region[] = [];
  for (let i = 0; i < values.length; i += 1) {
    if (Number.isFinite(values[i])) continue;
    const start = i;
    while (i + 1 < values.length && !Number.isFinite(values[i + 1])) i += 1;
    regions.push({ from: start, to: i, value: values[start] ?? Number.NaN, series });
  }
  return regions;
}

/** The blame that fits a value best: of the same direction, and of the same value if there is one. */
function blameFor(blames: readonly Blamed[], direction: Blamed["direction"], value: number): Blamed | undefined {
  const fitting = blames.filter((blame) => blame.direction === direction);
  return fitting.find((blame) => blame.value === String(value)) ?? fitting[0] ?? blames[0];
}

function title(region: Region, what: string, blame: Blamed | undefined): string {
  const { series, from, to } = region;
  const start = formatNumber(series.x[from] ?? 0);
  const end = formatNumber(series.x[to] ?? 0);
  const where = start === end ? `at ${start}` : `from ${start} to ${end}`;
  const cause =
    blame === undefined
      ? ""
      : `: ${blame.expression} is ${blame.value}${blame.place === null ? "" : `, line ${blame.place.line}`}`;
  return `${what} is ${formatNumber(region.value)} ${where} for ${series.label}${cause}`;
}

export function nonFiniteRegions(
  data: CurveData,
  series: readonly DrawnSeries[],
  pick: (one: DrawnSeries) => Float32Array | null,
  at: (x: number) => number,
  box: Box,
): Item[] {
  const seen = new Set<string>();
  return series
    .filter((one) => one.role === "loss")
    .flatMap((one) => {
      const values = pick(one);
      const isLoss = values === one.loss;
      return values === null ? [] : regionsOf(one, values).map((region) => ({ region, isLoss }));
    })
    .flatMap(({ region, isLoss }): Item[] => {
      const { series: one, from, to } = region;
      const half = (i: number, j: number): number => (at(one.x[i] ?? 0) + at(one.x[j] ?? one.x[i] ?? 0)) / 2;
      let left = from === 0 ? at(one.x[0] ?? 0) : half(from, from - 1);
      let right = to === one.x.length - 1 ? at(one.x[to] ?? 0) : half(to, to + 1);
      const lack = Math.max(0, LEAST_WIDTH - (right - left));
      const isAtLeft = left <= box.left + 1;
      const isAtRight = right >= box.right - 1;
      left -= isAtLeft ? 0 : isAtRight ? lack : lack / 2;
      right += isAtRight ? 0 : isAtLeft ? lack : lack / 2;
      left = Math.max(left, box.left);
      right = Math.min(right, box.right);
      const key = `${left.toFixed(0)} ${right.toFixed(0)}`;
      if (right <= left || seen.has(key)) return [];
      seen.add(key);
      const blame = blameFor(data.blames, isLoss ? "forward" : "backward", region.value);
      return [
        {
          kind: "hatch",
          x: left,
          y: box.top,
          width: right - left,
          height: box.bottom - box.top,
          title: title(region, isLoss ? "The loss" : "The gradient", blame),
          place: blame?.place ?? null,
        },
      ];
    });
}
