import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { extensions, languages, Uri, window, workspace } from "vscode";
import { closeEditors, eventually, openPython } from "./editing.ts";

suite("The extension in its editor", () => {
  test("opening a Python file activates it", async () => {
    const extension = extensions.getExtension("loss-lens.loss-lens");
    assert.ok(extension, "the extension is loaded");
    const folder = workspace.workspaceFolders?.[0];
    assert.ok(folder, "a folder is open");
    const document = await workspace.openTextDocument(Uri.joinPath(folder.uri, "textbook.py"));
    await window.showTextDocument(document);
    assert.equal(document.languageId, "python");
    assert.ok((await languages.getLanguages()).includes("python"));
    await extension.activate();
    assert.ok(extension.isActive);
  });

  test("typing reaches the document, and closing leaves no editor behind", async () => {
    const editor = await openPython("from keras import ops\n");
    await editor.edit((edit) => edit.insert(editor.document.lineAt(1).range.start, "loss = ops.mean\n"));
    assert.equal(editor.document.getText(), "from keras import ops\nloss = ops.mean\n");
    await closeEditors();
    await eventually(
      () => window.tabGroups.all.flatMap((group) => group.tabs).length,
      (tabs) => tabs === 0,
    );
  });
});
