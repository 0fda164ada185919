import assert from "node:assert/strict";
import { suite, suiteSetup, suiteTeardown, teardown, test } from "mocha";
import { type CodeAction, commands, Range, type TextDocument, Uri, window, workspace } from "vscode";
import { closeEditors, eventually, openPython } from "./editing.ts";

const book =
  "from keras import ops\n\n\ndef book(y_true, y_pred):\n    error = y_true - y_pred\n    return ops.mean(error * error, axis=-1)\n";

async function offered({ uri }: TextDocument, range: Range): Promise<CodeAction[]> {
  const all = await commands.executeCommand<CodeAction[]>("vscode.executeCodeActionProvider", uri, range, "refactor");
  return all ?? [];
}

const cursor = (line: number, character: number) => new Range(line, character, line, character);

suite("What can be done to a loss", () => {
  teardown(closeEditors);

  test("a sum is split into terms in one step, which one step undoes", async () => {
    const text =
      "from keras import ops\n\n\ndef total(y_true, y_pred):\n    return ops.square(y_true - y_pred) + 0.5 * ops.abs(y_pred)\n";
    const { document } = await openPython(text);
    const found = await eventually(
      () => offered(document, cursor(4, 6)),
      (all) => all.some(({ title }) => title.startsWith("Split the sum")),
    );
    const action = found.find(({ title }) => title.startsWith("Split the sum"))!;
    assert.equal(action.title, "Split the sum into terms: squared, absolute");
    await workspace.applyEdit(action.edit!);
    assert.ok(document.getText().endsWith("    return squared + absolute\n"), document.getText());
    await commands.executeCommand("undo");
    assert.equal(document.getText(), text);
  });

  test("a loss that Keras has is told as such once it was run, and nothing is offered outside of losses", async function () {
    this.timeout(60_000);
    const { document } = await openPython(`${book}\n\ndef helper(a):\n    return a * 2.0 + a * 3.0\n`);
    const found = await eventually(
      () => offered(document, cursor(3, 6)),
      (all) => all.some(({ title }) => title.includes("keras.losses.mean_squared_error")),
      50_000,
    );
    const action = found.find(({ title }) => title.includes("keras.losses.mean_squared_error"))!;
    await workspace.applyEdit(action.edit!);
    assert.ok(document.getText().includes("    return keras.losses.mean_squared_error(y_true, y_pred)\n"));
    assert.ok(document.getText().includes("\nimport keras\n"));
    assert.deepEqual(
      (await offered(document, cursor(document.lineCount - 2, 8))).map(({ title }) => title),
      [],
    );
  });
});

suite("What a loss can take besides", () => {
  teardown(closeEditors);

  test("is offered for what the loss was run on, and one step undoes it", async function () {
    this.timeout(60_000);
    const text =
      'import keras\nfrom keras import ops\n\n\ndef my_binary_crossentropy(y_true, y_pred):\n    p = ops.clip(y_pred, 1e-7, 1 - 1e-7)\n    return -ops.mean(y_true * ops.log(p) + (1 - y_true) * ops.log(1 - p), axis=-1)\n\n\nmodel = keras.Sequential([keras.layers.Dense(1, activation="sigmoid")])\nmodel.compile(loss=my_binary_crossentropy)\n';
    const { document } = await openPython(text);
    const found = await eventually(
      () => offered(document, cursor(5, 6)),
      (all) => all.some(({ title }) => title.includes("'label_smoothing'")),
      50_000,
    );
    const titles = found.map(({ title }) => title);
    for (const name of ["mask_value", "positive_weight", "label_smoothing", "from_logits"])
      assert.ok(
        titles.some((title) => title.includes(`'${name}'`)),
        titles.join("\n"),
      );
    await workspace.applyEdit(found.find(({ title }) => title.includes("'from_logits'"))!.edit!);
    assert.ok(
      document.getText().includes("    if from_logits:\n        y_pred = ops.sigmoid(y_pred)\n"),
      document.getText(),
    );
    await commands.executeCommand("undo");
    assert.equal(document.getText(), text);
  });
});

