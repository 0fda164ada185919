/**
 * Snippets in the list of completions. VS Code matches loosely, keeps a list while a word grows, and takes its first
 * entry on Enter; so each entry holds for the very letters that it was asked for, and the list is asked for anew with
 * every further one.
 */

import * as vscode from "vscode";
import { expandedBody, type LossSnippet } from "../losses/complete/loss-snippets.ts";
import { importsFor, type OfferingFile, offerSnippets } from "../losses/complete/snippet-offers.ts";
import type { Edit } from "../python/edits.ts";
import { say } from "../python/say.ts";
import type { Analyses } from "./analyses.ts";
import { toWorkspaceEdit } from "./code-actions.ts";
import { offeringFile } from "./offering-file.ts";
import { imageOf, themeNow } from "./pictures.ts";
import { type PythonSource, sourceOf } from "./python-source.ts";
import type { SnippetPictures } from "./snippet-pictures.ts";

/** Brings imports into another cell than the one that is typed in, which a completion cannot do by itself. */
export const bringImportsCommand = "lossLens.bringImports";

class SnippetItem extends vscode.CompletionItem {
  readonly snippet: LossSnippet;

  constructor(snippet: LossSnippet, typed: string, order: number) {
    super({ label: say(snippet.title), description: "Loss Lens" }, vscode.CompletionItemKind.Snippet);
    this.snippet = snippet;
    this.filterText = typed;
    // After what is of the same rank in other lists.
    this.sortText = `\u{10ffff}${String(order).padStart(4, "0")}`;
    this.insertText = new vscode.SnippetString(snippet.body);
    this.detail = say(snippet.description);
  }
}

export function provideSnippets(
  selector: vscode.DocumentSelector,
  analyses: Analyses,
  pictures: SnippetPictures,
  log: (line: string) => void,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(bringImportsCommand, (edit: unknown) => {
      if (edit instanceof vscode.WorkspaceEdit) return vscode.workspace.applyEdit(edit);
    }),
    vscode.languages.registerCompletionItemProvider(selector, {
      provideCompletionItems(document, position) {
        const source = sourceOf(document);
        const offset = source?.offsetAt(document, position);
        if (source === undefined || offset === undefined) return undefined;
        let file: OfferingFile | undefined;
        const offers = offerSnippets(source.text, offset, () => {
          file ??= offeringFile(source, analyses);
          return file;
        });
        if (offers === undefined) return undefined;
        const range = source.locate(offers.range)?.range;
        if (range === undefined || file === undefined) return undefined;
        const typed = source.text.slice(offers.range.start, offers.range.end);
        const { start } = offers.range;
        const items = offers.snippets.map((snippet, order) =>
          withImports(new SnippetItem(snippet, typed, order), range, file!, start, source, document),
        );
        return new vscode.CompletionList(items.length > 0 ? items : [askAgain(range)], true);
      },

      async resolveCompletionItem(item) {
        if (item instanceof SnippetItem) item.documentation = await documentationOf(item.snippet, pictures, log);
        return item;
      },
    }),
  );
}

function withImports(
  item: SnippetItem,
  range: vscode.Range,
  file: OfferingFile,
  at: number,
  source: PythonSource,
  document: vscode.TextDocument,
): SnippetItem {
  item.range = range;
  const edit = importsFor(item.snippet, file, at);
  return edit === undefined ? item : withEdit(item, edit, source, document);
}

/** The item with an edit of another place of its file, in a notebook perhaps of another cell. */
export function withEdit<Item extends vscode.CompletionItem>(
  item: Item,
  edit: Edit,
  source: PythonSource,
  document: vscode.TextDocument,
): Item {
  const place = source.locate(edit.range);
  if (place === undefined) return item;
  if (place.document === document) item.additionalTextEdits = [new vscode.TextEdit(place.range, edit.newText)];
  else
    item.command = {
      title: vscode.l10n.t("Add imports"),
      command: bringImportsCommand,
      arguments: [toWorkspaceEdit(source, [edit])],
    };
  return item;
}

/** Is never shown: a list that is empty would not be asked for again while another provider's is open. */
function askAgain(range: vscode.Range): vscode.CompletionItem {
  const item = new vscode.CompletionItem("\u{f0000}", vscode.CompletionItemKind.Snippet);
  item.range = range;
  item.insertText = "";
  return item;
}

async function documentationOf(
  snippet: LossSnippet,
  pictures: SnippetPictures,
  log: (line: string) => void,
): Promise<vscode.MarkdownString> {
  const text = new vscode.MarkdownString();
  const scene = await pictures.of(snippet).catch((error: unknown) => {
    log(`The picture of '${snippet.title}' failed: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  });
  if (scene !== undefined) {
    text.appendMarkdown(
      `![${vscode.l10n.t("The loss and its gradient")}](${imageOf(scene, themeNow(), { hasBackground: false, padding: 4 })})\n\n`,
    );
  }
  text.appendCodeblock(expandedBody(snippet), "python");
  return text;
}
