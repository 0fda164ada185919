/** Above each loss: plot it, compare it, and the worst fact about it, if there is one. */

import * as vscode from "vscode";
import type { LossDefinition } from "../losses/loss.ts";
import type { Analyses, Analysis } from "./analyses.ts";
import { referenceIn } from "./cursor.ts";
import { movedSpan } from "./moved.ts";
import { newestOf } from "./newest-analysis.ts";
import { codeInQuotes, plainSentence } from "./plain-sentence.ts";
import type { Remark } from "./remark.ts";
import { readSettings } from "./settings.ts";

export const plotCommand = "lossLens.plotLoss";
export const compareCommand = "lossLens.compareLoss";

/** A fact worth a place above the code, such as `▲ infinite at y_pred = 0`. */
export type RemarkOf = (analysis: Analysis, loss: LossDefinition) => Remark | undefined;

export interface Lenses extends vscode.Disposable {
  /** Losses of a file were run: the lenses are asked for again where that changes what they say. */
  refresh(uri: vscode.Uri): void;
}

/** New facts that come close together change the lenses once. */
const refreshMilliseconds = 300;

export function provideLenses(
  selector: vscode.DocumentSelector,
  analyses: Analyses,
  remarkOf: RemarkOf,
  isChanged: (analysis: Analysis, loss: LossDefinition) => boolean,
): Lenses {
  const changed = new vscode.EventEmitter<void>();
  const lensesBefore = new WeakMap<vscode.TextDocument, vscode.CodeLens[]>();
  /** What the lenses of a file say of its losses. */
  const said = new WeakMap<Analysis, string>();
  let refreshing: ReturnType<typeof setTimeout> | undefined;
  const provider = vscode.languages.registerCodeLensProvider(selector, {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document, token) {
      if (!readSettings(document.uri).showLenses) return [];
      // Lenses of an older text would stand on the wrong lines, and none at all would make the code jump.
      const analysis = await newestOf(analyses, document, token);
      if (analysis === undefined || token.isCancellationRequested) return lensesBefore.get(document) ?? [];
      const lenses = analysis.losses.flatMap((loss) => {
        const place = analysis.source.locate(loss.nameRange);
        return place?.document === document ? lensesAt(place.range, analysis, loss) : [];
      });
      said.set(analysis, factsIn(analysis));
      const { errors } = analysis.parsed.module;
      const older = lensesBefore.get(document) ?? [];
      // While code is broken a loss may not be seen as one: what stood above it stays, and moves with its line.
      if (errors.length > 0 && lenses.length < older.length) return older;
      lensesBefore.set(document, lenses);
      return lenses;
    },
  });

  function lensesAt(at: vscode.Range, analysis: Analysis, loss: LossDefinition): vscode.CodeLens[] {
    const reference = referenceIn(analysis, loss);
    const remark = remarkOf(analysis, loss);
    return [
      new vscode.CodeLens(at, { title: vscode.l10n.t("Plot loss"), command: plotCommand, arguments: [reference] }),
      new vscode.CodeLens(at, {
        title: vscode.l10n.t("Compare with …"),
        command: compareCommand,
        arguments: [reference],
      }),
      ...(isChanged(analysis, loss)
        ? [
            new vscode.CodeLens(at, {
              title: vscode.l10n.t("changed"),
              tooltip: vscode.l10n.t("Compare with the last commit"),
              command: plotCommand,
              arguments: [reference, {}, { kind: "committed" }],
            }),
          ]
        : []),
      ...(remark === undefined
        ? []
        : [
            new vscode.CodeLens(at, {
              title: plainSentence(wordsOf(remark)),
              ...(remark.kind === "fact" && remark.message !== undefined
                ? { tooltip: plainSentence(codeInQuotes(remark.message)) }
                : {}),
              command: plotCommand,
              arguments: [reference],
            }),
          ]),
    ];
  }

  function factsIn(analysis: Analysis): string {
    return analysis.losses
      .map((loss) => JSON.stringify([remarkOf(analysis, loss) ?? null, isChanged(analysis, loss)]))
      .join("\n");
  }

  function refresh(uri: vscode.Uri): void {
    refreshing ??= setTimeout(() => {
      refreshing = undefined;
      const analysis = analyses.get(uri);
      if (analysis === undefined || said.get(analysis) !== factsIn(analysis)) changed.fire();
    }, refreshMilliseconds);
  }

  /** The text has moved under lenses that may have to be shown again before the new text is read. */
  function follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const lenses = lensesBefore.get(document);
    if (lenses === undefined || contentChanges.length === 0) return;
    const moved = lenses.flatMap((lens) => {
      const span = movedSpan(lens.range, contentChanges);
      if (span === undefined) return [];
      lens.range = new vscode.Range(span.start.line, span.start.character, span.end.line, span.end.character);
      return [lens];
    });
    lensesBefore.set(document, moved);
  }

  const subscriptions = vscode.Disposable.from(
    changed,
    provider,
    vscode.workspace.onDidChangeTextDocument(follow),
    new vscode.Disposable(() => clearTimeout(refreshing)),
    analyses.onDidChange(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("lossLens.codeLens")) changed.fire();
    }),
  );
  return { refresh, dispose: () => subscriptions.dispose() };
}

function wordsOf(remark: Remark): string {
  return remark.kind === "fact" ? `▲ ${remark.text}` : vscode.l10n.t("not evaluated: {0}", remark.reason);
}
