/** Which loss the cursor is in. */

import type * as vscode from "vscode";
import { extentOf } from "../losses/extent.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { type LossReference, referenceTo } from "../losses/loss-reference.ts";
import type { Analyses, Analysis } from "./analyses.ts";

export interface LossAtCursor {
  readonly analysis: Analysis;
  readonly loss: LossDefinition;
}

/** The innermost one: a loss inside a factory, a method inside a class. */
export function lossAt(
  analyses: Analyses,
  document: vscode.TextDocument,
  position: vscode.Position,
): LossAtCursor | undefined {
  const analysis = analyses.of(document);
  const offset = analysis?.source.offsetAt(document, position);
  if (analysis === undefined || offset === undefined) return undefined;
  const around = analysis.losses.filter((each) => {
    const { start, end } = extentOf(each);
    return start <= offset && offset <= end;
  });
  const [loss] = around.sort((a, b) => a.range.end - a.range.start - (b.range.end - b.range.start));
  return loss && { analysis, loss };
}

/** What commands, lenses and panels know the loss by. */
export function referenceIn({ source, losses }: Analysis, loss: LossDefinition): LossReference {
  return referenceTo(source.uri.toString(), loss, losses);
}
