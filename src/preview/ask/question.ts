/** What a picture is made from, and the asking that all views share. */

import type {
  Blame,
  Evaluation,
  EvaluationFailure,
  EvaluationNote,
  Evaluator,
  Limits,
  LossSource,
  SeriesEvaluation,
} from "../../evaluate/evaluation.ts";
import type { Range } from "../../python/ast.ts";
import type { SampleSet } from "../../samples/sample-set.ts";
import type { SampleBatch } from "../../samples/sample-sets.ts";
import type { Blamed, Place, PlotData, ViewId } from "../plot-data.ts";

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
  /** A zoomed part of the axis; null for all of it. */
  readonly domain: readonly [number, number] | null;
  readonly companions: readonly Companion[];
  readonly limits: Limits;
  /** Where the page can reveal a place; null where the file is not the person's own. */
  readonly placeOf: (path: string, range: Range) => Place | null;
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

/** The batch in one call, reduced as Keras reduces it. */
export async function askOnce(asking: Asking, source: LossSource, batch: SampleBatch): Promise<Evaluation> {
  const answer = await asking.evaluator.ask(
    { kind: "evaluate", source, ...batch, as: "direct", limits: asking.question.limits },
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

export function toBlamed({ question }: Asking, blames: readonly Blame[]): Blamed[] {
  return blames.map(({ path, range, expression, direction, value }) => ({
    place: question.placeOf(path, range),
    expression,
    direction,
    value,
  }));
}

export function numberOption({ question }: Asking, id: string, otherwise: number): number {
  const value = question.options[id];
  return typeof value === "number" ? value : otherwise;
}
