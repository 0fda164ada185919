/** Quick fixes, from the findings that are on the screen: nothing is analysed again. */

import * as vscode from "vscode";
import { fixAll } from "../check/fix-all.ts";
import type { Finding } from "../losses/finding.ts";
import type { Edit } from "../python/edits.ts";
import type { Analyses, Analysis } from "./analyses.ts";
import type { Checking } from "./checking.ts";
import { diagnosticSource, isDiagnosticOf } from "./diagnostics.ts";
import { evidenceCommand } from "./evidence-command.ts";
import { type OfferedAction, offeredActions } from "./offered-actions.ts";
import { plainSentence } from "./plain-sentence.ts";
import type { PythonSource } from "./python-source.ts";

export const fixAllKind = vscode.CodeActionKind.SourceFixAll.append("lossLens");

/** A finding, and the squiggle that it became. */
interface Shown {
  readonly finding: Finding;
  readonly diagnostic: vscode.Diagnostic;
}

/** `findingsOf` gives what is shown for a file now: what reading found, and what running found. */
export function provideCodeActions(
  selector: vscode.DocumentSelector,
  analyses: Analyses,
  { findingsOf }: Pick<Checking, "findingsOf">,
): vscode.Disposable {
  const fixAllIn = (analysis: Analysis): vscode.CodeAction[] => {
    const { source } = analysis;
    const edits = fixAll(analysis, findingsOf(source));
    if (edits.length === 0) return [];
    const action = new vscode.CodeAction(vscode.l10n.t("Fix all that Loss Lens can fix safely"), fixAllKind);
    action.edit = toWorkspaceEdit(source, edits);
    return [action];
  };
  return vscode.languages.registerCodeActionsProvider(
    selector,
    {
      provideCodeActions(document, _range, context) {
        const analysis = analyses.of(document);
        if (analysis === undefined) return [];
        const { source } = analysis;
        const findings = findingsOf(source);
        if (context.only !== undefined && fixAllKind.contains(context.only)) return fixAllIn(analysis);
        if (context.only?.contains(fixAllKind)) return fixAllIn(analysis);
        const shown = context.diagnostics
          .filter((diagnostic) => diagnostic.source === diagnosticSource)
          .flatMap((diagnostic) => {
            const finding = findings.find((each) => {
              const place = source.locate(each.range);
              return place?.document === document && isDiagnosticOf(diagnostic, each, place.range);
            });
            return finding === undefined ? [] : [{ finding, diagnostic }];
          });
        // Only now, when somebody asks for them, is each tried: typing waits for none of it.
        const under = shown.map(({ finding }) => finding);
        return offeredActions(analysis, under, findings).map((each) => toCodeAction(each, shown, source));
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAllKind] },
  );
}

/** As VS Code has it, on the squiggles that it is for. */
function toCodeAction(offered: OfferedAction, shown: readonly Shown[], source: PythonSource): vscode.CodeAction {
  const action = new vscode.CodeAction(titleOf(offered), vscode.CodeActionKind.QuickFix);
  action.diagnostics = shown
    .filter(({ finding }) => offered.findings.includes(finding))
    .map(({ diagnostic }) => diagnostic);
  if (offered.kind === "fix") action.isPreferred = offered.isPreferred;
  if (offered.kind === "showEvidence" || offered.kind === "copyEvidence")
    action.command = evidenceCommand(offered.kind, action.title, offered, source);
  else action.edit = toWorkspaceEdit(source, offered.edits);
  return action;
}

function titleOf(offered: OfferedAction): string {
  switch (offered.kind) {
    case "fix":
      return plainSentence(offered.title);
    case "showEvidence":
      return vscode.l10n.t("Show in preview");
    case "copyEvidence":
      return vscode.l10n.t("Copy as Python: shows it with your own Keras");
    case "fixAllOfRule":
      return vscode.l10n.t("Fix all {0} of {1}", offered.count, offered.rule);
    case "ignoreOnLine":
      return vscode.l10n.t("Ignore {0} on this line", offered.rule);
    case "ignoreInFile":
      return vscode.l10n.t("Ignore {0} in this file", offered.rule);
  }
}

/** Edits of the joined text as edits of its documents. */
export function toWorkspaceEdit(source: PythonSource, edits: readonly Edit[]): vscode.WorkspaceEdit {
  const result = new vscode.WorkspaceEdit();
  for (const { range, newText } of edits) {
    const place = source.locate(range);
    if (place !== undefined) result.replace(place.document.uri, place.range, newText);
  }
  return result;
}
