/** "Plot with Loss Lens" on a data file: a loss of the workspace on the rows of that file. */

import * as vscode from "vscode";
import type { LossReference } from "../losses/loss-reference.ts";
import type { Analyses } from "./analyses.ts";
import type { Panels } from "./panels.ts";
import { offeredFiles } from "./preview/comparisons.ts";
import { fileName } from "./python-source.ts";
import { pick, sayInformation } from "./say.ts";
import type { WorkspaceLosses } from "./workspace-losses.ts";

export interface PlotDataParts {
  readonly analyses: Analyses;
  readonly panels: Panels;
  readonly workspaceLosses: WorkspaceLosses;
}

export function registerPlotData({ analyses, panels, workspaceLosses }: PlotDataParts): vscode.Disposable {
  async function pickLoss(file: vscode.Uri): Promise<LossReference | undefined> {
    await workspaceLosses.ready();
    const files = offeredFiles(analyses, workspaceLosses.known()).filter(({ losses }) => losses.length > 0);
    const all = files.flatMap(({ losses }) => losses);
    if (all.length <= 1) {
      if (all.length === 0)
        void sayInformation(vscode.l10n.t("There is no loss in this workspace to plot with these data."));
      return all[0]?.reference;
    }
    const items = files.flatMap(({ title, losses }) => [
      { label: title, kind: vscode.QuickPickItemKind.Separator, reference: undefined },
      ...losses.map(({ reference, place }) => ({ label: reference.name, description: place, reference })),
    ]);
    const title = vscode.l10n.t("Loss Lens: Plot {0}", fileName(file));
    return (await pick(items, { title, placeHolder: vscode.l10n.t("With which loss?") }))?.reference;
  }

  return vscode.commands.registerCommand("lossLens.plotData", async (given: unknown) => {
    const file = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
    if (file === undefined) return;
    const loss = panels.active()?.state.loss ?? (await pickLoss(file));
    if (loss !== undefined) panels.open(loss).showData(file);
  });
}
