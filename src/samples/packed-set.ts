/** Targets of several columns that mean different things: a value, a weight, a class. */

import { say } from "../python/say.ts";
import type { PackedColumns, PackedPrediction, PackedRole } from "./packed-parts.ts";
import { between, integerBelow, normal } from "./random.ts";
import type { SampleSet, SampleTarget } from "./sample-set.ts";

/** How many classes samples by chance are of. */
const drawnClasses = 3;
/** Along each axis between the batch's and the last. */
const steps = 3;

const words: Readonly<Record<PackedRole, () => string>> = {
  value: () => say("a value"),
  weight: () => say("a weight"),
  class: () => say("a class"),
  index: () => say("the place of a class"),
  label: () => say("a label"),
  match: () => say("the match of an anchor, 1 or −1"),
  logits: () => say("another model's logits"),
};

/** Of several that a loss takes, the first of these moves. */
const moving = ["value", "positive", "probability", "logit", "logits", "probabilities"] as const;
type Moving = (typeof moving)[number];

/** What moves: a number, or what every column that is a label is held against. */
const axes: Readonly<Record<Moving, SampleSet["axis"]>> = {
  value: { label: "predicted value", domain: [-2, 6], bounds: [null, null], reaches: [false, false] },
  positive: { label: "predicted value", domain: [0, 8], bounds: [0, null], reaches: [false, false] },
  probabilities: {
    label: "probability of the true class",
    domain: [0, 1],
    bounds: [0, 1],
    reaches: [true, true],
  },
  probability: { label: "predicted probability", domain: [0, 1], bounds: [0, 1], reaches: [true, true] },
  logit: { label: "predicted logit", domain: [-6, 6], bounds: [null, null], reaches: [false, false] },
  logits: { label: "logit of the true class", domain: [-6, 6], bounds: [null, null], reaches: [false, false] },
};

/** What y_true holds in its columns of values: two numbers, or the two labels. */
function targetsOf(role: Moving): readonly SampleTarget[] {
  const target = (label: string, value: number, at: number | null): SampleTarget => ({ label, value, yTrue: [], at });
  switch (role) {
    case "positive":
      return [1, 3].map((value) => target(`value ${value}`, value, null));
    case "value":
      return [1, 3].map((value) => target(`value ${value}`, value, value));
    case "probabilities":
      return [target("class 0", 1, 1)];
    case "probability":
      return [1, 0].map((value) => target(`y_true = ${value}`, value, value));
    case "logits":
      return [target("class 0", 1, null)];
    case "logit":
      return [1, 0].map((value) => target(`y_true = ${value}`, value, null));
  }
}

/** `lead`: the axes between the batch's and the last; null for a length that is not said. */
export function packedSet(
  targets: readonly PackedColumns[],
  predictions: readonly PackedPrediction[],
  given: readonly (number | null)[] = [],
): SampleSet<"packed"> {
  const sum = (parts: readonly { readonly width: number }[]): number =>
    parts.reduce((all, { width }) => all + width, 0);
  const oneHot = (width: number, of: number, high = 1): number[] =>
    Array.from({ length: width }, (_, each) => (each === of % width ? high : 0));
  const lead = given.map((length) => length ?? steps);
  const inner = lead.length;
  const places = lead.reduce((a, b) => a * b, 1);
  const repeated = (numbers: (label: number) => readonly number[], label: number): number[] =>
    // Of many boxes one is of a thing, the others of none.
    Array.from({ length: places }, (_, at) => numbers(at === 0 ? label : 0)).flat();
  const kind = moving.find((each) => predictions.some(({ role }) => role === each))!;
  const first = predictions.findIndex(({ role }) => role === kind);
  const areLabels = kind === "probability" || kind === "logit";
  const isThere = (label: number): boolean => inner === 0 || label > 0;
  const columnsOf = ({ role, width }: PackedColumns, value: number, weight: number, of: number): number[] => {
    if (role === "class") return oneHot(width, of);
    if (role === "logits" && width > 1) return oneHot(width, of, 3);
    const label = areLabels ? value : Number(isThere(of));
    const each = { value, weight, index: of, label, match: of === 0 ? -1 : 1, logits: label === 1 ? 2 : -2 }[role];
    return new Array<number>(width).fill(each);
  };
  const yTrueOf = (value: number, weight: number, of: number): number[] =>
    repeated((label) => targets.flatMap((part) => columnsOf(part, value, weight, label)), of);
  const shares = (width: number, of: number, own: number): number[] =>
    width === 1
      ? [own]
      : Array.from({ length: width }, (_, each) => (each === of % width ? own : (1 - own) / (width - 1)));
  const yPredOf = (x: number, of: number, own: number): number[] =>
    repeated(
      (label) =>
        predictions.flatMap(({ role, width }, index) => {
          const moves = role === kind && (areLabels || kind === "value" || index === first);
          if (role === "probabilities") return shares(width, label, moves ? x : own);
          if (role === "logits") return oneHot(width, label, moves ? x : 4 * own);
          const there = isThere(label) ? own : 1 - own;
          const stays = { scale: 1, positive: 1, still: 0, value: 0, probability: there, logit: 8 * (there - 0.5) }[
            role
          ];
          return new Array<number>(width).fill(moves ? x : stays);
        }),
      of,
    );
  const named = (): string[] =>
    targets.map(({ role, name, width }) => {
      if (name === "") return words[role]();
      return `${words[role]()} (${width === 1 ? name : `${name}, ${say("{0} columns", width)}`})`;
    });
  // Of boxes the first class is what is none.
  const shown = inner > 0 && kind !== "probabilities" && kind !== "logits" ? 1 : 0;
  const label = (random: () => number): number => (random() < 0.5 ? 1 : 0);
  return {
    id: "packed",
    title: "Packed targets",
    yTrueShape: [...lead, sum(targets)],
    yPredShape: [...lead, sum(predictions)],
    yTrueDType: "float32",
    prediction: "vector",
    axis: axes[kind],
    gradientLabel: "Gradient along that movement",
    explanation: () => say("y_true holds {0}; what is predicted besides stays as it is.", named().join(", ")),
    targets: targetsOf(kind).map((target) => ({ ...target, yTrue: yTrueOf(target.value ?? 0, 1, shown) })),
    curvePoints: places > 1 ? 65 : 257,
    predictionAt: (x) => yPredOf(x, shown, 0.6),
    directionAt: () => {
      const [a, b] = [yPredOf(0, shown, 0.6), yPredOf(1, shown, 0.6)];
      return b.map((each, index) => each - a[index]!);
    },
    draw(random) {
      const isReal = kind === "value" || kind === "probabilities" || kind === "logits";
      const value = isReal ? 1 + 2 * normal(random) : kind === "positive" ? integerBelow(random, 8) : label(random);
      const ofClass = integerBelow(random, drawnClasses);
      const predicted = {
        value: () => value + normal(random),
        positive: () => Math.max(0.1, value + normal(random)),
        probabilities: () => between(random, 0.1, 0.9),
        probability: () => between(random, 0.1, 0.9),
        logit: () => 2 * normal(random),
        logits: () => 2 * normal(random),
      }[kind];
      return {
        yTrue: yTrueOf(value, between(random, 0.5, 1.5), ofClass),
        yPred: yPredOf(predicted(), ofClass, between(random, 0.2, 0.8)),
      };
    },
    surface: null,
    company: [],
    size: null,
  };
}

/** As it is listed: a value with a weight. A loss's own columns take their place. */
export const packed = packedSet(
  [
    { role: "value", name: "", width: 1 },
    { role: "weight", name: "", width: 1 },
  ],
  [{ role: "value", width: 1 }],
);
