/**
 * Batches that do occur and that no picture shows: an empty mask, a target that is hit exactly, a batch of which every
 * target is masked. Where a loss divides, takes a root or a logarithm, these are where it breaks.
 */

import { seededRandom } from "./random.ts";
import type { Sample, SampleSet } from "./sample-set.ts";
import { type SampleBatch, toBatch } from "./sample-sets.ts";

export interface DegenerateCase {
  /** What is special, after "Where": `every y_true is 0`. */
  readonly words: string;
  readonly batch: SampleBatch;
  /** Likely: it takes more than one sample by itself, or depends on a model that is not known. */
  readonly certainty: "certain" | "likely";
  /** Whether the loss itself says that such targets occur, whatever else its data are. */
  readonly isOfLoss: boolean;
}

export interface DegenerateKnowledge {
  /** Targets that the loss tells from all others. */
  readonly compared: readonly number[];
  /** Whether the model's last layer is known to give any real number. */
  readonly isUnbounded: boolean;
  /** Whether something in the file keeps predictions above zero: a softplus, an exponential. */
  readonly isKeptPositive: boolean;
}

/** The rows beside the special one are as they come. */
const batchSize = 4;

/** In the order of how often they occur. */
export function degenerateCases(set: SampleSet, known: DegenerateKnowledge): readonly DegenerateCase[] {
  const ordinary = ordinarySamples(set);
  const cases: DegenerateCase[] = [];
  const add = (
    words: string,
    samples: readonly Sample[],
    { certainty = "certain", isOfLoss = false }: Partial<Pick<DegenerateCase, "certainty" | "isOfLoss">> = {},
  ): void => {
    const batch = toBatch(
      set,
      samples.map(({ yTrue }) => yTrue),
      samples.map(({ yPred }) => yPred),
    );
    cases.push({ words, batch, certainty, isOfLoss });
  };
  /** One row changed, the others as they are. */
  const one = (change: (sample: Sample) => Sample): Sample[] =>
    ordinary.map((each, at) => (at === 0 ? change(each) : each));
  const every = (change: (sample: Sample, at: number) => Sample): Sample[] => ordinary.map(change);
  const target =
    (value: number) =>
    (sample: Sample): Sample => ({ ...sample, yTrue: sample.yTrue.map(() => value) });
  const prediction =
    (value: number) =>
    (sample: Sample): Sample => ({ ...sample, yPred: sample.yPred.map(() => value) });
  const many = size(set.yTrueShape) > 1;

  for (const value of known.compared) {
    // Of classes, 0 is padding: it fills no sample and no batch by itself.
    if (set.yTrueDType === "int32") continue;
    const shown = Number.isNaN(value) ? "NaN" : String(value);
    add(`y_true of a sample is ${shown}${many ? " throughout" : ""}`, one(target(value)), { isOfLoss: true });
    add(`every y_true of the batch is ${shown}`, every(target(value)), { isOfLoss: true });
  }
  if (isOfNumbers(set)) {
    add("y_true of a sample is 0", one(target(0)));
    add("y_pred equals y_true in a sample", one(hit));
    if (known.isUnbounded) {
      add("y_pred of a sample is -2, as the model's last layer allows", one(prediction(-2)));
      add("y_pred of a sample is 2, as the model's last layer allows", one(prediction(2)));
    }
    add("y_pred of a sample is 0", one(prediction(0)), { certainty: "likely" });
    add("y_pred equals y_true in the whole batch", every(hit), { certainty: "likely" });
  }
  if (set.prediction === "probability" && set.yPredShape.length === 1) {
    add("the batch holds no sample of class 1", every(target(0)));
    add(
      "y_true and y_pred of a sample are 1",
      one((each) => prediction(1)(target(1)(each))),
    );
    add("every sample of the batch is of class 1", every(target(1)));
    if (known.isUnbounded) add("y_pred of a sample is 2, as the model's last layer allows", one(prediction(2)));
  }
  if (set.yPredShape.length === 3 && set.prediction === "probability") {
    add("the mask of a sample is empty", one(target(0)));
    add(
      "the mask of a sample is empty, and every pixel of its prediction 0",
      one((each) => prediction(0)(target(0)(each))),
    );
    add(
      "all masks of the batch are empty, and every pixel of the predictions 0",
      every((each) => prediction(0)(target(0)(each))),
    );
    add(
      "the mask of a sample is full, and every pixel of its prediction 1",
      one((each) => prediction(1)(target(1)(each))),
    );
    add("y_pred equals y_true in a sample", one(hit));
    add("y_pred equals y_true in the whole batch", every(hit), { certainty: "likely" });
  }
  // Of classes that do not exclude each other, all masks may be empty.
  if (set.id === "segmentation" && set.prediction === "probabilities" && known.isUnbounded)
    add(
      "all masks of the batch are empty, and every prediction 0, as the model's last layer allows",
      every((each) => prediction(0)(target(0)(each))),
      { certainty: "likely" },
    );
  // Of pictures in which not everything is labelled.
  if (
    set.prediction === "probabilities" &&
    set.yPredShape.length === 3 &&
    set.yTrueShape.join() === set.yPredShape.join()
  )
    add(
      "a pixel of y_true is of no class",
      one(({ yTrue, yPred }) => ({ yTrue: yTrue.map((each, at) => (at < set.yPredShape[2]! ? 0 : each)), yPred })),
      { certainty: "likely" },
    );
  if (set.prediction === "probabilities" && set.yTrueShape[0] === set.yPredShape[0]) {
    add("y_pred equals y_true in a sample", one(hit));
    add(
      "every sample of the batch is of one class",
      every((each) => ({ ...each, yTrue: ordinary[0]!.yTrue })),
    );
    add("y_pred equals y_true in the whole batch", every(hit), { certainty: "likely" });
  }
  if (set.id === "spread" && !known.isKeptPositive) {
    const certainty = known.isUnbounded ? "certain" : "likely";
    add(
      "the predicted spread of a sample is 0",
      one(({ yTrue, yPred }) => ({ yTrue, yPred: [...yPred].with(1, 0) })),
      { certainty },
    );
    if (known.isUnbounded)
      add(
        "the predicted spread of a sample is -1, as the model's last layer allows",
        one(({ yTrue, yPred }) => ({ yTrue, yPred: [...yPred].with(1, -1) })),
      );
  }
  if (set.id === "survival")
    add(
      "the batch holds no event",
      every(({ yTrue, yPred }) => ({ yTrue: [yTrue[0]!, 0], yPred })),
    );
  if (set.id === "labelled-vectors") {
    add(
      "the classes of the batch lie far apart",
      every(({ yTrue, yPred }) => ({
        yTrue,
        yPred: (set.exactly?.(yTrue) ?? yPred).map((middle, at) => 20 * middle + yPred[at]!),
      })),
    );
    add(
      "every sample of the batch is of one class",
      every(({ yPred }) => ({ yTrue: ordinary[0]!.yTrue, yPred })),
      { certainty: "likely" },
    );
  }
  if (set.id === "embedding")
    add(
      "all embeddings of a sample are equal",
      one(({ yTrue, yPred }) => ({ yTrue, yPred: yPred.map((_, at) => yPred[at % 2]!) })),
      { certainty: "likely" },
    );
  if (set.prediction === "box") {
    add("the predicted box is the true one", one(hit));
    add(
      "the predicted box has no width and no height",
      one(({ yTrue, yPred }) => ({ yTrue, yPred: pointOf(set, yPred) })),
      {
        certainty: "likely",
      },
    );
  }
  add(
    "all predictions of the batch are equal",
    every((each) => ({ ...each, yPred: ordinary[0]!.yPred })),
    { certainty: "likely" },
  );
  add("the batch holds one sample", ordinary.slice(0, 1), { certainty: "likely" });
  return cases;
}

/** Drawn as a picture of the batch would be, the same each time. */
function ordinarySamples(set: SampleSet): Sample[] {
  const random = seededRandom(7);
  return Array.from({ length: batchSize }, () => set.draw(random));
}

/** One number for one number, both on the same axis. */
function isOfNumbers({ prediction, yTrueShape, yPredShape, id }: SampleSet): boolean {
  if (id === "margin" || id === "pairs") return false;
  return (prediction === "real" || prediction === "positive") && yTrueShape.join() === yPredShape.join();
}

function hit({ yTrue, yPred }: Sample): Sample {
  return { yTrue, yPred: yTrue.length === yPred.length ? yTrue : yPred };
}

function pointOf({ id }: SampleSet, [left = 0, top = 0]: readonly number[]): number[] {
  return id === "boxes" ? [left, top, left, top] : [left, top, 0, 0];
}

function size(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
