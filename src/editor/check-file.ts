/** "Check This File": whatever the run mode, at once, and with what came of it. */

import * as vscode from "vscode";
import { together } from "../python/say.ts";
import type { Analyses, Analysis } from "./analyses.ts";
import { sayInformation } from "./say.ts";
import { shownFindings } from "./shown-findings.ts";
import { counted, pyTorchText } from "./summary.ts";

export const checkFileCommand = "lossLens.checkFile";

export function registerCheckFile(
  analyses: Analyses,
  checkNow: (document: vscode.TextDocument) => Promise<void>,
): vscode.Disposable {
  return vscode.commands.registerCommand(checkFileCommand, async () => {
    const document = activeDocument();
    if (document === undefined || document.languageId !== "python") {
      void sayInformation(vscode.l10n.t("Open a Python file to check it."));
      return;
    }
    await checkNow(document);
    const analysis = analyses.of(document);
    const findings = analysis === undefined ? 0 : shownFindings(analysis.source);
    const said =
      analysis === undefined ? vscode.l10n.t("This file is too large, or no text.") : outcome(analysis, findings);
    if (findings === 0) {
      void sayInformation(said);
      return;
    }
    const show = vscode.l10n.t("Show Problems");
    // The command is done once the file is checked: what it says may stand for as long as the person likes.
    void sayInformation(said, show).then((chosen) => {
      if (chosen === show) void vscode.commands.executeCommand("workbench.actions.view.problems");
    });
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

/** `losses.py: 3 findings, 5 losses.` */
function outcome({ losses, source, isPyTorch, unreadable }: Analysis, findings: number): string {
  if (isPyTorch) return pyTorchText();
  const name = source.uri.path.slice(source.uri.path.lastIndexOf("/") + 1);
  const said = vscode.l10n.t("{0}: {1}, {2}.", name, counted(findings, "finding"), counted(losses.length, "loss"));
  const line = unreadable && source.locate(unreadable)?.range.start.line;
  if (line === undefined) return said;
  const unread = vscode.l10n.t("Python cannot read line {0}: what it is part of was not checked.", line + 1);
  return together([said, unread]);
}
