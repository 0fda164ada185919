/** Composition root, for the desktop and the browser: creates the parts, connects them, disposes them. */

import * as vscode from "vscode";
import { keepAnalyses } from "./editor/analyses.ts";
import { startChecking } from "./editor/checking.ts";
import { provideCodeActions } from "./editor/code-actions.ts";
import { publishDiagnostics } from "./editor/diagnostics.ts";
import { startEvaluator } from "./editor/evaluator.ts";
import { provideLenses } from "./editor/lenses.ts";
import { managePanels } from "./editor/panels.ts";
import { registerPreviewCommands } from "./editor/preview-commands.ts";
import { provideRulePages } from "./editor/rule-pages.ts";
import { keepSavedTexts } from "./editor/saved-texts.ts";
import { showKerasStatus } from "./editor/status.ts";
import { allRules } from "./rules/all-rules.ts";

/** Python files, wherever they are, and the cells of notebooks. */
const python: vscode.DocumentSelector = [{ language: "python" }, { language: "python", notebookType: "*" }];

export function activate({ extensionUri, subscriptions }: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel("Loss Lens", { log: true });
  const log = (line: string) => output.info(line);
  const analyses = keepAnalyses();
  const diagnostics = publishDiagnostics();
  const checking = startChecking(analyses, diagnostics, log);
  const evaluator = startEvaluator(extensionUri, log);
  const saved = keepSavedTexts();
  const lenses = provideLenses(python, analyses, () => undefined);
  const panels = managePanels({
    extension: extensionUri,
    analyses,
    evaluator,
    analysisOf: checking.analysisOf,
    savedText: saved.of,
    log,
  });
  subscriptions.push(
    output,
    analyses,
    diagnostics,
    checking,
    evaluator,
    saved,
    lenses,
    panels,
    registerPreviewCommands({ analyses, panels, checkNow: checking.checkNow }),
    provideCodeActions(python, analyses, checking.findingsOf),
    provideRulePages(
      extensionUri,
      allRules.map((rule) => rule.id),
    ),
    showKerasStatus(python, analyses),
    vscode.commands.registerCommand("lossLens.restartEvaluator", () => evaluator.restart()),
    vscode.commands.registerCommand("lossLens.checkFile", () => {
      const document = vscode.window.activeTextEditor?.document;
      return document && checking.checkNow(document);
    }),
  );
}
