import { commands, Range, type Tab, TabInputText, type TextEditor, window, workspace } from "vscode";

/** Opens an unsaved Python document with that text in an editor. */
export async function openPython(text: string): Promise<TextEditor> {
  const editor = await window.showTextDocument(await workspace.openTextDocument({ language: "python", content: text }));
  const { document } = editor;
  // The names of unsaved files come again, and VS Code brings back what it had kept of the last one of that name.
  if (document.getText() !== text) {
    const all = new Range(0, 0, document.lineCount, 0);
    await editor.edit((edit) => edit.replace(all, text));
  }
  return editor;
}

/** Closes all editors, without asking about what is unsaved. */
export async function closeEditors(): Promise<void> {
  for (let tab = firstTab(); tab !== undefined; tab = firstTab()) {
    // Whatever has the focus: what is changed is shown first, as VS Code takes back only what is active.
    if (tab.isDirty && tab.input instanceof TabInputText) {
      await window.showTextDocument(tab.input.uri);
      await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    } else if (tab.isDirty) await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    else await window.tabGroups.close(tab);
  }
}

function firstTab(): Tab | undefined {
  return window.tabGroups.all.flatMap(({ tabs }) => tabs)[0];
}

/**
 * Reads again and again until the value is right, because what VS Code does about a change comes later;
 * after the time limit an error shows the value that was there instead.
 */
export async function eventually<T>(
  read: () => T | PromiseLike<T>,
  isRight: (value: T) => boolean,
  timeoutMs = 10_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  while (true) {
    const value = await read();
    if (isRight(value)) return value;
    if (Date.now() > deadline) throw new Error(`After ${timeoutMs / 1000} s it is still ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
