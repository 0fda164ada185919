import { suite, test } from "mocha";
import {
  type CodeAction,
  type CodeLens,
  commands,
  EventEmitter,
  env,
  extensions,
  type FileChangeEvent,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  type Hover,
  type Location,
  languages,
  type MarkdownString,
  Position,
  TabInputWebview,
  UIKind,
  Uri,
  window,
  workspace,
} from "vscode";
import { closeEditors, eventually, openPython } from "./editing.ts";

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

  test("losses are checked and run there: squiggles, a lens that warns, a preview, a rule's page", async () => {
    const { document } = await openPython(
      "from keras import ops\n\n\ndef entropy(y_true, y_pred):\n    return -ops.mean(y_true * ops.log(y_pred), axis=-1)\n\n\nmodel.compile(loss=entrop)\n",
    );
    await eventually(
      () => languages.getDiagnostics(document.uri).map(({ code }) => (typeof code === "object" ? code.value : code)),
      (codes) => codes.includes("undefined-loss"),
    );
    await eventually(
      async () => {
        const lenses = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 100);
        return lenses.map(({ command }) => command?.title ?? "");
      },
      (titles) => titles.some((title) => title.startsWith("▲")),
      20_000,
    );
    const hoverAt = async (line: number, character: number): Promise<string> => {
      const at = new Position(line, character);
      const hovers = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", document.uri, at);
      return hovers
        .flatMap(({ contents }) => contents)
        .map((each) => (each as MarkdownString).value)
        .join("\n");
    };
    // An expression's value, and the loss as a formula.
    await eventually(
      () => hoverAt(4, "    return -ops.mean(y_true * o".length),
      (text) => text.includes("float32") && text.includes("−∞"),
      20_000,
    );
    const formula = await hoverAt(3, 5);
    assert(formula.includes("lossLens.copyFormula") && formula.includes("data:image/svg"), "the hover has a formula");
    await commands.executeCommand("lossLens.plotLoss", { uri: document.uri.toString(), loss: "entropy" });
    await eventually(
      () => window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ input }) => input instanceof TabInputWebview),
      (tabs) => tabs.some(({ label }) => label === "Loss: entropy"),
    );
    const page = await workspace.openTextDocument(Uri.parse("loss-lens-rule:/undefined-loss.md"));
    assert(page.getText().startsWith("# undefined-loss"), "the rule's page is read from the package");
    await closeEditors();
  });

  test("a loss's uses, its refactorings and the list of losses need no process", async () => {
    const { document } = await openPython(
      'from keras import ops\n\n\ndef total(y_true, y_pred):\n    return ops.square(y_true - y_pred) + 0.5 * ops.abs(y_pred)\n\n\nmodel.compile(loss=total)\nload_model("m", custom_objects={"total": total})\n',
    );
    const at = document.positionAt(document.getText().indexOf("total"));
    const found = await eventually(
      () => commands.executeCommand<Location[]>("vscode.executeReferenceProvider", document.uri, at),
      (places) => places.length > 0,
    );
    assert(found.length === 4, `definition, two uses and a key, and not ${found.length}`);
    const actions = await commands.executeCommand<CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      document.lineAt(4).range.with({ end: document.lineAt(4).range.start }),
      "refactor",
    );
    assert(
      actions.some(({ title }) => title.startsWith("Split the sum")),
      "the sum can be split",
    );
    await commands.executeCommand("lossLens.losses.focus");
    // Says that it needs Python on the machine, and does no more.
    await commands.executeCommand("lossLens.checkWithKeras", { uri: document.uri.toString(), loss: "total" });
    await closeEditors();
  });
});

suite("Files that are nowhere on a disk", () => {
  const files = new Map([
    [
      "/losses.py",
      "from keras import ops\n\n\ndef squared(y_true, y_pred):\n    return ops.mean(ops.square(y_true - y_pred), axis=-1)\n\n\ndef entropy(y_true, y_pred):\n    return -ops.mean(y_true * ops.log(y_pred), axis=-1)\n",
    ],
    ["/train.py", "from losses import squared\n\nmodel.compile(loss=squared())\n"],
  ]);
  const file = (path: string) => Uri.from({ scheme: "loss-lens-memory", path });

  test("are checked, imported, run and plotted as others are", async () => {
    const provider = workspace.registerFileSystemProvider("loss-lens-memory", memory(files));
    try {
      const { document } = await window.showTextDocument(file("/losses.py"));
      await eventually(
        async () => {
          const lenses = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 100);
          return lenses.map(({ command }) => command?.title ?? "");
        },
        // What running it showed, too.
        (titles) => titles.some((title) => title.startsWith("▲")) && titles.length >= 2,
        20_000,
      );
      await commands.executeCommand("lossLens.plotLoss", { uri: document.uri.toString(), loss: "squared" });
      await eventually(
        () => window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ input }) => input instanceof TabInputWebview),
        (tabs) => tabs.some(({ label }) => label === "Loss: squared"),
      );
      const train = await window.showTextDocument(file("/train.py"));
      await eventually(
        () =>
          languages
            .getDiagnostics(train.document.uri)
            .map(({ code }) => (typeof code === "object" ? code.value : code)),
        // The loss of the other file is known: it is called where Keras wants the function.
        (codes) => codes.includes("called-loss"),
        20_000,
      );
    } finally {
      await closeEditors();
      provider.dispose();
    }
  });
});

/** A folder of files that can be read. */
function memory(files: ReadonlyMap<string, string>): FileSystemProvider {
  const changed = new EventEmitter<FileChangeEvent[]>();
  const refuse = () => {
    throw FileSystemError.NoPermissions();
  };
  return {
    onDidChangeFile: changed.event,
    watch: () => ({ dispose() {} }),
    stat({ path }) {
      const text = files.get(path);
      if (path !== "/" && text === undefined) throw FileSystemError.FileNotFound(path);
      return {
        type: text === undefined ? FileType.Directory : FileType.File,
        ctime: 0,
        mtime: 0,
        size: text?.length ?? 0,
      };
    },
    readDirectory: () => [...files.keys()].map((path) => [path.slice(1), FileType.File]),
    readFile({ path }) {
      const text = files.get(path);
      if (text === undefined) throw FileSystemError.FileNotFound(path);
      return new TextEncoder().encode(text);
    },
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
}

/** Node's own is not to be had in a worker. */
function assert(condition: unknown, claim: string): asserts condition {
  if (!condition) throw new Error(`Not so: ${claim}`);
}
