/** What stands on the curves: the target, the smallest value. */

import { say } from "../../python/say.ts";
import type { CurveData } from "../plot-data.ts";
import type { DrawnSeries } from "./curve-series.ts";
import { type Frame, toPixel } from "./frame.ts";
import type { Box } from "./labels.ts";
import { formatNumber } from "./numbers.ts";
import { type Item, seriesRole, textWidth } from "./scene.ts";
import { isLone } from "./trace.ts";

const SIZE = 11;

export function nearestIndex(x: ArrayLike<number>, value: number): number {
  let best = 0;
  for (let i = 1; i < x.length; i += 1) {
    if (Math.abs((x[i] ?? 0) - value) < Math.abs((x[best] ?? 0) - value)) best = i;
  }
  return best;
}

/** Undefined where nothing is finite. */
export function smallestIndex(values: ArrayLike<number>): number | undefined {
  let best: number | undefined;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (Number.isFinite(value) && (best === undefined || value < (values[best] ?? 0))) best = i;
  }
  return best;
}

/** A ring where the prediction equals the target. */
export function targetMarks(
  data: CurveData,
  series: readonly DrawnSeries[],
  frame: Frame,
  at: (x: number) => number,
  zoom: readonly [number, number],
): Item[] {
  return series.flatMap((one): Item[] => {
    const x = data.targets[one.target]?.at;
    if (one.role !== "loss" || x === null || x === undefined || x < zoom[0] || x > zoom[1]) return [];
    const index = nearestIndex(one.x, x);
    const value = one.loss[index] ?? Number.NaN;
    const y = toPixel(frame, value);
    if (!Number.isFinite(y) || y < frame.top - 0.5 || y > frame.bottom + 0.5) return [];
    return [{ kind: "circle", x: at(x), y, radius: 4, role: seriesRole(one.target), isHollow: true }];
  });
}

/** A mark under the smallest value, where that is not at the target. */
export function minimumMarks(
  data: CurveData,
  series: readonly DrawnSeries[],
  frame: Frame,
  at: (x: number) => number,
  width: number,
): Item[] {
  const taken: Box[] = [];
  return series.flatMap((one): Item[] => {
    const target = data.targets[one.target]?.at ?? null;
    // Over many targets every smallest value tells something; of one target only that it is not the target.
    if (one.role !== "loss" || (target === null && data.crowd === undefined)) return [];
    const best = smallestIndex(one.loss);
    if (best === undefined) return [];
    const x = one.x[best] ?? 0;
    const value = one.loss[best] ?? 0;
    const step = Math.abs((one.x[one.x.length - 1] ?? 0) - (one.x[0] ?? 0)) / Math.max(1, one.x.length - 1);
    const isInside = best > 0 && best < one.x.length - 1;
    if (!isInside) return [];
    if (target !== null) {
      const atTarget = one.loss[nearestIndex(one.x, target)] ?? Number.NaN;
      if (Math.abs(x - target) <= 1.5 * step) return [];
      if (Number.isFinite(atTarget) && atTarget - value <= (frame.high - frame.low) * 1e-3) return [];
    }
    const y = toPixel(frame, value);
    if (y < frame.top || y > frame.bottom + 0.5) return [];
    const px = at(x);
    const text = say("smallest at {0}", formatNumber(x));
    return [
      {
        kind: "path",
        d: `M${px - 4} ${y - 11}L${px + 4} ${y - 11}L${px} ${y - 4}Z`,
        role: seriesRole(one.target),
        paint: "fill",
      },
      {
        kind: "text",
        ...clearPlace(text, px, y - 15, width, taken),
        text,
        role: seriesRole(one.target),
        anchor: "middle",
        size: SIZE,
        hasHalo: true,
      },
    ];
  });
}

