/** Writes a slider's value into the code, as an edit that can be undone. */

import * as vscode from "vscode";
import type { Analysis } from "../analyze.ts";
import { toWorkspaceEdit } from "../code-actions.ts";
import { numberIn, pythonNumber } from "./sliders.ts";

/** False where the parameter or its default is no longer there. */
export async function writeParameter(
  analysis: Analysis,
  lossName: string,
  parameterName: string,
  value: number,
): Promise<boolean> {
  const loss = analysis.losses.find((each) => each.name === lossName);
  const given = loss?.parameters.find((each) => each.name === parameterName)?.default;
  if (given === undefined || numberIn(given) === undefined) return false;
  const isInteger = given.kind === "Constant" && typeof given.value === "bigint";
  const edit = { range: given.range, newText: pythonNumber(value, isInteger) };
  return vscode.workspace.applyEdit(toWorkspaceEdit(analysis.source, [edit]));
}
