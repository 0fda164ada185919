/** "Insert Loss …": every snippet in a list, each shown with its text and its curve before it is chosen. */

import * as vscode from "vscode";
import { expandedBody, type LossSnippet } from "../losses/complete/loss-snippets.ts";
import { allSnippetsFor, importsFor, type OfferingFile, snippetPlace } from "../losses/complete/snippet-offers.ts";
import type { Scene } from "../preview/plot/scene.ts";
import type { Edit } from "../python/edits.ts";
import { say } from "../python/say.ts";
import type { Analyses } from "./analyses.ts";
import { columnBeside } from "./beside.ts";
import { toWorkspaceEdit } from "./code-actions.ts";
import { offeringFile } from "./offering-file.ts";
import { imageOf, themeNow } from "./pictures.ts";
import { sourceOf } from "./python-source.ts";
import { pickLooking, sayInformation } from "./say.ts";
import type { SnippetPictures } from "./snippet-pictures.ts";

export const insertLossCommand = "lossLens.insertLoss";

interface Choice extends vscode.QuickPickItem {
  readonly snippet?: LossSnippet;
}

export function registerInsertLoss(
  analyses: Analyses,
  pictures: SnippetPictures,
  log: (line: string) => void,
): vscode.Disposable {
  return vscode.commands.registerCommand(insertLossCommand, async () => {
    const editor = vscode.window.activeTextEditor;
    const source = editor && sourceOf(editor.document);
    if (editor === undefined || source === undefined) {
      void sayInformation(vscode.l10n.t("Open a Python file to insert a loss."));
      return;
    }
    const snippet = await choose(offeringFile(source, analyses), pictures, log);
    if (snippet !== undefined) await insert(editor, snippet, analyses);
  });
}

const dialectNames = { ops: "keras.ops", K: "keras.backend", tf: "TensorFlow" } as const;

function choicesFor(file: OfferingFile): Choice[] {
  const { own, others } = allSnippetsFor(file);
  const separator = (label: string): Choice => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const choiceOf = (snippet: LossSnippet): Choice => ({
    label: say(snippet.title),
    description: [
      ...(snippet.dialect === undefined ? [] : [dialectNames[snippet.dialect]]),
      // By whatever name people look for it.
      ...(say(snippet.title) === snippet.title ? [] : [snippet.title]),
    ].join(" · "),
    detail: say(snippet.description),
    snippet,
  });
  const isForm = ({ form }: LossSnippet) => form !== "loss";
  return [
    separator(vscode.l10n.t("To write your own")),
    ...own.filter(isForm).map(choiceOf),
    separator(vscode.l10n.t("Losses")),
    ...own.filter((each) => !isForm(each)).map(choiceOf),
    separator(vscode.l10n.t("With other functions than this file's")),
    ...others.map(choiceOf),
  ];
}

async function choose(
  file: OfferingFile,
  pictures: SnippetPictures,
  log: (line: string) => void,
): Promise<LossSnippet | undefined> {
  const preview = vscode.window.createWebviewPanel(
    "lossLens.snippet",
    vscode.l10n.t("Insert Loss"),
    { viewColumn: columnBeside(), preserveFocus: true },
    { enableScripts: false, localResourceRoots: [] },
  );
  let shown: LossSnippet | undefined;
  const show = (snippet: LossSnippet | undefined): void => {
    if (snippet === undefined || snippet === shown) return;
    shown = snippet;
    preview.webview.html = previewHtml(snippet, undefined);
    pictures
      .of(snippet)
      .then((scene) => {
        if (shown === snippet && scene !== undefined) preview.webview.html = previewHtml(snippet, scene);
      })
      .catch((error: unknown) => log(`The picture of '${snippet.title}' failed: ${String(error)}`));
  };
  try {
    const chosen = await pickLooking(
      choicesFor(file),
      {
        title: vscode.l10n.t("Loss Lens: Insert Loss"),
        placeHolder: vscode.l10n.t("A loss, or a form to write your own in"),
      },
      (choice) => show(choice?.snippet),
    );
    return chosen?.snippet;
  } finally {
    // What comes in late is not shown in a panel that is gone.
    shown = undefined;
    preview.dispose();
  }
}

/** A page without scripts: the text as it will stand, and the curve, at its foot: the list lies over its head. */
function previewHtml(snippet: LossSnippet, scene: Scene | undefined): string {
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16)).join("");
  const image =
    scene === undefined
      ? ""
      : `<img alt="${escaped(vscode.l10n.t("The loss and its gradient"))}" src="${imageOf(scene, themeNow(), { hasBackground: false, padding: 4 })}">`;
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'nonce-${nonce}'">
<style nonce="${nonce}">
body { box-sizing: border-box; min-height: 100vh; display: flex; flex-direction: column; padding: 0.5rem 1.25rem; }
h1 { font-size: 1.2em; font-weight: 600; margin: auto 0 0; }
p { margin: 0.25rem 0 1rem; color: var(--vscode-descriptionForeground); }
img { align-self: start; max-width: 100%; min-height: 230px; margin-bottom: 1rem; }
pre { font: var(--vscode-editor-font-size) / 1.4 var(--vscode-editor-font-family); color: var(--vscode-editor-foreground); white-space: pre-wrap; }
@media (max-height: 650px) { img { margin-bottom: 0.5rem; } pre { margin: 0; max-height: 4.2em; overflow: hidden; white-space: pre; } }
</style></head><body>
<h1>${escaped(say(snippet.title))}</h1><p>${escaped(say(snippet.description))}</p>
${image}<pre>${escaped(expandedBody(snippet))}</pre>
</body></html>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

async function insert(editor: vscode.TextEditor, snippet: LossSnippet, analyses: Analyses): Promise<void> {
  const { document } = editor;
  const source = sourceOf(document);
  const offset = source?.offsetAt(document, editor.selection.active);
  if (source === undefined || offset === undefined) return;
  const file = offeringFile(source, analyses);
  const { at, isOnBlankLine } = snippetPlace(file.module, offset);
  const place = source.locate({ start: at, end: at });
  if (place === undefined || place.document !== document) return;
  const imports = importsFor(snippet, file, at);
  const edits: Edit[] = imports === undefined ? [] : [imports];
  // Blank lines come first: what a snippet brings itself is indented as the line before it is.
  if (!isOnBlankLine) edits.push({ range: { start: at, end: at }, newText: "\n\n\n" });
  const { start } = place.range;
  const isAbove =
    imports !== undefined && source.locate(imports.range)?.document === document && imports.range.start <= at;
  const moved = start.line + (isAbove ? linesIn(imports) : 0) + (isOnBlankLine ? 0 : 3);
  if (edits.length > 0) await vscode.workspace.applyEdit(toWorkspaceEdit(source, edits));
  const target = new vscode.Position(moved, isOnBlankLine ? start.character : 0);
  await editor.insertSnippet(new vscode.SnippetString(snippet.body), target);
  if (vscode.window.activeTextEditor !== editor && document.uri.scheme !== "vscode-notebook-cell")
    await vscode.window.showTextDocument(document, editor.viewColumn);
}

function linesIn({ newText }: Edit): number {
  return newText.split("\n").length - 1;
}
