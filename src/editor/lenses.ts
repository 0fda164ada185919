/** Above each loss: plot it, compare it, and the worst fact about it, if there is one. */

import * as vscode from "vscode";
import type { LossDefinition } from "../losses/loss.ts";
import type { Analyses } from "./analyses.ts";
import type { Analysis } from "./analyze.ts";
import { readSettings } from "./settings.ts";

/** What the commands of a lens are called with: enough to find the loss again. */
export interface LossReference {
  readonly uri: string;
  readonly loss: string;
}

export const plotCommand = "lossLens.plotLoss";
export const compareCommand = "lossLens.compareLoss";

/** A fact worth a place above the code, such as `▲ infinite at y_pred = 0`. */
export type WorstFact = (analysis: Analysis, loss: LossDefinition) => string | undefined;

export interface Lenses extends vscode.Disposable {
  /** Facts changed; the lenses are asked for again. */
  refresh(): void;
}

export function provideLenses(selector: vscode.DocumentSelector, analyses: Analyses, worstFact: WorstFact): Lenses {
  const changed = new vscode.EventEmitter<void>();
  const provider = vscode.languages.registerCodeLensProvider(selector, {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses(document) {
      const analysis = analyses.of(document);
      if (analysis === undefined || !readSettings(document.uri).showLenses) return [];
      // Lenses of an older text would stand on the wrong lines.
      if (!isOfVersion(analysis, document)) return [];
      return analysis.losses.flatMap((loss) => {
        const place = analysis.source.locate(loss.nameRange);
        if (place?.document !== document) return [];
        const at = place.range;
        const reference: LossReference = { uri: analysis.source.uri.toString(), loss: loss.name };
        const fact = worstFact(analysis, loss);
        return [
          new vscode.CodeLens(at, { title: "Plot loss", command: plotCommand, arguments: [reference] }),
          new vscode.CodeLens(at, { title: "Compare with …", command: compareCommand, arguments: [reference] }),
          ...(fact === undefined
            ? []
            : [new vscode.CodeLens(at, { title: fact, command: plotCommand, arguments: [reference] })]),
        ];
      });
    },
  });
  const subscriptions = vscode.Disposable.from(
    changed,
    provider,
    analyses.onDidChange(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("lossLens.codeLens")) changed.fire();
    }),
  );
  return { refresh: () => changed.fire(), dispose: () => subscriptions.dispose() };
}

/** Whether what is known is of the text as it is now: it lags behind while someone types. */
export function isOfVersion({ source }: Analysis, document: vscode.TextDocument): boolean {
  return source.documents.length === 1 && source.documents[0] === document
    ? source.version === document.version
    : source.documents.includes(document);
}
