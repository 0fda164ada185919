/** What editors show at the ends of lines, and where VS Code has carried it since: it is sent again only where it differs. */

import * as vscode from "vscode";
import { addedLines, movedLine } from "./moved.ts";

export interface ShownLine<Look> {
  readonly line: number;
  readonly look: Look;
}

export interface ShownLines<Look> extends vscode.Disposable {
  /** Whether an editor shows this already, wherever edits have carried it. */
  isShown(editor: vscode.TextEditor, lines: readonly ShownLine<Look>[]): boolean;
  has(editor: vscode.TextEditor): boolean;
  set(editor: vscode.TextEditor, lines: readonly ShownLine<Look>[]): void;
  delete(editor: vscode.TextEditor): void;
}

/** For so long after something was sent, an edit may have been made before it arrived. */
const arrivalMilliseconds = 1000;

interface Sent<Look> {
  readonly lines: readonly ShownLine<Look>[];
  /** An edit that changed a line itself took what stands there who knows where. */
  readonly isCertain: boolean;
  readonly at: number;
}

export function keepShownLines<Look>(isSame: (a: Look, b: Look) => boolean): ShownLines<Look> {
  const sent = new Map<vscode.TextEditor, Sent<Look>>();

  function carried({ lines, isCertain, at }: Sent<Look>, changes: vscode.TextDocumentChangeEvent["contentChanges"]) {
    const moved = lines.map(({ line, look }) => ({ line: movedLine(line, changes), look }));
    const isLate = addedLines(changes) === 0 || Date.now() - at > arrivalMilliseconds;
    return {
      lines: moved.map(({ line, look }) => ({ line: line ?? -1, look })),
      isCertain: isCertain && isLate && moved.every(({ line }) => line !== undefined),
      at,
    };
  }

  const subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length === 0) return;
    for (const [editor, each] of sent) {
      if (!vscode.window.visibleTextEditors.includes(editor)) sent.delete(editor);
      else if (editor.document === document) sent.set(editor, carried(each, contentChanges));
    }
  });

  return {
    has: (editor) => sent.has(editor),
    isShown(editor, lines) {
      const before = sent.get(editor);
      if (before === undefined || before.lines.length !== lines.length || !before.isCertain) return false;
      return lines.every(({ line, look }, index) => {
        const each = before.lines[index]!;
        return each.line === line && isSame(each.look, look);
      });
    },
    set: (editor, lines) => void sent.set(editor, { lines, isCertain: true, at: Date.now() }),
    delete: (editor) => void sent.delete(editor),
    dispose: () => subscription.dispose(),
  };
}
