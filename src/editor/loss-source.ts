/** A loss with everything that evaluating it needs: its text, the files that it imports, its Keras. */

import * as vscode from "vscode";
import { dialectOf } from "../evaluate/dialect.ts";
import type { Literal, LossSource, SourceFile } from "../evaluate/evaluation.ts";
import { collectImports } from "../evaluate/imports.ts";
import type { LossDefinition } from "../losses/loss.ts";
import type { Analysis } from "./analyze.ts";
import { sourceOf } from "./python-source.ts";

const largestImport = 1_000_000;

/** Reads what the loss's file imports from the workspace, as it is in the editor where it is open. */
export async function readLossSource(
  analysis: Analysis,
  loss: LossDefinition,
  parameters: Readonly<Record<string, Literal>>,
): Promise<LossSource> {
  const file: SourceFile = { path: analysis.source.uri.path, text: analysis.source.text };
  return {
    file,
    imports: await collectImports(file, (path) => readFile(analysis.source.uri.with({ path }))),
    loss: loss.name,
    keras: dialectOf(analysis.keras),
    parameters,
  };
}

/** Files that losses of `analysis` may depend on: whether a change to one of them matters. */
export async function importedPaths(analysis: Analysis): Promise<ReadonlySet<string>> {
  const file: SourceFile = { path: analysis.source.uri.path, text: analysis.source.text };
  const imports = await collectImports(file, (path) => readFile(analysis.source.uri.with({ path })));
  return new Set(imports.map(({ path }) => path));
}

/** Undefined where there is no such file: most candidates for an import are not there. */
async function readFile(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return sourceOf(open)?.text;
  try {
    const stat = await vscode.workspace.fs.stat(uri);
    if (stat.type !== vscode.FileType.File || stat.size > largestImport) return undefined;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
}
