/** A Python file or notebook as it is on disk, read without opening it. */

import type * as vscode from "vscode";
import { readNotebook } from "../python/cells.ts";
import { largestFiles } from "../python/readable-file.ts";
import { type PythonSource, sourceOfText } from "./python-source.ts";
import { readTextIfRegular } from "./read-file.ts";

/** Undefined where there is none, it is not read, or it is no notebook after all. */
export async function readClosed(uri: vscode.Uri): Promise<PythonSource | undefined> {
  if (!uri.path.endsWith(".ipynb")) {
    const text = await readTextIfRegular(uri, largestFiles.source);
    return text === undefined ? undefined : sourceOfText(uri, text);
  }
  const json = await readTextIfRegular(uri, largestFiles.notebook);
  if (json === undefined) return undefined;
  try {
    return sourceOfText(uri, readNotebook(json).text);
  } catch {
    return undefined;
  }
}
