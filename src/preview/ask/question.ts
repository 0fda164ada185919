/** What a picture is made from, and the asking that all views share. */

import type {
  Evaluation,
  EvaluationFailure,
  EvaluationNote,
  Evaluator,
  Limits,
  LossSource,
  SeriesEvaluation,
} from "../../evaluate/evaluation.ts";
import type { DataFileResult } from "../../samples/data-file.ts";
import type { Sample, SampleSet } from "../../samples/sample-set.ts";
import { type SampleBatch, toBatch } from "../../samples/sample-sets.ts";
import type { PlotData, ViewId } from "../plot-data.ts";
import { createBlameList, type PlaceFinder, type PointBlames } from "./blames.ts";

/** A chosen file, read; null while none is. `path` is how a script would open it. */
export type ChosenData = { readonly name: string; readonly path: string; readonly result: DataFileResult } | null;

/** Another loss on the same axes. */
export interface Companion {
  readonly id: string;
  readonly label: string;
  readonly role: "comparison" | "saved";
  readonly source: LossSource;
}

export interface PictureQuestion {
  readonly source: LossSource;
  readonly set: SampleSet;
  readonly view: ViewId;
  /** What the view's own controls are set to; a missing one has its default. */
  readonly options: Readonly<Record<string, number | string | boolean>>;
  /** The user's own rows, for the view of them. */
  readonly data?: ChosenData;
  /** A zoomed part of the axis; null for all of it. */
  readonly domain: readonly [number, number] | null;
  readonly companions: readonly Companion[];
  readonly limits: Limits;
  readonly placeOf: PlaceFinder;
}

export interface PictureAnswer {
  readonly data: PlotData;
  readonly notes: readonly EvaluationNote[];
  readonly log: readonly string[];
}

/** Thrown while asking, caught in `ask.ts`: the loss gave no number, and this is why. */
export class NoPicture extends Error {
  override readonly name = "NoPicture";
  readonly failure: EvaluationFailure;
  constructor(failure: EvaluationFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** Asks with one question's limits and signal; remembers what a reader of the numbers must know. */
export interface Asking {
  readonly question: PictureQuestion;
  readonly evaluator: Evaluator;
  readonly signal: AbortSignal | undefined;
  readonly notes: EvaluationNote[];
  readonly log: string[];
}

/** Every sample of the batch as a point of its own. */
export async function askSeries(asking: Asking, source: LossSource, batch: SampleBatch): Promise<SeriesEvaluation> {
  const answer = await asking.evaluator.ask(
    { kind: "series", source, ...batch, limits: asking.question.limits },
    asking.signal,
  );
  if (answer.kind === "failure") throw new NoPicture(answer.failure);
  if (answer.kind !== "series") throw new Error(`The evaluator answered '${answer.kind}' to 'series'.`);
  remember(asking, answer);
  return answer;
}

/** What the points of a picture gave: a value each, and a gradient for each number of each prediction. */
export interface PointAnswers extends PointBlames {
  readonly values: Float32Array;
  readonly gradients: Float32Array | null;
}

/** Each sample as a point of its own; with the set's company, where it has one. */
export async function askPoints(asking: Asking, source: LossSource, samples: readonly Sample[]): Promise<PointAnswers> {
  const { set } = asking.question;
  const batchOf = (rows: readonly Sample[]): SampleBatch =>
    toBatch(
      set,
      rows.map(({ yTrue }) => yTrue),
      rows.map(({ yPred }) => yPred),
    );
  if (set.company.length === 0) return askSeries(asking, source, batchOf(samples));
  const width = set.yPredShape.reduce((a, b) => a * b, 1);
  const values = new Float32Array(samples.length);
  const gradients = new Float32Array(samples.length * width);
  const blames = createBlameList();
  const numbers = {
    forward: new Int32Array(samples.length).fill(-1),
    backward: new Int32Array(samples.length).fill(-1),
  };
  let isConnected = false;
  for (const [index, sample] of samples.entries()) {
    const {
      value,
      gradient,
      blames: found,
    } = await askOnce(asking, source, batchOf([sample, ...set.company]), "keras");
    values[index] = value.data[0] ?? Number.NaN;
    if (gradient !== null) {
      isConnected = true;
      gradients.set(Array.from(gradient.data).slice(0, width), index * width);
    }
    for (const blame of found) numbers[blame.direction][index] = blames.numberOf(blame);
  }
  return {
    values,
    gradients: isConnected ? gradients : null,
    blames: blames.list,
    blamedForValue: orNull(numbers.forward),
    blamedForGradient: orNull(numbers.backward),
  };
}

function orNull(numbers: Int32Array): Int32Array | null {
  return numbers.every((number) => number < 0) ? null : numbers;
}

/** The derivative of each point's loss as its prediction moves in a direction (chain rule). */
export function alongDirections(
  gradients: Float32Array | null,
  directions: readonly (readonly number[])[],
): Float32Array | null {
  if (gradients === null) return null;
  return Float32Array.from(directions, (direction, point) => {
    let sum = 0;
    // What does not move has no say, finite or not.
    direction.forEach((part, i) => {
      if (part !== 0) sum += part * (gradients[point * direction.length + i] ?? Number.NaN);
    });
    return sum;
  });
}

/** The batch in one call: as the loss gives it, or reduced as Keras reduces it. */
export async function askOnce(
  asking: Asking,
  source: LossSource,
  batch: SampleBatch,
  as: "direct" | "keras" = "direct",
): Promise<Evaluation> {
  const answer = await asking.evaluator.ask(
    { kind: "evaluate", source, ...batch, as, limits: asking.question.limits },
    asking.signal,
  );
  if (answer.kind === "failure") throw new NoPicture(answer.failure);
  if (answer.kind !== "evaluation") throw new Error(`The evaluator answered '${answer.kind}' to 'evaluate'.`);
  remember(asking, answer);
  return answer;
}

function remember(asking: Asking, { notes, log }: { notes: readonly EvaluationNote[]; log: readonly string[] }): void {
  for (const note of notes) if (!asking.notes.some((each) => each.message === note.message)) asking.notes.push(note);
  // A loss that prints does so for every point; the first lines tell as much as all of them.
  for (const line of log) if (asking.log.length < 100) asking.log.push(line);
}

/** What knows what a view's own controls are set to. */
export interface WithOptions {
  readonly question: Pick<PictureQuestion, "options">;
}

export function numberOption({ question }: WithOptions, id: string, otherwise: number): number {
  const value = question.options[id];
  return typeof value === "number" ? value : otherwise;
}
