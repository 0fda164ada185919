/** "Plot Loss" and "Compare Loss With …": for the loss of a lens, under the cursor, or picked from a list. */

import * as vscode from "vscode";
import type { LossDefinition } from "../losses/loss.ts";
import type { Analyses, Analysis } from "./analyses.ts";
import { lossAt } from "./cursor.ts";
import { compareCommand, isOfVersion, type LossReference, plotCommand } from "./lenses.ts";
import type { Panels } from "./panels.ts";
import { comparableLosses } from "./preview/comparisons.ts";
import { signatureOf } from "./preview/signature.ts";
import { pick, sayInformation } from "./say.ts";
import type { WorkspaceLosses } from "./workspace-losses.ts";

export interface PreviewCommandParts {
  readonly analyses: Analyses;
  readonly panels: Panels;
  readonly workspaceLosses: WorkspaceLosses;
  /** Looks at a document now, so that a command right after opening a file finds its losses. */
  readonly checkNow: (document: vscode.TextDocument) => Promise<void>;
}

export function registerPreviewCommands({
  analyses,
  panels,
  workspaceLosses,
  checkNow,
}: PreviewCommandParts): vscode.Disposable {
  async function chosenLoss(given: unknown): Promise<LossReference | undefined> {
    if (isReference(given)) return given;
    const editor = vscode.window.activeTextEditor;
    const document = editor?.document;
    if (document === undefined || document.languageId !== "python") {
      void sayInformation("Loss Lens: open a Python file with a loss to plot it.");
      return undefined;
    }
    await checkNow(document);
    const at = editor && lossAt(analyses, document, editor.selection.active);
    if (at !== undefined) return referenceTo(at.analysis, at.loss);
    const analysis = analyses.of(document);
    return analysis === undefined ? undefined : pickLoss(analysis);
  }

  let lastFollowed: string | undefined;
  function followCursor(editor: vscode.TextEditor | undefined): void {
    if (editor === undefined || editor.document.languageId !== "python") return;
    const at = lossAt(analyses, editor.document, editor.selection.active);
    // While someone types, the cursor is already in a text whose losses are not known yet.
    if (at === undefined || !isOfVersion(at.analysis, editor.document)) return;
    const { uri, loss } = referenceTo(at.analysis, at.loss);
    // Only a step into another loss moves the panel: what a lens opened stays until then.
    if (lastFollowed === `${uri}#${loss}`) return;
    lastFollowed = `${uri}#${loss}`;
    panels.follow(uri, loss);
  }

  return vscode.Disposable.from(
    vscode.commands.registerCommand(plotCommand, async (given: unknown) => {
      const chosen = await chosenLoss(given);
      if (chosen !== undefined) panels.open(chosen.uri, chosen.loss);
    }),
    vscode.commands.registerCommand(compareCommand, async (given: unknown) => {
      const inPanel = panels.active();
      const chosen =
        !isReference(given) && inPanel?.isActive === true
          ? { uri: inPanel.state.uri, loss: inPanel.state.loss }
          : await chosenLoss(given);
      if (chosen === undefined) return;
      const other = await pickComparison(analyses, workspaceLosses, chosen);
      if (other !== undefined) panels.open(chosen.uri, chosen.loss).compare(other);
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === vscode.window.activeTextEditor) followCursor(textEditor);
    }),
    vscode.window.onDidChangeActiveTextEditor(followCursor),
    analyses.onDidChange(({ source }) => {
      const editor = vscode.window.activeTextEditor;
      if (editor !== undefined && source.documents.includes(editor.document)) followCursor(editor);
    }),
  );
}

export function referenceTo({ source }: Analysis, { name }: LossDefinition): LossReference {
  return { uri: source.uri.toString(), loss: name };
}

/** A context menu hands over the file's URI instead, a palette nothing. */
function isReference(given: unknown): given is LossReference {
  return (
    typeof given === "object" &&
    given !== null &&
    "uri" in given &&
    typeof given.uri === "string" &&
    "loss" in given &&
    typeof given.loss === "string"
  );
}

async function pickLoss(analysis: Analysis): Promise<LossReference | undefined> {
  const { losses, source } = analysis;
  if (losses.length === 0) {
    const path = source.uri.path;
    void sayInformation(
      `Loss Lens found no loss in ${path.slice(path.lastIndexOf("/") + 1)}: a function of y_true and y_pred, a factory of one, or a subclass of Loss.`,
    );
    return undefined;
  }
  const items = losses.map((loss) => {
    const line = source.locate(loss.nameRange)?.range.start.line;
    return {
      label: loss.name,
      description: signatureOf(loss),
      ...(line === undefined ? {} : { detail: `line ${line + 1}` }),
      loss,
    };
  });
  const picked = await pick(items, {
    title: "Loss Lens: Plot Loss",
    placeHolder: "Which loss?",
    matchOnDescription: true,
  });
  return picked && referenceTo(analysis, picked.loss);
}

async function pickComparison(
  analyses: Analyses,
  workspaceLosses: WorkspaceLosses,
  { uri, loss }: LossReference,
): Promise<string | undefined> {
  // The list shows that it is being filled until every file was looked at.
  const items = workspaceLosses
    .ready()
    .then(() =>
      comparableLosses(analyses, workspaceLosses.known(), uri, loss).flatMap(({ group, entries }) => [
        { label: group, kind: vscode.QuickPickItemKind.Separator, id: "" },
        ...entries.map(({ id, label }) => ({ label, id })),
      ]),
    );
  const picked = await pick(items, {
    title: `Loss Lens: Compare ${loss} With …`,
    placeHolder: "Another loss",
  });
  return picked?.id;
}
