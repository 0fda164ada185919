/** "Copy Formula as LaTeX": the loss at the cursor, or that of a hover, as mathematics to take along. */

import * as vscode from "vscode";
import { latexWithValues } from "../losses/formula/latex.ts";
import type { LossFormula } from "../losses/formula/tree.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { findReferred, type LossReference } from "../losses/loss-reference.ts";
import { lossFormula } from "../preview/formula.ts";
import type { Analyses, Analysis } from "./analyses.ts";
import { lossAt } from "./cursor.ts";
import { sayInformation } from "./say.ts";

export const copyFormulaCommand = "lossLens.copyFormula";

/** The loss as mathematics, with the values that its file gives it. */
export function formulaIn(analysis: Analysis, loss: LossDefinition): LossFormula | undefined {
  return lossFormula({ loss, uses: analysis.uses, names: analysis.names }, analysis.keras, {});
}

export function registerCopyFormula(
  analyses: Analyses,
  checkNow: (document: vscode.TextDocument) => Promise<void>,
): vscode.Disposable {
  return vscode.commands.registerCommand(copyFormulaCommand, async (given: unknown) => {
    const found = readGiven(analyses, given) ?? (await atCursor(analyses, checkNow));
    if (found === undefined) {
      void sayInformation(vscode.l10n.t("Put the cursor into a loss to copy its formula."));
      return;
    }
    const formula = formulaIn(found.analysis, found.loss);
    if (formula === undefined) {
      void sayInformation(vscode.l10n.t("{0} cannot be written as a formula.", found.loss.name));
      return;
    }
    await vscode.env.clipboard.writeText(latexWithValues(formula));
    void sayInformation(vscode.l10n.t("The formula of {0} is on the clipboard, as LaTeX.", found.loss.name));
  });
}

interface Found {
  readonly analysis: Analysis;
  readonly loss: LossDefinition;
}

async function atCursor(
  analyses: Analyses,
  checkNow: (document: vscode.TextDocument) => Promise<void>,
): Promise<Found | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || editor.document.languageId !== "python") return undefined;
  await checkNow(editor.document);
  return lossAt(analyses, editor.document, editor.selection.active);
}

/** A link of a hover may come from anywhere: only what it names of an open file counts. */
function readGiven(analyses: Analyses, given: unknown): Found | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  const { file, name, definition } = given as Partial<LossReference>;
  if (typeof file !== "string" || typeof name !== "string") return undefined;
  const analysis = analyses.get(vscode.Uri.parse(file));
  const which = typeof definition === "number" ? definition : null;
  const loss = analysis && findReferred(analysis.losses, { name, definition: which });
  return analysis && loss && { analysis, loss };
}
