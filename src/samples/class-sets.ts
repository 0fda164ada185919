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
  /** Where scores lie that are no logits: cosines. */
  readonly scores?: SampleAxis;
  /** What the other classes have, and no class has less than, where it is not logits. */
  readonly least?: number;
  /** Whether targets are logits too: those of a teacher. */
  readonly isTaught?: boolean;
  /** The axes before the classes, each place of which has its own: steps of a sequence, pixels. */
  readonly lead?: readonly number[];
}

function classSet<const Id extends string>(given: ClassSet<Id>): SampleSet<Id> {
  const { id, title, classes, isIndex, areLogits, isTaught = false, scores = logitAxis, lead = [], least } = given;
  const others = least ?? 0;
  const places = Array.from({ length: lead.reduce((a, b) => a * b, 1) }, (_, place) => place);
  const yTrueOf = (classAt: (place: number) => number): number[] =>
    places.flatMap((place) =>
      isIndex ? [classAt(place)] : oneHot(classAt(place), classes).map((each) => (isTaught ? each * taught : each)),
    );
  const classAt = ({ value }: SampleTarget, place: number): number => ((value ?? 0) + place) % classes;
  const each = (target: SampleTarget, own: number, other: number): number[] =>
    places.flatMap((place) =>
      Array.from({ length: classes }, (_, index) => (index === classAt(target, place) ? own : other)),
    );
  const targets = Array.from(
    { length: classes },
    (_, index): SampleTarget => ({
      label: lead.length === 0 ? `class ${index}` : `class ${index} first`,
      value: index,
      yTrue: yTrueOf((place) => (index + place) % classes),
      at: isTaught ? taught : areLogits ? null : 1,
    }),
  );
  const everywhere = (): string =>
    lead.length === 0
      ? ""
      : ` ${say("So it is at each of the {0} places, which have one class after another.", lead.join(" × "))}`;
  return {
    id,
    title,
    prediction: areLogits ? "logits" : "probabilities",
    yTrueShape: lead.length === 0 ? [isIndex ? 1 : classes] : isIndex ? lead : [...lead, classes],
    yTrueDType: isIndex ? "int32" : "float32",
    yPredShape: [...lead, classes],
    targets: lead.length === 0 ? targets : targets.slice(0, 2),
    axis: areLogits ? scores : probabilityAxis,
    explanation: () =>
      (isTaught ? `${say("y_true holds logits too: {0} for the true class, 0 for the others.", taught)} ` : "") +
      (areLogits
        ? least === undefined
          ? say("The true class has this logit, the other {0} have 0.", classes - 1)
          : say("The true class has this number, the other {0} have {1}.", classes - 1, least)
        : say("The true class has this probability, the other {0} share the rest.", classes - 1)) +
      everywhere(),
    directionAt: (_x, target) => each(target, 1, areLogits ? 0 : -1 / (classes - 1)),
    gradientLabel:
      least !== undefined
        ? "Gradient along that movement"
        : areLogits
          ? "Gradient with respect to that logit"
          : "Gradient along that probability",
    curvePoints: places.length * classes > 64 ? 65 : 257,
    surface: null,
    company: [],
    size: {
      label: "Number of classes",
      value: classes,
      min: 2,
      max: 20,
      resize: (size) => classSet({ ...given, classes: size }),
    },
    reshape: (shape) => classSet({ ...given, classes: shape.at(-1) ?? classes, lead: shape.slice(0, -1) }),
    predictionAt: (x, target) => each(target, x, areLogits ? others : (1 - x) / (classes - 1)),
    ...(areLogits ? {} : { exactly: (yTrue) => (isIndex ? yTrue.flatMap((index) => oneHot(index, classes)) : yTrue) }),
    draw(random) {
      const yPred = places.flatMap(() => {
        const logits = Array.from({ length: classes }, () => 1.5 * normal(random));
        if (least !== undefined) return logits.map((logit) => least + 2 * Math.abs(logit));
        return areLogits ? logits : softmax(logits);
      });
      const drawn = places.map(() => integerBelow(random, classes));
      return { yTrue: yTrueOf((place) => drawn[place]!), yPred };
    },
  };
}

/** The logit of the teacher's class. */
const taught = 3;

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
    explanation: () => say("The prediction is a bump of probability that moves from the first class to the last."),
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
    size: { label: "Number of classes", value: classes, min: 2, max: 10, resize: ordinal },
    reshape: ([size, ...rest]) => (size === undefined || size < 2 || rest.length > 0 ? undefined : ordinal(size)),
    exactly: (yTrue) => yTrue,
    draw: (random) => ({
      yTrue: oneHot(integerBelow(random, classes), classes),
      yPred: bump(random() * (classes - 1)),
    }),
  };
}

/** For a student that is held against the logits of a teacher. */
export const taughtLogits = classSet({
  id: "categorical-logits",
  title: "Logits of a teacher",
  classes: 3,
  isIndex: false,
  areLogits: true,
  isTaught: true,
});

/** For a loss that turns its scores into angles. */
export const classCosines = classSet({
  id: "categorical-logits",
  title: "Classes, one-hot, cosines",
  classes: 3,
  isIndex: false,
  areLogits: true,
  scores: { label: "cosine of the true class", domain: [-1, 1], bounds: [-1, 1], reaches: [true, true] },
});

/** For a loss of a Dirichlet distribution: its parameters, which are 1 where nothing is known, or what is added to that. */
export function classEvidence(least: 0 | 1) {
  const label = least === 0 ? "evidence for the true class" : "Dirichlet parameter of the true class";
  return classSet({
    id: "categorical-logits",
    title: "Classes, one-hot, evidence",
    classes: 3,
    isIndex: false,
    areLogits: true,
    scores: { label, domain: [least, least + 10], bounds: [least, null], reaches: [true, false] },
    least,
  });
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
