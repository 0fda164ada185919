/**
 * A word that is being typed is not yet wrong: what is found on the word at the cursor waits until the cursor leaves it
 * or typing rests.
 */

import * as vscode from "vscode";
import type { Finding } from "../losses/finding.ts";
import type { PythonSource } from "./python-source.ts";

export interface WaitingFindings extends vscode.Disposable {
  /** Publishes at once what nobody is typing, and the rest later. */
  publish(source: PythonSource, findings: readonly Finding[], isTyped: boolean): void;
  forget(uri: vscode.Uri): void;
}

/** How long typing must rest: long enough to think of the rest of a name. */
const restMilliseconds = 1_000;

interface Waiting {
  readonly source: PythonSource;
  readonly findings: readonly Finding[];
  readonly held: readonly Finding[];
  readonly timer: ReturnType<typeof setTimeout>;
}

export function holdWhileTyped(publish: (source: PythonSource, findings: readonly Finding[]) => void): WaitingFindings {
  const waiting = new Map<string, Waiting>();

  function forget(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(waiting.get(key)?.timer);
    waiting.delete(key);
  }

  function release({ source, findings }: Waiting): void {
    forget(source.uri);
    if (source.isCurrent()) publish(source, findings);
  }

  const subscriptions = vscode.Disposable.from(
    // What was found is of an older text now; the findings of the new one are on their way.
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0) return;
      for (const { source } of waiting.values()) if (source.documents.includes(document)) forget(source.uri);
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      for (const each of waiting.values()) {
        const { source, held } = each;
        if (!source.documents.includes(textEditor.document)) continue;
        if (!held.some((finding) => isAtCursor(source, finding))) release(each);
      }
    }),
  );

  return {
    publish(source, findings, isTyped) {
      forget(source.uri);
      const held = isTyped ? findings.filter((finding) => isAtCursor(source, finding)) : [];
      publish(source, held.length === 0 ? findings : findings.filter((finding) => !held.includes(finding)));
      if (held.length === 0) return;
      const timer = setTimeout(() => {
        const each = waiting.get(source.uri.toString());
        if (each !== undefined) release(each);
      }, restMilliseconds);
      waiting.set(source.uri.toString(), { source, findings, held, timer });
    },
    forget,
    dispose() {
      subscriptions.dispose();
      for (const { timer } of waiting.values()) clearTimeout(timer);
      waiting.clear();
    },
  };
}

/** Whether the finding is of a word or an expression on one line that the cursor is in, or right behind. */
function isAtCursor(source: PythonSource, { range }: Finding): boolean {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || !source.documents.includes(editor.document)) return false;
  const place = source.locate(range);
  return (
    place?.document === editor.document && place.range.isSingleLine && place.range.contains(editor.selection.active)
  );
}
