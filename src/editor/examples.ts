/** First steps: the walkthrough, and the examples of the package, opened as texts that can be changed without changing the package. */

import * as vscode from "vscode";
import { plotCommand } from "./lenses.ts";
import { pick } from "./say.ts";

export const openExampleCommand = "lossLens.openExample";

/** What the walkthrough and the palette offer. */
const examples = ["losses.py", "textbook.py", "by_task.py"] as const;

function detailOf(file: (typeof examples)[number]): string {
  switch (file) {
    case "losses.py":
      return vscode.l10n.t("Huber, focal, Dice and quantile losses to plot and compare");
    case "textbook.py":
      return vscode.l10n.t("A loss as tutorials show it, with mistakes to find");
    case "by_task.py":
      return vscode.l10n.t("One loss for each kind of data: classes, masks, boxes, vectors");
  }
}

/** The walkthrough, by its place in package.json. */
export const getStartedCommand = "lossLens.getStarted";

export function registerExamples(extension: vscode.Uri): vscode.Disposable {
  return vscode.Disposable.from(
    registerOpenExample(extension),
    vscode.commands.registerCommand(getStartedCommand, () =>
      vscode.commands.executeCommand("workbench.action.openWalkthrough", "loss-lens.loss-lens#firstLoss"),
    ),
  );
}

function registerOpenExample(extension: vscode.Uri): vscode.Disposable {
  return vscode.commands.registerCommand(openExampleCommand, async (given: unknown, loss: unknown) => {
    const file = examples.find((each) => each === given) ?? (await pickExample());
    if (file === undefined) return;
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, "media", "examples", file));
    const content = new TextDecoder().decode(bytes);
    const document = await vscode.workspace.openTextDocument({ language: "python", content });
    const editor = await vscode.window.showTextDocument(document, { preview: false });
    const named = typeof loss === "string" ? content.search(new RegExp(`^(?:def|class) ${loss}\\b`, "m")) : -1;
    const place = document.positionAt(Math.max(0, named >= 0 ? named : content.search(/^(?:def|class) /m)));
    editor.selection = new vscode.Selection(place, place);
    editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    if (named >= 0) await vscode.commands.executeCommand(plotCommand);
  });
}

async function pickExample(): Promise<string | undefined> {
  const items = examples.map((file) => ({ label: file, detail: detailOf(file) }));
  const picked = await pick(items, { title: vscode.l10n.t("Loss Lens: Open an Example") });
  return picked?.label;
}
