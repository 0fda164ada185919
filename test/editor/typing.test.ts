import assert from "node:assert/strict";
import { suite, suiteSetup, suiteTeardown, teardown, test } from "mocha";
import {
  type CompletionItem,
  type CompletionList,
  ConfigurationTarget,
  commands,
  Range,
  Selection,
  SnippetString,
  type TextEditor,
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
