/** Quick fixes, from the findings that are on the screen: nothing is analysed again. */

import * as vscode from "vscode";
import { safeEdits } from "../check/compose-fixes.ts";
import { fixAll } from "../check/fix-all.ts";
import { holds, silences, withProvenFixes } from "../check/fix-door.ts";
import { suppressInFile, suppressOnLine } from "../check/suppression.ts";
import type { Finding, Fix } from "../losses/finding.ts";
import type { Edit } from "../python/edits.ts";
import type { Analyses, Analysis } from "./analyses.ts";
import type { Checking } from "./checking.ts";
import { diagnosticSource, isDiagnosticOf } from "./diagnostics.ts";
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
        return [
          ...shown.flatMap((each) => fixesOf(each, analysis)),
          ...fixesForAllOfKind(shown, findings, analysis),
          ...shown.flatMap((each) => suppressionsOf(each, analysis)),
        ];
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAllKind] },
  );
}

/** Only now, when somebody asks for them, is each tried: typing waits for none of it. */
function fixesOf({ finding, diagnostic }: Shown, analysis: Analysis): vscode.CodeAction[] {
  const { source } = analysis;
  const proven = finding.fixes.filter((fix) => isProven(analysis, finding, fix));
  return proven.map((fix: Fix) => {
    const action = new vscode.CodeAction(plainSentence(fix.title), vscode.CodeActionKind.QuickFix);
    action.diagnostics = [diagnostic];
    action.isPreferred = fix.isPreferred;
    action.edit = toWorkspaceEdit(source, fix.edits);
    return action;
  });
}

const tried = new WeakMap<Fix, boolean>();

/** VS Code asks again with each move of the cursor. */
function isProven(analysis: Analysis, finding: Finding, fix: Fix): boolean {
  let answer = tried.get(fix);
  if (answer === undefined) {
    answer = holds(analysis, finding, fix);
    tried.set(fix, answer);
  }
  return answer;
}

/** "Fix all 5 of this rule", where there are more than one and their fixes are safe. */
function fixesForAllOfKind(
  shown: readonly Shown[],
  findings: readonly Finding[],
  analysis: Analysis,
): vscode.CodeAction[] {
  const { source } = analysis;
  const rules = [...new Set(shown.map(({ finding }) => finding.rule))];
  return rules.flatMap((rule) => {
    const same = findings.filter((each) => each.rule === rule && each.fixes.some((fix) => fix.isSafe));
    if (same.length < 2) return [];
    const action = new vscode.CodeAction(
      vscode.l10n.t("Fix all {0} of {1}", same.length, rule),
      vscode.CodeActionKind.QuickFix,
    );
    action.diagnostics = shown.filter(({ finding }) => finding.rule === rule).map(({ diagnostic }) => diagnostic);
    action.edit = toWorkspaceEdit(source, safeEdits(withProvenFixes(analysis, same)));
    return [action];
  });
}

function suppressionsOf({ finding, diagnostic }: Shown, analysis: Analysis): vscode.CodeAction[] {
  const { source, parsed } = analysis;
  const make = (title: string, edit: Edit) => {
    if (!silences(analysis, finding.rule, [edit])) return [];
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = [diagnostic];
    action.edit = toWorkspaceEdit(source, [edit]);
    return [action];
  };
  return [
    ...make(
      vscode.l10n.t("Ignore {0} on this line", finding.rule),
      suppressOnLine(parsed.module, finding.range, finding.rule),
    ),
    ...make(vscode.l10n.t("Ignore {0} in this file", finding.rule), suppressInFile(parsed.module, finding.rule)),
  ];
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
