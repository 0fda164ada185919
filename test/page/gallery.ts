/** Every view of the page, and every state that it can be in, as what the host sends and what the page remembers. */

import type { Snapshot } from "../../src/preview/messages.ts";
import { initialLooking, type Looking } from "../../src/preview/page/state.ts";
import type { CurveData, PlotData, ViewId } from "../../src/preview/plot-data.ts";
import { curveOf, focal, place, reference, snapshotOf, squaredError, unbounded, withoutGradient } from "./canned.ts";
import {
  crossEntropySurface,
  diceMasks,
  downhill,
  likelihoodSurface,
  noRows,
  someRows,
  threeClasses,
  threeVectors,
  twoBoxes,
  twoMasks,
} from "./canned-views.ts";

export interface Exhibit {
  readonly snapshot: Snapshot;
  readonly looking: Looking;
  /** Keys pressed on the picture once it is shown. */
  readonly keys?: readonly string[];
}

const target = { label: "y_true = 1", value: 1, at: 1 };

/** Five classes: no triangle has as many corners, so they are shown as curves. */
const fiveClasses: PlotData = {
  view: "classes",
  simplex: null,
  curve: {
    ...curveOf(
      [0, 1],
      [
        { label: "true class 0", value: null, at: 1 },
        { label: "true class 3", value: null, at: 1 },
      ],
      [
        { label: "true class 0", target: 0, loss: (p) => -Math.log(p), gradient: (p) => -1 / p },
        { label: "true class 3", target: 1, loss: (p) => -0.3 * Math.log(p), gradient: (p) => -0.3 / p },
      ],
      "probability of the true class",
    ),
    explanation: "What the true class does not get, the other four share evenly.",
  },
};

/** Bends where the margin is met, and is negative nowhere. */
const hinge: CurveData = curveOf(
  [-3, 3],
  [
    { label: "y_true = 1", value: 1, at: 1 },
    { label: "y_true = −1", value: -1, at: -1 },
  ],
  [1, -1].map((sign, index) => ({
    label: `y_true = ${sign}`.replace("-", "−"),
    target: index,
    loss: (x: number) => Math.max(0, 1 - sign * x),
    gradient: (x: number) => (1 - sign * x > 0 ? -sign : 0),
  })),
);

/** NaN on the left half: the square root of what is below zero. */
const squareRoot: CurveData = {
  ...curveOf(
    [-2, 2],
    [target],
    [
      {
        label: "y_true = 1",
        target: 0,
        loss: (x) => Math.abs(Math.sqrt(x) - 1),
        gradient: (x) => (Math.sign(Math.sqrt(x) - 1) * 0.5) / Math.sqrt(x),
      },
    ],
  ),
  blames: [{ place: { ...place, line: 17 }, expression: "ops.sqrt(y_pred)", direction: "forward", value: "NaN" }],
};

/** Figures that want room: tiny losses, with a minimum that is not at the target. */
const tiny: CurveData = curveOf(
  [-3000, 3000],
  [{ label: "y_true = 1000", value: 1000, at: 1000 }],
  [
    {
      label: "y_true = 1000",
      target: 0,
      loss: (x) => 1e-9 * (x - 400) ** 2 * 1e-3,
      gradient: (x) => 2e-12 * (x - 400),
    },
  ],
);

/** As many curves as a picture can name: three targets, each with two comparisons. */
const crowded: CurveData = {
  ...squaredError,
  series: [
    ...squaredError.series,
    ...[-1, 0, 1].flatMap((at, index) => [
      {
        ...squaredError.series[index]!,
        id: `abs${at}`,
        label: "mean_absolute_error",
        role: "comparison" as const,
        loss: squaredError.series[index]!.x.map((x) => Math.abs(x - at)),
        gradient: squaredError.series[index]!.x.map((x) => Math.sign(x - at)),
      },
      {
        ...squaredError.series[index]!,
        id: `cosh${at}`,
        label: "log_cosh",
        role: "comparison" as const,
        loss: squaredError.series[index]!.x.map((x) => Math.log(Math.cosh(x - at))),
        gradient: squaredError.series[index]!.x.map((x) => Math.tanh(x - at)),
      },
    ]),
  ],
};

const runsAway: PlotData = {
  ...downhill,
  losses: downhill.losses.map((_, step) => 4.5 - 1.5 * step),
  path: downhill.path.map((value, i) => value - 0.06 * Math.floor(i / 4) ** 1.4),
  verdict: {
    state: "warn",
    text: "Runs away below zero: the loss falls by 1.5 each step and has no least value.",
    blame: null,
  },
};

