import assert from "node:assert/strict";
import { setup, suite, teardown, test } from "mocha";
import {
  type CodeAction,
  CodeActionKind,
  commands,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  env,
  languages,
  NotebookCellOutput,
  NotebookCellOutputItem,
  NotebookControllerAffinity,
  notebooks,
  Position,
  Range,
  type TextDocument,
  type TextEditor,
  Uri,
  window,
  workspace,
} from "vscode";
import { closeEditors, eventually, openPython } from "./editing.ts";

const textbook = `from keras.models import Sequential
from keras.layers import Dense


def my_koss(y_true,y_pred):
    return K.mean((y_pred-y_true),axis = -1)


model = Sequential([Dense(1, input_shape=(4,))])
model.compile(loss=my_loss, optimizer='SGD', metrics=['accuracy'])
`;

function ours(document: TextDocument): Diagnostic[] {
  return languages.getDiagnostics(document.uri).filter(({ source }) => source === "Loss Lens");
}

function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

const rulesIn = (document: TextDocument): string[] => ours(document).map(ruleOf).sort();

/** Waits until the file's squiggles are of exactly these rules. */
async function waitForRules(document: TextDocument, ...rules: string[]): Promise<void> {
  await eventually(
    () => rulesIn(document),
    (found) => found.join() === [...rules].sort().join(),
  );
}

/** Waits until a rule is among the file's squiggles. */
async function waitFor(document: TextDocument, rule: string): Promise<Diagnostic> {
  await eventually(
    () => rulesIn(document),
    (found) => found.includes(rule),
  );
  return ours(document).find((each) => ruleOf(each) === rule)!;
}

async function actionsAt(document: TextDocument, range: Range, kind?: CodeActionKind): Promise<CodeAction[]> {
  const found = await commands.executeCommand<CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    range,
    kind?.value,
  );
  return found.filter((each) => each.edit !== undefined);
}

async function apply(document: TextDocument, rule: string, title: string | RegExp): Promise<void> {
  const { range } = await waitFor(document, rule);
  const actions = await actionsAt(document, range);
  const action = actions.find((each) => (typeof title === "string" ? each.title === title : title.test(each.title)));
  assert.ok(action?.edit, `'${title}' is among: ${actions.map((each) => each.title).join(" | ")}`);
  assert.ok(await workspace.applyEdit(action.edit));
}

