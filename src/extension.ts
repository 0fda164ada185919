/** Composition root, for the desktop and the browser: creates the parts, connects them, disposes them. */

import * as vscode from "vscode";
import { listedRules } from "./check/all-rules.ts";
import { keepAnalyses } from "./editor/analyses.ts";
import { registerCheckFile } from "./editor/check-file.ts";
import { askKerasWith, registerCheckKeras } from "./editor/check-keras.ts";
import { startChecking } from "./editor/checking.ts";
import { provideCodeActions } from "./editor/code-actions.ts";
import { registerCopyFormula } from "./editor/copy-formula.ts";
import { publishDiagnostics } from "./editor/diagnostics.ts";
import { startEvaluator } from "./editor/evaluator.ts";
import { registerEvidenceCommands } from "./editor/evidence-commands.ts";
import { registerExamples } from "./editor/examples.ts";
import { provideFunctionHovers } from "./editor/function-hovers.ts";
import { provideHovers } from "./editor/hovers.ts";
import { followImports } from "./editor/imported-files.ts";
import { registerInsertLoss } from "./editor/insert-loss.ts";
import { followLastCommit } from "./editor/last-commit.ts";
import { provideLenses } from "./editor/lenses.ts";
import { fetchLibrary, isBrowser } from "./editor/library.ts";
import { showLiveValues } from "./editor/live-values.ts";
import { provideLossActions } from "./editor/loss-actions.ts";
import { provideLossNames } from "./editor/loss-names.ts";
import { traceLosses } from "./editor/loss-traces.ts";
import { showLosses } from "./editor/losses-view.ts";
import { registerMenu } from "./editor/menu.ts";
import { registerMigration } from "./editor/migrate.ts";
import { findNativeTensorFlow, showLogCommand } from "./editor/native-tensorflow.ts";
import { managePanels } from "./editor/panels.ts";
import { plainLines } from "./editor/plain-sentence.ts";
import { registerPlotData } from "./editor/plot-data.ts";
import { rememberColumns } from "./editor/preview/column-memory.ts";
import { registerPreviewCommands } from "./editor/preview-commands.ts";
import { probeLosses } from "./editor/probing.ts";
import { remarkOn } from "./editor/remark.ts";
import { provideRulePages } from "./editor/rule-pages.ts";
import { keepSavedTexts } from "./editor/saved-texts.ts";
import { sayInformation } from "./editor/say.ts";
import { readSettings } from "./editor/settings.ts";
import { shareEvaluator } from "./editor/shared-evaluator.ts";
import { provideSignatureHelp } from "./editor/signature-help.ts";
import { provideSnippets } from "./editor/snippet-completions.ts";
import { drawSnippets } from "./editor/snippet-pictures.ts";
import { showSparklines } from "./editor/sparklines.ts";
import { showStatus } from "./editor/status.ts";
import { registerToggles } from "./editor/toggles.ts";
import { provideValues } from "./editor/value-completions.ts";
import { provideValueHovers } from "./editor/value-hovers.ts";
import { findWorkspaceLosses } from "./editor/workspace-losses.ts";
import { chooseBackend } from "./evaluate/service/backend-choice.ts";

/** Python files, wherever they are, and the cells of notebooks. */
const python: vscode.DocumentSelector = [{ language: "python" }, { language: "python", notebookType: "*" }];

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const { extensionUri, globalStorageUri, subscriptions, workspaceState } = context;
  if (isBrowser) await fetchLibrary(extensionUri);
  const output = vscode.window.createOutputChannel("Loss Lens", { log: true });
  const log = (line: string) => output.info(plainLines(line));
  const analyses = keepAnalyses();
  const diagnostics = publishDiagnostics();
  const imports = followImports(analyses, log);
  const cpu = startEvaluator(extensionUri, globalStorageUri, log);
  const native = findNativeTensorFlow(extensionUri, globalStorageUri, log);
  const { foreground, background } = shareEvaluator(() =>
    chooseBackend({ cpu, native: native.evaluator, choice: () => readSettings().backend }),
  );
  const probing = probeLosses(analyses, imports, background, log);
  const checking = startChecking(analyses, diagnostics, imports, probing, log);
  const saved = keepSavedTexts();
  const workspaceLosses = findWorkspaceLosses(log);
  const lastCommit = followLastCommit(analyses, log);
  const lenses = provideLenses(
    python,
    analyses,
    (analysis, loss) => remarkOn(loss, probing.latest(analysis, loss), analysis.findings),
    (analysis, loss) => lastCommit.changed(analysis, loss) !== undefined,
  );
  const keras = { analyses, checking, imports, evaluator: foreground, log };
  const panels = managePanels({
    extension: extensionUri,
    askKeras: askKerasWith(keras),
    analyses,
    evaluator: foreground,
    background,
    imports,
    analysisOf: checking.analysisOf,
    savedText: saved.of,
    lastCommit,
    workspaceLosses: workspaceLosses.known,
    columns: rememberColumns(workspaceState),
    log,
  });
  const traces = traceLosses(probing, imports, { foreground, background }, log);
  const pictures = drawSnippets(foreground);
  subscriptions.push(
    output,
    analyses,
    diagnostics,
    checking,
    cpu,
    native,
    imports,
    probing,
    probing.onDidProbe(lenses.refresh),
    saved,
    workspaceLosses,
    lastCommit,
    lastCommit.onDidChange(lenses.refresh),
    lenses,
    panels,
    provideHovers(python, analyses, probing, imports, foreground),
    provideFunctionHovers(python, analyses),
    provideValueHovers(python, analyses, traces, panels.pointOf),
    provideSignatureHelp(python, analyses),
    showSparklines(analyses, probing),
    traces,
    showLiveValues(analyses, probing, traces),
    showLosses({ analyses, workspaceLosses, checking, probing, log }),
    provideLossNames(python, analyses, imports),
    registerMigration(analyses, checking.checkNow),
    registerPlotData({ analyses, panels, workspaceLosses }),
    registerPreviewCommands({ analyses, panels, workspaceLosses, checkNow: checking.checkNow }),
    registerEvidenceCommands({ analyses, imports, panels }),
    provideCodeActions(python, analyses, checking),
    provideLossActions(python, { analyses, probing, imports, evaluator: background, log }),
    provideSnippets(python, analyses, pictures, log),
    provideValues(python, analyses, workspaceLosses),
    registerInsertLoss(analyses, pictures, log),
    provideRulePages(extensionUri, () => listedRules),
    showStatus(python, analyses),
    registerToggles(),
    registerCopyFormula(analyses, checking.checkNow),
    registerCheckKeras(keras),
    registerExamples(extensionUri),
    registerMenu(analyses),
    registerCheckFile(analyses, checking.checkNow),
    vscode.commands.registerCommand(showLogCommand, () => output.show()),
    vscode.commands.registerCommand("lossLens.restartEvaluator", () => {
      cpu.restart();
      native.evaluator()?.restart();
      probing.again();
      panels.refreshAll();
      void sayInformation(vscode.l10n.t("The evaluator was restarted. What failed is run again."));
    }),
  );
}