const columns = [
  { name: "day", isNumeric: false, isTarget: false, isPrediction: false },
  { name: "price", isNumeric: true, isTarget: true, isPrediction: false },
  { name: "forecast", isNumeric: true, isTarget: false, isPrediction: true },
];

/** Its names do not tell which is which. */
const unmapped: PlotData = {
  ...noRows,
  name: "sales.csv",
  problem: "sales.csv: choose which columns are targets and which are predictions.",
  columns: columns.map((column) => ({ ...column, isTarget: false, isPrediction: false })),
};

const badFile: PlotData = {
  ...noRows,
  name: "broken.csv",
  problem: "broken.csv, line 3: 'four' in column 'y_pred' is not a number.",
};

const rate = {
  kind: "number",
  id: "learningRate",
  label: "Learning rate",
  value: 0.1,
  min: 1e-4,
  max: 10,
  step: 0,
  scale: "log",
} as const;
const slider = (id: string, label: string, value: number, min: number, max: number, step: number) =>
  ({ kind: "number", id, label, value, min, max, step, scale: "linear" }) as const;

const options: Partial<Record<ViewId, Snapshot["options"]>> = {
  descent: [
    {
      kind: "choice",
      id: "optimizer",
      label: "Optimizer",
      value: "sgd",
      choices: [
        { value: "sgd", label: "SGD" },
        { value: "adam", label: "Adam" },
      ],
    },
    rate,
    slider("steps", "Steps", 100, 10, 500, 10),
  ],
  classes: [slider("trueClass", "True class", 0, 0, 2, 1)],
  masks: [slider("overlap", "Overlap", 0.55, 0, 1, 0.01), slider("blur", "Blur, pixels", 0.7, 0.1, 4, 0.1)],
  boxes: [
    slider("shiftX", "Shift right", 0.14, -0.5, 0.5, 0.01),
    slider("shiftUp", "Shift up", -0.08, -0.5, 0.5, 0.01),
    slider("growth", "Growth", 0.1, -0.9, 1, 0.01),
  ],
  embedding: [slider("positive", "Positive at", 0.8, 0, 2, 0.01), slider("negative", "Negative at", 0.78, 0, 2, 0.01)],
};

const noParameters: Partial<Snapshot> = { parameters: [], comparisons: [] };

function exhibit(
  data: PlotData | null,
  changes: Partial<Snapshot> = {},
  looking: Partial<Looking> = {},
  keys?: readonly string[],
): Exhibit {
  const view = data?.view ?? "curve";
  const views: ViewId[] =
    view === "curve" ? ["curve", "surface", "descent", "data"] : ["curve", view, "descent", "data"];
  return {
    snapshot: snapshotOf(data, { views: [...new Set(views)], options: options[view] ?? [], ...changes }),
    looking: { ...initialLooking, tab: view, ...looking },
    ...(keys === undefined ? {} : { keys }),
  };
}

export const longName = "a_loss_with_a_name_that_goes_on_and_on_and_never_seems_to_want_to_end_at_all_really";

/** What a name of eighty letters meets everywhere that a name is written. */
const longNames: Partial<Snapshot> = {
  loss: { reference, name: longName, signature: `(${longName}=1.0)`, file: `${longName}.py`, place },
  comparisons: [{ id: { kind: "builtIn", name: "x" }, label: longName }],
  parameters: [{ name: longName, value: 1, initial: 2, min: 0, max: 3, step: 0, scale: "linear", isWritable: true }],
  samples: {
    chosen: "long",
    isAutomatic: false,
    options: [{ id: "long", label: longName }],
    reason: `fixed by a comment in ${longName}.py, line 3`,
    size: { label: "Pixels along a side", value: 200, min: 10, max: 2000 },
  },
  notes: [{ text: `${longName} is float64 and is computed in float32`, place }],
};

