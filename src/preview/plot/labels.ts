/** Puts each curve's name beside it, where it covers nothing. */

import { textWidth } from "./scene.ts";
import type { Point, Trace } from "./trace.ts";

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface LabelWish {
  readonly text: string;
  readonly size: number;
  readonly isBold: boolean;
  readonly trace: Trace;
}

export interface PlacedLabel {
  /** Of the text's baseline, at its start. */
  readonly x: number;
  readonly y: number;
}

/** How far from its own curve a name may stand, in steps to either side. */
const OFFSETS = [9, 14, 22];
const CLEAR = 5;

/** The distance from a box to the nearest of some points, given as x, y, x, y …; at most `limit`. */
function clearance(points: Float64Array, box: Box, limit: number): number {
  let best = limit * limit;
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i] as number;
    const y = points[i + 1] as number;
    const dx = x < box.left ? box.left - x : x > box.right ? x - box.right : 0;
    const dy = y < box.top ? box.top - y : y > box.bottom ? y - box.bottom : 0;
    const distance = dx * dx + dy * dy;
    if (distance < best) best = distance;
  }
  return Math.sqrt(best);
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Points about every eight pixels along a curve, so that long straight pieces count too. */
function dense(trace: Trace): Float64Array {
  const points: number[] = [];
  for (const run of trace.runs) {
    let last: Point | undefined;
    for (let i = 0; i < run.length; i += 1) {
      const point = run[i] as Point;
      const from = last ?? point;
      const distance = Math.hypot(point.x - from.x, point.y - from.y);
      if (last !== undefined && distance < 8 && i < run.length - 1) continue;
      const steps = Math.max(1, Math.min(200, Math.ceil(distance / 8)));
      for (let step = 1; step <= steps; step += 1) {
        points.push(from.x + ((point.x - from.x) * step) / steps, from.y + ((point.y - from.y) * step) / steps);
      }
      last = point;
    }
  }
  return Float64Array.from(points);
}

const SIDES = [
  [1, -1],
  [-1, -1],
  [1, 1],
  [-1, 1],
  [0, -1],
  [0, 1],
] as const;

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/**
 * A place for each wish, in order; undefined for a curve that is not in the frame, or where no place
 * is free of other names. `obstacles` are marks that a name must not cover.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  others: readonly Trace[],
  frame: Box,
  obstacles: readonly Box[],
): (PlacedLabel | undefined)[] {
  const curves = wishes.map((wish) => dense(wish.trace));
  const strangers = others.map(dense);
  const taken: Box[] = [...obstacles];
  return wishes.map((wish, index) => {
    const width = textWidth(wish.text, wish.size, wish.isBold);
    const own = curves[index] ?? new Float64Array();
    const foreign = joined([...curves.filter((_, other) => other !== index), ...strangers]);
    let best: { box: Box; score: number } | undefined;
    const stride = 2 * Math.max(1, Math.floor(own.length / 2 / 32));
    for (let i = 0; i < own.length; i += stride) {
      const x = own[i] as number;
      const y = own[i + 1] as number;
      for (const offset of OFFSETS) {
        for (const [sideX, sideY] of SIDES) {
          const left = sideX === 0 ? x - width / 2 : sideX > 0 ? x + offset : x - offset - width;
          const top = sideY < 0 ? y - offset - wish.size : y + offset;
          const box: Box = { left, top, right: left + width, bottom: top + wish.size };
          if (box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom) {
            continue;
          }
          if (taken.some((other) => overlap(box, other))) continue;
          const toOwn = clearance(own, box, 60);
          const toForeign = clearance(foreign, box, 60);
          // Near its own curve, nearer than to any other, and clear of both.
          const score =
            (toOwn < CLEAR ? -200 - (CLEAR - toOwn) * 20 : -toOwn * 2) +
            (toForeign < CLEAR ? -200 - (CLEAR - toForeign) * 20 : Math.min(toForeign, 40)) -
            (toForeign < toOwn ? 60 : 0) -
            offset * 0.1;
          if (best === undefined || score > best.score) best = { box, score };
        }
      }
    }
    if (best === undefined) return undefined;
    taken.push({
      left: best.box.left - 4,
      top: best.box.top - 3,
      right: best.box.right + 4,
      bottom: best.box.bottom + 3,
    });
    return { x: best.box.left, y: best.box.bottom - wish.size * 0.16 };
  });
}
