/** Which curves are drawn, and in which reading: as they are, as a difference, or brought to one scale. */

import type { CurveData, Series } from "../plot-data.ts";

export interface CurveReading {
  /** The difference between the loss and this comparison (a series label) instead of the values. */
  readonly difference: string | null;
  /** Every loss divided by its own mean size, so that shapes can be compared. */
  readonly isNormalized: boolean;
  /** The part of the axis that is shown; null for all. */
  readonly zoom: readonly [number, number] | null;
}

export const plainReading: CurveReading = { difference: null, isNormalized: false, zoom: null };

export interface DrawnSeries extends Omit<Series, "x" | "loss" | "gradient"> {
  readonly x: Float32Array;
  readonly loss: Float32Array;
  readonly gradient: Float32Array | null;
}

/** The part of a curve inside the zoom, and one sample beyond on each side, so that lines reach the edge. */
function cut(series: DrawnSeries, [low, high]: readonly [number, number]): DrawnSeries {
  let start = 0;
  while (start + 1 < series.x.length && (series.x[start + 1] ?? 0) <= low) start += 1;
  let end = series.x.length;
  while (end - 2 >= 0 && (series.x[end - 2] ?? 0) >= high) end -= 1;
  return {
    ...series,
    x: series.x.slice(start, end),
    loss: series.loss.slice(start, end),
    gradient: series.gradient?.slice(start, end) ?? null,
    ...(series.lossBlame === undefined ? {} : { lossBlame: series.lossBlame.slice(start, end) }),
    ...(series.gradientBlame === undefined ? {} : { gradientBlame: series.gradientBlame.slice(start, end) }),
  };
}

function minus(a: ArrayLike<number>, b: ArrayLike<number>): Float32Array {
  return Float32Array.from({ length: a.length }, (_, i) => (a[i] ?? Number.NaN) - (b[i] ?? Number.NaN));
}

/** The mean size of a loss over the points that are drawn; 1 where it is 0 everywhere. */
export function meanSize({ loss }: Pick<DrawnSeries, "loss">): number {
  const finite = [...loss].filter(Number.isFinite);
  const mean = finite.reduce((sum, value) => sum + Math.abs(value), 0) / Math.max(1, finite.length);
  return mean > 0 ? mean : 1;
}

function scaled(series: DrawnSeries): DrawnSeries {
  const mean = meanSize(series);
  const divide = (values: Float32Array): Float32Array => values.map((value) => value / mean);
  return { ...series, loss: divide(series.loss), gradient: series.gradient && divide(series.gradient) };
}

export function drawnSeries(data: CurveData, reading: CurveReading): DrawnSeries[] {
  let all: DrawnSeries[] = data.series;
  if (reading.isNormalized) all = all.map(scaled);
  if (reading.difference !== null) {
    const subtrahends = all.filter((series) => series.role !== "loss" && series.label === reading.difference);
    all = all
      .filter((series) => series.role === "loss")
      .flatMap((series) => {
        const other = subtrahends.find((candidate) => candidate.target === series.target);
        if (other === undefined || other.x.length !== series.x.length) return [];
        const gradient =
          series.gradient === null || other.gradient === null ? null : minus(series.gradient, other.gradient);
        return [{ ...series, loss: minus(series.loss, other.loss), gradient }];
      });
  }
  const zoom = reading.zoom;
  return zoom === null ? all : all.map((series) => cut(series, zoom));
}

/** The names of what the loss is compared with, each once, in order. */
export function comparisonLabels(data: CurveData): string[] {
  return [...new Set(data.series.filter((series) => series.role !== "loss").map((series) => series.label))];
}
