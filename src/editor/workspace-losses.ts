/** The losses of the workspace's other files, by name: found once somebody wants to compare, and kept up to date. */

import * as vscode from "vscode";
import type { OfferedLoss as LossSummary } from "../complete/value-offers.ts";
import { isPyTorchOnly } from "../keras/other-frameworks.ts";
import { findLosses } from "../losses/find-losses.ts";
import { referenceTo } from "../losses/loss-reference.ts";
import { indexModule } from "../losses/module-index.ts";
import type { OfferedFile, OfferedLoss } from "../preview/comparisons.ts";
import { linesOf } from "../python/lines.ts";
import { parseModule } from "../python/parse.ts";
import { analyzeNames } from "../python/scope.ts";
import { fileName } from "./python-source.ts";
import { readTextIfRegular } from "./read-file.ts";

/** A loss with what a list says of it, and what a call of it needs. */
export interface WorkspaceLoss extends OfferedLoss {
  readonly loss: LossSummary;
}

export interface WorkspaceFile extends OfferedFile {
  readonly losses: readonly WorkspaceLoss[];
}

export interface WorkspaceLosses extends vscode.Disposable {
  /** What has been found so far; the first question starts the search. */
  known(): readonly WorkspaceFile[];
  /** Whether an `__init__.py` was found beside a file. */
  isInPackage(uri: vscode.Uri): boolean;
  /** Resolves once every file was looked at. */
  ready(): Promise<void>;
}

const mostFiles = 1_000;
const largestFile = 500_000;
const leftOut = "**/{node_modules,.git,.venv,venv,env,site-packages,build,dist,__pycache__}/**";
/** What every file with a loss has somewhere; most files have not, and are not parsed. */
const sign = /y_true|y_pred|[Ll]oss/;

export function findWorkspaceLosses(log: (line: string) => void): WorkspaceLosses {
  const found = new Map<string, WorkspaceFile>();
  /** The folders that have an `__init__.py`. */
  const packages = new Set<string>();
  let search: Promise<void> | undefined;
  let watcher: vscode.Disposable | undefined;

  const folderOf = (uri: vscode.Uri): string => vscode.Uri.joinPath(uri, "..").toString();

  async function look(uri: vscode.Uri): Promise<void> {
    if (uri.path.endsWith("/__init__.py")) packages.add(folderOf(uri));
    try {
      const text = (await readTextIfRegular(uri, largestFile)) ?? "";
      const losses = sign.test(text) ? lossesIn(uri.toString(), text) : [];
      if (losses.length > 0) found.set(uri.toString(), { file: uri.toString(), title: fileName(uri), losses });
      else found.delete(uri.toString());
    } catch (error) {
      // Gone or not readable: then it has no loss to offer.
      found.delete(uri.toString());
      if (!(error instanceof vscode.FileSystemError)) log(`${uri.toString(true)}: ${String(error)}`);
    }
  }

  async function searchAll(): Promise<void> {
    const files = vscode.workspace.createFileSystemWatcher("**/*.py");
    const again = (uri: vscode.Uri) => void look(uri);
    watcher = vscode.Disposable.from(
      files,
      files.onDidChange(again),
      files.onDidCreate(again),
      files.onDidDelete((uri) => {
        found.delete(uri.toString());
        if (uri.path.endsWith("/__init__.py")) packages.delete(folderOf(uri));
      }),
    );
    // One after the other: between two files, typing goes first.
    for (const uri of await vscode.workspace.findFiles("**/*.py", leftOut, mostFiles)) await look(uri);
  }

  const ready = (): Promise<void> => {
    search ??= searchAll().catch((error: unknown) => log(`The workspace could not be searched: ${String(error)}`));
    return search;
  };
  return {
    known() {
      void ready();
      return [...found.values()];
    },
    isInPackage: (uri) => packages.has(folderOf(uri)),
    ready,
    dispose: () => watcher?.dispose(),
  };
}

function lossesIn(file: string, text: string): WorkspaceLoss[] {
  const { module } = parseModule(text);
  const index = indexModule(module);
  if (isPyTorchOnly(index.imports)) return [];
  const { losses } = findLosses(module, analyzeNames(module), index);
  const lines = linesOf(text);
  return losses.map((loss) => ({
    reference: referenceTo(file, loss, losses),
    place: `line ${lines.positionAt(loss.nameRange.start).line}`,
    // The tree that it comes from is not kept for a list.
    loss: {
      name: loss.name,
      form: loss.form,
      parameters: loss.parameters.map(({ name, default: given }) => (given ? { name, default: true } : { name })),
    },
  }));
}
