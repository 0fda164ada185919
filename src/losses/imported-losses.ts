/** The losses that a file imports from other files of the workspace. */

import type { BindingSite } from "../python/bindings.ts";
import { parseModule } from "../python/parse.ts";
import { analyzeNames, type ModuleNames } from "../python/scope.ts";
import { findLosses } from "./find-losses.ts";
import { analyzeFlow, type LossFlow } from "./flow.ts";
import type { LossDefinition, LossUse } from "./loss.ts";
import { indexModule, type ModuleIndex } from "./module-index.ts";
import { createResolver, type Resolver } from "./resolve.ts";

/** How to get at other files; what is not there, or not read yet, has no text. */
export interface WorkspaceFiles {
  read(path: string): string | undefined;
  /** The paths that a module may have, the likeliest first; `level` counts the leading dots. */
  candidates(from: string, dottedName: string, level: number): readonly string[];
}

export interface ImportedModule {
  readonly path: string;
  readonly names: ModuleNames;
  readonly index: ModuleIndex;
  readonly resolver: Resolver;
  readonly losses: readonly LossDefinition[];
  readonly uses: readonly LossUse[];
  flowOf(loss: LossDefinition): LossFlow | undefined;
}

/** What a dotted name leads to: a loss, or a module that certainly has no such name. */
export type Imported =
  | { readonly kind: "loss"; readonly loss: LossDefinition; readonly module: ImportedModule }
  | { readonly kind: "absent"; readonly name: string; readonly module: ImportedModule };

/** Answers for one file. */
export interface ImportedLosses {
  /** By the name that the resolver gives, `losses.focal` or `..models.losses.focal`. */
  find(qualifiedName: string): Imported | undefined;
  /** The module itself. */
  module(qualifiedName: string): ImportedModule | undefined;
}

/** Keeps each file as long as its text is the same. */
export interface Importer {
  from(path: string): ImportedLosses;
}

/** Of names that only pass another module's on. */
const deepest = 5;

export function createImporter(files: WorkspaceFiles): Importer {
  const known = new Map<string, { readonly text: string; readonly module: ImportedModule }>();

  const moduleAt = (path: string): ImportedModule | undefined => {
    const text = files.read(path);
    if (text === undefined) return undefined;
    const present = known.get(path);
    if (present?.text === text) return present.module;
    const module = readModule(path, text);
    known.set(path, { text, module });
    return module;
  };

  const moduleNamed = (from: string, qualifiedName: string): ImportedModule | undefined => {
    const level = /^\.*/.exec(qualifiedName)![0].length;
    for (const path of files.candidates(from, qualifiedName.slice(level), level)) {
      const module = moduleAt(path);
      if (module) return module;
    }
    return undefined;
  };

  const find = (from: string, qualifiedName: string, depth: number): Imported | undefined => {
    const dot = qualifiedName.lastIndexOf(".");
    const name = qualifiedName.slice(dot + 1);
    const owner = qualifiedName.slice(0, dot);
    if (dot < 0 || depth > deepest) return undefined;
    // `from . import my_loss`: the dots are the package.
    const module = moduleNamed(from, /^\.*$/.test(owner) ? `${owner}.` : owner);
    if (!module) return undefined;
    const binding = module.names.moduleScope.bindings.get(name);
    if (!binding) {
      const isOpen = module.names.starImports.length > 0 || isMadeAtRunTime(module);
      return isOpen || moduleNamed(from, qualifiedName) ? undefined : { kind: "absent", name, module };
    }
    const site = binding.sites.at(-1)!;
    if (site.kind === "importFrom" && binding.sites.length === 1) {
      const led = find(module.path, importedName(site), depth + 1);
      // That the name is missing is said where it is imported.
      return led?.kind === "loss" ? led : undefined;
    }
    const loss = module.losses.find(
      (each) =>
        each.name === name &&
        each.form !== "method" &&
        (site.kind === "assignment" ? each.node === site.value : "node" in site && each.node === site.node),
    );
    return loss && { kind: "loss", loss, module };
  };

  return {
    from(path) {
      const found = new Map<string, Imported | undefined>();
      return {
        find(qualifiedName) {
          if (!found.has(qualifiedName)) found.set(qualifiedName, find(path, qualifiedName, 0));
          return found.get(qualifiedName);
        },
        module: (qualifiedName) => moduleNamed(path, qualifiedName),
      };
    },
  };
}

/** `..losses.focal` for `from ..losses import focal`. */
export function importedName({ level, module, imported }: BindingSite & { kind: "importFrom" }): string {
  return `${".".repeat(level)}${module === "" ? "" : `${module}.`}${imported}`;
}

function readModule(path: string, text: string): ImportedModule {
  const { module } = parseModule(text);
  const names = analyzeNames(module);
  const index = indexModule(module);
  const resolver = createResolver(names, index);
  const { losses, uses } = findLosses(module, names, index, resolver);
  const flows = new Map<LossDefinition, LossFlow | undefined>();
  return {
    path,
    names,
    index,
    resolver,
    losses,
    uses,
    flowOf(loss) {
      if (!flows.has(loss)) flows.set(loss, analyzeFlow(loss, resolver));
      return flows.get(loss);
    },
  };
}

/** `__getattr__`, `globals()`, `exec`, or text that the grammar gave up on: it may have any name. */
function isMadeAtRunTime({ names }: ImportedModule): boolean {
  const { text, errors } = names.module;
  return errors.length > 0 || /\b__getattr__\b|\bglobals\(\)|\bexec\(|\bsetattr\(/.test(text);
}

/** `losses.py:3`, as messages say where a loss is. */
export function placeOf(loss: LossDefinition, { path }: Pick<ImportedModule, "path">): string {
  const line = loss.module.text.slice(0, loss.nameRange.start).split("\n").length;
  return `${path.slice(path.lastIndexOf("/") + 1)}:${line}`;
}
