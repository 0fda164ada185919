/** What a picture of curves shows, in sentences. */

import type { CurveData, Series } from "../plot-data.ts";
import { formatNumber } from "./numbers.ts";

function extremes(values: ArrayLike<number>): { low: number; high: number } | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? { low, high } : undefined;
}

/** `falls`, `rises`, `falls, then rises` …, told from the finite values. */
function course(values: ArrayLike<number>, range: number): string {
  const turns: ("falls" | "rises")[] = [];
  let last: number | undefined;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    if (last !== undefined && Math.abs(value - last) > range * 1e-4) {
      const now = value < last ? "falls" : "rises";
      if (turns[turns.length - 1] !== now) turns.push(now);
      last = value;
    }
    last ??= value;
  }
  if (turns.length === 0) return "is constant";
  return turns.length > 3 ? `goes up and down ${turns.length} times` : turns.join(", then ");
}

function nonFinite(values: ArrayLike<number>): string {
  const places: string[] = [];
  const count = { NaN: 0, infinite: 0 };
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value)) count.NaN += 1;
    else if (!Number.isFinite(value)) count.infinite += 1;
  }
  if (count.infinite > 0) places.push(`infinite at ${count.infinite} of ${values.length} points`);
  if (count.NaN > 0) places.push(`NaN at ${count.NaN} of ${values.length} points`);
  return places.length === 0 ? "" : `, ${places.join(" and ")}`;
}

function describeSeries(series: Series, data: CurveData): string {
  const name = series.role === "loss" ? series.label : `${series.label} (${data.targets[series.target]?.label ?? ""})`;
  const range = extremes(series.loss);
  if (range === undefined) return `${name}: the loss has no finite value.`;
  let smallest = 0;
  for (let i = 0; i < series.loss.length; i += 1)
    if (series.loss[i] === range.low) {
      smallest = i;
      break;
    }
  const at = formatNumber(series.x[smallest] ?? 0);
  const loss = `${name}: the loss ${course(series.loss, range.high - range.low)}, between ${formatNumber(range.low)} and ${formatNumber(range.high)}, smallest at ${at}${nonFinite(series.loss)}.`;
  if (series.role !== "loss") return loss;
  if (series.gradient === null) return `${loss} It has no gradient.`;
  const slope = extremes(series.gradient);
  if (slope === undefined) return `${loss} Its gradient is nowhere finite.`;
  return `${loss} Its gradient lies between ${formatNumber(slope.low)} and ${formatNumber(slope.high)}${nonFinite(series.gradient)}.`;
}

export function describeCurve(data: CurveData): string {
  const [low, high] = data.axis.domain;
  return [
    `${data.lossLabel} over ${data.axis.label} from ${formatNumber(low)} to ${formatNumber(high)}.`,
    ...data.series.map((series) => describeSeries(series, data)),
  ].join(" ");
}
