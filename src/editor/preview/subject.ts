/** The loss that a panel's state means, in the code as it is now, or why there is none. */

import * as vscode from "vscode";
import type { LossDefinition } from "../../losses/loss.ts";
import type { Place } from "../../preview/plot-data.ts";
import type { Module, Range } from "../../python/ast.ts";
import type { Analysis } from "../analyses.ts";
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

export async function findLoss(
  state: PanelState,
  { analysisOf }: { analysisOf(uri: vscode.Uri): Promise<Analysis | undefined> },
): Promise<(Subject & { readonly kind: "found" }) | NoSubject> {
  const uri = vscode.Uri.parse(state.uri);
  const analysis = await analysisOf(uri);
  const file = uri.path.slice(uri.path.lastIndexOf("/") + 1);
  if (analysis === undefined) {
    return { kind: "none", problem: "gone", message: `${file} cannot be read.`, place: null };
  }
  // A name that is bound twice means what was bound last, as in Python.
  const loss = analysis.losses.findLast(({ name }) => name === state.loss);
  const { module } = analysis.parsed;
  const error = loss === undefined ? module.errors[0] : errorIn(module, loss.range);
  if (error !== undefined) {
    return {
      kind: "none",
      problem: "syntax",
      message: "Python cannot read this code as it stands.",
      place: placeIn(analysis, error),
    };
  }
  if (loss === undefined) {
    return { kind: "none", problem: "gone", message: `There is no loss '${state.loss}' in ${file}.`, place: null };
  }
  return { kind: "found", analysis, loss };
}

/** Helpers are not looked at: a loss that needs a broken one gets an answer of the evaluator's. */
function errorIn({ errors }: Module, range: Range): Range | undefined {
  return errors.find((error) => error.start <= range.end && range.start <= error.end);
}
