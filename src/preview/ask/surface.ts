/** The loss over two directions: target and prediction, or two numbers of a prediction. */

import { toBatch } from "../../samples/sample-sets.ts";
import type { Axis, SurfaceData } from "../plot-data.ts";
import { drawnAxis } from "./curve.ts";
import { type Asking, askSeries, numberOption, toBlamed } from "./question.ts";

export const defaultResolution = 64;

/** Which sets have a surface: those with one number for the target, or two for the prediction. */
export function hasSurface(set: Asking["question"]["set"]): boolean {
  return isOverTarget(set) || isOverPrediction(set);
}

const isOverTarget = ({ yTrueShape, yPredShape, yTrueDType }: Asking["question"]["set"]): boolean =>
  yTrueDType === "float32" && yTrueShape.join() === "1" && yPredShape.join() === "1";

const isOverPrediction = ({ yPredShape }: Asking["question"]["set"]): boolean => yPredShape.join() === "2";

export async function askSurface(asking: Asking): Promise<SurfaceData> {
  const { set, source } = asking.question;
  const count = Math.round(numberOption(asking, "resolution", defaultResolution));
  const overTarget = isOverTarget(set);
  const xAxis = drawnAxis(set.axis, null);
  const yAxis: Axis = overTarget
    ? targetAxis(asking)
    : { label: "log-variance", domain: [-3, 3], bounds: [null, null] };
  const x = grid(xAxis.domain, count);
  const y = grid(yAxis.domain, count);
  const fixed = set.targets[0]!.yTrue;
  const cells = y.flatMap((row) => x.map((column) => [column, row] as const));
  const batch = overTarget
    ? toBatch(
        set,
        cells.map(([, row]) => [row]),
        cells.map(([column]) => [column]),
      )
    : toBatch(
        set,
        cells.map(() => fixed),
        cells.map(([column, row]) => [column, row]),
      );
  const evaluation = await askSeries(asking, source, batch);
  const width = overTarget ? 1 : 2;
  const part = (index: number) => evaluation.gradients?.filter((_, each) => each % width === index) ?? null;
  const gradientX = part(0);
  const gradientY = overTarget ? null : part(1);
  const low = Math.max(xAxis.domain[0], yAxis.domain[0]);
  const high = Math.min(xAxis.domain[1], yAxis.domain[1]);
  return {
    view: "surface",
    x: { axis: xAxis, values: Float32Array.from(x) },
    y: { axis: yAxis, values: Float32Array.from(y) },
    loss: evaluation.values,
    gradientX,
    gradientY,
    agreement:
      overTarget && set.targets.some(({ at }) => at !== null)
        ? [
            [low, low],
            [high, high],
          ]
        : [],
    blames: toBlamed(asking, evaluation.blames),
    explanation: overTarget ? null : set.explanation,
  };
}

function targetAxis({ question: { set } }: Asking): Axis {
  const values = set.targets.map(({ yTrue }) => yTrue[0]!);
  const isLikeThePrediction = set.targets.every(({ at, value }) => at === value);
  if (isLikeThePrediction) return { ...drawnAxis(set.axis, null), label: "y_true" };
  return { label: "y_true", domain: [Math.min(...values), Math.max(...values)], bounds: [null, null] };
}

function grid([low, high]: readonly [number, number], count: number): number[] {
  return Array.from({ length: count }, (_, index) => low + ((high - low) * index) / (count - 1));
}