export const gallery = {
  curve: exhibit(focal, {}, {}, ["Home", "PageUp", "PageUp", "PageUp", "PageUp"]),
  "curve-plain": exhibit(squaredError, noParameters),
  "curve-kinks": exhibit(hinge, noParameters),
  "curve-nan": exhibit(squareRoot, noParameters),
  "curve-tiny": exhibit(tiny, noParameters),
  "curve-no-gradient": exhibit(withoutGradient, noParameters),
  "curve-unbounded": exhibit(unbounded, noParameters),
  "curve-logarithmic": exhibit(focal, {}, { isLogarithmic: true }),
  "curve-zoomed": exhibit(focal, {}, { zoom: [0.2, 0.4] }, ["Home", "PageUp"]),
  "curve-only-loss": exhibit(focal, {}, { showsGradient: false }),
  compare: exhibit(crowded, {
    comparisons: [
      { id: { kind: "builtIn", name: "mean_absolute_error" }, label: "mean_absolute_error" },
      { id: { kind: "builtIn", name: "log_cosh" }, label: "log_cosh" },
    ],
  }),
  "compare-difference": exhibit(
    crowded,
    {
      comparisons: [
        { id: { kind: "builtIn", name: "mean_absolute_error" }, label: "mean_absolute_error" },
        { id: { kind: "builtIn", name: "log_cosh" }, label: "log_cosh" },
      ],
    },
    { difference: "mean_absolute_error" },
    ["ArrowRight"],
  ),
  "compare-normalized": exhibit(focal, {}, { isNormalized: true }),
  surface: exhibit(crossEntropySurface, noParameters, {}, ["ArrowRight"]),
  distribution: exhibit(likelihoodSurface, noParameters),
  "classes-two": exhibit({ ...fiveClasses, curve: focal }, noParameters),
  "classes-three": exhibit(threeClasses, noParameters, {}, ["ArrowRight"]),
  "classes-five": exhibit(fiveClasses, noParameters),
  masks: exhibit(twoMasks, noParameters, {}, ["ArrowRight"]),
  "masks-dice": exhibit(diceMasks, noParameters),
  boxes: exhibit(twoBoxes, noParameters, {}, ["ArrowRight"]),
  embedding: exhibit(threeVectors, noParameters, {}, ["ArrowRight"]),
  data: exhibit(someRows, noParameters, {}, ["ArrowRight"]),
  "data-none": exhibit(noRows, noParameters),
  "data-bad": exhibit(badFile, noParameters),
  "data-columns": exhibit({ ...someRows, columns }, noParameters),
  "data-unmapped": exhibit(unmapped, noParameters),
  mended: exhibit(focal, {
    notice: {
      text: "Drawn as it will be with this fix: Add 'from keras import ops'.",
      place,
      steps: [{ id: "applyFix", label: "Apply the fix" }],
    },
  }),
  "error-limit": exhibit(null, {
    ...noParameters,
    facts: [],
    problem: {
      kind: "limit",
      message:
        "This is an endless loop: its condition is always true, and nothing leaves it. The loss took more than 1000000 steps.",
      place,
      steps: [{ id: "openLimits", label: "Change the limits …" }],
    },
  }),
  descent: exhibit(downhill, noParameters, {}, ["ArrowRight"]),
  "descent-logarithmic": exhibit(downhill, noParameters, { isLogarithmic: true }),
  "descent-away": exhibit(runsAway, noParameters),
  table: exhibit(focal, {}, { tab: "table" }),
  "error-first": exhibit(null, {
    ...noParameters,
    facts: [],
    problem: {
      kind: "unsupported",
      message: "'tf.linalg.expm' is not evaluated yet, so this loss cannot be plotted.",
      place: { ...place, line: 5 },
    },
  }),
  "error-later": exhibit(focal, {
    problem: { kind: "python", message: "NameError: name 'gama' is not defined", place },
  }),
  progress: exhibit(crossEntropySurface, {
    ...noParameters,
    busy: { text: "Computing the surface, 128 × 128 …", isCancellable: true },
  }),
  "progress-first": exhibit(null, {
    ...noParameters,
    facts: [],
    busy: { text: "Running the loss …", isCancellable: true },
  }),
  notes: exhibit(focal, {
    notes: [{ text: "float64 is computed in float32", place }],
    log: ["shape (8, 1)", "[0.1 0.9]"],
    isPinned: true,
  }),
  help: exhibit(focal, {}, {}, ["ArrowRight", "?"]),
  "long-names": exhibit(
    {
      ...focal,
      axis: { ...focal.axis, label: longName },
      targets: focal.targets.map((one) => ({ ...one, label: `${longName} = ${one.value}` })),
      series: focal.series.map((one) => ({
        ...one,
        label: one.role === "loss" ? `${longName} = ${one.target}` : longName,
      })),
    },
    longNames,
    {},
    ["ArrowRight"],
  ),
} satisfies Record<string, Exhibit>;

export type ExhibitName = keyof typeof gallery;
export const exhibitNames = Object.keys(gallery) as ExhibitName[];
