/** What a picture is made from, and the asking that all views share. */

import type {
  Evaluation,
  EvaluationFailure,
  EvaluationNote,
  Limits,
  LossSource,
  SeriesEvaluation,
} from "../../evaluate/evaluation.ts";
import type { Evaluator } from "../../evaluate/evaluator.ts";
import { say, together } from "../../python/say.ts";
import type { DataFileResult } from "../../samples/data-file.ts";
import type { Sample, SampleSet } from "../../samples/sample-set.ts";
import { companyOf, type SampleBatch, toBatch } from "../../samples/sample-sets.ts";
import type { PlotData, ViewId } from "../plot-data.ts";
import type { PlaceFinder, PointBlames } from "./blames.ts";

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

/** Every sample of the batch as a point: of its own, or with the company that a loss which mixes its batch is given. */
export async function askSeries(
  asking: Asking,
  source: LossSource,
  batch: SampleBatch,
  company?: SampleBatch,
): Promise<SeriesEvaluation> {
  const answer = await asking.evaluator.ask(
    { kind: "series", source, ...batch, ...(company === undefined ? {} : { company }), limits: asking.question.limits },
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

/** Each sample as a point: alone, or in the set's company where the loss mixes the samples of its batch. */
export function askPoints(asking: Asking, source: LossSource, samples: readonly Sample[]): Promise<SeriesEvaluation> {
  const { set } = asking.question;
  const batch = toBatch(
    set,
    samples.map(({ yTrue }) => yTrue),
    samples.map(({ yPred }) => yPred),
  );
  return askSeries(asking, source, batch, companyOf(set));
}

/** What is said where a picture is of a batch; undefined where each sample stands for itself. */
export function batchWords({ batch, spread }: Pick<SeriesEvaluation, "batch" | "spread">): string | undefined {
  if (batch === 1) return undefined;
  if (spread === null)
    return say("The loss depends on the whole batch: one sample of {0} moves, the others stay where they are.", batch);
  return say(
    "{0} puts {1} beside {2}, which gives {3}: every sample meets every other. Drawn is the loss of the batch: one sample of {4} moves, the others stay where they are.",
    `\`${spread.expression}\``,
    `(${batch}, 1)`,
    `(${batch},)`,
    `(${batch}, ${batch})`,
    batch,
  );
}

/** Sentences after one another; null where there is none. */
export function sentences(...parts: readonly (string | null | undefined)[]): string | null {
  const said = parts.filter((part) => part !== null && part !== undefined);
  return said.length === 0 ? null : together(said);
}

/** One sample: as a direct call gives it, or the loss of the batch in which it moves. `gradient` is the sample's own. */
export async function askSample(
  asking: Asking,
  source: LossSource,
  sample: Sample,
): Promise<{
  readonly values: Float32Array;
  readonly gradient: Float32Array | null;
  readonly blames: Evaluation["blames"];
  readonly isOfBatch: boolean;
}> {
  const { batch, values, gradients, blames } = await askPoints(asking, source, [sample]);
  if (batch > 1) return { values, gradient: gradients, blames, isOfBatch: true };
  const { set } = asking.question;
  const direct = await askOnce(asking, source, toBatch(set, [sample.yTrue], [sample.yPred]));
  return {
    values: Float32Array.from(direct.value.data),
    gradient: direct.gradient && Float32Array.from(direct.gradient.data),
    blames: direct.blames,
    isOfBatch: false,
  };
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
