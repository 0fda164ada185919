/** Where a curve has no finite value: shaded, with the expression that is to blame. */

import type { Blamed, CurveData } from "../plot-data.ts";
import { blameAt, blameWords } from "./blame-words.ts";
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

/** Neighbours that are alike: of the same value, and of the same culprit where points have one of their own. */
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

function title(region: Region, what: string, blame: Blamed | undefined): string {
  const { series, from, to } = region;
  const start = formatNumber(series.x[from] ?? 0);
  const end = formatNumber(series.x[to] ?? 0);
  const where = start === end ? `at ${start}` : `from ${start} to ${end}`;
  const cause = blame === undefined ? "" : `: ${blameWords(blame)}`;
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
      const numbers = isLoss ? one.lossBlame : one.gradientBlame;
      return values === null ? [] : regionsOf(one, values, numbers).map((region) => ({ region, isLoss, numbers }));
    })
    .flatMap(({ region, isLoss, numbers }): Item[] => {
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
      const blame = blameAt(data.blames, numbers, from, isLoss ? "forward" : "backward", region.value);
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
