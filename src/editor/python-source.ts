/** A Python file or a notebook, as one text with a way back to the documents that it came from. */

import * as vscode from "vscode";
import type { Range } from "../python/ast.ts";
import { cellAt, type JoinedCells, joinCells } from "../python/cells.ts";

export interface PythonSource {
  /** Of the file or the notebook. */
  readonly uri: vscode.Uri;
  /** Other with every change of the text, and not with a cell's output; equal versions have equal texts. */
  readonly version: string;
  /** Whether the text is what the editor has now: it has a newer one while someone types. */
  isCurrent(): boolean;
  readonly text: string;
  /** Where in the documents' own text a range comes from, where `text` is that text with fixes. */
  readonly original?: (range: Range) => Range;
  /** The documents that take squiggles: the file itself, or the notebook's cells. */
  readonly documents: readonly vscode.TextDocument[];
  readonly isNotebook: boolean;
  /** Of a notebook: where its cells are in `text`, by their index in the notebook. */
  readonly cells?: JoinedCells;
  /** The number of a notebook's cell as VS Code counts them, text cells too, from 1; undefined for a file. */
  cellNumber(document: vscode.TextDocument): number | undefined;
  /** Where an offset range is; undefined where it crosses cells. */
  locate(range: Range): { readonly document: vscode.TextDocument; readonly range: vscode.Range } | undefined;
  /** The offset in `text` of a position in one of `documents`. */
  offsetAt(document: vscode.TextDocument, position: vscode.Position): number | undefined;
}

export function sourceOfDocument(document: vscode.TextDocument): PythonSource {
  const version = versionOf([document]);
  return {
    uri: document.uri,
    version,
    isCurrent: () => !document.isClosed && versionOf([document]) === version,
    text: document.getText(),
    documents: [document],
    isNotebook: false,
    cellNumber: () => undefined,
    locate: ({ start, end }) => ({
      document,
      range: new vscode.Range(document.positionAt(start), document.positionAt(end)),
    }),
    offsetAt: (given, position) => (given === document ? document.offsetAt(position) : undefined),
  };
}

/** What no editor has open: places in it are none of a document. */
export function sourceOfText(uri: vscode.Uri, text: string): PythonSource {
  return {
    uri,
    version: "",
    isCurrent: () => true,
    text,
    documents: [],
    isNotebook: uri.path.endsWith(".ipynb"),
    cellNumber: () => undefined,
    locate: () => undefined,
    offsetAt: () => undefined,
  };
}

export function sourceOfNotebook(notebook: vscode.NotebookDocument): PythonSource {
  const cells = pythonCells(notebook);
  const version = versionOf(cells.map(({ document }) => document));
  const joined: JoinedCells = joinCells(cells.map((cell, index) => ({ index, text: cell.document.getText() })));
  return {
    uri: notebook.uri,
    version,
    isCurrent: () => !notebook.isClosed && versionOf(pythonCells(notebook).map(({ document }) => document)) === version,
    text: joined.text,
    documents: cells.map((cell) => cell.document),
    isNotebook: true,
    cells: { ...joined, cells: joined.cells.map((cell, index) => ({ ...cell, index: cells[index]!.index })) },
    cellNumber: (document) => {
      const cell = cells.find((each) => each.document === document);
      return cell && cell.index + 1;
    },
    locate: ({ start, end }) => {
      const place = cellAt(joined, start);
      if (place === undefined || end > place.end + 1) return undefined;
      const document = cells[place.index]!.document;
      const range = new vscode.Range(document.positionAt(start - place.start), document.positionAt(end - place.start));
      return { document, range };
    },
    offsetAt: (document, position) => {
      const place = joined.cells.find((cell) => cells[cell.index]!.document === document);
      return place === undefined ? undefined : place.start + document.offsetAt(position);
    },
  };
}

function pythonCells(notebook: vscode.NotebookDocument): vscode.NotebookCell[] {
  return notebook
    .getCells()
    .filter((cell) => cell.kind === vscode.NotebookCellKind.Code && cell.document.languageId === "python");
}

/** A notebook's own version grows with its outputs too. */
function versionOf(documents: readonly vscode.TextDocument[]): string {
  return documents.map(({ uri, version }) => `${uri} ${version}`).join("\n");
}

/** As people call the file or notebook. */
export function fileName({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The files that a file imports are beside it: on the same disk, in the same virtual workspace. */
export function uriOfPath({ uri }: PythonSource, path: string): vscode.Uri {
  const scheme = uri.scheme === "untitled" ? "file" : uri.scheme;
  return uri.with({ scheme, path, query: "", fragment: "" });
}

/** The notebook that a cell's document belongs to. */
export function notebookOf(document: vscode.TextDocument): vscode.NotebookDocument | undefined {
  if (document.uri.scheme !== "vscode-notebook-cell") return undefined;
  return vscode.workspace.notebookDocuments.find((notebook) =>
    notebook.getCells().some((cell) => cell.document.uri.toString() === document.uri.toString()),
  );
}

/** The file or notebook that a document belongs to, as it is now; undefined for what is not Python. */
export function sourceOf(document: vscode.TextDocument): PythonSource | undefined {
  const notebook = notebookOf(document);
  if (notebook !== undefined) return sourceOfNotebook(notebook);
  return document.languageId === "python" ? sourceOfDocument(document) : undefined;
}

/** The file or notebook at a URI, opened where it is not; undefined for what is not Python. Rejects where it cannot be read. */
export async function openSource(uri: vscode.Uri): Promise<PythonSource | undefined> {
  const isSame = (each: vscode.NotebookDocument) => each.uri.toString() === uri.toString();
  const notebook = vscode.workspace.notebookDocuments.find(isSame);
  if (notebook !== undefined) return sourceOfNotebook(notebook);
  if (uri.path.endsWith(".ipynb")) return sourceOfNotebook(await vscode.workspace.openNotebookDocument(uri));
  return sourceOf(await vscode.workspace.openTextDocument(uri));
}
