/** Follows the open Python files and notebooks, and says when one is due for another look. */

import * as vscode from "vscode";
import { notebookOf, type PythonSource, sourceOf } from "./python-source.ts";
import { readSettings } from "./settings.ts";

export interface DocumentListener {
  /** The newest version, once typing pauses. */
  changed(source: PythonSource): void;
  closed(uri: vscode.Uri): void;
}

/** How long typing must pause: shorter shows squiggles on half-typed words. */
const pauseMilliseconds = 150;
/** What nobody wrote by hand is not looked at while typing. */
const largestText = 2_000_000;

export interface Documents extends vscode.Disposable {
  /** Looks at every open document again: settings or the project changed. */
  refreshAll(): void;
  /** Looks at one document now, whatever the run mode. */
  refresh(document: vscode.TextDocument): void;
}

export function followDocuments(listener: DocumentListener): Documents {
  const due = new Map<string, ReturnType<typeof setTimeout>>();

  function keyOf(document: vscode.TextDocument): string {
    return (notebookOf(document)?.uri ?? document.uri).toString();
  }

  function look(document: vscode.TextDocument): void {
    clearTimeout(due.get(keyOf(document)));
    due.delete(keyOf(document));
    if (document.isClosed) return;
    const source = sourceOf(document);
    if (source === undefined || !isWorthReading(source)) return;
    listener.changed(source);
  }

  function lookSoon(document: vscode.TextDocument): void {
    const key = keyOf(document);
    clearTimeout(due.get(key));
    due.set(
      key,
      setTimeout(() => look(document), pauseMilliseconds),
    );
  }

  function forget(uri: vscode.Uri): void {
    clearTimeout(due.get(uri.toString()));
    due.delete(uri.toString());
    listener.closed(uri);
  }

  function refreshAll(): void {
    for (const document of vscode.workspace.textDocuments) {
      if (document.languageId === "python" && notebookOf(document) === undefined) look(document);
    }
    for (const notebook of vscode.workspace.notebookDocuments) {
      const cell = notebook.getCells().find((each) => each.document.languageId === "python");
      if (cell !== undefined) look(cell.document);
    }
  }

  const subscriptions = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (document.languageId === "python" && readSettings(document.uri).run !== "manual") lookSoon(document);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0 || document.languageId !== "python") return;
      if (readSettings(document.uri).run === "onType") lookSoon(document);
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (document.languageId === "python" && readSettings(document.uri).run === "onSave") look(document);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (document.languageId === "python" && document.uri.scheme !== "vscode-notebook-cell") forget(document.uri);
    }),
    vscode.workspace.onDidChangeNotebookDocument(({ notebook, contentChanges }) => {
      if (contentChanges.length === 0 || readSettings(notebook.uri).run !== "onType") return;
      const cell = notebook.getCells().find((each) => each.document.languageId === "python");
      if (cell !== undefined) lookSoon(cell.document);
    }),
    vscode.workspace.onDidSaveNotebookDocument((notebook) => {
      const cell = notebook.getCells().find((each) => each.document.languageId === "python");
      if (cell !== undefined && readSettings(notebook.uri).run === "onSave") look(cell.document);
    }),
    vscode.workspace.onDidCloseNotebookDocument((notebook) => forget(notebook.uri)),
  );

  return {
    refreshAll,
    refresh: look,
    dispose() {
      subscriptions.dispose();
      for (const timer of due.values()) clearTimeout(timer);
      due.clear();
    },
  };
}

function isWorthReading({ text }: PythonSource): boolean {
  return text.length <= largestText && !text.includes("\0");
}
