/** The workspace's Python files as they are now, those in editors as they are typed: read for one question, and not kept. */

import * as vscode from "vscode";
import { importCandidates } from "../evaluate/imports.ts";
import { mayMention, type WorkspaceModules } from "../losses/occurrences.ts";
import { readClosed } from "./closed-file.ts";
import { notebookOf, type PythonSource, sourceOf } from "./python-source.ts";
import { leftOut, mostFiles } from "./workspace-losses.ts";

export interface FoundModules {
  readonly modules: WorkspaceModules;
  /** By the paths of `modules`. */
  readonly sources: ReadonlyMap<string, PythonSource>;
  /** Whether there are more files than were read. */
  readonly isCut: boolean;
}

/** Read at the same time: each waits for the disk. */
const atOnce = 8;

/** Of all files, those that may mention a name; `beside` is among them, wherever it is. */
export async function findModules(
  name: string,
  beside: PythonSource,
  token: vscode.CancellationToken,
): Promise<FoundModules> {
  const open = new Map<string, PythonSource>();
  for (const document of vscode.workspace.textDocuments) {
    const source = document.languageId === "python" && !document.isClosed ? sourceOf(document) : undefined;
    if (source !== undefined) open.set((notebookOf(document)?.uri ?? document.uri).toString(), source);
  }
  const uris = await vscode.workspace.findFiles("**/*.{py,ipynb}", leftOut, mostFiles, token);
  const isNear = ({ scheme, authority }: vscode.Uri) =>
    scheme === beside.uri.scheme && authority === beside.uri.authority;
  const near = new Map([...uris.filter(isNear), beside.uri].map((uri) => [uri.path, uri]));
  const sources = new Map<string, PythonSource>();
  const waiting = near.values();
  const worker = async () => {
    for (const uri of waiting) {
      if (token.isCancellationRequested) return;
      const source = open.get(uri.toString()) ?? (await readClosed(uri));
      if (source !== undefined && mayMention(source.text, name)) sources.set(uri.path, source);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const sorted = [...sources].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    modules: {
      texts: new Map(sorted.map(([path, { text }]) => [path, text])),
      exists: (path) => near.has(path),
      candidates: importCandidates,
    },
    sources,
    isCut: uris.length >= mostFiles,
  };
}
