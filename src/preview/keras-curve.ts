/** A loss that is not evaluated here, as a curve of what the person's own Keras says of it. */

import { say } from "../python/say.ts";
import type { SampleSet } from "../samples/sample-set.ts";
import { targetWords } from "../samples/target-words.ts";
import { alongAxis, drawnAxis, withoutCopies } from "./ask/curve.ts";
import type { KerasBatch, KerasValues } from "./check-answer.ts";
import type { CurveData, Series } from "./plot-data.ts";

/** What was asked for one target of the set: at which points, and the answer. */
export interface KerasTarget {
  readonly x: readonly number[];
  readonly keras: KerasBatch;
}

/** Undefined where the answer has not one number for each point. */
export function kerasCurve(set: SampleSet, targets: readonly KerasTarget[]): CurveData | undefined {
  if (set.crowd !== undefined || targets.length !== set.targets.length) return undefined;
  const series: Series[] = [];
  for (const [index, { x, keras }] of targets.entries()) {
    const target = set.targets[index]!;
    const { value, gradient } = keras.rows ?? keras;
    const width = value.data.length / x.length;
    if (value.shape[0] !== x.length || !Number.isInteger(width) || width === 0) return undefined;
    series.push({
      id: `loss-${index}`,
      label: targetWords(target.label),
      role: "loss",
      target: index,
      x: Float32Array.from(x),
      loss: Float32Array.from(x, (_, at) => meanOf(value, at, width)),
      // Of their sum, which is as many times as large as their mean.
      gradient: alongAxis(gradient && Float32Array.from(gradient.data, (each) => each / width), set, target, x),
    });
  }
  return {
    view: "curve",
    axis: drawnAxis(set.axis, null),
    lossLabel: say("Loss"),
    gradientLabel: set.gradientLabel,
    targets: set.targets.map(({ label, value, at }) => ({ label: targetWords(label), value, at })),
    series: withoutCopies(series, set),
    blames: [],
    explanation: set.explanation?.() ?? null,
  };
}

/** Of all numbers of a sample, as Keras reports it. */
function meanOf({ data }: KerasValues["value"], at: number, width: number): number {
  let sum = 0;
  for (let part = 0; part < width; part++) sum += data[at * width + part] ?? Number.NaN;
  return sum / width;
}
