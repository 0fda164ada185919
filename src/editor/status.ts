/**
 * That Loss Lens is at work, and on what: an item in the status bar while a file with losses or findings is open, the
 * Keras that is meant among Python's language status, and the context key by which menus know of losses.
 */

import * as vscode from "vscode";
import type { Analyses, Analysis } from "./analyses.ts";
import { createLanguageStatus, createStatusItem } from "./say.ts";
import { shownFindings } from "./shown-findings.ts";
import { countsText, evidenceText, kerasText, pyTorchText, unreadText } from "./summary.ts";

/** True while the active file or notebook has losses. */
const hasLossesKey = "lossLens.hasLosses";
export const menuCommand = "lossLens.showMenu";

export function showStatus(selector: vscode.DocumentSelector, analyses: Analyses): vscode.Disposable {
  const language = createLanguageStatus("lossLens.keras", selector, {
    name: "Loss Lens",
    command: {
      title: vscode.l10n.t("Change"),
      command: "workbench.action.openSettings",
      arguments: ["lossLens.kerasVersion"],
    },
  });
  const bar = createStatusItem("lossLens.file", { name: "Loss Lens", icon: "graph-line", command: menuCommand });
  let hadLosses: boolean | undefined;

  function update(): void {
    const analysis = activeAnalysis(analyses);
    const hasLosses = analysis !== undefined && analysis.losses.length > 0;
    if (hasLosses !== hadLosses) {
      hadLosses = hasLosses;
      void vscode.commands.executeCommand("setContext", hasLossesKey, hasLosses);
    }
    const meant = analysis?.isPyTorch ? pyTorchText() : analysis && kerasText(analysis.keras);
    language.show(
      meant === undefined ? "Loss Lens" : `Loss Lens: ${meant}`,
      analysis?.isPyTorch ? undefined : analysis && (unreadText(analysis) ?? evidenceText(analysis.keras)),
    );
    showBar(analysis);
  }

  function showBar(analysis: Analysis | undefined): void {
    const findings = analysis === undefined ? 0 : shownFindings(analysis.source);
    if (analysis === undefined || (analysis.losses.length === 0 && findings === 0 && analysis.unread === undefined)) {
      bar.hide();
      return;
    }
    const { keras, losses, source } = analysis;
    const counts = countsText({ losses: losses.length, findings });
    const unread = unreadText(analysis);
    bar.show(`Loss Lens: ${kerasText(keras)} · ${counts}`, [
      `${nameOf(source)}: ${counts}`,
      `${kerasText(keras)}: ${evidenceText(keras)}`,
      ...(unread === undefined ? [] : [unread]),
      vscode.l10n.t("Click for what Loss Lens offers"),
    ]);
  }

  function updateFor(uris: readonly vscode.Uri[]): void {
    const documents = activeAnalysis(analyses)?.source.documents ?? [];
    const changed = new Set(uris.map(String));
    if (documents.some(({ uri }) => changed.has(uri.toString()))) update();
  }

  update();
  return vscode.Disposable.from(
    language,
    bar,
    analyses.onDidChange(update),
    analyses.onDidDelete(update),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.window.onDidChangeActiveNotebookEditor(update),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => updateFor(uris)),
  );
}

/** What is known of the file or notebook that the person works on. */
export function activeAnalysis(analyses: Analyses): Analysis | undefined {
  const document = vscode.window.activeTextEditor?.document;
  const ofText = document && analyses.of(document);
  const notebook = vscode.window.activeNotebookEditor?.notebook;
  return ofText ?? (notebook && analyses.get(notebook.uri));
}

function nameOf({ uri }: Analysis["source"]): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}
