/** How many of our findings are shown: what a person sees is what is counted, whatever the run mode hides. */

import * as vscode from "vscode";
import { diagnosticSource } from "./diagnostics.ts";
import type { PythonSource } from "./python-source.ts";

/** The squiggles of a file, or of all cells of a notebook. */
export function shownFindings({ documents }: Pick<PythonSource, "documents">): number {
  return documents.reduce((sum, { uri }) => sum + vscode.languages.getDiagnostics(uri).filter(isOurs).length, 0);
}

function isOurs({ source }: vscode.Diagnostic): boolean {
  return source === diagnosticSource;
}
