/** What a button under a trouble does outside of the page: applies a fix, opens a setting or a list. */

import * as vscode from "vscode";
import type { NextStep } from "../../preview/messages.ts";
import type { Edit } from "../../python/edits.ts";
import { say } from "../../python/say.ts";
import type { Analysis } from "../analyses.ts";
import { toWorkspaceEdit } from "../code-actions.ts";

/** Edits of a text, and which version of it they are of. */
export interface OfferedFix {
  readonly version: string;
  readonly edits: readonly Edit[];
}

/** What to tell the person, if anything. */
export async function takeStepOutside(
  id: Exclude<NextStep["id"], "automaticSamples" | "chooseDataFile" | "checkWithKeras">,
  analysis: Analysis | undefined,
  fix: OfferedFix | undefined,
): Promise<string | undefined> {
  switch (id) {
    case "applyFix": {
      const isOfNow = analysis !== undefined && fix !== undefined && analysis.source.version === fix.version;
      if (!isOfNow) return say("The code has changed since: the fix was not applied.");
      const isApplied = await vscode.workspace.applyEdit(toWorkspaceEdit(analysis.source, fix.edits));
      return isApplied ? say("Applied the fix.") : say("The fix could not be applied.");
    }
    case "openLimits":
      await vscode.commands.executeCommand("workbench.action.openSettings", "lossLens.limits");
      return undefined;
    case "chooseLoss":
      await vscode.commands.executeCommand("lossLens.plotLoss");
      return undefined;
  }
}
