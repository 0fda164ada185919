/** A box and its prediction, moved by hand: the loss, the pull, and the loss of all other places. */

import { type Box, boxAs, boxFormatOf, trueBox } from "../../samples/box-sets.ts";
import type { SampleSet } from "../../samples/sample-set.ts";
import type { BoxesData } from "../plot-data.ts";
import { type Asking, askSample, numberOption, type WithOptions } from "./question.ts";
import { askSurface } from "./surface.ts";

export const defaultBoxOptions = { shiftX: 0.12, shiftUp: -0.08, growth: 0 } as const;

export function hasBoxes({ id }: SampleSet): boolean {
  return boxFormatOf(id) !== undefined;
}

export async function askBoxes(asking: Asking): Promise<BoxesData> {
  const { set, source } = asking.question;
  const format = boxFormatOf(set.id) ?? "corners";
  const prediction = placedBox(asking);
  const sample = { yTrue: boxAs(format, trueBox), yPred: boxAs(format, prediction) };
  const { values, gradient } = await askSample(asking, source, sample);
  return {
    view: "boxes",
    format,
    target: [...trueBox],
    prediction: [...prediction],
    value: values.reduce((sum, each) => sum + each, 0) / values.length,
    gradient: gradient === null ? null : Array.from(gradient),
    surface: await askSurface(asking),
  };
}

/** The true box, moved and grown about its middle as the view's options say. */
export function placedBox(asking: WithOptions): Box {
  const option = (id: keyof typeof defaultBoxOptions): number => numberOption(asking, id, defaultBoxOptions[id]);
  const [shiftX, shiftUp, growth] = [option("shiftX"), option("shiftUp"), option("growth")];
  const [left, top, right, bottom] = trueBox;
  const [dx, dy] = [((right - left) / 2) * growth, ((bottom - top) / 2) * growth];
  return [left - dx + shiftX, top - dy - shiftUp, right + dx + shiftX, bottom + dy - shiftUp];
}
