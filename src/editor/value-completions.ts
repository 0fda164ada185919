/** Losses, metrics, parameters and rule ids in the list of completions. */

import * as vscode from "vscode";
import { listedRules } from "../check/all-rules.ts";
import { moduleNameFor } from "../losses/complete/module-name.ts";
import type { OfferingFile } from "../losses/complete/snippet-offers.ts";
import { type LossElsewhere, type Offer, offerValues } from "../losses/complete/value-offers.ts";
import { findLosses } from "../losses/find-losses.ts";
import { importedName } from "../losses/imported-losses.ts";
import type { Binding } from "../python/bindings.ts";
import { insertImport } from "../python/import-edits.ts";
import type { Analyses } from "./analyses.ts";
import { offeringFile } from "./offering-file.ts";
import { plainSentence } from "./plain-sentence.ts";
import { sourceOf } from "./python-source.ts";
import { withEdit } from "./snippet-completions.ts";
import type { WorkspaceLosses } from "./workspace-losses.ts";

const kinds: Record<Offer["kind"], vscode.CompletionItemKind> = {
  identifier: vscode.CompletionItemKind.Constant,
  loss: vscode.CompletionItemKind.Function,
  factory: vscode.CompletionItemKind.Function,
  parameter: vscode.CompletionItemKind.Property,
  signature: vscode.CompletionItemKind.Snippet,
  rule: vscode.CompletionItemKind.EnumMember,
};

export function provideValues(
  selector: vscode.DocumentSelector,
  analyses: Analyses,
  workspaceLosses: WorkspaceLosses,
): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    selector,
    {
      provideCompletionItems(document, position, _token, context) {
        const source = sourceOf(document);
        const offset = source?.offsetAt(document, position);
        if (source === undefined || offset === undefined) return undefined;
        let file: OfferingFile | undefined;
        const found = offerValues(source.text, offset, () => {
          file = offeringFile(source, analyses);
          const { module, names, keras } = file;
          const { losses } = findLosses(module, names);
          return {
            losses,
            elsewhere: lossesElsewhere(source.uri, workspaceLosses),
            names: new Map([...names.moduleScope.bindings].map(([name, binding]) => [name, importedFrom(binding)])),
            keras: keras.version,
            rules: new Map(listedRules.map(({ id, summary }) => [id, summary])),
          };
        });
        const range = found && source.locate(found.range)?.range;
        if (found === undefined || range === undefined) return undefined;
        // A bracket that is opened for a list may be followed by Enter.
        const isRules = found.offers.every(({ kind }) => kind === "rule");
        if (context.triggerCharacter === "[" && !isRules) return undefined;
        const bring = (item: vscode.CompletionItem, { importing }: Offer): vscode.CompletionItem =>
          importing === undefined || file === undefined
            ? item
            : withEdit(item, insertImport(file.module, importing, found.range.start), source, document);
        return found.offers.map((offer, order) => bring(itemOf(offer, order, range), offer));
      },
    },
    '"',
    "'",
    "=",
    "[",
  );
}

/** What the file can import, by the names that its imports have for them. */
function lossesElsewhere(uri: vscode.Uri, workspaceLosses: WorkspaceLosses): LossElsewhere[] {
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri;
  if (root === undefined) return [];
  const importing = { path: uri.path, root: root.path, isInPackage: workspaceLosses.isInPackage(uri) };
  return workspaceLosses.known().flatMap(({ file, losses, isNotebook }) => {
    if (isNotebook) return [];
    const other = vscode.Uri.parse(file);
    const isNear = other.scheme === uri.scheme && other.authority === uri.authority;
    const module = isNear ? moduleNameFor(other.path, importing) : undefined;
    return module === undefined ? [] : losses.map(({ loss }) => ({ loss, module }));
  });
}

/** `losses.focal` for `from losses import focal`; undefined for what no such import binds. */
function importedFrom({ sites }: Binding): string | undefined {
  const [site] = sites;
  return sites.length === 1 && site?.kind === "importFrom" ? importedName(site) : undefined;
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
