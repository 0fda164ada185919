/** A curve cut to its frame: lines where it is inside, an arrow where it leaves, nothing where it is not finite. */

import { type Frame, toPixel } from "./frame.ts";
import { noPoles, type Poles, polesAmong } from "./poles.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Trace {
  /** In pixels, each at least two points long. */
  readonly runs: readonly (readonly Point[])[];
  readonly arrows: readonly { readonly at: Point; readonly isUp: boolean }[];
  /** Points that stand alone: a line to them and back would look like a peak. */
  readonly dots: readonly Point[];
}

type Where = "inside" | "above" | "below" | "nowhere";

function whereIs(frame: Frame, value: number): Where {
  if (Number.isNaN(value)) return "nowhere";
  if (frame.scale === "log") {
    if (value <= 0) return "nowhere";
    // Decades below the highest value, room that is a share of it would be the whole frame.
    if (value > frame.high * (1 + 1e-6)) return "above";
    return value < frame.low * (1 - 1e-6) ? "below" : "inside";
  }
  const slack = (frame.high - frame.low) * 1e-9;
  if (value > frame.high + slack) return "above";
  if (value < frame.low - slack) return "below";
  return "inside";
}

/** Where the straight line between two samples meets the frame's edge. */
function crossing(a: Point, b: Point, edge: number): Point {
  const share = a.y === b.y ? 0 : (edge - a.y) / (b.y - a.y);
  return { x: a.x + (b.x - a.x) * Math.min(1, Math.max(0, share)), y: edge };
}

/** A jump in pixels that is more than a bend. */
const JUMP = 12;
/** Of two nearer than this, one says it. */
const arrowWidth = 9;
/** Points nearer to an end than this are the end itself to the eye. */
const AT_END = 1.5;

/** Indices of points that the line passes by: single ones off their neighbours, and ends that jump. */
function lonePoints(x: ArrayLike<number>, values: ArrayLike<number>, frame: Frame): Set<number> {
  const lone = new Set<number>();
  const y = (index: number): number => toPixel(frame, values[index] ?? Number.NaN);
  for (let index = 1; index < values.length - 1; index += 1) {
    if (isLone(values, index) && Math.abs(y(index) - y(index - 1)) > JUMP) lone.add(index);
  }
  for (const [end, step] of [
    [0, 1],
    [values.length - 1, -1],
  ] as const) {
    const near: number[] = [];
    // The jump too is at the end: what happens over a visible way is a curve.
    for (let index = end; Math.abs((x[index + step] ?? Number.NaN) - (x[end] ?? 0)) <= AT_END; index += step) {
      near.push(index);
      const jump = Math.abs(y(index) - y(index + step));
      if (jump > JUMP && Number.isFinite(jump)) {
        for (const each of near) lone.add(each);
        break;
      }
      if (!(jump < 2)) break;
    }
  }
  return lone;
}

/** Whether a point stands alone off neighbours that agree, as where a derivative is 0 by convention. */
export function isLone(values: ArrayLike<number>, index: number): boolean {
  const [before, here, after] = [values[index - 1], values[index], values[index + 1]];
  if (before === undefined || here === undefined || after === undefined || !Number.isFinite(here)) return false;
  const off = Math.min(Math.abs(here - before), Math.abs(here - after));
  // On a kink it lies between them; a smooth peak rises to it.
  const [far, on] = [values[index - 2] ?? before, values[index + 2] ?? after];
  const usual = Math.max(Math.abs(after - before), Math.abs(before - far), Math.abs(on - after));
  return off > 8 * usual && (here - before) * (here - after) > 0;
}

/** `x` are pixels, `values` the curve's values there, `poles` what lies between them. */
export function traceCurve(
  x: ArrayLike<number>,
  values: ArrayLike<number>,
  frame: Frame,
  poles: Poles = noPoles,
): Trace {
  const lone = lonePoints(x, values, frame);
  if (lone.size === 0) return withDots(traceLine(x, values, frame, poles), []);
  const kept = Array.from({ length: values.length }, (_, index) => index).filter((index) => !lone.has(index));
  const line = traceLine(
    kept.map((index) => x[index] ?? Number.NaN),
    kept.map((index) => values[index] ?? Number.NaN),
    frame,
    polesAmong(poles, kept),
  );
  const isDrawn = (index: number | undefined): boolean =>
    index !== undefined && whereIs(frame, values[index] ?? Number.NaN) === "inside";
  const isBesideDrawn = (index: number): boolean =>
    isDrawn(kept.findLast((each) => each < index)) || isDrawn(kept.find((each) => each > index));
  const dots: Point[] = [];
  const arrows = [...line.arrows];
  for (const index of lone) {
    const at = { x: x[index] ?? 0, y: toPixel(frame, values[index] ?? Number.NaN) };
    const where = whereIs(frame, values[index] ?? Number.NaN);
    const isNear = (other: Point): boolean => Math.hypot(other.x - at.x, other.y - at.y) < 2;
    if (where === "inside" && !dots.some(isNear)) dots.push(at);
    // What is off the frame beside it too has its arrow where it left.
    if ((where !== "above" && where !== "below") || !isBesideDrawn(index)) continue;
    const isUp = where === "above";
    const isMarked = arrows.some((arrow) => arrow.isUp === isUp && Math.abs(arrow.at.x - at.x) < arrowWidth);
    if (!isMarked) arrows.push({ at: { x: at.x, y: isUp ? frame.top : frame.bottom }, isUp });
  }
  return withDots({ ...line, arrows }, dots);
}

