import assert from "node:assert/strict";
import { suite, suiteSetup, suiteTeardown, test } from "mocha";
import { commands, type Location, languages, Position, Uri, WorkspaceEdit, window, workspace } from "vscode";
import { closeEditors, eventually } from "./editing.ts";

// A name of their own: a string that two losses of the workspace go by means neither for certain.
const files = {
  "losses.py":
    "from keras import ops\n\n\ndef tuned(y_true, y_pred):\n    return ops.mean(ops.square(y_true - y_pred), axis=-1)\n\n\ndef helper(a):\n    return a\n",
  "train.py":
    'from .losses import tuned\n\nmodel.compile(loss=tuned)\nload_model("m", custom_objects={"tuned": tuned})\nmodel.compile(loss="tuned")\n',
  "broken.py": "x = 1\n",
};

suite("A loss by its name in all of the workspace", () => {
  let folder: Uri;
  const at = (name: keyof typeof files) => Uri.joinPath(folder, name);
  const write = (name: keyof typeof files, text: string) =>
    workspace.fs.writeFile(at(name), new TextEncoder().encode(text));
  const textOf = async (name: keyof typeof files) => (await workspace.openTextDocument(at(name))).getText();

  suiteSetup(async () => {
    folder = Uri.joinPath(workspace.workspaceFolders![0]!.uri, "named");
    for (const [name, text] of Object.entries(files)) await write(name as keyof typeof files, text);
    await window.showTextDocument(at("losses.py"));
  });
  suiteTeardown(async () => {
    await closeEditors();
    await workspace.fs.delete(folder, { recursive: true });
  });

  const rename = (position: Position) =>
    commands.executeCommand<WorkspaceEdit>("vscode.executeDocumentRenameProvider", at("losses.py"), position, "smooth");

  test("its uses are found in other files, in strings that Keras reads too", async () => {
    const found = await eventually(
      async () => {
        const places = await commands.executeCommand<Location[]>(
          "vscode.executeReferenceProvider",
          at("losses.py"),
          new Position(3, 5),
        );
        return places
          .map(({ uri, range }) => `${uri.path.split("/").at(-1)}:${range.start.line}:${range.start.character}`)
          .toSorted();
      },
      (places) => places.length > 0,
    );
    assert.deepEqual(found, [
      "losses.py:3:4",
      "train.py:0:20",
      "train.py:2:19",
      "train.py:3:33",
      "train.py:3:41",
      "train.py:4:20",
    ]);
  });

  test("it is renamed there, in one step back", async () => {
    const edit = await rename(new Position(3, 5));
    assert.ok(await workspace.applyEdit(edit));
    assert.ok((await textOf("losses.py")).includes("def smooth(y_true"));
    assert.equal(await textOf("train.py"), files["train.py"].replaceAll("tuned", "smooth"));
    await window.showTextDocument(at("losses.py"));
    await commands.executeCommand("undo");
    assert.equal(await textOf("losses.py"), files["losses.py"]);
    const back = new WorkspaceEdit();
    const { lineCount } = await workspace.openTextDocument(at("train.py"));
    const document = await workspace.openTextDocument(at("train.py"));
    back.replace(
      at("train.py"),
      document.validateRange(document.lineAt(0).range.union(document.lineAt(lineCount - 1).range)),
      files["train.py"],
    );
    await workspace.applyEdit(back);
    await workspace.saveAll();
  });

  test("beside another provider of renames, what is no loss is renamed by that one", async () => {
    const provider = languages.registerRenameProvider("python", {
      provideRenameEdits(document, position, newName) {
        const edit = new WorkspaceEdit();
        edit.replace(document.uri, document.getWordRangeAtPosition(position)!, newName);
        return edit;
      },
    });
    try {
      const helper = await rename(new Position(7, 6));
      assert.deepEqual(
        helper.entries().map(([uri, edits]) => [uri.path.split("/").at(-1), edits.length]),
        [["losses.py", 1]],
      );
      const prepared = await commands.executeCommand<{ placeholder: string } | undefined>(
        "vscode.prepareRename",
        at("losses.py"),
        new Position(7, 6),
      );
      assert.equal(prepared?.placeholder, "helper");
    } finally {
      provider.dispose();
    }
  });

  test("what is no loss is left to others, and what cannot be renamed as a whole is not renamed in part", async () => {
    await assert.rejects(async () => rename(new Position(7, 6)), /renames losses/);
    await write("broken.py", "from .losses import tuned\nuse(tuned))) = (\n");
    await assert.rejects(async () => rename(new Position(3, 5)), /broken\.py/);
  });
});