/** Inside of the picture, and above any such text that is there already. */
function clearPlace(text: string, x: number, y: number, width: number, taken: Box[]): { x: number; y: number } {
  const half = textWidth(text, SIZE) / 2;
  const middle = Math.min(width - half, Math.max(half, x));
  const boxAt = (baseline: number): Box => ({
    left: middle - half - 3,
    right: middle + half + 3,
    top: baseline - SIZE,
    bottom: baseline + 3,
  });
  let baseline = y;
  const isTaken = (box: Box): boolean =>
    taken.some(
      (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom,
    );
  while (isTaken(boxAt(baseline)) && baseline > SIZE) baseline -= SIZE + 3;
  taken.push(boxAt(baseline));
  return { x: middle, y: baseline };
}

/** The targets over which each point is a mean, as ticks on the ground. */
export function crowdMarks(
  { crowd = new Float32Array() }: CurveData,
  frame: Frame,
  at: (x: number) => number,
  zoom: readonly [number, number],
): Item[] {
  return Array.from(crowd).flatMap((x): Item[] => {
    if (!(x >= zoom[0] && x <= zoom[1])) return [];
    const px = at(x);
    return [{ kind: "line", x1: px, x2: px, y1: frame.bottom, y2: frame.bottom - 6, role: "dim", width: 1 }];
  });
}

/** More than this share of the gradient's whole span, from one point to the next, is no bend but a jump. */
const JUMP = 0.08;

/** A tick through the curve at each kink: where the gradient jumps between two points and is calm on both sides. */
export function kinkMarks(
  series: readonly DrawnSeries[],
  frame: Frame,
  at: (x: number) => number,
  zoom: readonly [number, number],
): Item[] {
  return series.flatMap((one): Item[] => {
    if (one.role !== "loss" || one.gradient === null) return [];
    return kinksOf(one.x, one.gradient).flatMap((index): Item[] => {
      const x = ((one.x[index] ?? 0) + (one.x[index + 1] ?? 0)) / 2;
      const y = toPixel(frame, ((one.loss[index] ?? Number.NaN) + (one.loss[index + 1] ?? Number.NaN)) / 2);
      if (x < zoom[0] || x > zoom[1] || !(y >= frame.top && y <= frame.bottom + 0.5)) return [];
      const px = at(x);
      return [{ kind: "line", x1: px, x2: px, y1: y - 5, y2: y + 5, role: seriesRole(one.target), width: 1.5 }];
    });
  });
}

/** Indices of points after which the gradient jumps. A steep but smooth gradient changes before and after too. */
export function kinksOf(x: ArrayLike<number>, gradient: ArrayLike<number>): number[] {
  const finite = Array.from(gradient).filter(Number.isFinite);
  if (finite.length < 8) return [];
  const span = Math.max(...finite) - Math.min(...finite);
  if (!(span > 0)) return [];
  const step = (index: number): number =>
    Math.abs((gradient[index + 1] ?? Number.NaN) - (gradient[index] ?? Number.NaN));
  const usual = ((x[x.length - 1] ?? 0) - (x[0] ?? 0)) / (x.length - 1);
  const found: number[] = [];
  for (let index = 2; index < x.length - 3; index += 1) {
    const jump = step(index);
    // Where points stand closer, near the ends, a step says nothing of a jump.
    if ((x[index + 1] ?? 0) - (x[index] ?? 0) > 2 * usual || !(jump > JUMP * span)) continue;
    if (isLone(gradient, index) || isLone(gradient, index + 1)) continue;
    const around = Math.max(step(index - 2), step(index + 2));
    const beside = Math.min(step(index - 1), step(index + 1));
    if (around * 8 < jump && beside * 8 < jump) found.push(index);
  }
  // A point on the kink itself splits the jump in two: one mark for both.
  return found.filter((index, i) => found[i - 1] !== index - 1);
}

/** What names must not cover. */
export function markBoxes(items: readonly Item[]): Box[] {
  return items.flatMap((item): Box[] => {
    if (item.kind === "circle") {
      const r = item.radius + 2;
      return [{ left: item.x - r, right: item.x + r, top: item.y - r, bottom: item.y + r }];
    }
    // Ticks stand outside, at other anchors.
    if (item.kind !== "text" || item.anchor !== "middle") return [];
    const half = textWidth(item.text, item.size) / 2;
    return [{ left: item.x - half, right: item.x + half, top: item.y - item.size, bottom: item.y + 14 }];
  });
}
