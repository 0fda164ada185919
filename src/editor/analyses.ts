/** The newest analysis of every open file and notebook, kept for squiggles, fixes, lenses and the preview. */

import * as vscode from "vscode";
import type { FileAnalysis } from "../check/analyze-file.ts";
import { notebookOf, type PythonSource } from "./python-source.ts";

export interface Analysis extends FileAnalysis {
  readonly source: PythonSource;
}

export interface Analyses extends vscode.Disposable {
  set(analysis: Analysis): void;
  delete(uri: vscode.Uri): void;
  /** By the URI of a file or notebook. */
  get(uri: vscode.Uri): Analysis | undefined;
  /** Of the file or notebook that a document belongs to. */
  of(document: vscode.TextDocument): Analysis | undefined;
  all(): readonly Analysis[];
  readonly onDidChange: vscode.Event<Analysis>;
  readonly onDidDelete: vscode.Event<vscode.Uri>;
}

export function keepAnalyses(): Analyses {
  const kept = new Map<string, Analysis>();
  const changed = new vscode.EventEmitter<Analysis>();
  const deleted = new vscode.EventEmitter<vscode.Uri>();
  return {
    set(analysis) {
      kept.set(analysis.source.uri.toString(), analysis);
      changed.fire(analysis);
    },
    delete(uri) {
      if (kept.delete(uri.toString())) deleted.fire(uri);
    },
    get: (uri) => kept.get(uri.toString()),
    of: (document) => kept.get((notebookOf(document)?.uri ?? document.uri).toString()),
    all: () => [...kept.values()],
    onDidChange: changed.event,
    onDidDelete: deleted.event,
    dispose() {
      changed.dispose();
      deleted.dispose();
      kept.clear();
    },
  };
}