/** A run of one point is no line either. */
function withDots(line: Trace, dots: readonly Point[]): Trace {
  const single = line.runs.flatMap((run) => (run.length === 1 && run[0] !== undefined ? [run[0]] : []));
  return { ...line, runs: line.runs.filter((run) => run.length > 1), dots: [...single, ...dots] };
}

function traceLine(x: ArrayLike<number>, values: ArrayLike<number>, frame: Frame, poles: Poles): Trace {
  const runs: Point[][] = [];
  const arrows: { at: Point; isUp: boolean }[] = [];
  let run: Point[] = [];
  const end = (): void => {
    if (run.length > 0) runs.push(run);
    run = [];
  };
  const pointAt = (index: number): Point => ({ x: x[index] ?? 0, y: toPixel(frame, values[index] ?? Number.NaN) });
  const leave = (isUp: boolean, inside: Point, outside: Point): Point => {
    const edge = isUp ? frame.top : frame.bottom;
    const at = Number.isFinite(outside.y) ? crossing(inside, outside, edge) : inside;
    arrows.push({ at, isUp });
    return at;
  };
  /** Off to the edge, half way to the sample on the other side. */
  const goOff = (isUp: boolean, inside: Point, beyond: Point): void => {
    const at = { x: (inside.x + beyond.x) / 2, y: isUp ? frame.top : frame.bottom };
    arrows.push({ at, isUp });
    run.push(at);
  };
  let before: Where = "nowhere";
  for (let i = 0; i < values.length; i += 1) {
    const now = whereIs(frame, values[i] ?? Number.NaN);
    const pole = poles.get(i);
    // Where both its sides are drawn it is no more than a jump to the eye.
    if (pole !== undefined && (before !== "inside" || now !== "inside")) {
      if (before === "inside") goOff(pole === "up", pointAt(i - 1), pointAt(i));
      end();
      if (now === "inside") {
        goOff(pole === "down", pointAt(i), pointAt(i - 1));
        run.push(pointAt(i));
      }
      before = now;
      continue;
    }
    const isOutsideBefore = before === "above" || before === "below";
    if (now === "inside") {
      const point = pointAt(i);
      if (isOutsideBefore) run.push(leave(before === "above", point, pointAt(i - 1)));
      run.push(point);
    } else {
      if (before === "inside" && now !== "nowhere") run.push(leave(now === "above", pointAt(i - 1), pointAt(i)));
      end();
      if (isOutsideBefore && now !== "nowhere" && now !== before) runs.push(across(frame, pointAt(i - 1), pointAt(i)));
    }
    before = now;
  }
  end();
  return { runs, arrows, dots: [] };
}

/** A line that passes through the whole frame between two samples. */
function across(frame: Frame, a: Point, b: Point): Point[] {
  if (!Number.isFinite(a.y) || !Number.isFinite(b.y))
    return [{ x: (a.x + b.x) / 2, y: (frame.top + frame.bottom) / 2 }];
  const [first, second] = a.y < b.y ? [frame.top, frame.bottom] : [frame.bottom, frame.top];
  return [crossing(a, b, first), crossing(a, b, second)];
}

const round = (value: number): string => value.toFixed(1).replace(/\.0$/, "");

/** The `d` of an SVG path. */
export function pathOf(trace: Trace): string {
  return trace.runs
    .map((run) => {
      return run.map((point, index) => `${index === 0 ? "M" : "L"}${round(point.x)} ${round(point.y)}`).join("");
    })
    .join("");
}

/** A small triangle that says "it goes on". */
export function arrowPath(at: Point, isUp: boolean): string {
  const tip = isUp ? -4.5 : 4.5;
  return `M${round(at.x - 4.5)} ${round(at.y - tip * 0.55)}L${round(at.x)} ${round(at.y + tip)}L${round(at.x + 4.5)} ${round(at.y - tip * 0.55)}Z`;
}
