/** Shows a place in the code, beside the panel and not over it. */

import * as vscode from "vscode";
import type { Place } from "../../preview/plot-data.ts";
import { sourceOf } from "../python-source.ts";

/** `path` of the place is a URI. */
export async function revealPlace(place: Place, panelColumn: vscode.ViewColumn | undefined): Promise<void> {
  const uri = vscode.Uri.parse(place.path);
  const notebook = vscode.workspace.notebookDocuments.find((each) => each.uri.toString() === place.path);
  const first = notebook?.getCells()[0]?.document ?? (await vscode.workspace.openTextDocument(uri));
  const at = sourceOf(first)?.locate(place);
  if (at === undefined) return;
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === at.document);
  const column =
    visible?.viewColumn ?? (panelColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One);
  const editor = await vscode.window.showTextDocument(at.document, { viewColumn: column });
  editor.selection = new vscode.Selection(at.range.start, at.range.end);
  editor.revealRange(at.range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
