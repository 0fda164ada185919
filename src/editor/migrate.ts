/** "Migrate This File to keras.ops": every use of `keras.backend` that has a mechanical form, whatever Keras the file means now. */

import * as vscode from "vscode";
import { fileMigration, inspectModule } from "../check/check-module.ts";
import { eraOfBackendFunction } from "../keras/backend-functions.ts";
import type { KerasVersion } from "../keras/version.ts";
import { backendUses } from "../losses/fixes/migrate-file.ts";
import { defineRule } from "../losses/rule.ts";
import type { Analyses, Analysis } from "./analyses.ts";
import { toWorkspaceEdit } from "./code-actions.ts";
import { sayInformation } from "./say.ts";

/** A call within a call is rewritten in the pass after; nobody nests deeper than this. */
const mostPasses = 12;

export function registerMigration(
  analyses: Analyses,
  checkNow: (document: vscode.TextDocument) => Promise<void>,
): vscode.Disposable {
  return vscode.commands.registerCommand("lossLens.migrateFile", async () => {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== "python") return;
    let isChanged = false;
    let meant: KerasVersion | undefined;
    for (let pass = 0; pass < mostPasses; pass++) {
      await checkNow(document);
      const analysis = analyses.of(document);
      // The first pass may bring the very import that means Keras 3.
      meant ??= analysis?.keras;
      const edits = analysis && fileMigration(analysis.parsed.module, { names: analysis.names }, meant)?.edits;
      if (analysis === undefined || edits === undefined) break;
      if (!(await vscode.workspace.applyEdit(toWorkspaceEdit(analysis.source, edits)))) break;
      isChanged = true;
    }
    const left = usesLeft(analyses.of(document));
    void sayInformation(outcome(isChanged, left));
  });
}

function outcome(isChanged: boolean, left: number): string {
  if (left === 0)
    return isChanged
      ? vscode.l10n.t("This file is written with keras.ops now.")
      : vscode.l10n.t("This file uses nothing of keras.backend that keras.ops has in its place.");
  return left === 1
    ? vscode.l10n.t("1 use of keras.backend has no mechanical form in keras.ops and stays.")
    : vscode.l10n.t("{0} uses of keras.backend have no mechanical form in keras.ops and stay.", left);
}

function usesLeft(analysis: Analysis | undefined): number {
  if (analysis === undefined) return 0;
  let count = 0;
  const counting = defineRule({
    id: "migrate-file",
    severity: "hint",
    summary: "Counts what is left",
    check(context) {
      count = backendUses(context).filter(({ name }) => eraOfBackendFunction(name) !== "keras3").length;
    },
  });
  inspectModule(analysis.parsed.module, { names: analysis.names, keras: "3", rules: [counting] });
  return count;
}
