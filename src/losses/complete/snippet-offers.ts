/** Which snippets fit at a place of a text: few, and never where they could take over what someone types. */

import { conventionalName, type KerasDialect } from "../../keras/import-forms.ts";
import type { KerasVersion } from "../../keras/version.ts";
import type { Module, Range } from "../../python/ast.ts";
import type { Scope } from "../../python/bindings.ts";
import { builtinNames } from "../../python/builtins.ts";
import type { Edit } from "../../python/edits.ts";
import { insertImport } from "../../python/import-edits.ts";
import type { ModuleNames } from "../../python/scope.ts";
import { cursorPlace } from "./cursor.ts";
import { fileDialect, importedThing, namesKeras } from "./file-dialect.ts";
import { type LossSnippet, lossSnippets, type SnippetDialect } from "./loss-snippets.ts";

export interface OfferingFile {
  /** Of the text as it is now. */
  readonly module: Module;
  readonly names: ModuleNames;
  readonly keras: KerasVersion;
  /** Where the file has its Keras from. */
  readonly home: KerasDialect;
}

export interface SnippetOffers {
  /** What an accepted snippet takes the place of. */
  readonly range: Range;
  /** Empty while what is typed may still become the name of one. */
  readonly snippets: readonly LossSnippet[];
}

/** Fewer letters of a name could become anything. */
const fewestLetters = 3;

const keywords =
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield match case type".split(
    " ",
  );

/**
 * The snippets for what stands before `offset`. `fileOf` is asked only where the line alone leaves it open, so that an
 * ordinary keystroke costs nothing.
 */
export function offerSnippets(text: string, offset: number, fileOf: () => OfferingFile): SnippetOffers | undefined {
  const lineStart = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  const lead = /^[ \t]*(loss-[\w-]*|[A-Za-z_]\w*)$/.exec(text.slice(lineStart, offset));
  if (lead === null || !/^[ \t]*(?:\r|\n|$)/.test(text.slice(offset, offset + 200))) return undefined;
  const typed = lead[1]!;
  const isNamed = typed.startsWith("loss-");
  if (!isNamed && !"loss".startsWith(typed) && !lossSnippets.some(({ names }) => names.some(begins(typed))))
    return undefined;
  const range = { start: offset - typed.length, end: offset };
  const place = cursorPlace(text, isNamed ? range.start + "loss".length : offset);
  if (place.kind !== "statement" || place.range.start !== range.start) return undefined;
  const file = fileOf();
  const fitting = () => snippetsOfFile(file);
  if (isNamed) {
    return { range, snippets: fitting().filter(({ prefixes }) => prefixes.some(begins(typed))) };
  }
  if (!namesKeras(file.names)) return undefined;
  if (typed === "loss")
    return isBound("loss", file.names.moduleScope, offset) ? undefined : { range, snippets: fitting() };
  if (typed.length < fewestLetters) return { range, snippets: [] };
  const named = mayMeanAnother(typed, file.names) ? [] : fitting().filter(({ names }) => names.some(begins(typed)));
  return named.length > 0 || "loss".startsWith(typed) ? { range, snippets: named } : undefined;
}

function begins(typed: string): (name: string) => boolean {
  return (name) => name.startsWith(typed);
}

/** The snippets in the file's dialect whose names of libraries mean there what they mean in the snippet. */
export function snippetsOfFile(file: OfferingFile): LossSnippet[] {
  const dialect = fileDialect(file.names, file.keras, file.home);
  return lossSnippets.filter(
    (snippet) =>
      (snippet.dialect === undefined || snippet.dialect === dialect) &&
      canBeHad(snippet, file.names) &&
      (snippet.form !== "import" || missingImports(snippet, file).length > 0),
  );
}

const meanings: Readonly<Record<string, readonly string[]>> = {
  keras: ["keras", "tf.keras"],
  ops: ["keras.ops", "tf.keras.ops"],
  K: ["keras.backend", "tf.keras.backend"],
  tf: ["tf"],
};

