/** What a picture of curves shows, in sentences. */

import { say, together } from "../../python/say.ts";
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

/** `the loss falls, then rises`, told from the finite values. */
function course(values: ArrayLike<number>, range: number): string {
  const turns: string[] = [];
  let last: number | undefined;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    if (last !== undefined && Math.abs(value - last) > range * 1e-4) {
      const now = value < last ? say("falls") : say("rises");
      if (turns[turns.length - 1] !== now) turns.push(now);
      last = value;
    }
    last ??= value;
  }
  if (turns.length === 0) return say("the loss is constant");
  return turns.length > 3
    ? say("the loss goes up and down {0} times", turns.length)
    : say("the loss {0}", turns.join(say(", then ")));
}

function nonFinite(values: ArrayLike<number>): string {
  const places: string[] = [];
  const count = { NaN: 0, infinite: 0 };
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value)) count.NaN += 1;
    else if (!Number.isFinite(value)) count.infinite += 1;
  }
  if (count.infinite > 0) places.push(say(", infinite at {0} of {1} points", count.infinite, values.length));
  if (count.NaN > 0) places.push(say(", NaN at {0} of {1} points", count.NaN, values.length));
  return places.join("");
}

function describeSeries(series: Series, data: CurveData): string {
  const name = series.role === "loss" ? series.label : `${series.label} (${data.targets[series.target]?.label ?? ""})`;
  const range = extremes(series.loss);
  if (range === undefined) return say("{0}: the loss has no finite value.", name);
  let smallest = 0;
  for (let i = 0; i < series.loss.length; i += 1)
    if (series.loss[i] === range.low) {
      smallest = i;
      break;
    }
  const at = formatNumber(series.x[smallest] ?? 0);
  const loss = say(
    "{0}: {1}, between {2} and {3}, smallest at {4}{5}.",
    name,
    course(series.loss, range.high - range.low),
    formatNumber(range.low),
    formatNumber(range.high),
    at,
    nonFinite(series.loss),
  );
  if (series.role !== "loss") return loss;
  if (series.gradient === null) return together([loss, say("It has no gradient.")]);
  const slope = extremes(series.gradient);
  if (slope === undefined) return together([loss, say("Its gradient is nowhere finite.")]);
  const [from, to] = [formatNumber(slope.low), formatNumber(slope.high)];
  return together([loss, say("Its gradient lies between {0} and {1}{2}.", from, to, nonFinite(series.gradient))]);
}

export function describeCurve(data: CurveData): string {
  const [low, high] = data.axis.domain;
  return together([
    say(
      "{0} over {1} from {2} to {3}.",
      say(data.lossLabel),
      say(data.axis.label),
      formatNumber(low),
      formatNumber(high),
    ),
    ...data.series.map((series) => describeSeries(series, data)),
  ]);
}