async function writeText(uri: Uri, text: string): Promise<Uri> {
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

const squareLoss = (body: string): string =>
  `from keras import ops\n\n\ndef my_loss(y_true, y_pred):\n    return ${body}\n`;

suite("Squiggles and fixes", () => {
  let editor: TextEditor;
  let document: TextDocument;

  setup(async () => {
    editor = await openPython(textbook);
    document = editor.document;
  });
  teardown(closeEditors);

  test("the textbook example has both findings, each at its place", async () => {
    const missingImport = await waitFor(document, "missing-backend-import");
    assert.equal(document.getText(missingImport.range), "K");
    assert.equal(missingImport.severity, DiagnosticSeverity.Error);
    const undefinedLoss = await waitFor(document, "undefined-loss");
    assert.equal(document.getText(undefinedLoss.range), "my_loss");
    assert.match(undefinedLoss.message, /Did you mean 'my_koss'\?/);
  });

  test("what is preferred works on Keras 3; the import that does too comes next, after those that are there", async () => {
    const { range } = await waitFor(document, "missing-backend-import");
    const fixes = (await actionsAt(document, range)).filter(({ title }) => /keras\.ops|import/.test(title));
    assert.deepEqual(
      fixes.slice(0, 2).map(({ title, isPreferred }) => [title, isPreferred === true]),
      [
        ["Replace 'K' with 'keras.ops'", true],
        ["Add 'from tensorflow.keras import backend as K'", false],
      ],
    );
    await apply(document, "missing-backend-import", /import/i);
    assert.match(document.getText(), /from keras\.layers import Dense\nfrom tensorflow\.keras import backend as K\n/);
    await eventually(
      () => rulesIn(document),
      (rules) => !rules.includes("missing-backend-import"),
    );
  });

  test("the use is changed to the name that is defined", async () => {
    await apply(document, "undefined-loss", /Change.*my_koss|Replace.*my_koss/);
    assert.match(document.getText(), /loss=my_koss,/);
    await eventually(
      () => rulesIn(document),
      (rules) => !rules.includes("undefined-loss"),
    );
  });

  test("or the definition is renamed, with all its uses", async () => {
    await apply(document, "undefined-loss", /Rename/);
    assert.match(document.getText(), /def my_loss\(y_true,y_pred\):/);
    assert.doesNotMatch(document.getText(), /my_koss/);
  });

  test("squiggles follow as one types, and go when the mistake goes", async () => {
    await waitFor(document, "undefined-loss");
    const at = document.positionAt(document.getText().indexOf("my_koss"));
    await editor.edit((edit) => edit.replace(new Range(at, at.translate(0, 7)), "my_loss"));
    await eventually(
      () => rulesIn(document),
      (rules) => !rules.includes("undefined-loss") && rules.includes("missing-backend-import"),
    );
    await editor.edit((edit) => edit.insert(new Position(0, 0), "\n\n"));
    await eventually(
      () => ours(document).find((each) => ruleOf(each) === "missing-backend-import")?.range.start.line,
      (line) => line === 7,
    );
  });

  test("a change is published as the word changes and as the file has been read, and what running found elsewhere stays", async () => {
    await waitFor(document, "undefined-loss");
    await waitFor(document, "no-minimum-at-target");
    const diagnostics = () => languages.getDiagnostics(document.uri);
    const seen = (): string => JSON.stringify(diagnostics().map(({ range, message }) => [range, message]));
    // VS Code tells of a publication a moment after it can be read: the last one may still come, and changes nothing.
    let last = seen();
    const published: string[] = [];
    let isMissing = false;
    const subscription = languages.onDidChangeDiagnostics(() => {
      const now = seen();
      if (now !== last) published.push(now);
      last = now;
      isMissing ||= !rulesIn(document).includes("no-minimum-at-target");
    });
    const at = document.positionAt(document.getText().indexOf("my_loss"));
    await editor.edit((edit) => edit.insert(at, "m"));
    await eventually(seen, (text) => text.includes("'mmy_loss' is not defined"));
    await new Promise((resolve) => setTimeout(resolve, 600));
    subscription.dispose();
    assert.ok(published.length <= 2, published.join("\n"));
    assert.equal(isMissing, false);
  });

  test("what running finds follows the settings and comments of the moment", async () => {
    const id = "no-minimum-at-target";
    await waitFor(document, id);
    const settings = workspace.getConfiguration("lossLens");
    const isFound = () => rulesIn(document).includes(id);
    try {
      await settings.update("rules", { [id]: "off" }, true);
      await eventually(isFound, (found) => !found);
      await settings.update("rules", { [id]: "hint" }, true);
      await eventually(
        () => ours(document).find((each) => ruleOf(each) === id)?.severity,
        (severity) => severity === DiagnosticSeverity.Hint,
      );
    } finally {
      await settings.update("rules", undefined, true);
    }
    const comment = `# loss-lens: ignore-file[${id}]\n`;
    await editor.edit((edit) => edit.insert(new Position(0, 0), comment));
    await eventually(isFound, (found) => !found);
    await editor.edit((edit) => edit.delete(new Range(0, 0, 1, 0)));
    await eventually(isFound, (found) => found);
  });

  test("code that a finding quotes stands in quotes: the list of problems shows text alone", async () => {
    const opened = await openPython(squareLoss('{"a": 1.0}["b"] + ops.mean(y_pred - y_true)'));
    await waitFor(opened.document, "fails-when-run");
    const messages = ours(opened.document).map(({ message }) => message);
    assert.match(messages.join(), /^'\{"a": 1\.0\}\["b"\]' raises KeyError: 'b'/m);
    assert.doesNotMatch(messages.join(), /`/);
  });

  test("what running found is shown in the preview, and copied as Python for one's own Keras", async () => {
    const logarithmic = "-ops.mean(y_true * ops.log(y_pred) + (1 - y_true) * ops.log(1 - y_pred), axis=-1)";
    const opened = await openPython(squareLoss(logarithmic));
    const { range, message } = await waitFor(opened.document, "non-finite-value");
    assert.match(message, /y_true = 1, y_pred = 0, 'ops\.log\(y_pred\)' is log\(0\) = -inf/);
    const run = async (title: RegExp): Promise<void> => {
      const offered = await commands.executeCommand<CodeAction[]>(
        "vscode.executeCodeActionProvider",
        opened.document.uri,
        range,
      );
      const { command } = offered.find((each) => title.test(each.title)) ?? {};
      assert.ok(command, `${title} is among: ${offered.map((each) => each.title).join(" | ")}`);
      await commands.executeCommand(command.command, ...(command.arguments ?? []));
    };
    await run(/^Copy as Python/);
    const script = await env.clipboard.readText();
    assert.ok(script.includes(logarithmic), script);
    // What was found, and the call that shows it again.
    assert.match(script, /^# .*y_true = 1, y_pred = 0, `ops\.log\(y_pred\)` is log\(0\) = -inf/m);
    assert.match(script, /^show\(/m);
    await run(/^Show in preview$/);
    await eventually(
      () => window.tabGroups.all.flatMap(({ tabs }) => tabs).map(({ label }) => label),
      (labels) => labels.some((label) => label.includes("my_loss")),
    );
  });

  test("closing the file takes its squiggles away", async () => {
    const { uri } = document;
    await waitFor(document, "undefined-loss");
    await closeEditors();
    await eventually(
      () => languages.getDiagnostics(uri).filter(({ source }) => source === "Loss Lens").length,
      (count) => count === 0,
    );
  });

  test("a rule is ignored on a line or in the file, and that is offered after the real fix", async () => {
    const { range } = await waitFor(document, "undefined-loss");
    const titles = (await actionsAt(document, range)).map(({ title }) => title);
    const fix = titles.findIndex((title) => title.includes("my_koss"));
    const ignore = titles.indexOf("Ignore undefined-loss on this line");
    assert.ok(fix >= 0 && ignore > fix, titles.join(" | "));
    await apply(document, "undefined-loss", "Ignore undefined-loss on this line");
    assert.match(document.getText(), /metrics=\['accuracy'\]\) {2}# loss-lens: ignore\[undefined-loss\]/);
    await apply(document, "missing-backend-import", "Ignore missing-backend-import in this file");
    assert.match(document.getText(), /^# loss-lens: ignore-file\[missing-backend-import\]\n/);
    await eventually(
      () => rulesIn(document),
      (rules) => !rules.includes("undefined-loss") && !rules.includes("missing-backend-import"),
    );
  });

  test("fix all applies the safe fixes and leaves the others", async () => {
    await waitFor(document, "missing-backend-import");
    const [all] = await actionsAt(document, new Range(0, 0, 0, 0), CodeActionKind.SourceFixAll.append("lossLens"));
    assert.ok(all?.edit, "there is a fix-all action");
    assert.equal(all.kind?.value, "source.fixAll.lossLens");
    assert.ok(await workspace.applyEdit(all.edit));
    assert.match(document.getText(), /from tensorflow\.keras import backend as K/);
    assert.match(document.getText(), /loss=my_loss/);
    await eventually(
      () => rulesIn(document),
      (rules) => !rules.includes("missing-backend-import") && !rules.includes("removed-backend-function"),
    );
    const rest = await actionsAt(document, new Range(0, 0, 0, 0), CodeActionKind.SourceFixAll.append("lossLens"));
    assert.deepEqual(rest, [], "once is enough");
  });

  test("a severity of the settings is followed at once, and 'off' silences", async () => {
    await waitFor(document, "undefined-loss");
    const settings = workspace.getConfiguration("lossLens");
    try {
      await settings.update("rules", { "undefined-loss": "hint", "missing-backend-import": "off" }, true);
      await eventually(
        () => ours(document).find((each) => ruleOf(each) === "undefined-loss")?.severity,
        (severity) => severity === DiagnosticSeverity.Hint,
      );
      assert.ok(!rulesIn(document).includes("missing-backend-import"));
    } finally {
      await settings.update("rules", undefined, true);
    }
    await waitFor(document, "missing-backend-import");
  });

  test("in manual mode only the command checks", async () => {
    const settings = workspace.getConfiguration("lossLens");
    await settings.update("run", "manual", true);
    try {
      const other = (await openPython(textbook)).document;
      await new Promise((resolve) => setTimeout(resolve, 700));
      assert.deepEqual(rulesIn(other), []);
      await commands.executeCommand("lossLens.checkFile");
      await waitFor(other, "undefined-loss");
    } finally {
      await settings.update("run", undefined, true);
    }
  });

  test("half-typed code keeps the findings elsewhere and adds none of its own", async () => {
    await waitFor(document, "undefined-loss");
    const end = document.lineAt(document.lineCount - 1).range.end;
    await editor.edit((edit) => edit.insert(end, "def half(y_true, y_pred:\n    return K.mean(\n"));
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.ok(rulesIn(document).includes("undefined-loss"));
  });

  test("correct code has no squiggle", async () => {
    const other = (await openPython(squareLoss("ops.mean(ops.square(y_pred - y_true), axis=-1)"))).document;
    await new Promise((resolve) => setTimeout(resolve, 700));
    assert.deepEqual(rulesIn(other), []);
  });

  test("a whole file moves from keras.backend to keras.ops, and uses that have no counterpart are told", async () => {
    const { document: old } = await openPython(
      "from keras import backend as K\n\n\ndef my_loss(y_true, y_pred):\n    return K.mean(K.square(K.clip(y_pred, 0.0, 1.0) - y_true), axis=-1)\n",
    );
    await commands.executeCommand("lossLens.migrateFile");
    assert.match(old.getText(), /from keras import ops\n/);
    assert.match(old.getText(), /return ops\.mean\(ops\.square\(ops\.clip\(y_pred, 0\.0, 1\.0\) - y_true\), axis=-1\)/);
    assert.doesNotMatch(old.getText(), /backend/);
  });

  test("a notebook's cells are one module: a finding in one, its fix in another", async () => {
    const folder = workspace.workspaceFolders![0]!.uri;
    const uri = Uri.joinPath(folder, "textbook.ipynb");
    const cell = (source: string) => ({ cell_type: "code", execution_count: null, metadata: {}, outputs: [], source });
    const content = {
      nbformat: 4,
      nbformat_minor: 5,
      metadata: { language_info: { name: "python" } },
      cells: [
        cell("from keras.models import Sequential\nmodel = Sequential([])"),
        cell("def my_koss(y_true, y_pred):\n    return K.mean(y_pred - y_true, axis=-1)"),
        cell("model.compile(loss=my_loss)"),
      ],
    };
    await workspace.fs.writeFile(uri, new TextEncoder().encode(JSON.stringify(content)));
    const notebook = await workspace.openNotebookDocument(uri);
    await window.showNotebookDocument(notebook);
    const cells = notebook.getCells().map((each) => each.document);
    await waitFor(cells[1]!, "missing-backend-import");
    await waitFor(cells[2]!, "undefined-loss");
    // What a run puts out is no text, and changes nothing that was found.
    const controller = notebooks.createNotebookController("outputs", "jupyter-notebook", "Outputs");
    controller.supportedLanguages = ["python"];
    controller.executeHandler = async ([cell]) => {
      const execution = controller.createNotebookCellExecution(cell!);
      execution.start();
      await execution.replaceOutput(new NotebookCellOutput([NotebookCellOutputItem.text("1.0")]));
      execution.end(true);
    };
    try {
      controller.updateNotebookAffinity(notebook, NotebookControllerAffinity.Preferred);
      await commands.executeCommand("notebook.cell.execute", { ranges: [{ start: 1, end: 2 }], document: uri });
      await eventually(
        () => notebook.cellAt(1).outputs.length,
        (count) => count === 1,
      );
    } finally {
      controller.dispose();
    }
    await apply(cells[1]!, "missing-backend-import", /import/i);
    await eventually(
      () => cells.map((each) => each.getText()).join("\n"),
      (text) => text.startsWith("from keras.models import Sequential\nfrom tensorflow.keras import backend as K\n"),
    );
    await waitForRules(cells[0]!);
  });

  test("A loss of another file is known where it is compiled, as that file is in its editor", async () => {
    const folder = workspace.workspaceFolders![0]!.uri;
    const write = (name: string, text: string): Promise<Uri> => writeText(Uri.joinPath(folder, name), text);
    const factory =
      "def focal(gamma=2.0):\n    def loss(y_true, y_pred):\n        return y_pred - gamma\n    return loss\n";
    const losses = await write("other_losses.py", factory);
    const main = await write(
      "compiles.py",
      "import keras\nfrom other_losses import focal\n\nmodel = keras.Sequential()\nmodel.compile('adam', loss=focal)\n",
    );
    try {
      const { document } = await window.showTextDocument(await workspace.openTextDocument(main));
      await waitForRules(document, "uncalled-loss-factory");
      const [{ location, message }] = ours(document)[0]!.relatedInformation! as [DiagnosticRelatedInformation];
      assert.equal(message, "'focal' is defined here.");
      assert.equal(location.uri.toString(), losses.toString());
      assert.deepEqual(location.range, new Range(0, 4, 0, 9));
      const other = await window.showTextDocument(await workspace.openTextDocument(losses));
      await other.edit((edit) => {
        edit.replace(new Range(0, 0, 10, 0), "def focal(y_true, y_pred):\n    return y_pred - y_true\n");
      });
      await waitForRules(document);
    } finally {
      await closeEditors();
      await workspace.fs.delete(losses);
      await workspace.fs.delete(main);
    }
  });

  test("The backend that the project's .env chooses is heard, and heard no more once it is gone", async () => {
    const folder = workspace.workspaceFolders![0]!.uri;
    const env = await writeText(Uri.joinPath(folder, ".env"), "KERAS_BACKEND=jax\n");
    const main = await writeText(
      Uri.joinPath(folder, "on_jax.py"),
      "import keras\nimport tensorflow as tf\n\ndef my_loss(y_true, y_pred):\n    return tf.square(y_true - y_pred)\n",
    );
    try {
      const { document } = await window.showTextDocument(await workspace.openTextDocument(main));
      const { message } = await waitFor(document, "tensorflow-in-other-backend");
      assert.match(message, /KERAS_BACKEND=jax, from \.env:1/);
      await workspace.fs.delete(env);
      await waitForRules(document);
    } finally {
      await closeEditors();
      await workspace.fs.delete(main);
    }
  });

  test("The Keras that any of the project's files names is heard, in the file's own folder too", async () => {
    const folder = workspace.workspaceFolders![0]!.uri;
    const conda = await writeText(Uri.joinPath(folder, "conda.yml"), "dependencies:\n  - keras=2.9\n");
    const below = Uri.joinPath(folder, "below");
    const pins = await writeText(Uri.joinPath(below, "requirements/dev.in"), "keras==3.3\n");
    const text =
      "from keras import backend as K\n\ndef my_loss(y_true, y_pred):\n    return K.mean(K.square(y_true - y_pred), axis=-1)\n";
    const main = await writeText(Uri.joinPath(folder, "on_keras_2.py"), text);
    const other = await writeText(Uri.joinPath(below, "on_keras_3.py"), text);
    try {
      const { document: on3 } = await window.showTextDocument(await workspace.openTextDocument(other));
      await waitFor(on3, "removed-backend-function");
      const { document: on2 } = await window.showTextDocument(await workspace.openTextDocument(main));
      await waitForRules(on2);
      await workspace.fs.delete(conda);
      await waitFor(on2, "removed-backend-function");
    } finally {
      await closeEditors();
      for (const uri of [main, other, pins]) await workspace.fs.delete(uri);
      await workspace.fs.delete(below, { recursive: true });
    }
  });
});
