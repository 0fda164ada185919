/** The person's own rows: the file chosen in the page, or the one that a comment names, `# loss-lens: data=rows.csv`. */

import * as vscode from "vscode";
import type { ChosenData } from "../../preview/ask/question.ts";
import type { Module } from "../../python/ast.ts";
import { largestFiles } from "../../python/readable-file.ts";
import { say } from "../../python/say.ts";
import { type ColumnChoice, readDataFile } from "../../samples/data-file.ts";
import { readRegularFile } from "../read-file.ts";
import type { ColumnMemory } from "./column-memory.ts";

const comment = /#\s*loss-lens:\s*data\s*=\s*(\S+)/;

/** Null where no file is chosen; a file that cannot be read says why. */
export async function chosenData(
  chosen: string | null,
  code: vscode.Uri,
  module: Module,
  columns: ColumnMemory,
): Promise<ChosenData> {
  const uri = dataFileOf(chosen, code, module);
  if (uri === undefined) return null;
  const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
  const path = uri.scheme === "file" ? uri.fsPath : name;
  try {
    const read = await readRegularFile(uri, largestFiles.data);
    if ("reason" in read)
      return { name, path, result: { kind: "problem", text: say("{0} is {1}.", name, read.reason) } };
    return { name, path, result: readDataFile(name, read.bytes, columns.of(uri)) };
  } catch (error) {
    const reason = error instanceof vscode.FileSystemError ? error.code : String(error);
    return { name, path, result: { kind: "problem", text: say("{0} could not be opened: {1}", name, reason) } };
  }
}

/** The file chosen in the page, else the one that a comment names. */
export function dataFileOf(chosen: string | null, code: vscode.Uri, module: Module): vscode.Uri | undefined {
  return chosen === null ? fileOfComment(code, module) : vscode.Uri.parse(chosen);
}

function fileOfComment(code: vscode.Uri, module: Module): vscode.Uri | undefined {
  for (const { text } of module.comments) {
    const path = comment.exec(text)?.[1];
    if (path !== undefined) return vscode.Uri.joinPath(code, "..", path);
  }
  return undefined;
}

export async function askForDataFile(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: say("Data for the loss: columns or arrays of targets and predictions"),
    filters: { [say("Data")]: ["csv", "tsv", "json", "npy", "npz"], [say("All files")]: ["*"] },
  });
  return chosen?.[0];
}

/** Remembers which columns of a file are which; false where there is no file. */
export async function keepColumns(
  { yTrue, yPred }: ColumnChoice,
  file: vscode.Uri | undefined,
  columns: ColumnMemory,
): Promise<boolean> {
  if (file === undefined) return false;
  await columns.keep(file, { yTrue, yPred });
  return true;
}
