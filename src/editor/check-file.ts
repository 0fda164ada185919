/** "Check This File": whatever the run mode, at once, and with what came of it. */

import * as vscode from "vscode";
import { pyTorchSentence } from "../keras/other-frameworks.ts";
import type { Analyses, Analysis } from "./analyses.ts";
import { sayInformation } from "./say.ts";
import { shownFindings } from "./shown-findings.ts";
import { counted } from "./summary.ts";

export const checkFileCommand = "lossLens.checkFile";

export function registerCheckFile(
  analyses: Analyses,
  checkNow: (document: vscode.TextDocument) => Promise<void>,
): vscode.Disposable {
  return vscode.commands.registerCommand(checkFileCommand, async () => {
    const document = activeDocument();
    if (document === undefined || document.languageId !== "python") {
      void sayInformation("Loss Lens: open a Python file to check it.");
      return;
    }
    await checkNow(document);
    const analysis = analyses.of(document);
    const findings = analysis === undefined ? 0 : shownFindings(analysis.source);
    const said = `Loss Lens: ${analysis === undefined ? "this file is too large, or no text." : outcome(analysis, findings)}`;
    if (findings === 0) {
      void sayInformation(said);
      return;
    }
    const show = "Show Problems";
    if ((await sayInformation(said, show)) === show)
      await vscode.commands.executeCommand("workbench.actions.view.problems");
  });
}

/** Of a notebook any cell of Python stands for all. */
function activeDocument(): vscode.TextDocument | undefined {
  const cells = vscode.window.activeNotebookEditor?.notebook.getCells() ?? [];
  return (
    vscode.window.activeTextEditor?.document ??
    cells.map(({ document }) => document).find(({ languageId }) => languageId === "python")
  );
}

/** `3 findings in losses.py, which has 5 losses.` */
function outcome({ losses, source, isPyTorch, unreadable }: Analysis, findings: number): string {
  if (isPyTorch) return `${pyTorchSentence}.`;
  const name = source.uri.path.slice(source.uri.path.lastIndexOf("/") + 1);
  const line = unreadable && source.locate(unreadable)?.range.start.line;
  const unread = line === undefined ? "" : ` Python cannot read line ${line + 1}: what it is part of was not checked.`;
  return `${counted(findings, "finding")} in ${name}, which has ${counted(losses.length, "loss")}.${unread}`;
}
