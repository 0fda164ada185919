/** Where something to read opens beside the code: nothing that is there moves or gets narrower for it. */

import * as vscode from "vscode";

/** By which VS Code knows the previews of losses. */
export const panelType = "lossLens.preview";

/**
 * The column with a preview of Loss Lens, where there is one beside the code: its group is locked, so that VS Code by
 * itself opens a third.
 */
export function columnBeside(): vscode.ViewColumn {
  const { all, activeTabGroup } = vscode.window.tabGroups;
  const code = vscode.window.activeTextEditor?.viewColumn ?? activeTabGroup.viewColumn;
  const withPreview = all.find(({ viewColumn, tabs }) => viewColumn !== code && tabs.some(isPreview));
  return withPreview?.viewColumn ?? vscode.ViewColumn.Beside;
}

/** Markdown, drawn; its text where VS Code's own preview of Markdown is switched off. */
export async function showMarkdownBeside(uri: vscode.Uri): Promise<void> {
  const viewColumn = columnBeside();
  const options: vscode.TextDocumentShowOptions = { preview: true, viewColumn };
  await vscode.commands
    .executeCommand("vscode.openWith", uri, "vscode.markdown.preview.editor", options)
    .then(undefined, () => vscode.window.showTextDocument(uri, options));
}

function isPreview({ input }: vscode.Tab): boolean {
  // VS Code puts a word of its own before the type.
  return input instanceof vscode.TabInputWebview && input.viewType.endsWith(panelType);
}
