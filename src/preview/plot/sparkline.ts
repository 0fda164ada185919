/** A loss and its gradient in the height of a line of code: two small curves side by side. */

import { say } from "../../python/say.ts";
import { chooseFrame, type Frame } from "./frame.ts";
import { noPoles, type Poles, polesAmong, polesOf } from "./poles.ts";
import { type Item, type Scene, seriesRole } from "./scene.ts";
import { pathOf, type Trace, traceCurve } from "./trace.ts";

export interface SparklineCurve {
  readonly x: ArrayLike<number>;
  readonly loss: ArrayLike<number>;
  /** Null where there is none. */
  readonly gradient: ArrayLike<number> | null;
}

const gap = 8;
/** Twice as wide as high, for each of the two, and a gap. */
const widthOf = (height: number): number => Math.round(5.25 * height) + gap;
/** More targets than these are a tangle at this size. */
const mostCurves = 3;

/** `height`: that of a row of code, or less. */
export function sparklineScene(name: string, curves: readonly SparklineCurve[], height: number): Scene {
  const width = widthOf(height);
  const half = (width - gap) / 2;
  const shown = curves.slice(0, mostCurves);
  const domain = span(shown.flatMap(({ x }) => Array.from(x)));
  const panel = (left: number, kind: "loss" | "gradient", dim: number | undefined): Item[] => {
    const values = shown.map((curve) => Array.from(curve[kind] ?? []));
    const frame = chooseFrame(values.flat(), kind, 1.5, height - 1.5);
    return shown.flatMap((curve, index): Item[] => {
      const at = Array.from(curve.x, (each) => left + ((each - domain[0]) / (domain[1] - domain[0])) * half);
      const poles = kind === "loss" ? polesOf(curve) : noPoles;
      const d = pathOf(traceVisible(at, values[index] ?? [], frame, poles));
      if (d === "") return [];
      const opacity = dim === undefined ? {} : { opacity: dim };
      return [{ kind: "path", d, role: seriesRole(index), paint: "stroke", width: 1.4, ...opacity }];
    });
  };
  return {
    width,
    height,
    title: name,
    description: say("The loss at the left, its gradient at the right"),
    items: [...panel(0, "loss", undefined), ...panel(half + gap, "gradient", 0.65)],
  };
}

/** The loss alone, in a square of that size: beside a name in a list. */
export function lossIconScene(name: string, curves: readonly SparklineCurve[], size: number): Scene {
  const shown = curves.slice(0, mostCurves);
  const [low, high] = span(shown.flatMap(({ x }) => Array.from(x)));
  const frame = chooseFrame(
    shown.flatMap(({ loss }) => Array.from(loss)),
    "loss",
    1.5,
    size - 1.5,
  );
  const items = shown.flatMap((curve, index): Item[] => {
    const at = Array.from(curve.x, (each) => 0.5 + ((each - low) / (high - low)) * (size - 1));
    const d = pathOf(traceVisible(at, Array.from(curve.loss), frame, polesOf(curve)));
    return d === "" ? [] : [{ kind: "path", d, role: seriesRole(index), paint: "stroke", width: 1.3 }];
  });
  return { width: size, height: size, title: name, description: "", items };
}

/** Hundreds of these are carried along with each keystroke: of points in one half of a pixel the first stands for all. */
function traceVisible(at: readonly number[], values: readonly number[], frame: Frame, poles: Poles): Trace {
  const kept = values.flatMap((value, index) => {
    const isNew = index === 0 || Math.floor(2 * at[index]!) !== Math.floor(2 * at[index - 1]!);
    // What is not finite is a gap, however narrow.
    return isNew || index === values.length - 1 || !Number.isFinite(value) ? [index] : [];
  });
  return traceCurve(
    kept.map((index) => at[index]!),
    kept.map((index) => values[index]!),
    frame,
    polesAmong(poles, kept),
  );
}

function span(values: readonly number[]): [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  return low < high ? [low, high] : [low - 1, low + 1];
}
