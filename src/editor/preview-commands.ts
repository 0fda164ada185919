/** "Plot Loss" and "Compare with …": for the loss of a lens, under the cursor, or picked from a list. */

import * as vscode from "vscode";
import { findReferred, isSameReference, type LossReference } from "../losses/loss-reference.ts";
import type { ComparisonId } from "../preview/comparison-id.ts";
import { comparableLosses } from "../preview/comparisons.ts";
import type { Analyses, Analysis } from "./analyses.ts";
import { lossAt, referenceIn } from "./cursor.ts";
import { compareCommand, plotCommand } from "./lenses.ts";
import { isOfVersion } from "./newest-analysis.ts";
import type { Panels } from "./panels.ts";
import { offeredFiles } from "./preview/comparisons.ts";
import { signatureOf } from "./preview/signature.ts";
import { fileName } from "./python-source.ts";
import { pick, sayInformation } from "./say.ts";
import { pyTorchText } from "./summary.ts";
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
    const asked = readReference(given);
    if (asked !== undefined) return exactly(asked);
    const editor = vscode.window.activeTextEditor;
    const document = editor?.document;
    if (document === undefined || document.languageId !== "python") {
      void sayInformation(vscode.l10n.t("Open a Python file with a loss to plot it."));
      return undefined;
    }
    await checkNow(document);
    const at = editor && lossAt(analyses, document, editor.selection.active);
    if (at !== undefined) return referenceIn(at.analysis, at.loss);
    const analysis = analyses.of(document);
    return analysis === undefined ? undefined : pickLoss(analysis);
  }

  /** Where only a name is given, its last definition: what the lens above that one would ask for. */
  function exactly(reference: LossReference): LossReference {
    const analysis = analyses.get(vscode.Uri.parse(reference.file));
    const loss = analysis && findReferred(analysis.losses, reference);
    return analysis === undefined || loss === undefined ? reference : referenceIn(analysis, loss);
  }

  let lastFollowed: LossReference | undefined;
  function followCursor(editor: vscode.TextEditor | undefined): void {
    if (editor === undefined || editor.document.languageId !== "python") return;
    const at = lossAt(analyses, editor.document, editor.selection.active);
    // While someone types, the cursor is already in a text whose losses are not known yet.
    if (at === undefined || !isOfVersion(at.analysis, editor.document)) return;
    const reference = referenceIn(at.analysis, at.loss);
    // Only a step into another loss moves the panel: what a lens opened stays until then.
    if (lastFollowed !== undefined && isSameReference(lastFollowed, reference)) return;
    lastFollowed = reference;
    panels.follow(reference);
  }

  return vscode.Disposable.from(
    vscode.commands.registerCommand(plotCommand, async (given: unknown, values: unknown, other: unknown) => {
      const chosen = await chosenLoss(given);
      if (chosen === undefined) return;
      const panel = panels.open(chosen, readReference(given) === undefined ? {} : readValues(values));
      if (isCommitted(other)) panel.compare({ kind: "committed" });
    }),
    vscode.commands.registerCommand(compareCommand, async (given: unknown) => {
      const inPanel = panels.active();
      const chosen =
        readReference(given) === undefined && inPanel?.isActive === true ? inPanel.state.loss : await chosenLoss(given);
      if (chosen === undefined) return;
      const other = await pickComparison(analyses, workspaceLosses, chosen);
      if (other !== undefined) panels.open(chosen).compare(other);
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

/**
 * What a lens hands over; a key binding may give `{ uri, loss }`, a file and a name alone. A context menu hands over the
 * file's URI instead, a palette nothing.
 */
export function readReference(given: unknown): LossReference | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  const { file, name, definition, uri, loss } = given as Readonly<Record<string, unknown>>;
  if (typeof uri === "string" && typeof loss === "string") return { file: uri, name: loss, definition: null };
  if (typeof file !== "string" || typeof name !== "string") return undefined;
  return { file, name, definition: typeof definition === "number" ? definition : null };
}

/** What the lens of a loss that is other than at the last commit hands over. */
function isCommitted(given: unknown): boolean {
  return typeof given === "object" && given !== null && "kind" in given && given.kind === "committed";
}

/** Of a call that a hover stands on: parameter → number. */
function readValues(given: unknown): Readonly<Record<string, number>> {
  if (typeof given !== "object" || given === null) return {};
  return Object.fromEntries(Object.entries(given).filter(([, value]) => Number.isFinite(value)));
}

async function pickLoss(analysis: Analysis): Promise<LossReference | undefined> {
  const { losses, source, isPyTorch } = analysis;
  if (isPyTorch) {
    void sayInformation(pyTorchText());
    return undefined;
  }
  if (losses.length === 0) {
    void sayInformation(
      vscode.l10n.t(
        "There is no loss in {0}: no function of y_true and y_pred, no factory of one, no subclass of Loss.",
        fileName(source.uri),
      ),
    );
    return undefined;
  }
  const items = losses.map((loss) => {
    const line = source.locate(loss.nameRange)?.range.start.line;
    return {
      label: loss.name,
      description: signatureOf(loss),
      ...(line === undefined ? {} : { detail: vscode.l10n.t("line {0}", line + 1) }),
      loss,
    };
  });
  const picked = await pick(items, {
    title: vscode.l10n.t("Loss Lens: Plot Loss"),
    placeHolder: vscode.l10n.t("Which loss?"),
    matchOnDescription: true,
  });
  return picked && referenceIn(analysis, picked.loss);
}

async function pickComparison(
  analyses: Analyses,
  workspaceLosses: WorkspaceLosses,
  loss: LossReference,
): Promise<ComparisonId | undefined> {
  // The list shows that it is being filled until every file was looked at.
  const items = workspaceLosses
    .ready()
    .then(() =>
      comparableLosses(offeredFiles(analyses, workspaceLosses.known()), loss).flatMap(({ group, entries }) => [
        { label: group, kind: vscode.QuickPickItemKind.Separator, id: undefined },
        ...entries.map(({ id, label }) => ({ label, id })),
      ]),
    );
  const picked = await pick(items, {
    title: vscode.l10n.t("Loss Lens: Compare {0} with …", loss.name),
    placeHolder: vscode.l10n.t("Another loss"),
  });
  return picked?.id;
}
