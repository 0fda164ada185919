/** Follows the open Python files and notebooks, and says when one is due for another look. */

import * as vscode from "vscode";
import { notebookOf, type PythonSource, sourceOf } from "./python-source.ts";
import type { Occasion } from "./run-mode.ts";

export interface DocumentListener {
  /** The newest version, once typing pauses. */
  changed(source: PythonSource, occasion: Occasion): void;
  /** Closed, or no longer a text to read: binary, or a notebook without Python. */
  closed(uri: vscode.Uri): void;
}

/** How long typing must pause: shorter shows squiggles on half-typed words. */
const pauseMilliseconds = 150;
/** Where a look takes long, the pause is this many times as long: whoever types slowly has the host to themselves. */
const pauseBesideLook = 20;
const longestPauseMilliseconds = 600;

export interface Documents extends vscode.Disposable {
  /** Looks at every open document again: settings or the project changed. */
  refreshAll(): void;
  /** Looks at one document now, because someone asked for it. */
  refresh(document: vscode.TextDocument): void;
  /** Looks at one document now, as if it had just been opened. */
  look(document: vscode.TextDocument): void;
}

export function followDocuments(listener: DocumentListener): Documents {
  const due = new Map<string, ReturnType<typeof setTimeout>>();
  /** How many milliseconds the last looks at a file took. */
  const took = new Map<string, number>();

  function keyOf(document: vscode.TextDocument): string {
    return (notebookOf(document)?.uri ?? document.uri).toString();
  }

  function look(document: vscode.TextDocument, occasion: Occasion): void {
    clearTimeout(due.get(keyOf(document)));
    due.delete(keyOf(document));
    if (document.isClosed) return;
    const source = sourceOf(document);
    if (source === undefined) return;
    const before = performance.now();
    if (isWorthReading(source)) listener.changed(source, occasion);
    else listener.closed(source.uri);
    const now = performance.now() - before;
    const key = keyOf(document);
    took.set(key, ((took.get(key) ?? now) + now) / 2);
  }

  function lookSoon(document: vscode.TextDocument, occasion: Occasion): void {
    const key = keyOf(document);
    clearTimeout(due.get(key));
    due.set(
      key,
      setTimeout(() => look(document, occasion), pauseFor(key)),
    );
  }

  function pauseFor(key: string): number {
    return Math.min(longestPauseMilliseconds, Math.max(pauseMilliseconds, pauseBesideLook * (took.get(key) ?? 0)));
  }

  function pythonCell(notebook: vscode.NotebookDocument): vscode.TextDocument | undefined {
    return notebook.getCells().find((each) => each.document.languageId === "python")?.document;
  }

  function forget(uri: vscode.Uri): void {
    clearTimeout(due.get(uri.toString()));
    due.delete(uri.toString());
    took.delete(uri.toString());
    listener.closed(uri);
  }

  function refreshAll(): void {
    for (const document of vscode.workspace.textDocuments) {
      if (document.languageId === "python" && notebookOf(document) === undefined) look(document, "opened");
    }
    for (const notebook of vscode.workspace.notebookDocuments) {
      const cell = pythonCell(notebook);
      if (cell !== undefined) look(cell, "opened");
    }
  }

  const subscriptions = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (document.languageId === "python") lookSoon(document, "opened");
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && document.languageId === "python") lookSoon(document, "typed");
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (document.languageId === "python" && notebookOf(document) === undefined) look(document, "saved");
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (document.languageId === "python" && document.uri.scheme !== "vscode-notebook-cell") forget(document.uri);
    }),
    vscode.workspace.onDidChangeNotebookDocument(({ notebook, contentChanges }) => {
      if (contentChanges.length === 0) return;
      const cell = pythonCell(notebook);
      if (cell === undefined) forget(notebook.uri);
      else lookSoon(cell, "typed");
    }),
    vscode.workspace.onDidSaveNotebookDocument((notebook) => {
      const cell = pythonCell(notebook);
      if (cell !== undefined) look(cell, "saved");
    }),
    vscode.workspace.onDidCloseNotebookDocument((notebook) => forget(notebook.uri)),
  );

  return {
    refreshAll,
    refresh: (document) => look(document, "asked"),
    look: (document) => look(document, "opened"),
    dispose() {
      subscriptions.dispose();
      for (const timer of due.values()) clearTimeout(timer);
      due.clear();
      took.clear();
    },
  };
}

/** What is binary is none of ours; what is long is read as far as `python/parse.ts` reads. */
function isWorthReading({ text }: PythonSource): boolean {
  return !text.includes("\0");
}
