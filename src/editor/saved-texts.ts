/** What files and notebooks were when last saved, for as long as they are open. */

import * as vscode from "vscode";
import { largestFiles } from "../python/readable-file.ts";
import { sourceOfNotebook } from "./python-source.ts";
import { readTextIfRegular } from "./read-file.ts";

export interface SavedTexts extends vscode.Disposable {
  /** Undefined where nothing has changed since, or nothing was ever saved. */
  of(uri: vscode.Uri): Promise<string | undefined>;
}

export function keepSavedTexts(): SavedTexts {
  const texts = new Map<string, string>();

  function remember(document: vscode.TextDocument): void {
    if (document.languageId === "python" && !document.isDirty && document.uri.scheme === "file") {
      texts.set(document.uri.toString(), document.getText());
    }
  }
  function rememberNotebook(notebook: vscode.NotebookDocument): void {
    if (!notebook.isDirty) texts.set(notebook.uri.toString(), sourceOfNotebook(notebook).text);
  }

  for (const document of vscode.workspace.textDocuments) remember(document);
  for (const notebook of vscode.workspace.notebookDocuments) rememberNotebook(notebook);
  const subscriptions = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(remember),
    vscode.workspace.onDidSaveTextDocument(remember),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
    vscode.workspace.onDidOpenNotebookDocument(rememberNotebook),
    vscode.workspace.onDidSaveNotebookDocument(rememberNotebook),
    vscode.workspace.onDidCloseNotebookDocument(({ uri }) => texts.delete(uri.toString())),
  );

  return {
    async of(uri) {
      const notebook = vscode.workspace.notebookDocuments.find((each) => each.uri.toString() === uri.toString());
      const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
      if ((notebook ?? document)?.isDirty !== true) return undefined;
      const known = texts.get(uri.toString());
      if (known !== undefined || document === undefined || uri.scheme === "untitled") return known;
      // Was already changed when the editor started: a hot exit brought it back.
      return readPython(uri);
    },
    dispose() {
      subscriptions.dispose();
      texts.clear();
    },
  };
}

/** The text on disk; undefined where there is no such file any more. */
async function readPython(uri: vscode.Uri): Promise<string | undefined> {
  return readTextIfRegular(uri, largestFiles.source);
}
