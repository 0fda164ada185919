/** Sets with several classes: one-hot or index targets, probabilities or logits as predictions. */

import { say } from "../python/say.ts";
import { integerBelow, normal } from "./random.ts";
import type { SampleAxis, SampleSet, SampleTarget } from "./sample-set.ts";

const probabilityAxis: SampleAxis = {
  label: "probability of the true class",
  domain: [0, 1],
  bounds: [0, 1],
  reaches: [true, true],
};

const logitAxis: SampleAxis = {
  label: "logit of the true class",
  domain: [-6, 6],
  bounds: [null, null],
  reaches: [false, false],
};

interface ClassSet<Id extends string> {
  readonly id: Id;
  readonly title: string;
  readonly classes: number;
  readonly isIndex: boolean;
  readonly areLogits: boolean;
}

function classSet<const Id extends string>({ id, title, classes, isIndex, areLogits }: ClassSet<Id>): SampleSet<Id> {
  const yTrueOf = (index: number) => (isIndex ? [index] : oneHot(index, classes));
  const indexOf = (target: SampleTarget) => (isIndex ? target.yTrue[0]! : target.yTrue.indexOf(1));
  const targets = Array.from(
    { length: classes },
    (_, index): SampleTarget => ({
      label: `class ${index}`,
      value: index,
      yTrue: yTrueOf(index),
      at: areLogits ? null : 1,
    }),
  );
  return {
    id,
    title,
    prediction: areLogits ? "logits" : "probabilities",
    yTrueShape: [isIndex ? 1 : classes],
    yTrueDType: isIndex ? "int32" : "float32",
    yPredShape: [classes],
    targets,
    axis: areLogits ? logitAxis : probabilityAxis,
    explanation: areLogits
      ? say("The true class has this logit, the other {0} have 0.", classes - 1)
      : say("The true class has this probability, the other {0} share the rest.", classes - 1),
    directionAt: (_x, target) => {
      const other = areLogits ? 0 : -1 / (classes - 1);
      return Array.from({ length: classes }, (_, index) => (index === indexOf(target) ? 1 : other));
    },
    gradientLabel: areLogits ? "Gradient with respect to that logit" : "Gradient along that probability",
    curvePoints: 257,
    surface: null,
    company: [],
    size: {
      value: classes,
      min: 2,
      max: 20,
      resize: (size) => classSet({ id, title, classes: size, isIndex, areLogits }),
    },
    predictionAt(x, target) {
      const other = areLogits ? 0 : (1 - x) / (classes - 1);
      return Array.from({ length: classes }, (_, index) => (index === indexOf(target) ? x : other));
    },
    ...(areLogits ? {} : { exactly: (yTrue) => (isIndex ? oneHot(yTrue[0]!, classes) : yTrue) }),
    draw(random) {
      const logits = Array.from({ length: classes }, () => 1.5 * normal(random));
      return { yTrue: yTrueOf(integerBelow(random, classes)), yPred: areLogits ? logits : softmax(logits) };
    },
  };
}

function oneHot(index: number, classes: number): number[] {
  return Array.from({ length: classes }, (_, each) => (each === index ? 1 : 0));
}

function softmax(logits: readonly number[]): number[] {
  const largest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - largest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** Ordered classes: the prediction is a bump of probability that moves from the first class to the last. */
function ordinal(classes: number): SampleSet<"ordinal"> {
  const bump = (x: number): number[] => softmax(Array.from({ length: classes }, (_, i) => -1.5 * (i - x) ** 2));
  const target = (index: number): SampleTarget => ({
    label: `class ${index}`,
    value: index,
    yTrue: oneHot(index, classes),
    at: index,
  });
  return {
    id: "ordinal",
    title: "Ordered classes",
    prediction: "probabilities",
    yTrueShape: [classes],
    yTrueDType: "float32",
    yPredShape: [classes],
    targets: [...new Set([0, Math.floor((classes - 1) / 2), classes - 1])].map(target),
    axis: {
      label: "centre of the prediction",
      domain: [0, classes - 1],
      bounds: [0, classes - 1],
      reaches: [true, true],
    },
    explanation: say("The prediction is a bump of probability that moves from the first class to the last."),
    predictionAt: bump,
    // The derivative of a softmax: each score's slope against their mean.
    directionAt(x) {
      const p = bump(x);
      const slopes = p.map((_, i) => 3 * (i - x));
      const mean = p.reduce((sum, value, i) => sum + value * slopes[i]!, 0);
      return p.map((value, i) => value * (slopes[i]! - mean));
    },
    gradientLabel: "Gradient along that movement",
    curvePoints: 257,
    surface: null,
    company: [],
    size: { value: classes, min: 2, max: 10, resize: ordinal },
    exactly: (yTrue) => yTrue,
    draw: (random) => ({
      yTrue: oneHot(integerBelow(random, classes), classes),
      yPred: bump(random() * (classes - 1)),
    }),
  };
}

export const classSets = [
  classSet({ id: "categorical", title: "Classes, one-hot", classes: 3, isIndex: false, areLogits: false }),
  classSet({
    id: "categorical-logits",
    title: "Classes, one-hot, logits",
    classes: 3,
    isIndex: false,
    areLogits: true,
  }),
  classSet({ id: "sparse", title: "Classes, index", classes: 3, isIndex: true, areLogits: false }),
  classSet({ id: "sparse-logits", title: "Classes, index, logits", classes: 3, isIndex: true, areLogits: true }),
  ordinal(5),
] as const;
