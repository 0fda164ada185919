/** What a view shows, asked of the evaluator. */

import type { EvaluationFailure } from "../../evaluate/evaluation.ts";
import type { Evaluator } from "../../evaluate/evaluator.ts";
import type { PlotData, ViewId } from "../plot-data.ts";
import { askBoxes } from "./boxes.ts";
import { askClasses } from "./classes.ts";
import { askCurve } from "./curve.ts";
import { askDataset } from "./dataset.ts";
import { askDescent } from "./descent.ts";
import { askEmbedding } from "./embedding.ts";
import { askMasks } from "./masks.ts";
import { type Asking, NoPicture, type PictureAnswer, type PictureQuestion } from "./question.ts";
import { askSurface } from "./surface.ts";

export type PictureResult =
  | ({ readonly kind: "picture" } & PictureAnswer)
  | { readonly kind: "failure"; readonly failure: EvaluationFailure };

const askers: Readonly<Record<ViewId, (asking: Asking) => Promise<PlotData>>> = {
  curve: askCurve,
  surface: askSurface,
  classes: askClasses,
  masks: askMasks,
  boxes: askBoxes,
  embedding: askEmbedding,
  data: askDataset,
  descent: askDescent,
};

/** Rejects only when `signal` is aborted, with its reason; a loss without a number is an answer. */
export async function askPicture(
  question: PictureQuestion,
  evaluator: Evaluator,
  signal?: AbortSignal,
): Promise<PictureResult> {
  const asking: Asking = { question, evaluator, signal, notes: [], log: [] };
  try {
    return { kind: "picture", data: await askers[question.view](asking), notes: asking.notes, log: asking.log };
  } catch (error) {
    if (error instanceof NoPicture) return { kind: "failure", failure: error.failure };
    throw error;
  }
}
