/** What a finding by running rests on, seen again: in the preview, at its point, or as Python for one's own Keras. */

import * as vscode from "vscode";
import type { Evidence } from "../losses/finding.ts";
import { findReferred, type LossReference } from "../losses/loss-reference.ts";
import { evidenceScript } from "../preview/script/evidence-script.ts";
import type { Analyses } from "./analyses.ts";
import { evidenceCommands, type ShownEvidence } from "./evidence-command.ts";
import type { ImportedFiles } from "./imported-files.ts";
import { readLossSource } from "./loss-source.ts";
import type { Panels } from "./panels.ts";
import { sayInformation } from "./say.ts";

export function registerEvidenceCommands({
  analyses,
  imports,
  panels,
}: {
  readonly analyses: Analyses;
  readonly imports: ImportedFiles;
  readonly panels: Panels;
}): vscode.Disposable {
  const referenceOf = (file: string, { loss, definition }: Evidence): LossReference => ({
    file,
    name: loss,
    definition,
  });
  return vscode.Disposable.from(
    vscode.commands.registerCommand(evidenceCommands.showEvidence, (file: string, { evidence }: ShownEvidence) => {
      panels.open(referenceOf(file, evidence)).showEvidence(evidence);
    }),
    vscode.commands.registerCommand(
      evidenceCommands.copyEvidence,
      async (file: string, { finding, evidence }: ShownEvidence) => {
        const analysis = analyses.get(vscode.Uri.parse(file));
        const loss = analysis && findReferred(analysis.losses, referenceOf(file, evidence));
        const script =
          analysis && loss && evidenceScript(await readLossSource(imports, analysis, loss, {}), finding, evidence);
        if (script === undefined) {
          void sayInformation(
            vscode.l10n.t("There is no Python script for this loss: it has no name that a script could call."),
          );
          return;
        }
        await vscode.env.clipboard.writeText(script);
        void sayInformation(vscode.l10n.t("Copied. Run it with your own Python: it shows what was found."));
      },
    ),
  );
}
