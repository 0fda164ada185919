/** Which columns of a data file are targets and predictions, as a person chose them: kept for each file. */

import type * as vscode from "vscode";
import * as z from "zod/mini";
import type { ColumnChoice } from "../../samples/data-file.ts";

const Choice = z.object({ yTrue: z.array(z.string()), yPred: z.array(z.string()) });

export interface ColumnMemory {
  of(file: vscode.Uri): ColumnChoice | undefined;
  keep(file: vscode.Uri, choice: ColumnChoice): Promise<void>;
}

export function rememberColumns(state: vscode.Memento): ColumnMemory {
  const key = (file: vscode.Uri): string => `columns ${file.toString()}`;
  return {
    of(file) {
      const read = z.safeParse(Choice, state.get(key(file)));
      return read.success ? read.data : undefined;
    },
    keep: async (file, choice) => state.update(key(file), choice),
  };
}
