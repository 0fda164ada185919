/** Which Keras Loss Lens takes a file to mean, and why: an entry in the language status of Python. */

import * as vscode from "vscode";
import type { Analyses } from "./analyses.ts";

export function showKerasStatus(selector: vscode.DocumentSelector, analyses: Analyses): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem("lossLens.keras", selector);
  item.name = "Loss Lens: Keras version";
  item.command = { title: "Change", command: "workbench.action.openSettings", arguments: ["lossLens.kerasVersion"] };

  function update(): void {
    const document = vscode.window.activeTextEditor?.document;
    const analysis = document && analyses.of(document);
    if (analysis === undefined) {
      item.text = "Loss Lens";
      item.detail = undefined;
      return;
    }
    const { version, isKnown, evidence } = analysis.keras;
    item.text = isKnown ? `Keras ${version}` : `Keras ${version}?`;
    item.detail = evidence;
  }

  update();
  return vscode.Disposable.from(item, analyses.onDidChange(update), vscode.window.onDidChangeActiveTextEditor(update));
}
