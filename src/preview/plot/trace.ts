/** A curve cut to its frame: lines where it is inside, an arrow where it leaves, nothing where it is not finite. */

import { type Frame, toPixel } from "./frame.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Trace {
  /** In pixels, each at least one point long. */
  readonly runs: readonly (readonly Point[])[];
  readonly arrows: readonly { readonly at: Point; readonly isUp: boolean }[];
}

type Where = "inside" | "above" | "below" | "nowhere";

function whereIs(frame: Frame, value: number): Where {
  if (Number.isNaN(value)) return "nowhere";
  const slack = (frame.high - frame.low) * 1e-9;
  if (frame.scale === "log" && value <= 0) return "nowhere";
  if (value > frame.high + slack) return "above";
  if (value < frame.low - slack) return "below";
  return "inside";
}

/** Where the straight line between two samples meets the frame's edge. */
function crossing(a: Point, b: Point, edge: number): Point {
  const share = a.y === b.y ? 0 : (edge - a.y) / (b.y - a.y);
  return { x: a.x + (b.x - a.x) * Math.min(1, Math.max(0, share)), y: edge };
}

/** `x` are pixels, `values` the curve's values there. */
export function traceCurve(x: ArrayLike<number>, values: ArrayLike<number>, frame: Frame): Trace {
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
  let before: Where = "nowhere";
  for (let i = 0; i < values.length; i += 1) {
    const now = whereIs(frame, values[i] ?? Number.NaN);
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
  return { runs, arrows };
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
      const first = run[0];
      if (run.length === 1 && first !== undefined) return `M${round(first.x)} ${round(first.y)}h.1`;
      return run.map((point, index) => `${index === 0 ? "M" : "L"}${round(point.x)} ${round(point.y)}`).join("");
    })
    .join("");
}

/** A small triangle that says "it goes on". */
export function arrowPath(at: Point, isUp: boolean): string {
  const tip = isUp ? -4.5 : 4.5;
  return `M${round(at.x - 4.5)} ${round(at.y - tip * 0.55)}L${round(at.x)} ${round(at.y + tip)}L${round(at.x + 4.5)} ${round(at.y - tip * 0.55)}Z`;
}
