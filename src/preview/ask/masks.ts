/** A mask, a soft prediction of it that is moved and blurred, and what each pixel costs. */

import { discRadius, discTravel, softDisc } from "../../samples/mask-set.ts";
import type { SampleSet } from "../../samples/sample-set.ts";
import type { MasksData } from "../plot-data.ts";
import { placedBlames } from "./blames.ts";
import { askCurve } from "./curve.ts";
import { type Asking, askSample, numberOption } from "./question.ts";

export const defaultOverlap = 0.6;
/** In pixels. */
export const defaultBlur = 0.6;

export function hasMasks({ id, yPredShape }: SampleSet): boolean {
  return id === "segmentation" && yPredShape.length === 3 && yPredShape[2] === 1;
}

export async function askMasks(asking: Asking): Promise<MasksData> {
  const { set, source } = asking.question;
  const side = set.yPredShape[0] ?? 1;
  const overlap = numberOption(asking, "overlap", defaultOverlap);
  const blur = numberOption(asking, "blur", defaultBlur);
  const target = set.targets[0]!.yTrue;
  const prediction = softDisc(side, 0.5 + (1 - overlap) * discTravel, 0.5, discRadius, blur).values;
  const { values, gradient, blames, isOfBatch } = await askSample(asking, source, { yTrue: target, yPred: prediction });
  return {
    view: "masks",
    width: side,
    height: side,
    target: Float32Array.from(target),
    prediction: Float32Array.from(prediction),
    loss: !isOfBatch && values.length === side * side ? values : null,
    gradient,
    value: values.reduce((sum, each) => sum + each, 0) / values.length,
    overlap,
    curve: await askCurve(asking),
    blames: placedBlames(asking.question, blames),
  };
}
