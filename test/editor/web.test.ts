import { suite, test } from "mocha";
import { env, extensions, UIKind, Uri, window, workspace } from "vscode";

suite("The extension in a browser", () => {
  test("opening a Python file activates it in the web worker host", async () => {
    assert(env.uiKind === UIKind.Web, "this is VS Code in a browser");
    const extension = extensions.getExtension("loss-lens.loss-lens");
    assert(extension, "the extension is loaded");
    const folder = workspace.workspaceFolders?.[0];
    assert(folder, "a folder is open");
    await window.showTextDocument(Uri.joinPath(folder.uri, "textbook.py"));
    await extension.activate();
    assert(extension.isActive, "the extension is active");
  });
});

/** Node's own is not to be had in a worker. */
function assert(condition: unknown, claim: string): asserts condition {
  if (!condition) throw new Error(`Not so: ${claim}`);
}
