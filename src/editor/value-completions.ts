/** Losses, metrics, parameters and rule ids in the list of completions. */

import * as vscode from "vscode";
import { allRules } from "../check/all-rules.ts";
import { type Offer, offerValues } from "../complete/value-offers.ts";
import { findLosses } from "../losses/find-losses.ts";
import type { Analyses } from "./analyses.ts";
import { offeringFile } from "./offering-file.ts";
import { plainSentence } from "./plain-sentence.ts";
import { sourceOf } from "./python-source.ts";

const kinds: Record<Offer["kind"], vscode.CompletionItemKind> = {
  identifier: vscode.CompletionItemKind.Constant,
  loss: vscode.CompletionItemKind.Function,
  factory: vscode.CompletionItemKind.Function,
  parameter: vscode.CompletionItemKind.Property,
  signature: vscode.CompletionItemKind.Snippet,
  rule: vscode.CompletionItemKind.EnumMember,
};

export function provideValues(selector: vscode.DocumentSelector, analyses: Analyses): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    selector,
    {
      provideCompletionItems(document, position, _token, context) {
        const source = sourceOf(document);
        const offset = source?.offsetAt(document, position);
        if (source === undefined || offset === undefined) return undefined;
        const found = offerValues(source.text, offset, () => {
          const { module, names, keras } = offeringFile(source, analyses);
          const { losses } = findLosses(module, names);
          return { losses, keras: keras.version, rules: new Map(allRules.map(({ id, summary }) => [id, summary])) };
        });
        const range = found && source.locate(found.range)?.range;
        if (found === undefined || range === undefined) return undefined;
        // A bracket that is opened for a list may be followed by Enter.
        const isRules = found.offers.every(({ kind }) => kind === "rule");
        if (context.triggerCharacter === "[" && !isRules) return undefined;
        return found.offers.map((offer, order) => itemOf(offer, order, range));
      },
    },
    '"',
    "'",
    "=",
    "[",
  );
}

function itemOf({ label, newText, kind, detail }: Offer, order: number, range: vscode.Range): vscode.CompletionItem {
  const item = new vscode.CompletionItem({ label: plainSentence(label), description: "Loss Lens" }, kinds[kind]);
  item.insertText = newText;
  item.filterText = label;
  item.range = range;
  item.sortText = `\u{10ffff}${String(order).padStart(4, "0")}`;
  if (detail !== undefined) item.detail = plainSentence(detail);
  if (kind === "factory" && newText.endsWith("=)")) item.insertText = new vscode.SnippetString(withStops(newText));
  return item;
}

/** `focal_loss(gamma=)` with a place to type behind each `=`. */
function withStops(call: string): string {
  let stop = 0;
  return call.replace(/=(?=[,)])/g, () => `=\${${++stop}}`);
}
