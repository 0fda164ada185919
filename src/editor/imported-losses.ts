/** The losses that open files import: looked up once typing rests, and again when one of those files has changed. */

import * as vscode from "vscode";
import { importCandidates } from "../evaluate/imports.ts";
import { createImporter, type ImportedLosses, type Importer } from "../losses/imported-losses.ts";
import type { Analyses, Analysis } from "./analyses.ts";
import type { ImportedFiles } from "./imported-files.ts";

export interface LossImports extends vscode.Disposable {
  /** What is known by now; it never waits. */
  of(uri: vscode.Uri): ImportedLosses;
  /** Reads what the file imports; `changed` is called where that is not what was known. */
  lookSoon(analysis: Analysis): void;
}

/** A keystroke comes first, and what is imported seldom changes with it. */
const pauseMilliseconds = 400;
/** What a file has that could hand over an imported loss, or call one. */
const sign = /\bimport\b[\s\S]*(?:compile|add_loss|[Ll]oss)/;

export function followLossImports(
  files: ImportedFiles,
  analyses: Analyses,
  changed: (analysis: Analysis) => void,
  log: (line: string) => void,
): LossImports {
  const texts = new Map<string, string>();
  const pathsOf = new Map<string, ReadonlySet<string>>();
  const due = new Map<string, ReturnType<typeof setTimeout>>();
  let importer: Importer | undefined;

  function forgetUnneeded(): void {
    const needed = new Set([...pathsOf.values()].flatMap((paths) => [...paths]));
    for (const path of texts.keys()) if (!needed.has(path)) texts.delete(path);
  }

  async function look(uri: vscode.Uri): Promise<void> {
    const analysis = analyses.get(uri);
    if (analysis === undefined) return;
    const found = await files.of(analysis);
    const key = uri.toString();
    const before = pathsOf.get(key) ?? new Set();
    const now = new Set(found.map(({ path }) => path));
    let isOther = false;
    for (const { path, text } of found) {
      if (texts.get(path) !== text || !before.has(path)) isOther = true;
      texts.set(path, text);
    }
    if ([...before].some((path) => !now.has(path))) isOther = true;
    pathsOf.set(key, now);
    forgetUnneeded();
    const latest = analyses.get(uri);
    if (isOther && latest !== undefined) changed(latest);
  }

  function lookSoon({ source }: Analysis): void {
    const key = source.uri.toString();
    clearTimeout(due.get(key));
    due.delete(key);
    if (!sign.test(source.text)) return;
    due.set(
      key,
      setTimeout(() => {
        due.delete(key);
        look(source.uri).catch((error: unknown) =>
          log(`What ${source.uri.toString(true)} imports was not read: ${String(error)}`),
        );
      }, pauseMilliseconds),
    );
  }

  const subscriptions = vscode.Disposable.from(
    files.onDidChange((uri) => {
      const analysis = analyses.get(uri);
      if (analysis !== undefined) lookSoon(analysis);
    }),
    analyses.onDidDelete((uri) => {
      const key = uri.toString();
      clearTimeout(due.get(key));
      due.delete(key);
      pathsOf.delete(key);
      forgetUnneeded();
    }),
  );

  return {
    of(uri) {
      importer ??= createImporter({ candidates: importCandidates, read: (path) => texts.get(path) });
      return importer.from(uri.path);
    },
    lookSoon,
    dispose() {
      subscriptions.dispose();
      for (const timer of due.values()) clearTimeout(timer);
      due.clear();
    },
  };
}
