/** Findings as squiggles. */

import * as vscode from "vscode";
import type { Finding, RelatedPlace, Severity } from "../losses/finding.ts";
import { linesOf } from "../python/lines.ts";
import { isTouched, movedSpan, type Span } from "./moved.ts";
import { codeInQuotes, plainLines } from "./plain-sentence.ts";
import { isPylanceActive } from "./pylance.ts";
import { type PythonSource, uriOfPath } from "./python-source.ts";
import { rulePageUri } from "./rule-pages.ts";

const severities: Record<Severity, vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

export const diagnosticSource = "Loss Lens";

export interface Diagnostics extends vscode.Disposable {
  /** Replaces all squiggles of a file or notebook; its documents without findings are cleared. */
  publish(source: PythonSource, findings: readonly Finding[]): void;
  clear(uri: vscode.Uri): void;
}

export function publishDiagnostics(): Diagnostics {
  const collection = vscode.languages.createDiagnosticCollection("loss-lens");
  /** The documents that a file or notebook had when it was last published: cells come and go. */
  const published = new Map<string, readonly vscode.Uri[]>();

  function clear(uri: vscode.Uri): void {
    for (const each of published.get(uri.toString()) ?? []) collection.delete(each);
    published.delete(uri.toString());
  }

  /** A word that is edited is no longer the one that was found wrong; the others move with the text. */
  function follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const shown = collection.get(document.uri);
    if (contentChanges.length === 0 || shown === undefined || shown.length === 0) return;
    const left = shown.flatMap((diagnostic) => {
      if (diagnostic.range.isSingleLine && isTouched(diagnostic.range, contentChanges)) return [];
      const moved = movedSpan(diagnostic.range, contentChanges);
      return moved === undefined ? [] : [withRange(diagnostic, moved)];
    });
    // VS Code moves them too; it needs to be told only where one goes.
    if (left.length < shown.length || left.some(({ range }, at) => !range.isEqual(shown[at]!.range)))
      collection.set(document.uri, left);
  }
  const changes = vscode.workspace.onDidChangeTextDocument(follow);

  return {
    publish(source, findings) {
      const byDocument = new Map<string, { uri: vscode.Uri; diagnostics: vscode.Diagnostic[] }>();
      for (const uri of published.get(source.uri.toString()) ?? []) {
        byDocument.set(uri.toString(), { uri, diagnostics: [] });
      }
      for (const { uri } of source.documents) byDocument.set(uri.toString(), { uri, diagnostics: [] });
      for (const finding of findings) {
        if (isLeftToPylance(finding)) continue;
        const place = source.locate(finding.range);
        if (place === undefined) continue;
        byDocument.get(place.document.uri.toString())?.diagnostics.push(toDiagnostic(finding, place.range, source));
      }
      for (const { uri, diagnostics } of byDocument.values()) collection.set(uri, diagnostics);
      published.set(
        source.uri.toString(),
        source.documents.map((document) => document.uri),
      );
    },
    clear,
    dispose() {
      changes.dispose();
      collection.dispose();
    },
  };
}

function withRange(diagnostic: vscode.Diagnostic, { start, end }: Span): vscode.Diagnostic {
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  return Object.assign(Object.create(Object.getPrototypeOf(diagnostic)), diagnostic, { range });
}

/** Whether a diagnostic is the one that a finding became. */
export function isDiagnosticOf(diagnostic: vscode.Diagnostic, finding: Finding, range: vscode.Range): boolean {
  const code = typeof diagnostic.code === "object" ? diagnostic.code.value : diagnostic.code;
  return diagnostic.source === diagnosticSource && code === finding.rule && diagnostic.range.isEqual(range);
}

/** A finding's sentence as VS Code shows it, which knows no code. */
export function diagnosticText(message: string): string {
  return plainLines(codeInQuotes(message));
}

function toDiagnostic(finding: Finding, range: vscode.Range, source: PythonSource): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(range, diagnosticText(finding.message), severities[finding.severity]);
  diagnostic.source = diagnosticSource;
  diagnostic.code = { value: finding.rule, target: rulePageUri(finding.rule) };
  if (finding.tag !== undefined) {
    const tag = finding.tag === "deprecated" ? vscode.DiagnosticTag.Deprecated : vscode.DiagnosticTag.Unnecessary;
    diagnostic.tags = [tag];
  }
  const related = finding.related.flatMap((place) => {
    const location = locationOf(place, source);
    return location === undefined
      ? []
      : [new vscode.DiagnosticRelatedInformation(location, diagnosticText(place.message))];
  });
  if (related.length > 0) diagnostic.relatedInformation = related;
  return diagnostic;
}

function locationOf({ range, file }: RelatedPlace, source: PythonSource): vscode.Location | undefined {
  if (file !== undefined) {
    const { positionAt } = linesOf(file.text);
    const [start, end] = [positionAt(range.start), positionAt(range.end)];
    const at = new vscode.Range(start.line - 1, start.column - 1, end.line - 1, end.column - 1);
    return new vscode.Location(uriOfPath(source, file.path), at);
  }
  const place = source.locate(range);
  return place && new vscode.Location(place.document.uri, place.range);
}

/** Rules about undefined names, which Pylance underlines too. */
const alsoPylances: ReadonlySet<string> = new Set([
  "missing-backend-import",
  "undefined-loss",
  "undefined-name-in-loss",
]);

/** A squiggle that adds nothing to Pylance's own: the same name, and no fix. */
function isLeftToPylance(finding: Finding): boolean {
  return finding.fixes.length === 0 && alsoPylances.has(finding.rule) && isPylanceActive();
}
