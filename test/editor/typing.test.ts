import assert from "node:assert/strict";
import { suite, suiteSetup, suiteTeardown, teardown, test } from "mocha";
import {
  type CodeLens,
  type CompletionItem,
  type CompletionList,
  ConfigurationTarget,
  commands,
  languages,
  Position,
  Range,
  Selection,
  SnippetString,
  type TextDocument,
  type TextEditor,
  Uri,
  window,
  workspace,
} from "vscode";
import { closeEditors, eventually, openPython } from "./editing.ts";

/** Lines of each kind of place where a word may be typed that is no statement, or no snippet. */
const everyday = `import os
import loss
from losses import focal
import tensorflow.keras.backend as K
x = train
x = lr
x = False
y = mask
z = K.clip
loss = mse
loss = tf.mse
loss_fn
losses
lossy
los
batch = gamma
class Foo
class Loss
class FocalLoss
def loss
def focal
@loss
else
pass
return loss
return dice
continue
break
finally
raise loss
del loss
assert loss
for loss in losses
with loss as x
lambda loss
model.comp
self.loss
tf.reduce_mean
print(loss)
# loss
# focal loss
"loss
'dice
x = [loss
f(loss
def f(loss`.split("\n");

const heads = {
  "keras.ops": "import keras\nfrom keras import ops\n\n\n",
  "tf.keras": "from tensorflow.keras import backend as K\n\n\n",
  "no Keras": "import torch\n\n\n",
};

async function typeAtEnd(editor: TextEditor, text: string): Promise<void> {
  const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
  editor.selection = new Selection(end, end);
  for (const letter of text) await commands.executeCommand("type", { text: letter });
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function completionsIn(text: string): Promise<CompletionItem[]> {
  const { document } = await openPython(text);
  const found = await commands.executeCommand<CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    document.lineAt(document.lineCount - 1).range.end,
  );
  return found.items;
}

const labelOf = ({ label }: CompletionItem): string => (typeof label === "string" ? label : label.label);
const isOurs = ({ label }: CompletionItem): boolean => typeof label !== "string" && label.description === "Loss Lens";

suite("Typing", () => {
  suiteSetup(async () => {
    const bare = {
      // Only our own lists could change what is typed.
      "editor.wordBasedSuggestions": "off",
      "editor.autoClosingBrackets": "never",
      "editor.autoClosingQuotes": "never",
      "editor.autoIndent": "none",
    };
    for (const [name, value] of Object.entries(bare))
      await workspace.getConfiguration().update(name, value, ConfigurationTarget.Global);
  });
  suiteTeardown(async () => {
    for (const name of [
      "editor.wordBasedSuggestions",
      "editor.autoClosingBrackets",
      "editor.autoClosingQuotes",
      "editor.autoIndent",
    ])
      await workspace.getConfiguration().update(name, undefined, ConfigurationTarget.Global);
  });
  teardown(closeEditors);

  for (const [name, head] of Object.entries(heads)) {
    test(`everyday lines have no list to accept from, with ${name}`, async function () {
      this.timeout(120_000);
      const wrong: string[] = [];
      const editor = await openPython(head);
      for (const line of everyday) {
        await typeAtEnd(editor, line);
        await pause(150);
        // What Enter does where a list is open, and nothing where there is none.
        await commands.executeCommand("acceptSelectedSuggestion");
        const text = editor.document.getText();
        if (text !== head + line) wrong.push(`${line} became ${text}`);
        const { document } = editor;
        const all = new Range(0, 0, document.lineCount, 0);
        assert.ok(await editor.edit((edit) => edit.replace(all, head)));
      }
      assert.deepEqual(wrong, []);
    });
  }

  test("`loss` where a statement starts is a list from which the first form can be taken", async () => {
    const editor = await openPython(`import keras\n\n\n`);
    await typeAtEnd(editor, "loss");
    await eventually(
      async () => {
        await commands.executeCommand("acceptSelectedSuggestion");
        return editor.document.getText();
      },
      (text) => /^import keras\nfrom keras import ops\n\n\ndef my_loss\(y_true, y_pred\):\n/.test(text),
    );
  });

  test("an entry has the file's own form, its curve, and is never chosen beforehand", async () => {
    const found = (await completionsIn("from tensorflow.keras import backend as K\n\n\nloss")).filter(isOurs);
    assert.ok(found.length > 20);
    for (const item of found) {
      assert.ok(!item.preselect);
      assert.equal(item.commitCharacters ?? undefined, undefined);
      assert.ok(item.insertText instanceof SnippetString);
      assert.doesNotMatch(item.insertText.value, /(?<![\w.])(?:ops|tf)\./, labelOf(item));
    }
  });
});

