/**
 * Renames a loss in all of the workspace, and finds its uses: in strings that Keras reads too, which other providers leave.
 * VS Code asks one provider after the other for a rename and takes the first that has one: what is no loss, or cannot be
 * renamed as a whole, is refused here, so that the others are asked.
 */

import * as vscode from "vscode";
import { importCandidates } from "../evaluate/imports.ts";
import { createImporter } from "../losses/imported-losses.ts";
import { lossNamedAt } from "../losses/named-at.ts";
import { type Doubt, findOccurrences, type NamedLoss, type Occurrence } from "../losses/occurrences.ts";
import type { Range } from "../python/ast.ts";
import { linesOf } from "../python/lines.ts";
import { parseModule } from "../python/parse.ts";
import { analyzeNames } from "../python/scope.ts";
import type { Analyses, Analysis } from "./analyses.ts";
import type { ImportedFiles } from "./imported-files.ts";
import { newestOf } from "./newest-analysis.ts";
import { fileName, openSource, type PythonSource } from "./python-source.ts";
import { type FoundModules, findModules } from "./workspace-modules.ts";

export function provideLossNames(
  selector: vscode.DocumentSelector,
  analyses: Analyses,
  imports: Pick<ImportedFiles, "of">,
): vscode.Disposable {
  async function namedAt(document: vscode.TextDocument, position: vscode.Position, token: vscode.CancellationToken) {
    const analysis = await newestOf(analyses, document, token);
    const offset = analysis?.source.offsetAt(document, position);
    if (analysis === undefined || offset === undefined) return undefined;
    const { names, losses, source } = analysis;
    const { path } = source.uri;
    const files = new Map((await imports.of(analysis)).map((each) => [each.path, each.text]));
    const importer = createImporter({ candidates: importCandidates, read: (each) => files.get(each) });
    const named = lossNamedAt({ path, names, losses, imports: importer.from(path) }, offset);
    return named && { named, analysis };
  }

  async function search(named: NamedLoss, { source }: Analysis, token: vscode.CancellationToken) {
    const found = await findModules(named.name, source, token);
    return { ...found, ...findOccurrences(named, found.modules) };
  }

  return vscode.Disposable.from(
    vscode.languages.registerRenameProvider(selector, {
      async prepareRename(document, position, token) {
        const at = await namedAt(document, position, token);
        const place = at?.analysis.source.locate(at.named.range);
        if (at === undefined || place?.document !== document)
          throw new Error(vscode.l10n.t("Loss Lens renames losses, and this is none."));
        return { range: place.range, placeholder: at.named.name };
      },
      async provideRenameEdits(document, position, newName, token) {
        const at = await namedAt(document, position, token);
        if (at === undefined) return undefined;
        const { named, analysis } = at;
        if (!isName(newName)) throw new Error(vscode.l10n.t("'{0}' is no name in Python.", newName));
        const result = await search(named, analysis, token);
        const [doubt] = result.doubts;
        if (doubt !== undefined) throw new Error(doubtWords(doubt, named, result));
        if (result.isCut)
          throw new Error(vscode.l10n.t("The workspace has too many files to rename a loss in all of them."));
        const files = new Set(result.found.map(({ path }) => path));
        const taken = [...files].find((path) => binds(result.modules.texts.get(path) ?? "", newName));
        if (taken !== undefined)
          throw new Error(vscode.l10n.t("{0} has something named '{1}' already.", nameOf(taken), newName));
        return editFor(result.found, result.sources, newName);
      },
    }),
    vscode.languages.registerReferenceProvider(selector, {
      async provideReferences(document, position, { includeDeclaration }, token) {
        const at = await namedAt(document, position, token);
        if (at === undefined) return undefined;
        const { found, sources } = await search(at.named, at.analysis, token);
        const meant = found.filter(
          ({ kind }) => kind !== "otherString" && (includeDeclaration || kind !== "definition"),
        );
        const places = await placesOf(meant, sources);
        return places.map(({ uri, range }) => new vscode.Location(uri, range));
      },
    }),
  );
}

function isName(text: string): boolean {
  const { body, errors } = parseModule(`${text} = 0\n`).module;
  const target = body[0]?.kind === "Assign" ? body[0].targets[0] : undefined;
  return body.length === 1 && errors.length === 0 && target?.kind === "Name" && target.id === text;
}

/** Whether any scope of the file binds the name: what is renamed could then mean that, or that what is renamed. */
function binds(text: string, name: string): boolean {
  if (!text.includes(name)) return false;
  const names = analyzeNames(parseModule(text).module);
  const scopes = [names.moduleScope];
  for (const scope of scopes) {
    if (scope.bindings.has(name)) return true;
    scopes.push(...scope.children);
  }
  return names.unresolvedNames().some(({ id }) => id === name);
}

async function editFor(
  found: readonly Occurrence[],
  sources: FoundModules["sources"],
  newName: string,
): Promise<vscode.WorkspaceEdit> {
  const edit = new vscode.WorkspaceEdit();
  const asked: vscode.WorkspaceEditEntryMetadata = {
    label: vscode.l10n.t("Strings with the same letters"),
    description: vscode.l10n.t("Nothing says that they mean the loss."),
    needsConfirmation: true,
  };
  for (const { uri, range, kind } of await placesOf(found, sources))
    edit.replace(uri, range, newName, kind === "otherString" ? asked : undefined);
  return edit;
}

interface FoundPlace {
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
  readonly kind: Occurrence["kind"];
}

async function placesOf(found: readonly Occurrence[], sources: FoundModules["sources"]): Promise<FoundPlace[]> {
  const places: FoundPlace[] = [];
  const opened = new Map<string, PythonSource>();
  for (const { path, range, kind } of found) {
    const source = sources.get(path);
    if (source === undefined) continue;
    const { uri } = source;
    if (source.documents.length === 0 && !source.isNotebook) {
      places.push({ uri, range: rangeIn(source.text, range), kind });
      continue;
    }
    // Only an open notebook has cells to point into.
    const open = source.documents.length > 0 ? source : (opened.get(path) ?? (await openSource(uri)));
    if (open !== undefined) opened.set(path, open);
    const place = open?.text === source.text ? open.locate(range) : undefined;
    if (place === undefined) throw new Error(vscode.l10n.t("{0} has changed meanwhile.", fileName(uri)));
    places.push({ uri: place.document.uri, range: place.range, kind });
  }
  return places;
}

function rangeIn(text: string, { start, end }: Range): vscode.Range {
  const lines = linesOf(text);
  const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
  return new vscode.Range(from.line - 1, from.column - 1, to.line - 1, to.column - 1);
}

function doubtWords({ path, range, why }: Doubt, { name }: NamedLoss, { modules }: FoundModules): string {
  const line = linesOf(modules.texts.get(path) ?? "").positionAt(range.start).line;
  const place = `${nameOf(path)}:${line}`;
  switch (why) {
    case "unreadable":
      return vscode.l10n.t("Not renamed: Python cannot read {0}, where '{1}' may be used.", place, name);
    case "byName":
      return vscode.l10n.t("Not renamed: {0} looks '{1}' up by its name.", place, name);
    case "alsoImported":
      return vscode.l10n.t("Not renamed: in {0} '{1}' may also come from elsewhere.", place, name);
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
