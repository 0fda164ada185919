/** Which part of the value axis is drawn: all of it, unless a pole would flatten everything else. */

import { scaleLinear, scaleLog } from "d3-scale";
import { formatTicks } from "./numbers.ts";

export interface Frame {
  readonly scale: "linear" | "log";
  readonly low: number;
  readonly high: number;
  /** In pixels; `top` belongs to `high`. */
  readonly top: number;
  readonly bottom: number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

/** What an axis shows, given what it would choose; `name` tells the axes of one picture apart. */
export type Settle = (name: string, chosen: Frame) => Frame;

export type FrameKind = "loss" | "gradient" | "log";

/** More than so many times the ordinary size, and the rest of the curve leaves the frame. */
const CLIP_RATIO = 2.2;

/** In pixels, from the middle of a number to that of the next. */
const leastBetweenTicks = 14;

function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(q * (sorted.length - 1))))] ?? 0;
}

function lossWindow(sorted: readonly number[]): [number, number] {
  const min = sorted[0] ?? 0;
  const max = sorted[sorted.length - 1] ?? 1;
  const usualHigh = quantile(sorted, 0.9);
  const usualLow = quantile(sorted, 0.1);
  const usual = Math.max(usualHigh - usualLow, Number.MIN_VALUE);
  const high = max - usualLow > CLIP_RATIO * usual && usualHigh > usualLow ? usualLow + 1.4 * usual : max;
  const low =
    usualHigh - min > CLIP_RATIO * usual && usualHigh > usualLow && !isDip(sorted) ? usualHigh - 1.4 * usual : min;
  return [low, high];
}

/**
 * Whether the lowest values are the bottom of a dip, as of a loss that is capped a little away from its target, and not
 * of a pole: they come near the lowest in number, where a pole has its depth from a few points alone.
 */
function isDip(sorted: readonly number[]): boolean {
  const [min, usualHigh] = [sorted[0] ?? 0, quantile(sorted, 0.9)];
  return usualHigh - quantile(sorted, 0.015) > 0.5 * (usualHigh - min);
}

function gradientWindow(sorted: readonly number[]): [number, number] {
  const sizes = sorted.map(Math.abs).sort((a, b) => a - b);
  const largest = sizes[sizes.length - 1] ?? 1;
  const usual = quantile(sizes, 0.85);
  const limit = usual > 0 && largest > CLIP_RATIO * usual ? 1.4 * usual : largest;
  const low = Math.max(sorted[0] ?? 0, -limit);
  const high = Math.min(sorted[sorted.length - 1] ?? 0, limit);
  return [Math.min(low, 0), Math.max(high, 0)];
}

/** A window of some height around what may be a single value, with zero in it where zero is near. */
function widen([low, high]: [number, number], kind: FrameKind): [number, number] {
  let [a, b] = [low, high];
  if (kind !== "gradient" && a > 0 && a < 0.35 * b) a = 0;
  if (kind !== "gradient" && b < 0 && b > 0.35 * a) b = 0;
  if (b - a > Math.abs(b) * 1e-6) return [a, b];
  const room = a === 0 ? 0.5 : Math.abs(a) * 0.5;
  if (kind === "gradient" || a !== 0) return [a - room, b + room];
  return [0, 1];
}

function logFrame(values: readonly number[], top: number, bottom: number): Frame {
  const positive = values.filter((value) => value > 0).sort((a, b) => a - b);
  const high = positive[positive.length - 1] ?? 1;
  const low = Math.max(positive[0] ?? high / 10, high * 1e-8);
  const scale = scaleLog()
    .domain([low === high ? low / 10 : low, high])
    .range([bottom, top])
    .nice();
  const [a = low, b = high] = scale.domain();
  const decades = Math.max(1, Math.round(Math.log10(b / a)));
  const every = Math.max(1, Math.ceil(decades / 5));
  const ticks: { value: number; label: string }[] = [];
  for (let power = Math.ceil(Math.log10(a) - 1e-9); 10 ** power <= b * (1 + 1e-9); power += every) {
    ticks.push({
      value: 10 ** power,
      label: power >= -3 && power <= 4 ? String(Number(`1e${power}`)) : `1e${power}`.replace("-", "−"),
    });
  }
  return { scale: "log", low: a, high: b, top, bottom, ticks };
}

function hasScale(ticks: readonly number[]): boolean {
  return ticks.length >= 2;
}

/** The frame for some values, not all of which need be finite. Those in `seen` are in it, however far off they are. */
export function chooseFrame(
  values: Iterable<number>,
  kind: FrameKind,
  top: number,
  bottom: number,
  seen: readonly number[] = [],
): Frame {
  const finite = [...values].filter(Number.isFinite).sort((a, b) => a - b);
  if (kind === "log") return logFrame(finite, top, bottom);
  const usual = kind === "gradient" ? gradientWindow(finite) : lossWindow(finite);
  const also = seen.filter(Number.isFinite);
  const window: [number, number] =
    finite.length === 0 ? [0, 1] : widen([Math.min(usual[0], ...also), Math.max(usual[1], ...also)], kind);
  // Round ends, but not so round that a flat picture is mostly empty.
  const scale = scaleLinear()
    .domain(window)
    .nice(Math.max(4, tickCount(top, bottom)));
  const [low = 0, high = 1] = scale.domain();
  // An empty frame has no scale: its numbers would be made up.
  return { scale: "linear", low, high, top, bottom, ticks: finite.length === 0 ? [] : ticksOf(low, high, top, bottom) };
}

function tickCount(top: number, bottom: number): number {
  return Math.max(2, Math.min(6, Math.round((bottom - top) / 62)));
}

/** Ticks of a linear axis that shows exactly these values. */
export function ticksOf(low: number, high: number, top: number, bottom: number): Frame["ticks"] {
  const count = tickCount(top, bottom);
  const scale = scaleLinear().domain([low, high]);
  // A single tick says nothing of the distance to the next.
  const found = [count, count + 1, count + 2, count + 3].map((each) => scale.ticks(each)).find(hasScale) ?? [low, high];
  const ticks = spaced(found, (bottom - top) / (high - low));
  const labels = formatTicks(ticks);
  return ticks.map((value, index) => ({ value, label: labels[index] ?? "" }));
}

/** In a low frame every other tick, and so on, until their numbers have room above each other; two stay. */
function spaced(ticks: readonly number[], pixels: number): readonly number[] {
  const [first = 0, second = 0] = ticks;
  if (ticks.length <= 2 || (second - first) * pixels >= leastBetweenTicks) return ticks;
  return spaced(
    ticks.filter((_, index) => index % 2 === 0),
    pixels,
  );
}

/** The pixel of a value, which may lie outside the frame. */
export function toPixel(frame: Frame, value: number): number {
  const share =
    frame.scale === "log"
      ? Math.log(value / frame.low) / Math.log(frame.high / frame.low)
      : (value - frame.low) / (frame.high - frame.low);
  return frame.bottom - share * (frame.bottom - frame.top);
}
