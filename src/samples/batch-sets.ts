/** Vectors that have a meaning only beside those of the rest of their batch. */

import { say } from "../python/say.ts";
import { integerBelow, normal } from "./random.ts";
import type { Sample, SampleSet } from "./sample-set.ts";

const CLASSES = 3;
/** Of the classes' middles, which lie on a circle: at length 1, so that normalizing leaves them. */
const middles = Array.from({ length: CLASSES }, (_, index): readonly [number, number] => {
  const angle = 0.4 + (2 * Math.PI * index) / CLASSES;
  return [Math.cos(angle), Math.sin(angle)];
});
const NOISE = 0.35;

function labelled(label: number, random: () => number): Sample {
  const [x, y] = middles[label]!;
  return { yTrue: [label], yPred: [x + NOISE * normal(random), y + NOISE * normal(random)] };
}

/** Each sample a vector with the label of its class: such losses compare all pairs or triplets of a batch. */
const labels: SampleSet<"labelled-vectors"> = {
  id: "labelled-vectors",
  title: "Vectors with labels, in a batch",
  yTrueShape: [1],
  yPredShape: [2],
  yTrueDType: "int32",
  prediction: "vector",
  axis: { label: "way to the next class", domain: [0, 1], bounds: [null, null], reaches: [false, false] },
  gradientLabel: "Gradient along that movement",
  explanation: () => say("One vector moves from the middle of its own class to the middle of the next."),
  targets: [0, 1].map((label) => ({ label: `class ${label}`, value: label, yTrue: [label], at: 0 })),
  curvePoints: 65,
  predictionAt: (x, { value }) => {
    const [from, to] = wayOf(value ?? 0);
    return from.map((part, index) => part + x * (to[index]! - part));
  },
  directionAt: (_x, { value }) => {
    const [from, to] = wayOf(value ?? 0);
    return from.map((part, index) => to[index]! - part);
  },
  exactly: ([label = 0]) => middles[label]!,
  draw: (random) => labelled(integerBelow(random, CLASSES), random),
  surface: null,
  company: [],
  size: null,
};

function wayOf(label: number): readonly [readonly number[], readonly number[]] {
  return [middles[label]!, middles[(label + 1) % CLASSES]!];
}

const WIDTH = 4;
const start = [0.9, -0.4, 0.3, 0.6];
const away = [-0.5, 0.5, 0.5, -0.5];

/** Two views of one thing, side by side: such losses ask which of a batch's vectors belong together. */
const views: SampleSet<"views"> = {
  id: "views",
  title: "Two views side by side, in a batch",
  yTrueShape: [1],
  yPredShape: [2 * WIDTH],
  yTrueDType: "float32",
  prediction: "vector",
  axis: { label: "distance of the views", domain: [0, 3], bounds: [0, null], reaches: [true, false] },
  gradientLabel: "Gradient along that movement",
  explanation: () =>
    say(
      "y_pred holds two vectors of {0} numbers, two views of one thing; the second moves away from the first.",
      WIDTH,
    ),
  targets: [{ label: "one thing", value: null, yTrue: [0], at: null }],
  curvePoints: 65,
  predictionAt: (x) => [...start, ...start.map((part, index) => part + x * away[index]!)],
  directionAt: () => [...start.map(() => 0), ...away],
  draw: (random) => {
    const one = start.map(() => normal(random));
    return { yTrue: [0], yPred: [...one, ...one.map((part) => part + NOISE * normal(random))] };
  },
  surface: null,
  company: [],
  size: null,
};

/** Of a batch of eight: which stands beside which. */
const mates = { neighbours: [0, 0, 1, 1, 2, 2, 3, 3], halves: [0, 1, 2, 3, 0, 1, 2, 3] } as const;

/** Each sample one vector, and another sample of the batch its other view: such losses compare the batch with itself. */
export function viewsInBatch(order: keyof typeof mates): SampleSet<"views"> {
  const things = [start, [-0.7, 0.5, 0.4, 0.3], [0.2, 0.8, -0.6, -0.1], [-0.3, -0.7, -0.2, 0.7]];
  return {
    ...views,
    title: "Views of a thing, in a batch",
    yPredShape: [WIDTH],
    explanation: () =>
      order === "halves"
        ? say(
            "Each half of the batch of 8 holds views of the same four things; one vector moves away from its other view.",
          )
        : say("Two neighbours in the batch of 8 are views of one thing; one vector moves away from its other view."),
    predictionAt: (x) => start.map((part, index) => part + x * away[index]!),
    directionAt: () => away,
    draw: (random) => ({ yTrue: [0], yPred: start.map(() => normal(random)) }),
    // The first is the one that moves.
    company: mates[order].slice(1).map((thing, index) => ({
      yTrue: [0],
      yPred: things[thing]!.map((part, at) => part + 0.1 * Math.sin(index + 2 * at)),
    })),
  };
}

export const batchSets = [labels, views] as const;
