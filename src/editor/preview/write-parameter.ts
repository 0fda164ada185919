/** Writes a slider's value into the code, as an edit that can be undone. */

import * as vscode from "vscode";
import type { LossDefinition } from "../../losses/loss.ts";
import type { Analysis } from "../analyses.ts";
import { toWorkspaceEdit } from "../code-actions.ts";
import { expressionOf, isInteger, numberIn, pythonNumber } from "./sliders.ts";

/** `loss` is one of the analysis. False where the parameter or its value is no longer there. */
export async function writeParameter(
  analysis: Analysis,
  loss: LossDefinition,
  parameterName: string,
  value: number,
): Promise<boolean> {
  const parameter = loss.parameters.find((each) => each.name === parameterName);
  if (parameter === undefined) return false;
  const given = expressionOf(parameter, { loss, uses: analysis.uses, names: analysis.names });
  if (given === undefined || numberIn(given) === undefined) return false;
  const edit = { range: given.range, newText: pythonNumber(value, isInteger(given)) };
  return vscode.workspace.applyEdit(toWorkspaceEdit(analysis.source, [edit]));
}
