import assert from "node:assert/strict";
import { suite, teardown, test } from "mocha";
import {
  type CodeLens,
  commands,
  type Hover,
  Selection,
  type Tab,
  TabInputWebview,
  Uri,
  window,
  workspace,
} from "vscode";
import snippets from "../../snippets/keras-losses.json" with { type: "json" };
import { closeEditors, eventually, openPython } from "./editing.ts";

const losses = `from keras import ops


def squared(y_true, y_pred):
    return ops.mean(ops.square(y_pred - y_true), axis=-1)


def logarithmic(y_true, y_pred):
    return -ops.mean(y_true * ops.log(y_pred) + (1 - y_true) * ops.log(1 - y_pred), axis=-1)
`;

const panels = (): Tab[] =>
  window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputWebview && input.viewType.includes("lossLens.preview"));

async function lensesOf(uri: Uri): Promise<CodeLens[]> {
  return (await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", uri, 100)) ?? [];
}

suite("Lenses, hovers and the preview", () => {
  teardown(closeEditors);

  test("above each loss stand its lenses, and a warning where running it has shown one", async () => {
    const { document } = await openPython(losses);
    const titles = async () =>
      (await lensesOf(document.uri)).map(({ range, command }) => `${range.start.line}: ${command?.title}`);
    const found = await eventually(titles, (all) => all.some((title) => title.includes("▲")));
    assert.ok(found.includes("3: Plot loss"), found.join(" | "));
    assert.ok(found.includes("3: Compare with …"));
    assert.ok(found.includes("7: Plot loss"));
    assert.ok(
      found.some((title) => title.startsWith("7: ▲ ") && /infinite|NaN/.test(title)),
      found.join(" | "),
    );
    assert.ok(!found.some((title) => title.startsWith("3: ▲")));
  });

  test("lenses can be switched off", async () => {
    const { document } = await openPython(losses);
    await eventually(
      async () => (await lensesOf(document.uri)).length,
      (count) => count > 0,
    );
    const settings = workspace.getConfiguration("lossLens");
    await settings.update("codeLens", false, true);
    try {
      assert.deepEqual(await lensesOf(document.uri), []);
    } finally {
      await settings.update("codeLens", undefined, true);
    }
  });

  test("a lens stays while code is broken", async () => {
    const editor = await openPython(losses);
    await eventually(
      async () => (await lensesOf(editor.document.uri)).length,
      (count) => count >= 4,
    );
    await editor.edit((edit) => edit.insert(editor.document.lineAt(3).range.end, " ("));
    const after = await lensesOf(editor.document.uri);
    assert.ok(after.filter(({ command }) => command?.title === "Plot loss").length >= 2);
  });

  test("the hover on a loss's name shows its picture and its facts", async () => {
    const { document } = await openPython(losses);
    const at = document.positionAt(losses.indexOf("squared") + 2);
    const text = await eventually(
      async () => {
        const hovers = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", document.uri, at);
        return hovers
          .flatMap(({ contents }) => contents)
          .map((content) => (typeof content === "string" ? content : content.value))
          .join("\n");
      },
      (value) => value.includes("data:image/svg+xml;base64,"),
    );
    assert.match(text, /squared/);
    assert.match(text, /smallest at the target/);
    const pictures = [...text.matchAll(/base64,([^)\s]+)/g)].map(([, data = ""]) =>
      Buffer.from(data, "base64").toString(),
    );
    for (const svg of pictures) assert.match(svg, /^<svg [^>]*xmlns/);
    assert.ok(
      pictures.some((svg) => /<path d="M/.test(svg)),
      "its curve",
    );
    assert.ok(
      pictures.some((svg) => /<math /.test(svg)),
      "its formula",
    );
  });

  test("the hover on a function says what becomes of the gradient, and nothing on other names", async () => {
    const { document } = await openPython(
      `${losses}\n\ndef clipped(y_true, y_pred):\n    return ops.clip(y_pred, 0, 1)\n`,
    );
    const hoverAt = async (word: string) => {
      const at = document.positionAt(document.getText().indexOf(word) + 5);
      const hovers = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", document.uri, at);
      return hovers
        .flatMap(({ contents }) => contents)
        .map((content) => (typeof content === "string" ? content : content.value))
        .join("\n");
    };
    const text = await eventually(
      () => hoverAt("ops.clip"),
      (value) => value.includes("Outside of the bounds it is 0"),
    );
    assert.match(text, /Keras 3/);
    assert.equal(await hoverAt("y_true, y_pred):\n    return ops.clip"), "");
  });

  test("the command opens a panel for the loss under the cursor, and one for each that is asked for by name", async () => {
    const editor = await openPython(losses);
    const at = editor.document.positionAt(losses.indexOf("ops.square"));
    editor.selection = new Selection(at, at);
    await commands.executeCommand("lossLens.plotLoss");
    await eventually(
      () => panels().map(({ label }) => label),
      (labels) => labels.join() === "Loss: squared",
    );
    await commands.executeCommand("lossLens.plotLoss", { uri: editor.document.uri.toString(), loss: "logarithmic" });
    await eventually(
      () => panels().map(({ label }) => label),
      (labels) => labels.join() === "Loss: logarithmic",
    );
  });

  test("a snippet becomes a loss that is found, checked and run", async () => {
    const editor = await openPython("from keras import ops\n\n\n");
    editor.selection = new Selection(3, 0, 3, 0);
    const { body } = Object.values(snippets).find((each: { body: string[] | string }) =>
      [each.body].flat().join("\n").includes("ops."),
    )!;
    await commands.executeCommand("editor.action.insertSnippet", { snippet: [body].flat().join("\n") });
    await eventually(
      async () => (await lensesOf(editor.document.uri)).map(({ command }) => command?.title),
      (titles) => titles.includes("Plot loss"),
    );
  });

  test("a rule's page opens from the package", async () => {
    await commands.executeCommand("lossLens.showRule", "undefined-loss");
    await eventually(
      () => window.tabGroups.all.flatMap(({ tabs }) => tabs).map(({ label }) => label),
      (labels) => labels.some((label) => label.includes("undefined-loss")),
    );
    const page = await workspace.openTextDocument(Uri.parse("loss-lens-rule:/undefined-loss.md"));
    assert.match(page.getText(), /^# undefined-loss/);
  });

  test("a file that is too large, or holds binary, is left alone", async () => {
    const { document } = await openPython(`${losses}# \0\n`);
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.deepEqual(await lensesOf(document.uri), []);
  });
});
