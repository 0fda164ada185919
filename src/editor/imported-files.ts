/** What files import from the workspace: read once, and read again when one of them changes in an editor or on disk. */

import * as vscode from "vscode";
import type { SourceFile } from "../evaluate/evaluation.ts";
import { collectImports, importsOf } from "../evaluate/imports.ts";
import { largestFiles } from "../python/readable-file.ts";
import type { Analyses, Analysis } from "./analyses.ts";
import { sourceOf } from "./python-source.ts";
import { readTextIfRegular } from "./read-file.ts";

export interface ImportedFiles extends vscode.Disposable {
  /** All that the file imports from the workspace, directly or not, as it is in the editor where it is open. */
  of(analysis: Analysis): Promise<readonly SourceFile[]>;
  /** Grows when something that the file imports has changed, been made, or gone. */
  revisionOf(uri: vscode.Uri): number;
  /** The file itself is as it was, but something that it imports is not. */
  readonly onDidChange: vscode.Event<vscode.Uri>;
}

interface Gathered {
  readonly uri: vscode.Uri;
  /** The imports that the files were looked up for. */
  readonly imports: string;
  readonly files: Promise<readonly SourceFile[]>;
  /** Every path that was looked at, and the text that was there; undefined where there was no file. */
  readonly looked: Map<string, string | undefined>;
}

export function followImports(analyses: Analyses, log: (line: string) => void): ImportedFiles {
  const gathered = new Map<string, Gathered>();
  const revisions = new Map<string, number>();
  const importsOfAnalysis = new WeakMap<Analysis, string>();
  const watchers = new Map<string, vscode.Disposable>();
  const changed = new vscode.EventEmitter<vscode.Uri>();

  function importsIn(analysis: Analysis): string {
    let imports = importsOfAnalysis.get(analysis);
    if (imports === undefined) {
      imports = JSON.stringify(importsOf(analysis.parsed.module));
      importsOfAnalysis.set(analysis, imports);
    }
    return imports;
  }

  function gather(analysis: Analysis): Gathered {
    const { uri, text } = analysis.source;
    const looked = new Map<string, string | undefined>();
    const read = async (path: string): Promise<string | undefined> => {
      // Known before it is read: a change meanwhile must not be missed.
      looked.set(path, undefined);
      const found = await readFile(uri.with({ path }));
      looked.set(path, found);
      if (found !== undefined) watchBeside(uri.with({ path }));
      return found;
    };
    const files = collectImports({ path: uri.path, text }, read, analysis.parsed.module);
    watchBeside(uri);
    return { uri, imports: importsIn(analysis), files, looked };
  }

  /** Files of the workspace have one watcher for all; a folder outside has one of its own. */
  function watchBeside(uri: vscode.Uri): void {
    const isInside = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
    const folder = vscode.Uri.joinPath(uri, "..");
    const key = isInside ? "" : folder.toString();
    if (watchers.has(key) || (!isInside && uri.scheme !== "file")) return;
    const watcher = vscode.workspace.createFileSystemWatcher(
      isInside ? "**/*.py" : new vscode.RelativePattern(folder, "*.py"),
    );
    const lookAgain = (at: vscode.Uri) => {
      lookOnDisk(at).catch((error: unknown) => log(`${at.toString(true)} was not read: ${String(error)}`));
    };
    watchers.set(
      key,
      vscode.Disposable.from(
        watcher,
        watcher.onDidChange(lookAgain),
        watcher.onDidCreate(lookAgain),
        watcher.onDidDelete(lookAgain),
      ),
    );
  }

  async function lookOnDisk(uri: vscode.Uri): Promise<void> {
    // What an editor shows counts, and says itself when it changes.
    if (openDocument(uri) !== undefined) return;
    if ([...gathered.values()].some(({ looked }) => looked.has(uri.path))) tell(uri, await readFile(uri));
  }

  /** Whoever looked at this path and saw something else has to look again. */
  function tell(uri: vscode.Uri, text: string | undefined): void {
    for (const [key, entry] of gathered) {
      if (!entry.looked.has(uri.path) || entry.looked.get(uri.path) === text) continue;
      gathered.delete(key);
      revisions.set(key, (revisions.get(key) ?? 0) + 1);
      changed.fire(entry.uri);
    }
  }

  const subscriptions = vscode.Disposable.from(
    changed,
    analyses.onDidChange(({ source }) => tell(source.uri, source.text)),
    analyses.onDidDelete((uri) => {
      gathered.delete(uri.toString());
      // Closed with changes that were not saved: what is on disk counts again.
      void lookOnDisk(uri);
    }),
  );

  return {
    of(analysis) {
      const key = analysis.source.uri.toString();
      const known = gathered.get(key);
      if (known?.imports === importsIn(analysis)) return known.files;
      const entry = gather(analysis);
      gathered.set(key, entry);
      entry.files.catch(() => {
        if (gathered.get(key) === entry) gathered.delete(key);
      });
      return entry.files;
    },
    revisionOf: (uri) => revisions.get(uri.toString()) ?? 0,
    onDidChange: changed.event,
    dispose() {
      subscriptions.dispose();
      for (const watcher of watchers.values()) watcher.dispose();
      watchers.clear();
      gathered.clear();
    },
  };
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}

/** Undefined where there is no such file: most candidates for an import are not there. */
async function readFile(uri: vscode.Uri): Promise<string | undefined> {
  const open = openDocument(uri);
  if (open !== undefined) return sourceOf(open)?.text ?? open.getText();
  return readTextIfRegular(uri, largestFiles.import);
}
