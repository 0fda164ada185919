/** Which views fit a sample set, and the controls that a view has of its own. */

import { say } from "../../python/say.ts";
import type { SampleSet } from "../../samples/sample-set.ts";
import type { ViewOption } from "../messages.ts";
import type { ViewId } from "../plot-data.ts";
import { defaultBoxOptions, hasBoxes } from "./boxes.ts";
import { hasClasses } from "./classes.ts";
import { defaultRates, defaultSteps, optimizerOf } from "./descent.ts";
import { defaultDistances, hasVectors } from "./embedding.ts";
import { defaultBlur, defaultOverlap, hasMasks } from "./masks.ts";
import { hasSurface } from "./surface.ts";

export type GivenOptions = Readonly<Record<string, number | string | boolean>>;

/** In the order of their tabs. */
export function fittingViews(set: SampleSet): ViewId[] {
  const views: ViewId[] = ["curve"];
  if (hasClasses(set)) views.push("classes");
  if (hasMasks(set)) views.push("masks");
  if (hasBoxes(set)) views.push("boxes");
  if (hasVectors(set)) views.push("embedding");
  // The boxes' own view holds their surface.
  if (hasSurface(set) && !hasBoxes(set)) views.push("surface");
  return [...views, "descent", "data"];
}

/** The view in which the set's losses are understood best: the one that shows its data, or the curve. */
export function preferredView(set: SampleSet): ViewId {
  const fitting = fittingViews(set);
  const own = (["masks", "boxes", "embedding", "classes"] as const).find((view) => fitting.includes(view));
  // The mean and its spread move together.
  return own ?? (set.id === "distribution" || set.id === "spread" ? "surface" : "curve");
}

/** A view's controls, with what they are set to. */
export function viewOptions(view: ViewId, set: SampleSet, given: GivenOptions): ViewOption[] {
  switch (view) {
    case "descent":
      return descentOptions(given);
    case "classes":
      return set.yPredShape[0] === 3 ? [trueClass(set, given)] : [];
    case "masks":
      return [
        slider(given, "overlap", say("Overlap"), defaultOverlap, [0, 1], 0.01),
        slider(given, "blur", say("Blur, pixels"), defaultBlur, [0.1, 4], 0.1),
      ];
    case "boxes":
      return [
        slider(given, "shiftX", say("Shift right"), defaultBoxOptions.shiftX, [-0.5, 0.5], 0.01),
        slider(given, "shiftUp", say("Shift up"), defaultBoxOptions.shiftUp, [-0.5, 0.5], 0.01),
        slider(given, "growth", say("Growth"), defaultBoxOptions.growth, [-0.9, 1], 0.01),
      ];
    case "embedding":
      return [
        slider(given, "positive", say("Positive at"), defaultDistances.positive, [0, 2], 0.01),
        slider(given, "negative", say("Negative at"), defaultDistances.negative, [0, 2], 0.01),
      ];
    default:
      return [];
  }
}

function slider(
  given: GivenOptions,
  id: string,
  label: string,
  otherwise: number,
  [min, max]: readonly [number, number],
  step: number,
): ViewOption {
  const value = given[id];
  return {
    kind: "number",
    id,
    label,
    value: typeof value === "number" ? value : otherwise,
    min,
    max,
    step,
    scale: "linear",
  };
}

/** Numbers, as every option that a picture is asked with is a number or the name of an optimizer. */
function trueClass(set: SampleSet, given: GivenOptions): ViewOption {
  const last = set.targets.length - 1;
  return slider(given, "trueClass", say("True class"), 0, [0, last], 1);
}

function descentOptions(given: GivenOptions): ViewOption[] {
  const optimizer = optimizerOf(given);
  const rate = given.learningRate;
  return [
    {
      kind: "choice",
      id: "optimizer",
      label: say("Optimizer"),
      value: optimizer,
      choices: [
        { value: "sgd", label: "SGD" },
        { value: "adam", label: "Adam" },
      ],
    },
    {
      kind: "number",
      id: "learningRate",
      label: say("Learning rate"),
      value: typeof rate === "number" ? rate : defaultRates[optimizer],
      min: 1e-4,
      max: 10,
      step: 0,
      scale: "log",
    },
    slider(given, "steps", say("Steps"), defaultSteps, [10, 500], 10),
  ];
}
