/**
 * Files as they were at the last commit, by VS Code's own git. Where there is none, as in a browser, nothing is said: it is
 * asked as a neighbour is, and no process is started here.
 */

import * as vscode from "vscode";
import { type FileLosses, type LossPair, pairLosses } from "../losses/changed-losses.ts";
import { findLosses } from "../losses/find-losses.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { referenceTo } from "../losses/loss-reference.ts";
import { readNotebook } from "../python/cells.ts";
import { parseModule } from "../python/parse.ts";
import { analyzeNames } from "../python/scope.ts";
import type { Analyses, Analysis } from "./analyses.ts";

/** A loss as it was. */
export interface CommittedLoss {
  /** Of its file. */
  readonly text: string;
  readonly loss: LossDefinition;
  /** Which of the definitions of its name. */
  readonly definition: number;
}

export interface LastCommit extends vscode.Disposable {
  /** Undefined where the loss is what it was, is new, or where nothing is known of it by now. */
  changed(analysis: Analysis, loss: LossDefinition): CommittedLoss | undefined;
  /** What is known of a file is other than it was. */
  readonly onDidChange: vscode.Event<vscode.Uri>;
}

/** Of the API of VS Code's git extension, what is used here. */
interface GitRepository {
  readonly rootUri: vscode.Uri;
  readonly state: { readonly HEAD: { readonly commit?: string } | undefined; readonly onDidChange: vscode.Event<void> };
  show(ref: string, path: string): Promise<string>;
}
interface GitApi {
  getRepository(uri: vscode.Uri): GitRepository | null;
  readonly repositories: readonly GitRepository[];
  readonly onDidOpenRepository: vscode.Event<GitRepository>;
}
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

/** With what it is put together from. */
interface Committed extends FileLosses {
  readonly text: string;
}

export function followLastCommit(analyses: Analyses, log: (line: string) => void): LastCommit {
  /** By file; undefined where the commit has no such file. */
  const files = new Map<string, Committed | undefined>();
  /** By file, the question that was asked last: an answer to an earlier one comes too late. */
  const asked = new Map<string, object>();
  const pairs = new WeakMap<Analysis, { readonly committed: Committed; readonly all: readonly LossPair[] }>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const subscriptions: vscode.Disposable[] = [changed];
  let api: Promise<GitApi | undefined> | undefined;
  let isDisposed = false;

  async function findGit(): Promise<GitApi | undefined> {
    const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
    const git = extension && (extension.isActive ? extension.exports : await extension.activate());
    if (git === undefined || !git.enabled || isDisposed) return undefined;
    const found = git.getAPI(1);
    for (const repository of found.repositories) watch(repository);
    subscriptions.push(
      found.onDidOpenRepository((repository) => {
        watch(repository);
        forget(repository);
      }),
    );
    return found;
  }

  function watch(repository: GitRepository): void {
    let head = repository.state.HEAD?.commit;
    subscriptions.push(
      repository.state.onDidChange(() => {
        if (repository.state.HEAD?.commit === head) return;
        head = repository.state.HEAD?.commit;
        forget(repository);
      }),
    );
  }

  /** Asks again for what is open. */
  function forget({ rootUri }: GitRepository): void {
    for (const { source } of analyses.all()) {
      if (!source.uri.path.startsWith(`${rootUri.path}/`)) continue;
      asked.delete(source.uri.toString());
      void look(source.uri);
    }
  }

  async function look(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    if (uri.scheme !== "file" || asked.has(key)) return;
    const question = {};
    asked.set(key, question);
    try {
      api ??= findGit();
      const text = await textAtHead((await api)?.getRepository(uri) ?? undefined, uri);
      if (isDisposed || asked.get(key) !== question || files.get(key)?.text === text) return;
      files.set(key, text === undefined ? undefined : read(text));
      changed.fire(uri);
    } catch (error) {
      log(`What ${uri.toString(true)} was at the last commit is not known: ${String(error)}`);
    }
  }

  subscriptions.push(
    analyses.onDidChange(({ source }) => void look(source.uri)),
    analyses.onDidDelete((uri) => {
      files.delete(uri.toString());
      asked.delete(uri.toString());
    }),
  );

  return {
    changed(analysis, loss) {
      const committed = files.get(analysis.source.uri.toString());
      if (committed === undefined) return undefined;
      let known = pairs.get(analysis);
      if (known?.committed !== committed) {
        known = { committed, all: pairLosses(committed, analysis) };
        pairs.set(analysis, known);
      }
      const pair = known.all.find(({ after }) => after === loss);
      if (pair?.kind !== "changed") return undefined;
      const { definition } = referenceTo("", pair.before, committed.losses);
      return { text: committed.text, loss: pair.before, definition: definition ?? 0 };
    },
    onDidChange: changed.event,
    dispose() {
      isDisposed = true;
      for (const each of subscriptions) each.dispose();
    },
  };
}

/** Undefined where there is no repository, no commit yet, or no such file in it. */
async function textAtHead(repository: GitRepository | undefined, uri: vscode.Uri): Promise<string | undefined> {
  if (repository === undefined || repository.state.HEAD?.commit === undefined) return undefined;
  let text: string;
  try {
    text = await repository.show("HEAD", uri.fsPath);
  } catch {
    // Not in the commit: there is nothing that it was.
    return undefined;
  }
  return uri.path.endsWith(".ipynb") ? readNotebook(text).text : text.replace(/^\ufeff/, "");
}

function read(text: string): Committed {
  const { module } = parseModule(text);
  const names = analyzeNames(module);
  return { text, losses: findLosses(module, names).losses, names };
}
