/** The loss that a panel's state means, in the code as it is now, or why there is none. */

import * as vscode from "vscode";
import { findAfterEdit } from "../../losses/follow-reference.ts";
import type { LossDefinition } from "../../losses/loss.ts";
import type { Place } from "../../preview/plot-data.ts";
import type { Module, Range } from "../../python/ast.ts";
import { say } from "../../python/say.ts";
import type { LossInFile } from "../../samples/start-values.ts";
import type { Analysis } from "../analyses.ts";
import { fileName } from "../python-source.ts";
import { type EarlierFiles, fileNow } from "./earlier-files.ts";
import { placeIn } from "./places.ts";
import type { PanelState } from "./state.ts";

export interface Subject {
  readonly analysis: Analysis;
  readonly loss: LossDefinition;
}

export interface NoSubject {
  readonly kind: "none";
  readonly problem: "syntax" | "gone";
  readonly message: string;
  readonly place: Place | null;
}

export interface SubjectParts {
  /** The analysis of a file that may not be open yet. */
  readonly analysisOf: (uri: vscode.Uri) => Promise<Analysis | undefined>;
  readonly earlier: EarlierFiles;
}

export async function findLoss(
  state: PanelState,
  { analysisOf, earlier }: SubjectParts,
): Promise<(Subject & { readonly kind: "found" }) | NoSubject> {
  const uri = vscode.Uri.parse(state.loss.file);
  const analysis = await analysisOf(uri);
  const file = fileName(uri);
  if (analysis === undefined) {
    return { kind: "none", problem: "gone", message: say("{0} cannot be read.", file), place: null };
  }
  const loss = findAfterEdit(earlier.of(state.loss.file), fileNow(analysis), state.loss);
  const { module } = analysis.parsed;
  const error = loss === undefined ? module.errors[0] : errorIn(module, loss.range);
  if (error !== undefined) {
    return {
      kind: "none",
      problem: "syntax",
      message: say("Python cannot read this code as it stands."),
      place: placeIn(analysis, error),
    };
  }
  if (loss === undefined) {
    return {
      kind: "none",
      problem: "gone",
      message: say("There is no loss '{0}' in {1}.", state.loss.name, file),
      place: null,
    };
  }
  return { kind: "found", analysis, loss };
}

/** Helpers are not looked at: a loss that needs a broken one gets an answer of the evaluator's. */
function errorIn({ errors }: Module, range: Range): Range | undefined {
  return errors.find((error) => error.start <= range.end && range.start <= error.end);
}

/** The loss with what its file says of it. */
export function inFile({ analysis, loss }: Subject): LossInFile {
  return { loss, uses: analysis.uses, names: analysis.names };
}
