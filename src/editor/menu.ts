/** What the item in the status bar offers: all that can be done with the file, and what is shown beside its code. */

import * as vscode from "vscode";
import type { Analyses, Analysis } from "./analyses.ts";
import { checkFileCommand } from "./check-file.ts";
import { getStartedCommand } from "./examples.ts";
import { compareCommand, plotCommand } from "./lenses.ts";
import { showRuleCommand } from "./rule-pages.ts";
import { pick } from "./say.ts";
import { shownFindings } from "./shown-findings.ts";
import { activeAnalysis, menuCommand } from "./status.ts";
import { counted, evidenceText, kerasText } from "./summary.ts";
import { isShown, nameOf, toggles } from "./toggles.ts";

interface Offer extends vscode.QuickPickItem {
  readonly command?: string;
  readonly arguments?: readonly unknown[];
}

export function registerMenu(analyses: Analyses): vscode.Disposable {
  return vscode.commands.registerCommand(menuCommand, async () => {
    const picked = await pick(offers(activeAnalysis(analyses)), { title: "Loss Lens" });
    if (picked?.command !== undefined)
      await vscode.commands.executeCommand(picked.command, ...(picked.arguments ?? []));
  });
}

function offers(analysis: Analysis | undefined): Offer[] {
  return [
    ...(analysis === undefined ? [] : ofFile(analysis)),
    separator(vscode.l10n.t("Beside the code")),
    ...Object.values(toggles).map((toggle) => ({
      label: nameOf(toggle),
      iconPath: new vscode.ThemeIcon(isShown(toggle) ? "eye" : "eye-closed"),
      description: isShown(toggle)
        ? vscode.l10n.t("shown; pick to hide them")
        : vscode.l10n.t("hidden; pick to show them"),
      command: toggle.command,
    })),
    separator("Loss Lens"),
    {
      label: vscode.l10n.t("Show Rule"),
      iconPath: new vscode.ThemeIcon("book"),
      description: vscode.l10n.t("what each rule finds, and why"),
      command: showRuleCommand,
    },
    {
      label: vscode.l10n.t("Settings"),
      iconPath: new vscode.ThemeIcon("gear"),
      command: "workbench.action.openSettings",
      arguments: ["@ext:loss-lens.loss-lens"],
    },
    { label: vscode.l10n.t("Get Started"), iconPath: new vscode.ThemeIcon("mortar-board"), command: getStartedCommand },
  ];
}

function ofFile({ keras, losses, source }: Analysis): Offer[] {
  const findings = shownFindings({ documents: source.documents });
  const ofLosses: Offer[] = [
    {
      label: vscode.l10n.t("Plot Loss"),
      iconPath: new vscode.ThemeIcon("graph-line"),
      description: counted(losses.length, "loss"),
      command: plotCommand,
    },
    { label: vscode.l10n.t("Compare with …"), iconPath: new vscode.ThemeIcon("git-compare"), command: compareCommand },
  ];
  return [
    ...(losses.length > 0 ? ofLosses : []),
    {
      label: vscode.l10n.t("Check This File"),
      iconPath: new vscode.ThemeIcon("check"),
      description: counted(findings, "finding"),
      command: checkFileCommand,
    },
    {
      label: kerasText(keras),
      iconPath: new vscode.ThemeIcon("versions"),
      description: evidenceText(keras),
      detail: vscode.l10n.t("Change which Keras the files mean"),
      command: "workbench.action.openSettings",
      arguments: ["lossLens.kerasVersion"],
    },
  ];
}

function separator(label: string): Offer {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
