/** The losses of the workspace's files, by name: found once somebody asks for them, and kept up to date. */

import * as vscode from "vscode";
import { isPyTorchOnly } from "../keras/other-frameworks.ts";
import type { OfferedLoss as LossSummary } from "../losses/complete/value-offers.ts";
import { findLosses } from "../losses/find-losses.ts";
import { referenceTo } from "../losses/loss-reference.ts";
import { indexModule } from "../losses/module-index.ts";
import type { OfferedFile, OfferedLoss } from "../preview/comparisons.ts";
import { placeWords } from "../preview/place-words.ts";
import { cellAt, type JoinedCells, readNotebook } from "../python/cells.ts";
import { linesOf } from "../python/lines.ts";
import { parseModule } from "../python/parse.ts";
import { analyzeNames } from "../python/scope.ts";
import { fileName } from "./python-source.ts";
import { readTextIfRegular } from "./read-file.ts";

/** A loss with what a list says of it, and what a call of it needs. */
export interface WorkspaceLoss extends OfferedLoss {
  readonly loss: LossSummary;
  /** Where its name begins in the text of its file. */
  readonly at: number;
}

export interface WorkspaceFile extends OfferedFile {
  readonly losses: readonly WorkspaceLoss[];
  readonly isNotebook: boolean;
}

export interface Search {
  /** Whether every file was looked at. */
  readonly isDone: boolean;
  /** Whether there are more files than are looked at. */
  readonly isCut: boolean;
  /** How many were looked at. */
  readonly files: number;
}

export interface WorkspaceLosses extends vscode.Disposable {
  /** What has been found so far; the first question starts the search. */
  known(): readonly WorkspaceFile[];
  /** Whether an `__init__.py` was found beside a file. */
  isInPackage(uri: vscode.Uri): boolean;
  /** Resolves once every file was looked at. */
  ready(): Promise<void>;
  /** How far the search is. */
  readonly search: Search;
  /** Some files were found, or are not what they were; what comes close together is told once. */
  readonly onDidChange: vscode.Event<void>;
}

/** More files than these are no project's own. */
export const mostFiles = 20_000;
/** A module; a notebook brings its pictures along. */
const largestFile = 500_000;
const largestNotebook = 8_000_000;
/** Read at the same time: each waits for the disk, and typing comes between. */
const atOnce = 8;
const tellMilliseconds = 250;
const leftOutFolders = "node_modules,.git,.venv,venv,env,site-packages,build,dist,__pycache__,.ipynb_checkpoints";
export const leftOut = `**/{${leftOutFolders}}/**`;
const leftOutOf = new RegExp(`/(?:${leftOutFolders.replaceAll(".", "\\.").replaceAll(",", "|")})/`);
/** What every file with a loss has somewhere; most files have not, and are not parsed. */
const sign = /y_true|y_pred|[Ll]oss/;

export function findWorkspaceLosses(log: (line: string) => void): WorkspaceLosses {
  const found = new Map<string, WorkspaceFile>();
  /** The folders that have an `__init__.py`. */
  const packages = new Set<string>();
  let searching: Promise<void> | undefined;
  let watcher: vscode.Disposable | undefined;

  const changed = new vscode.EventEmitter<void>();
  const search = { isDone: false, isCut: false, files: 0 };
  let telling: ReturnType<typeof setTimeout> | undefined;

  const folderOf = (uri: vscode.Uri): string => vscode.Uri.joinPath(uri, "..").toString();

  function tell(): void {
    telling ??= setTimeout(() => {
      telling = undefined;
      changed.fire();
    }, tellMilliseconds);
  }

  function forget(uri: vscode.Uri): void {
    if (found.delete(uri.toString())) tell();
  }

  async function look(uri: vscode.Uri): Promise<void> {
    if (uri.path.endsWith("/__init__.py")) packages.add(folderOf(uri));
    const isNotebook = uri.path.endsWith(".ipynb");
    try {
      const text = (await readTextIfRegular(uri, isNotebook ? largestNotebook : largestFile)) ?? "";
      const losses = sign.test(text) ? lossesIn(uri.toString(), isNotebook ? readNotebook(text) : text) : [];
      if (losses.length === 0) return forget(uri);
      found.set(uri.toString(), { file: uri.toString(), title: fileName(uri), losses, isNotebook });
      tell();
    } catch (error) {
      // Gone, not readable, or no notebook: then it has no loss to offer.
      forget(uri);
      if (!(error instanceof vscode.FileSystemError)) log(`${uri.toString(true)}: ${String(error)}`);
    }
  }

  async function searchAll(): Promise<void> {
    const files = vscode.workspace.createFileSystemWatcher("**/*.{py,ipynb}");
    const again = (uri: vscode.Uri) => {
      if (!leftOutOf.test(uri.path)) void look(uri);
    };
    watcher = vscode.Disposable.from(
      files,
      files.onDidChange(again),
      files.onDidCreate(again),
      files.onDidDelete((uri) => {
        forget(uri);
        if (uri.path.endsWith("/__init__.py")) packages.delete(folderOf(uri));
      }),
    );
    const uris = await vscode.workspace.findFiles("**/*.{py,ipynb}", leftOut, mostFiles);
    search.isCut = uris.length === mostFiles;
    const waiting = uris.values();
    const worker = async () => {
      for (const uri of waiting) {
        await look(uri);
        search.files++;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  }

  const ready = (): Promise<void> => {
    searching ??= searchAll()
      .catch((error: unknown) => log(`The workspace could not be searched: ${String(error)}`))
      .then(() => {
        search.isDone = true;
        tell();
      });
    return searching;
  };
  return {
    known() {
      void ready();
      return [...found.values()];
    },
    isInPackage: (uri) => packages.has(folderOf(uri)),
    ready,
    search,
    onDidChange: changed.event,
    dispose() {
      clearTimeout(telling);
      watcher?.dispose();
      changed.dispose();
    },
  };
}

function lossesIn(file: string, read: string | JoinedCells): WorkspaceLoss[] {
  const text = typeof read === "string" ? read : read.text;
  const { module } = parseModule(text);
  const index = indexModule(module);
  if (isPyTorchOnly(index.imports)) return [];
  const { losses } = findLosses(module, analyzeNames(module), index);
  const lines = linesOf(text);
  const placeOf = (at: number): string => {
    const line = lines.positionAt(at).line;
    const cell = typeof read === "string" ? undefined : cellAt(read, at);
    return placeWords(
      cell === undefined ? { line } : { line: line - lines.positionAt(cell.start).line + 1, cell: cell.index + 1 },
    );
  };
  return losses.map((loss) => ({
    reference: referenceTo(file, loss, losses),
    place: placeOf(loss.nameRange.start),
    at: loss.nameRange.start,
    // The tree that it comes from is not kept for a list.
    loss: {
      name: loss.name,
      form: loss.form,
      parameters: loss.parameters.map(({ name, default: given }) => (given ? { name, default: true } : { name })),
    },
  }));
}
