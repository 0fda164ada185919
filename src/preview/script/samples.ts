/** Samples as NumPy makes them: predictions that move along a line are a start and a direction, others are formulas or lists. */

import { curvePoints } from "../../samples/curve-points.ts";
import { discBlur, discLeast, discRadius, discSpan, discTravel } from "../../samples/mask-set.ts";
import type { Sample, SampleSet, SampleSurface, SampleTarget } from "../../samples/sample-set.ts";
import { drawnAxis } from "../ask/curve.ts";
import { hasMasks } from "../ask/masks.ts";
import { pythonArray, pythonLiteral } from "./literals.ts";

/** Expressions of arrays; `x` is an array of places on the axis. */
export interface ScriptLine {
  /** One sample's target. */
  readonly yTrue: string;
  /** For each place a prediction. */
  readonly yPred: string;
  /** How predictions move with x: one for all places, or one for each. */
  readonly direction: string;
  /** A start and a direction, where predictions lie on a straight line. */
  readonly straight: { readonly start: readonly number[]; readonly direction: readonly number[] } | undefined;
}

/** Points of a prediction that is written out, number by number. */
const writtenPoints = 65;

/** The places on the axis that a script draws. */
export function placesOf(set: SampleSet, zoom: readonly [number, number] | null): string {
  const [low, high, count] = gridOf(set, zoom);
  return `np.linspace(${pythonLiteral(low)}, ${pythonLiteral(high)}, ${count}, dtype="float32")`;
}

export function lineOf(set: SampleSet, target: SampleTarget, zoom: readonly [number, number] | null): ScriptLine {
  const yTrue = pythonArray(target.yTrue, set.yTrueDType, set.yTrueShape);
  const straight = straightLine(set, target);
  if (straight !== undefined) {
    const [start, direction] = [straight.start, straight.direction].map((each) => pythonArray(each, "float32"));
    const isPlain = straight.start.every((value) => value === 0) && straight.direction.every((value) => value === 1);
    const yPred = isPlain && straight.start.length === 1 ? "x[:, None]" : `${start} + x[:, None] * ${direction}`;
    return { yTrue, yPred, direction: direction!, straight };
  }
  if (hasMasks(set)) {
    return { yTrue, yPred: `soft_disc(x, ${discBlur})`, direction: `soft_disc_slope(x, ${discBlur})`, straight };
  }
  const [low, high, count] = gridOf(set, zoom);
  const x = Array.from({ length: count }, (_, index) => low + ((high - low) * index) / (count - 1));
  const written = (rows: readonly (readonly number[])[]): string =>
    pythonArray(rows.flat(), "float32", [count, ...set.yPredShape]);
  return {
    yTrue,
    yPred: written(x.map((each) => set.predictionAt(each, target))),
    direction: written(x.map((each) => set.directionAt(each, target))),
    straight,
  };
}

/** `softDisc` of the sample set, in NumPy. */
export function softDiscFunctions({ yPredShape: [side = 1] }: SampleSet): string[] {
  return [
    "def soft_disc_parts(overlap, blur):",
    `    place = (np.arange(${side}, dtype="float32") + 0.5) / ${side}`,
    `    dx = place - (0.5 + (1 - np.asarray(overlap, "float32")[..., None, None]) * ${discTravel})`,
    "    dy = place[:, None] - 0.5",
    "    distance = np.hypot(dx, dy)",
    `    soft = max(0.05, blur) / ${side}`,
    `    inside = 1 / (1 + np.exp((distance - ${discRadius}) / soft))`,
    "    slope = inside * (1 - inside) * dx / np.where(distance == 0, 1, distance) / soft",
    "    return inside, slope",
    "",
    "",
    "def soft_disc(overlap, blur):",
    '    """Probabilities of a disc that lies on the target where the overlap is 1; the blur is in pixels."""',
    "    inside, _ = soft_disc_parts(overlap, blur)",
    `    return (${discLeast} + ${discSpan} * inside)[..., None].astype("float32")`,
    "",
    "",
    "def soft_disc_slope(overlap, blur):",
    '    """How each of its pixels changes with the overlap."""',
    "    _, slope = soft_disc_parts(overlap, blur)",
    `    return (${-discTravel} * ${discSpan} * slope)[..., None].astype("float32")`,
    "",
    "",
  ];
}

/** A sample that moves along two axes, as expressions of `columns` and `rows`; undefined where it bends. */
export function planeOf(
  { yTrueDType, yTrueShape, yPredShape }: SampleSet,
  surface: SampleSurface,
): { readonly yTrue: string; readonly yPred: string } | undefined {
  const part = (pick: (sample: Sample) => readonly number[], dtype: string): string | undefined => {
    const at = (x: number, y: number): readonly number[] => pick(surface.at(x, y));
    const origin = at(0, 0);
    const alongX = minus(at(1, 0), origin);
    const alongY = minus(at(0, 1), origin);
    for (const [x, y] of [
      [0.3, 0.7],
      [2, 1.5],
    ] as const) {
      const expected = origin.map((value, i) => value + x * alongX[i]! + y * alongY[i]!);
      if (!isClose(expected, at(x, y))) return undefined;
    }
    const moving = [
      ...(alongX.some((value) => value !== 0) ? [`columns * ${pythonArray(alongX, dtype)}`] : []),
      ...(alongY.some((value) => value !== 0) ? [`rows * ${pythonArray(alongY, dtype)}`] : []),
    ];
    const start = pythonArray(origin, dtype);
    return moving.length === 0 ? `np.repeat(${start}[None], len(columns), axis=0)` : [start, ...moving].join(" + ");
  };
  if (yTrueShape.length !== 1 || yPredShape.length !== 1) return undefined;
  const yTrue = part((sample) => sample.yTrue, yTrueDType);
  const yPred = part((sample) => sample.yPred, "float32");
  return yTrue === undefined || yPred === undefined ? undefined : { yTrue, yPred };
}

function gridOf(set: SampleSet, zoom: readonly [number, number] | null): [number, number, number] {
  const [target] = set.targets;
  const points = target === undefined ? [] : curvePoints(drawnAxis(set.axis, zoom).domain, set, target);
  const isWritten = target !== undefined && straightLine(set, target) === undefined;
  return [points[0] ?? 0, points.at(-1) ?? 1, isWritten ? Math.min(writtenPoints, set.curvePoints) : set.curvePoints];
}

function straightLine(set: SampleSet, target: SampleTarget): ScriptLine["straight"] {
  if (set.yPredShape.length !== 1) return undefined;
  const start = set.predictionAt(0, target);
  const direction = minus(set.predictionAt(1, target), start);
  const isStraight = [0.25, 0.6].every((x) =>
    isClose(
      start.map((value, i) => value + x * direction[i]!),
      set.predictionAt(x, target),
    ),
  );
  return isStraight ? { start, direction } : undefined;
}

function minus(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, index) => value - b[index]!);
}

function isClose(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, index) => Math.abs(value - b[index]!) < 1e-9);
}