suite("A loss that takes another form", () => {
  let folder: Uri;
  const focal =
    "from keras import ops\n\n\ndef focal(y_true, y_pred, gamma=2.0):\n    return ops.mean(ops.abs(y_true - y_pred) ** gamma, axis=-1)\n";
  const write = (name: string, text: string) =>
    workspace.fs.writeFile(Uri.joinPath(folder, name), new TextEncoder().encode(text));
  suiteSetup(async () => {
    folder = Uri.joinPath(workspace.workspaceFolders![0]!.uri, "factory");
    await write("losses.py", focal);
    await write(
      "train.py",
      "import losses\nfrom losses import focal\n\nmodel.compile(loss=focal)\nlosses.focal(t, p, gamma=3.0)\n",
    );
  });
  suiteTeardown(async () => {
    await closeEditors();
    await workspace.fs.delete(folder, { recursive: true });
  });

  async function choose(document: TextDocument, position: Range, words: string): Promise<void> {
    const found = await eventually(
      () => offered(document, position),
      (all) => all.some(({ title }) => title.includes(words)),
    );
    const { command } = found.find(({ title }) => title.includes(words))!;
    await commands.executeCommand(command!.command, ...command!.arguments!);
  }

  test("is made as a class in the files that import it, and as a function again", async () => {
    const factory =
      "import keras\nfrom keras import ops\n\n\ndef smooth_loss(beta=0.5):\n    def loss(y_true, y_pred):\n        return ops.mean(ops.abs(y_true - y_pred) ** beta, axis=-1)\n\n    return loss\n";
    const use = "from smooth import smooth_loss\n\nmodel.compile(loss=[smooth_loss(), smooth_loss(beta=0.25)])\n";
    await write("smooth.py", factory);
    await write("use.py", use);
    const { document } = await window.showTextDocument(Uri.joinPath(folder, "smooth.py"));
    await choose(document, cursor(4, 6), "Turn into the class 'SmoothLoss'");
    assert.ok(
      document.getText().includes("class SmoothLoss(keras.losses.Loss):\n    def __init__(self, beta=0.5, name="),
    );
    const other = await workspace.openTextDocument(Uri.joinPath(folder, "use.py"));
    assert.equal(other.getText(), use.replaceAll("smooth_loss", "SmoothLoss"));
    await choose(document, cursor(5, 8), "Turn into the function 'smooth_loss'");
    assert.equal(document.getText(), factory);
    assert.equal(other.getText(), use);
  });

  test("returns a mean for each sample only where no other file reads its mean", async () => {
    const loss = (name: string) =>
      `from keras import ops\n\n\ndef ${name}(y_true, y_pred):\n    return ops.mean(ops.square(y_true - y_pred))\n`;
    await write("alone.py", loss("alone_loss"));
    await write("read.py", loss("read_loss"));
    await write(
      "reader.py",
      "from alone import alone_loss\nfrom read import read_loss\n\nmodel.compile(loss=alone_loss)\nvalue = read_loss(t, p)\n",
    );
    const alone = await window.showTextDocument(Uri.joinPath(folder, "alone.py"));
    await choose(alone.document, cursor(4, 6), "a mean for each sample");
    assert.ok(alone.document.getText().includes("ops.square(y_true - y_pred), axis=-1)"));
    const read = await window.showTextDocument(Uri.joinPath(folder, "read.py"));
    await choose(read.document, cursor(4, 6), "a mean for each sample");
    assert.equal(read.document.getText(), loss("read_loss"));
  });

  test("stays as it is where a file calls what it makes", async () => {
    const factory =
      "import keras\nfrom keras import ops\n\n\ndef steep_loss(beta=0.5):\n    def loss(y_true, y_pred):\n        return ops.mean(ops.abs(y_true - y_pred) ** beta, axis=-1)\n\n    return loss\n";
    await write("steep.py", factory);
    await write("step.py", "from steep import steep_loss\n\nvalue = steep_loss()(t, p)\n");
    const { document } = await window.showTextDocument(Uri.joinPath(folder, "steep.py"));
    await choose(document, cursor(4, 6), "Turn into the class 'SteepLoss'");
    assert.equal(document.getText(), factory);
  });

  test("is called in the files that import it", async () => {
    const { document } = await window.showTextDocument(Uri.joinPath(folder, "losses.py"));
    const found = await eventually(
      () => offered(document, cursor(3, 6)),
      (all) => all.some(({ title }) => title.includes("returns the loss")),
    );
    const { command } = found.find(({ title }) => title.includes("returns the loss"))!;
    await commands.executeCommand(command!.command, ...command!.arguments!);
    assert.ok(document.getText().includes("def focal(gamma=2.0):\n    def focal(y_true, y_pred):\n        return"));
    const train = await workspace.openTextDocument(Uri.joinPath(folder, "train.py"));
    assert.equal(
      train.getText(),
      "import losses\nfrom losses import focal\n\nmodel.compile(loss=focal())\nlosses.focal(gamma=3.0)(t, p)\n",
    );
  });
});
