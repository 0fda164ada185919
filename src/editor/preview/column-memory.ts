/** Which columns of a data file are targets and predictions, as a person chose them: kept for each file. */

import type * as vscode from "vscode";
import { readColumnChoice } from "../../preview/column-choice.ts";
import type { ColumnChoice } from "../../samples/data-file.ts";

export interface ColumnMemory {
  of(file: vscode.Uri): ColumnChoice | undefined;
  keep(file: vscode.Uri, choice: ColumnChoice): Promise<void>;
}

export function rememberColumns(state: vscode.Memento): ColumnMemory {
  const key = (file: vscode.Uri): string => `columns ${file.toString()}`;
  return {
    of: (file) => readColumnChoice(state.get(key(file))),
    keep: async (file, choice) => state.update(key(file), choice),
  };
}
