/** Sets whose target and prediction are one number each. */

import { say } from "../python/say.ts";
import { between, integerBelow, normal } from "./random.ts";
import type { SampleAxis, SampleSet, SampleSurface, SampleTarget } from "./sample-set.ts";
import { shapedSet } from "./shaped-sets.ts";

interface ScalarSet<Id extends string> {
  readonly id: Id;
  readonly title: string;
  readonly prediction: SampleSet["prediction"];
  readonly axis: SampleAxis;
  readonly targets: readonly SampleTarget[];
  readonly explanation?: () => string;
  /** The span of the targets of the surface, and where prediction and target agree. */
  readonly surface?: { readonly span: readonly [number, number]; readonly agreement: SampleSurface["agreement"] };
  readonly draw: (random: () => number) => readonly [yTrue: number, yPred: number];
}

function scalarSet<const Id extends string>({ draw, explanation, surface, ...given }: ScalarSet<Id>): SampleSet<Id> {
  const set: SampleSet<Id> = {
    ...given,
    yTrueShape: [1],
    yTrueDType: "float32",
    yPredShape: [1],
    explanation: explanation ?? null,
    // Where the best prediction is the target itself.
    ...(given.targets.every(({ value, at }) => value === at) ? { exactly: (yTrue) => yTrue } : {}),
    predictionAt: (x) => [x],
    directionAt: () => [1],
    gradientLabel: "Gradient, ∂loss/∂y_pred",
    curvePoints: 257,
    surface:
      surface === undefined
        ? null
        : {
            x: given.axis,
            y: { ...given.axis, label: "y_true", domain: surface.span },
            at: (x, y) => ({ yTrue: [y], yPred: [x] }),
            alongX: () => [1],
            alongY: null,
            agreement: surface.agreement,
          },
    company: [],
    size: null,
    draw(random) {
      const [yTrue, yPred] = draw(random);
      return { yTrue: [yTrue], yPred: [yPred] };
    },
    reshape: (shape) => shapedSet(set, shape),
  };
  return set;
}

function target(value: number, at: number | null): SampleTarget {
  return { label: `y_true = ${String(value).replace("-", "−")}`, value, yTrue: [value], at };
}

const anyReal = { bounds: [null, null], reaches: [false, false] } as const;

export const regression = scalarSet({
  id: "regression",
  title: "Regression",
  prediction: "real",
  axis: { label: "y_pred", domain: [-2, 6], ...anyReal },
  targets: [target(1, 1), target(3, 3)],
  surface: {
    span: [-2, 6],
    agreement: [
      [-2, -2],
      [6, 6],
    ],
  },
  draw(random) {
    const yTrue = 1 + 2 * normal(random);
    return [yTrue, yTrue + normal(random)];
  },
});

export const binary = scalarSet({
  id: "binary",
  title: "Binary probability",
  prediction: "probability",
  axis: { label: "y_pred", domain: [0, 1], bounds: [0, 1], reaches: [true, true] },
  targets: [target(1, 1), target(0, 0)],
  surface: {
    span: [0, 1],
    agreement: [
      [0, 0],
      [1, 1],
    ],
  },
  draw: (random) => [integerBelow(random, 2), between(random, 0.02, 0.98)],
});

export const binaryLogits = scalarSet({
  id: "binary-logits",
  title: "Binary logit",
  prediction: "logit",
  axis: { label: "y_pred (logit)", domain: [-6, 6], ...anyReal },
  targets: [target(1, null), target(0, null)],
  surface: {
    span: [0, 1],
    // Where sigmoid(x) = y.
    agreement: Array.from({ length: 41 }, (_, i): [number, number] => {
      const x = -5 + i / 4;
      return [x, 1 / (1 + Math.exp(-x))];
    }),
  },
  draw: (random) => [integerBelow(random, 2), 2 * normal(random)],
});

export const margin = scalarSet({
  id: "margin",
  title: "Margin, y_true = ±1",
  prediction: "real",
  axis: { label: "y_pred", domain: [-3, 3], ...anyReal },
  targets: [target(1, null), target(-1, null)],
  draw: (random) => [integerBelow(random, 2) * 2 - 1, normal(random)],
});

export const positive = scalarSet({
  id: "positive",
  title: "Counts and positive numbers",
  prediction: "positive",
  axis: { label: "y_pred", domain: [0, 8], bounds: [0, null], reaches: [true, false] },
  targets: [target(1, 1), target(4, 4)],
  surface: {
    span: [0, 8],
    agreement: [
      [0, 0],
      [8, 8],
    ],
  },
  draw(random) {
    const yTrue = integerBelow(random, 8);
    return [yTrue, Math.max(0.05, yTrue + normal(random))];
  },
});

export const pairs = scalarSet({
  id: "pairs",
  title: "Pairs, by their distance",
  prediction: "distance",
  axis: { label: "y_pred (distance)", domain: [0, 3], bounds: [0, null], reaches: [true, false] },
  targets: [target(1, null), target(0, null)],
  explanation: () => say("y_true says whether a pair belongs together; y_pred is the distance of its two vectors."),
  draw: (random) => [integerBelow(random, 2), between(random, 0.05, 2.5)],
});

export const scalarSets = [regression, binary, binaryLogits, margin, positive, pairs] as const;