suite("Completion of values", () => {
  teardown(closeEditors);

  const labelsAt = async (line: string): Promise<string[]> => {
    const column = line.indexOf("|");
    const { document } = await openPython(`${square}\n${line.replace("|", "")}\n`);
    const found = await commands.executeCommand<CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      new Position(document.lineCount - 2, column),
    );
    return found.items.filter(isOurs).map(labelOf);
  };

  test("stands where Keras takes a loss, a metric or custom objects, and nowhere else", async function () {
    this.timeout(120_000);
    assert.ok((await labelsAt('model.compile(loss="|")')).includes("binary_crossentropy"));
    assert.equal((await labelsAt("model.compile(loss=|)"))[0], "my_loss");
    assert.ok((await labelsAt('model.compile(metrics=["|"])')).includes("accuracy"));
    assert.deepEqual(await labelsAt("load_model('m.keras', custom_objects={|})"), ["my_loss"]);
    assert.deepEqual(await labelsAt("def dice_loss(y|):"), ["y_true, y_pred"]);
    assert.ok((await labelsAt("x = 1  # loss-lens: ignore[|]")).includes("unused-prediction"));
    for (const line of ['print("|")', "x = |", "model.fit(x, |)"]) assert.deepEqual(await labelsAt(line), [], line);
  });

  test("the losses of other files come with the import that brings them", async function () {
    this.timeout(120_000);
    const uri = Uri.joinPath(workspace.workspaceFolders![0]!.uri, "completes_here.py");
    await workspace.fs.writeFile(uri, new TextEncoder().encode(`${square}\nmodel.compile(loss=)\n`));
    try {
      const { document } = await window.showTextDocument(uri);
      const place = new Position(document.lineCount - 2, "model.compile(loss=".length);
      const found = await eventually(
        async () =>
          (await commands.executeCommand<CompletionList>("vscode.executeCompletionItemProvider", uri, place)).items,
        (items) => items.some((item) => labelOf(item) === "huber"),
        60_000,
      );
      const edits = found.find((item) => labelOf(item) === "huber")!.additionalTextEdits!;
      assert.deepEqual(
        edits.map(({ newText }) => newText),
        ["\nfrom losses import huber"],
      );
    } finally {
      await closeEditors();
      await workspace.fs.delete(uri);
    }
  });
});

const square = `from keras import ops


def my_loss(y_true, y_pred):
    return ops.mean(ops.square(y_pred - y_true), axis=-1)


model.compile(loss=my_loss)
`;

function rulesIn(document: TextDocument): string[] {
  return languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === "Loss Lens")
    .map(({ code }) => String(typeof code === "object" ? code.value : code));
}

suite("While one types", () => {
  teardown(closeEditors);

  /** An editor with a misspelt loss that is red, and the cursor behind it. */
  const withMistake = async (): Promise<{ editor: TextEditor; line: number }> => {
    const editor = await openPython(square.replace("loss=my_loss", "loss=my_lss"));
    const line = editor.document.lineCount - 2;
    await eventually(
      () => rulesIn(editor.document),
      (rules) => rules.includes("undefined-loss"),
    );
    const end = new Position(line, "model.compile(loss=my_lss".length);
    editor.selection = new Selection(end, end);
    return { editor, line };
  };

  test("a word is not wrong before it is finished, and no longer wrong once it is right", async () => {
    const { editor, line } = await withMistake();
    const { document } = editor;
    await commands.executeCommand("type", { text: "e" });
    assert.deepEqual(rulesIn(document), [], "what is being typed loses its red with the first letter");
    await pause(500);
    assert.deepEqual(rulesIn(document), [], "and has none while the cursor is on it");
    const start = new Position(0, 0);
    editor.selection = new Selection(start, start);
    await eventually(
      () => rulesIn(document),
      (rules) => rules.includes("undefined-loss"),
    );
    const from = "model.compile(loss=".length;
    await editor.edit((edit) => edit.replace(new Range(line, from, line, from + "my_lsse".length), "my_loss"));
    assert.deepEqual(rulesIn(document), [], "the word that became right is red no more");
  });

  test("when typing rests, what is wrong at the cursor is told", async () => {
    const { editor } = await withMistake();
    await commands.executeCommand("type", { text: "e" });
    assert.deepEqual(rulesIn(editor.document), []);
    await eventually(
      () => rulesIn(editor.document),
      (rules) => rules.includes("undefined-loss"),
    );
  });

  test("squiggles elsewhere move with the text at once", async () => {
    const editor = await openPython(square.replace("loss=my_loss", "loss=my_lss"));
    const { document } = editor;
    await eventually(
      () => rulesIn(document),
      (rules) => rules.includes("undefined-loss"),
    );
    await editor.edit((edit) => edit.insert(new Position(0, 0), "# a line\n# and another\n"));
    const [found] = languages.getDiagnostics(document.uri).filter(({ source }) => source === "Loss Lens");
    assert.equal(document.getText(found!.range), "my_lss");
  });

  test("while a file is broken, each lens stands above its loss or there is none", async () => {
    const losses = [1, 2, 3].map((n) => square.replaceAll("my_loss", `loss_${n}`).replace(/^from.*\n/, "")).join("\n");
    const editor = await openPython("from keras import ops\n");
    const { document } = editor;
    await editor.edit((edit) =>
      edit.replace(new Range(0, 0, document.lineCount, 0), `from keras import ops\n${losses}`),
    );
    const lensLines = async () => {
      const lenses = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", document.uri);
      return lenses.map(({ range }) => document.lineAt(range.start.line).text);
    };
    await eventually(lensLines, (lines) => lines.filter((text) => /^def /.test(text)).length >= 6);
    await editor.edit((edit) => edit.insert(new Position(1, 0), '"""\nA text that nobody has ended\n\n'));
    for (let look = 0; look < 4; look++) {
      for (const text of await lensLines()) assert.match(text, /^def /);
      await pause(200);
    }
  });
});