function canBeHad({ needs }: LossSnippet, { moduleScope }: ModuleNames): boolean {
  return needs.every((name) => {
    const binding = moduleScope.bindings.get(name);
    return binding === undefined || meanings[name]!.includes(importedThing(binding) ?? "");
  });
}

const ownImports: Readonly<Record<SnippetDialect, readonly string[]>> = { ops: ["keras", "ops"], K: ["K"], tf: ["tf"] };

/** The import statements that the snippet needs and the file lacks. */
export function missingImports({ needs, form, dialect }: LossSnippet, { names, home, keras }: OfferingFile): string[] {
  const wanted = form === "import" && dialect !== undefined ? ownImports[dialect] : needs;
  return wanted.flatMap((name) => {
    if (names.moduleScope.bindings.has(name)) return [];
    // The functions of `K` are only in TensorFlow's Keras still.
    const from = name === "K" && keras.version === "3" ? "tf.keras" : home;
    return conventionalName(name, from)!.statement;
  });
}

/** Every snippet, those in the file's own dialect first; without those whose names mean something else in the file. */
export function allSnippetsFor(file: OfferingFile): { readonly own: LossSnippet[]; readonly others: LossSnippet[] } {
  const own = snippetsOfFile(file);
  const isOwn = new Set(own);
  return { own, others: lossSnippets.filter((each) => !isOwn.has(each) && canBeHad(each, file.names)) };
}

/** Where a snippet goes that was asked for at `offset`: on the line itself where it is blank, else below the statement. */
export function snippetPlace(module: Module, offset: number): { readonly at: number; readonly isOnBlankLine: boolean } {
  const { text, body } = module;
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const lineEnd = endOfLine(text, offset);
  if (text.slice(lineStart, lineEnd).trim() === "") {
    const probe = `${text.slice(0, offset)}loss`;
    if (cursorPlace(probe, probe.length).kind === "statement") return { at: offset, isOnBlankLine: true };
  }
  const around = body.findLast(({ range }) => range.start <= lineEnd);
  return { at: endOfLine(text, Math.max(around?.range.end ?? offset, offset)), isOnBlankLine: false };
}

function endOfLine(text: string, from: number): number {
  const end = /\r?\n|$/.exec(text.slice(from))!.index;
  return from + end;
}

/** What brings the imports that an accepted snippet needs; undefined where none is missing. */
export function importsFor(snippet: LossSnippet, file: OfferingFile, at: number): Edit | undefined {
  if (snippet.form === "import") return undefined;
  const missing = missingImports(snippet, file);
  const newline = file.module.text.includes("\r\n") ? "\r\n" : "\n";
  return missing.length === 0 ? undefined : insertImport(file.module, missing.join(newline), at);
}

/** Whether code at `offset` may name what the module or a function around it binds so. */
function isBound(name: string, scope: Scope, offset: number): boolean {
  if (scope.bindings.has(name)) return true;
  return scope.children.some(
    ({ kind, node, bindings, children }) =>
      (kind === "function" || kind === "class") &&
      node.range.start <= offset &&
      offset <= node.range.end + 1 &&
      (bindings.has(name) || children.some((child) => isBound(name, child, offset))),
  );
}

/** Whether the letters may be the beginning of something that Python or the file knows. */
function mayMeanAnother(typed: string, names: ModuleNames): boolean {
  if (names.starImports.length > 0) return true;
  const isBegun = begins(typed);
  return keywords.some(isBegun) || [...builtinNames].some(isBegun) || bindsSome(names.moduleScope, isBegun);
}

function bindsSome({ bindings, children }: Scope, isMeant: (name: string) => boolean): boolean {
  for (const name of bindings.keys()) if (isMeant(name)) return true;
  return children.some((child) => bindsSome(child, isMeant));
}
