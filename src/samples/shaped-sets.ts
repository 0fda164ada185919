/** Sets of one number with samples of many: vectors, sequences, pictures. All numbers of a sample move together. */

import { say } from "../python/say.ts";
import type { SampleSet, SampleSurface } from "./sample-set.ts";

/** From this many numbers on a curve has fewer points. */
const manyNumbers = 64;

interface Element {
  /** One number of the sample where the scalar set has `value`. */
  readonly of: (value: number) => number;
  readonly slope: number;
}

/** What varies within a sample, so that its numbers are not all alike; exact stays exact. */
const elementsOf: Readonly<Record<string, (index: number) => Element>> = {
  regression: (index) => {
    const offset = [0, 0.5, -0.5, 0.25, -0.25][index % 5]!;
    return { of: (value) => value + offset, slope: 1 };
  },
  positive: (index) => {
    const factor = [1, 0.5, 1.5, 0.75, 1.25][index % 5]!;
    return { of: (value) => value * factor, slope: factor };
  },
  binary: (index) => (index % 2 === 0 ? same : { of: (value) => 1 - value, slope: -1 }),
  "binary-logits": (index) => (index % 2 === 0 ? same : opposite),
  margin: (index) => (index % 2 === 0 ? same : opposite),
};

const same: Element = { of: (value) => value, slope: 1 };
const opposite: Element = { of: (value) => -value, slope: -1 };

/** Undefined for a set that has no other shapes than its own. */
export function shapedSet<Id extends string>(base: SampleSet<Id>, shape: readonly number[]): SampleSet<Id> | undefined {
  const elementAt = elementsOf[base.id];
  const isAlready = shape.length === 1 && shape[0] === 1;
  if (elementAt === undefined || base.yPredShape.length !== 1) return undefined;
  if (isAlready) return base;
  const count = shape.reduce((a, b) => a * b, 1);
  const elements = Array.from({ length: count }, (_, index) => elementAt(index));
  const predicted = (x: number): number[] => elements.map((element) => element.of(x));
  // A logit and the label that it is of turn differently.
  const targetOf =
    base.id === "binary-logits"
      ? (value: number): number[] => elements.map(({ slope }) => (slope === 1 ? value : 1 - value))
      : predicted;
  const slopes = elements.map(({ slope }) => slope);
  const explain = explanations[base.id];
  return {
    ...base,
    yTrueShape: shape,
    yPredShape: shape,
    targets: base.targets.map((target) => ({ ...target, yTrue: targetOf(target.value ?? 0) })),
    explanation: explain === undefined ? null : () => explain(shape.join(" × ")),
    ...(base.exactly === undefined ? {} : { exactly: (yTrue: readonly number[]) => yTrue }),
    predictionAt: predicted,
    directionAt: () => slopes,
    gradientLabel: "Gradient along that movement",
    curvePoints: count > manyNumbers ? 65 : base.curvePoints,
    surface: count > manyNumbers ? null : surfaceOf(base, predicted, targetOf, slopes),
    company: [],
    reshape: (other) => shapedSet(base, other),
    draw(random) {
      const drawn = Array.from({ length: count }, () => base.draw(random));
      return { yTrue: drawn.map(({ yTrue }) => yTrue[0]!), yPred: drawn.map(({ yPred }) => yPred[0]!) };
    },
  };
}

const moveTogether = (size: string): string =>
  say("A sample has {0} numbers, which lie around y_true and move together.", size);

/** `size`: how many numbers, `6` or `2 × 3`. */
const explanations: Readonly<Record<string, (size: string) => string>> = {
  regression: moveTogether,
  positive: moveTogether,
  binary: (size) =>
    say(
      "A sample has {0} numbers; every second label is the other one, and its probability moves the other way.",
      size,
    ),
  "binary-logits": (size) =>
    say("A sample has {0} numbers; every second label is the other one, and its logit moves the other way.", size),
  margin: (size) =>
    say("A sample has {0} numbers; every second label is the other one, and its prediction moves the other way.", size),
};

function surfaceOf(
  { surface }: SampleSet,
  predicted: (x: number) => number[],
  targetOf: (value: number) => number[],
  slopes: readonly number[],
): SampleSurface | null {
  if (surface === null) return null;
  return {
    ...surface,
    at: (x, y) => ({ yTrue: targetOf(y), yPred: predicted(x) }),
    alongX: () => slopes,
    alongY: null,
  };
}
