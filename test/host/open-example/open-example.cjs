/** Loaded beside Loss Lens by `npm start`: opens `losses.py` with the preview of its focal loss. */

const vscode = require("vscode");

exports.activate = async () => {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) return;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, "losses.py"));
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: vscode.ViewColumn.One,
    preview: false,
  });
  const place = document.positionAt(document.getText().indexOf("focal_loss"));
  editor.selection = new vscode.Selection(place, place);
  editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.AtTop);
  await vscode.commands.executeCommand("lossLens.plotLoss");
};
