import assert from "node:assert/strict";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite, suiteSetup, suiteTeardown, test } from "mocha";
import { ConfigurationTarget, commands, Uri, window, workspace } from "vscode";
import { closeEditors, eventually, openPython } from "./editing.ts";

const losses = `from keras import ops


def squared(y_true, y_pred):
    return ops.mean(ops.square(y_pred - y_true), axis=-1)
`;

/** What answers for Python: for every batch the predictions for values, and no gradient. */
const stand = `#!${process.execPath}
const text = require("fs").readFileSync(process.argv.at(-1), "utf8");
const given = [...text.matchAll(/^ {4}\\(_ll_given\\("[^"]*", "[^"]*", \\([^)]*\\)\\), _ll_given\\("([^"]*)", "<f4", \\((\\d+)/gm)];
const batches = given.map(([, data, count]) => ({ value: { shape: [Number(count)], data }, gradient: null }));
process.stdout.write(JSON.stringify({ python: "3.99", keras: "9.9.9", backend: "tensorflow", library: "8.8", batches }));
`;

suite("A loss that is checked with the person's own Keras", () => {
  let folder: string;
  const use = (path: string | undefined) =>
    workspace.getConfiguration("lossLens").update("python", path, ConfigurationTarget.Global);

  suiteSetup(async () => {
    folder = await mkdtemp(join(tmpdir(), "loss-lens-python-"));
  });
  suiteTeardown(async () => {
    await use(undefined);
    await closeEditors();
    await rm(folder, { recursive: true, force: true });
  });

  test("stands beside what is computed here, with the versions", async () => {
    const path = join(folder, "python");
    await writeFile(path, stand);
    await chmod(path, 0o755);
    await use(path);
    const { document } = await openPython(losses);
    const page = async () => {
      await commands.executeCommand("lossLens.checkWithKeras", { uri: document.uri.toString(), loss: "squared" });
      return (await workspace.openTextDocument(Uri.parse("loss-lens-check:/squared.md"))).getText();
    };
    const text = await eventually(page, (each) => each.includes("9"));
    assert.ok(text.includes("Keras 9\\.9\\.9 · tensorflow 8\\.8 · Python 3\\.99"), text.slice(0, 400));
    // Its predictions are no squares.
    assert.ok(text.includes("They differ"), text.slice(0, 400));
    assert.match(text, /\| value, Keras<br>value, Loss Lens \|\n.*\n\| [−\d.]+ \| [−\d.]+<br>[−\d.]+ \|$/m);
    assert.match(text, /\| gradient, Keras<br>gradient, Loss Lens \|\n.*\n\| [−\d.]+ \| –<br>[−\d.]+ \|$/m);
  });

  test("opens in the preview's group, as a rule's page does, and not in a third column", async () => {
    await closeEditors();
    const path = join(folder, "python");
    await writeFile(path, stand);
    await chmod(path, 0o755);
    await use(path);
    const { document } = await openPython(losses);
    const loss = { uri: document.uri.toString(), loss: "squared" };
    const groups = () => window.tabGroups.all.map(({ tabs }) => tabs.map(({ label }) => label));
    const code = groups()[0];
    await commands.executeCommand("lossLens.plotLoss", loss);
    await eventually(groups, (all) => all.length === 2);
    const column = window.activeTextEditor?.viewColumn;
    await commands.executeCommand("lossLens.checkWithKeras", loss);
    await eventually(groups, (all) => all.flat().some((label) => label.includes("squared.md")));
    assert.deepEqual(groups()[0], code);
    assert.equal(groups().length, 2);
    await window.showTextDocument(document, column);
    await commands.executeCommand("lossLens.showRule", "undefined-loss");
    await eventually(groups, (all) => all.flat().some((label) => label.includes("undefined-loss")));
    assert.deepEqual(groups()[0], code);
    assert.equal(groups().length, 2);
  });
});
