/** The loss of one class: along its probability, and over all ways to share probability among three. */

import type { SampleSet } from "../../samples/sample-set.ts";
import { targetWords } from "../../samples/target-words.ts";
import type { ClassesData, Simplex } from "../plot-data.ts";
import { createBlameList, placedBlames, pointBlames } from "./blames.ts";
import { askCurve } from "./curve.ts";
import { type Asking, askPoints, numberOption, type WithOptions } from "./question.ts";

/** Along a side of the triangle. */
export const simplexSteps = 40;

/** Sets whose predictions share probability among classes, whichever they are. */
export function hasClasses({ id, yPredShape }: SampleSet): boolean {
  return (id === "categorical" || id === "sparse") && yPredShape.length === 1;
}

export async function askClasses(asking: Asking): Promise<ClassesData> {
  const curve = await askCurve(asking);
  const { set } = asking.question;
  return { view: "classes", curve, simplex: set.yPredShape[0] === 3 ? await askSimplex(asking) : null };
}

export function trueClassOf(asking: WithOptions): number {
  return Math.min(2, Math.max(0, Math.round(numberOption(asking, "trueClass", 0))));
}

async function askSimplex(asking: Asking): Promise<Simplex> {
  const { set, source } = asking.question;
  const steps = simplexSteps;
  const trueClass = trueClassOf(asking);
  const yTrue = set.targets[trueClass]!.yTrue;
  const points: number[][] = [];
  for (let a = 0; a <= steps; a++) {
    for (let b = 0; a + b <= steps; b++) points.push([a / steps, b / steps, (steps - a - b) / steps]);
  }
  const evaluation = await askPoints(
    asking,
    source,
    points.map((yPred) => ({ yTrue, yPred })),
  );
  const blames = createBlameList();
  const { lossBlame } = pointBlames(blames, evaluation);
  return {
    points: Float32Array.from(points.flat()),
    steps,
    loss: evaluation.values,
    ...(lossBlame === undefined ? {} : { lossBlame }),
    blames: placedBlames(asking.question, blames.list),
    trueClass,
    classNames: set.targets.map(({ label }) => targetWords(label)),
  };
}
