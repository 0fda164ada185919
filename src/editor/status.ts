/** Which Keras Loss Lens takes a file to mean, and why: an entry in the language status of Python. */

import * as vscode from "vscode";
import type { Analyses } from "./analyses.ts";
import { createLanguageStatus } from "./say.ts";

export function showKerasStatus(selector: vscode.DocumentSelector, analyses: Analyses): vscode.Disposable {
  const status = createLanguageStatus("lossLens.keras", selector, {
    name: "Loss Lens: Keras version",
    command: { title: "Change", command: "workbench.action.openSettings", arguments: ["lossLens.kerasVersion"] },
  });

  function update(): void {
    const document = vscode.window.activeTextEditor?.document;
    const analysis = document && analyses.of(document);
    if (analysis === undefined) {
      status.show("Loss Lens", undefined);
      return;
    }
    const { version, isKnown, evidence } = analysis.keras;
    status.show(isKnown ? `Keras ${version}` : `Keras ${version}?`, evidence);
  }

  update();
  return vscode.Disposable.from(
    status,
    analyses.onDidChange(update),
    vscode.window.onDidChangeActiveTextEditor(update),
  );
}
