/** "Migrate This File to keras.ops": every use of `keras.backend` that has a mechanical form, whatever Keras the file means now. */

import * as vscode from "vscode";
import { inspectModule } from "../rules/check.ts";
import type { Edit } from "../rules/finding.ts";
import { backendUses, createMigrator } from "../rules/migrate-file.ts";
import { defineRule } from "../rules/rule.ts";
import type { Analyses } from "./analyses.ts";
import type { Analysis } from "./analyze.ts";
import { toWorkspaceEdit } from "./code-actions.ts";

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
    for (let pass = 0; pass < mostPasses; pass++) {
      await checkNow(document);
      const analysis = analyses.of(document);
      const edits = analysis && migrationEdits(analysis);
      if (analysis === undefined || edits === undefined) break;
      if (!(await vscode.workspace.applyEdit(toWorkspaceEdit(analysis.source, edits)))) break;
      isChanged = true;
    }
    const left = usesLeft(analyses.of(document));
    if (!isChanged || left > 0) {
      void vscode.window.showInformationMessage(
        left === 0
          ? "Loss Lens: this file uses nothing of keras.backend that keras.ops has in its place."
          : `Loss Lens: ${left} ${left === 1 ? "use" : "uses"} of keras.backend have no mechanical form in keras.ops and stay.`,
      );
    }
  });
}

/** Undefined where there is nothing to rewrite. */
function migrationEdits({ parsed, names }: Analysis): readonly Edit[] | undefined {
  let edits: readonly Edit[] | undefined;
  const migration = defineRule({
    id: "migrate-file",
    severity: "hint",
    summary: "Rewrites a file",
    check(context) {
      edits = createMigrator(context).fixForAll(backendUses(context))?.edits;
    },
  });
  inspectModule(parsed.module, { names, keras: "3", rules: [migration] });
  return edits;
}

function usesLeft(analysis: Analysis | undefined): number {
  if (analysis === undefined) return 0;
  let count = 0;
  const counting = defineRule({
    id: "migrate-file",
    severity: "hint",
    summary: "Counts what is left",
    check(context) {
      count = backendUses(context).length;
    },
  });
  inspectModule(analysis.parsed.module, { names: analysis.names, keras: "3", rules: [counting] });
  return count;
}
