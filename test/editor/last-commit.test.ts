import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { suite, suiteSetup, suiteTeardown, test } from "mocha";
import { type CodeLens, commands, extensions, TabInputWebview, Uri, window, workspace } from "vscode";
import { closeEditors, eventually } from "./editing.ts";

function isDone(act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (!String(error).includes("index.lock")) throw error;
    return false;
  }
}

const committed =
  "from keras import ops\n\n\ndef squared(y_true, y_pred):\n    return ops.mean(ops.square(y_pred - y_true), axis=-1)\n\n\ndef other(y_true, y_pred):\n    return ops.mean(ops.abs(y_pred - y_true), axis=-1)\n";

suite("A loss that is other than at the last commit", () => {
  let folder: Uri;
  let file: Uri;
  const git = (...args: string[]) =>
    execFileSync("git", [
      "-C",
      folder.fsPath,
      "-c",
      "user.name=a",
      "-c",
      "user.email=a@b",
      "-c",
      "commit.gpgsign=false",
      ...args,
    ]);

  suiteSetup(async () => {
    folder = Uri.joinPath(workspace.workspaceFolders![0]!.uri, "committed");
    file = Uri.joinPath(folder, "losses.py");
    await workspace.fs.writeFile(file, new TextEncoder().encode(committed));
    git("init", "-q");
    git("add", "-A");
    git("commit", "-q", "-m", "x");
    const { exports } = extensions.getExtension("vscode.git")!;
    await exports.getAPI(1).openRepository(folder);
  });
  suiteTeardown(async () => {
    await closeEditors();
    await workspace.fs.delete(folder, { recursive: true });
  });

  const changed = async () => {
    const lenses = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", file, 100);
    return lenses.filter(({ command }) => command?.title === "changed").map(({ range }) => range.start.line);
  };

  test("says so above it, and not above its neighbour; a comment is no change", async () => {
    const editor = await window.showTextDocument(file);
    await editor.edit((edit) =>
      edit.insert(editor.document.positionAt(committed.indexOf("def squared")), "# squared\n"),
    );
    await eventually(
      async () => (await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", file, 100)).length,
      (count) => count >= 4,
    );
    assert.deepEqual(await changed(), []);
    await editor.edit((edit) =>
      edit.insert(editor.document.positionAt(editor.document.getText().indexOf("ops.mean")), "3.0 * "),
    );
    await eventually(changed, (lines) => lines.length === 1 && lines[0] === 4);
  });

  test("the lens compares with what it was", async () => {
    const lenses = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", file, 100);
    const { command } = lenses.find((each) => each.command?.title === "changed")!;
    await commands.executeCommand(command!.command, ...command!.arguments!);
    await eventually(
      () => window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ input }) => input instanceof TabInputWebview),
      (tabs) => tabs.some(({ label }) => label === "Loss: squared"),
    );
  });

  test("once it is committed there is nothing to say", async () => {
    const document = await workspace.openTextDocument(file);
    // VS Code saves by itself too, and a save that is under way is of the text as it was when that began.
    await eventually(
      async () => {
        await document.save();
        return new TextDecoder().decode(await workspace.fs.readFile(file));
      },
      (saved) => saved === document.getText(),
    );
    // VS Code's own look at the repository may hold its lock for a moment.
    await eventually(
      () => isDone(() => git("commit", "-q", "-a", "-m", "y")),
      (done) => done,
    );
    const repository = extensions.getExtension("vscode.git")!.exports.getAPI(1).getRepository(file);
    const afterLook = async () => {
      await repository.status();
      return changed();
    };
    await eventually(afterLook, (lines) => lines.length === 0, 25_000);
  });
});
