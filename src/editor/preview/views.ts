/** Which views fit a sample set, and the controls that a view has of its own. */

import { defaultRates, defaultSteps } from "../../preview/ask/descent.ts";
import { hasSurface } from "../../preview/ask/surface.ts";
import type { ViewOption } from "../../preview/messages.ts";
import type { ViewId } from "../../preview/plot-data.ts";
import type { SampleSet } from "../../samples/sample-set.ts";
import type { OptionValue } from "./state.ts";

export function fittingViews(set: SampleSet): ViewId[] {
  return hasSurface(set) ? ["curve", "surface", "descent"] : ["curve", "descent"];
}

type Given = Readonly<Record<string, OptionValue>>;

/** A view's controls, with what they are set to. */
export function viewOptions(view: ViewId, given: Given): ViewOption[] {
  if (view !== "descent") return [];
  const optimizer = given.optimizer === "adam" ? "adam" : "sgd";
  return [
    {
      kind: "choice",
      id: "optimizer",
      label: "Optimizer",
      value: optimizer,
      choices: [
        { value: "sgd", label: "SGD" },
        { value: "adam", label: "Adam" },
      ],
    },
    {
      kind: "number",
      id: "learningRate",
      label: "Learning rate",
      value: numberIn(given, "learningRate", defaultRates[optimizer]),
      min: 1e-4,
      max: 10,
      step: 0,
      scale: "log",
    },
    {
      kind: "number",
      id: "steps",
      label: "Steps",
      value: numberIn(given, "steps", defaultSteps),
      min: 10,
      max: 500,
      step: 10,
      scale: "linear",
    },
  ];
}

function numberIn(given: Given, id: string, otherwise: number): number {
  const value = given[id];
  return typeof value === "number" ? value : otherwise;
}
