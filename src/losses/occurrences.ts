/**
 * Every place of a workspace that means one loss by its name: where it is defined, imported, used, and named in a string
 * that Keras reads. For renaming it, and for finding its uses.
 */

import { lossIdentifiers } from "../keras/identifiers.ts";
import type { Module, Name, Range } from "../python/ast.ts";
import type { Binding, Scope } from "../python/bindings.ts";
import { parseModule } from "../python/parse.ts";
import { qualifiedNames } from "../python/qualified.ts";
import { analyzeNames, type ModuleNames } from "../python/scope.ts";
import { attributeRange, walk } from "../python/walk.ts";
import { findLosses } from "./find-losses.ts";
import { importedName } from "./imported-losses.ts";
import { indexModule, type ModuleIndex } from "./module-index.ts";
import { createResolver, type Resolver } from "./resolve.ts";
import { type NamedString, stringsNaming } from "./strings-naming.ts";

/** A name at the top of a module. */
export interface NamedLoss {
  readonly path: string;
  readonly name: string;
}

export interface Occurrence {
  readonly path: string;
  /** Of the name alone, without the quotes of a string. */
  readonly range: Range;
  /** `otherString`: a string with the same letters, of which nothing says that it means the loss. */
  readonly kind: "definition" | "import" | "use" | "string" | "otherString";
}

/** A place at which the loss may be meant, and may not. */
export interface Doubt {
  readonly path: string;
  readonly range: Range;
  readonly why: "unreadable" | "byName" | "alsoImported";
}

export interface Occurrences {
  readonly found: readonly Occurrence[];
  /** Where there are any, `found` may not be all. */
  readonly doubts: readonly Doubt[];
}

/** How to get at the workspace. */
export interface WorkspaceModules {
  /** The texts of the files that `mayMention` the name. */
  readonly texts: ReadonlyMap<string, string>;
  /** Whether there is such a file, with or without the name. */
  exists(path: string): boolean;
  /** The paths that a module may have, the likeliest first; `level` counts the leading dots. */
  candidates(from: string, dottedName: string, level: number): readonly string[];
}

/** Whether a file has to be looked into: it has the name, or passes on whatever another has. */
export function mayMention(text: string, name: string): boolean {
  return text.includes(name) || /^[ \t]*from\b.*\bimport\s*\*/m.test(text);
}

interface Looked {
  readonly path: string;
  readonly module: Module;
  readonly names: ModuleNames;
  readonly index: ModuleIndex;
  readonly resolver: Resolver;
}

/** In the order of `texts`, and of their place in it. */
export function findOccurrences(target: NamedLoss, { texts, exists, candidates }: WorkspaceModules): Occurrences {
  const { name } = target;
  const looked = new Map<string, Looked>();
  const lookAt = (path: string): Looked | undefined => {
    const text = texts.get(path);
    if (text === undefined) return undefined;
    let known = looked.get(path);
    if (known === undefined) {
      const { module } = parseModule(text);
      const names = analyzeNames(module);
      const index = indexModule(module);
      known = { path, module, names, index, resolver: createResolver(names, index) };
      looked.set(path, known);
    }
    return known;
  };
  const moduleNamed = (from: string, dotted: string): string | undefined => {
    const level = /^\.*/.exec(dotted)![0].length;
    return candidates(from, dotted.slice(level), level).find(exists);
  };
  /** Of `from x import name` or `x.name`, by its whole name. */
  const means = (from: string, qualified: string): boolean => {
    const dot = qualified.lastIndexOf(".");
    if (dot < 0 || qualified.slice(dot + 1) !== name) return false;
    const owner = qualified.slice(0, dot);
    const path = moduleNamed(from, /^\.*$/.test(owner) ? `${owner}.` : owner);
    return path !== undefined && passesOn(path);
  };

  const passing = new Map<string, boolean>();
  /** Whether `name` of the module at `path` is the loss. */
  function passesOn(path: string): boolean {
    if (path === target.path) return true;
    const known = passing.get(path);
    if (known !== undefined) return known;
    // Modules that import each other in a circle.
    passing.set(path, false);
    const file = lookAt(path);
    const answer = file !== undefined && hasFromElsewhere(file);
    passing.set(path, answer);
    return answer;
  }
  function hasFromElsewhere({ path, names }: Looked): boolean {
    const binding = names.moduleScope.bindings.get(name);
    if (binding === undefined) return names.starImports.some((star) => isStarOfIt(path, star));
    return binding.sites.some((site) => site.kind === "importFrom" && means(path, importedName(site)));
  }
  const isStarOfIt = (
    path: string,
    { module, level }: { readonly module: string; readonly level: number },
  ): boolean => {
    const from = moduleNamed(path, `${".".repeat(level)}${module}`);
    return from !== undefined && passesOn(from);
  };

  const found: Occurrence[] = [];
  const doubts: Doubt[] = [];
  const doubtAt = (path: string, range: Range, why: Doubt["why"]) => doubts.push({ path, range, why });
  const others = new Map<string, readonly NamedString[]>();
  let isDefinedElsewhere = false;

  for (const path of texts.keys()) {
    const file = lookAt(path)!;
    const { module, names, index, resolver } = file;
    if (!mentions(module.text, name)) continue;
    const broken = module.errors.find((range) => mentions(lineAround(module.text, range), name));
    if (broken !== undefined) doubtAt(path, broken, "unreadable");
    const before = found.length;
    const add = (range: Range, kind: Occurrence["kind"]) => found.push({ path, range, kind });
    const addBinding = (binding: Binding) => {
      for (const site of binding.sites) {
        if (site.kind === "importFrom" || site.kind === "import") {
          if (site.kind === "importFrom" && means(path, importedName(site))) continue;
          doubtAt(path, site.range, "alsoImported");
        } else add(site.range, "definition");
      }
      for (const { range } of binding.references) add(range, "use");
    };
    for (const binding of bindingsIn(names.moduleScope)) {
      const imports = binding.sites.filter((site) => site.kind === "importFrom" && means(path, importedName(site)));
      for (const site of imports) if (site.kind === "importFrom") add(site.alias.nameRange, "import");
      const isOwn = path === target.path && binding.scope === names.moduleScope && binding.name === name;
      // What it is called instead stays.
      if (isOwn || (imports.length > 0 && binding.name === name)) addBinding(binding);
      else if (binding.name === name && binding.scope === names.moduleScope && binding.sites.some(isDefinition))
        isDefinedElsewhere = true;
    }
    if (path !== target.path && names.starImports.some((star) => isStarOfIt(path, star)))
      for (const each of namesIn(module, name)) if (names.bindingOf(each) === undefined) add(each.range, "use");
    for (const attribute of index.attributes) {
      if (attribute.attribute !== name) continue;
      const meant = qualifiedNames(names, attribute).map((each) => means(path, each));
      if (!meant.includes(true)) continue;
      if (meant.includes(false)) doubtAt(path, attributeRange(attribute), "alsoImported");
      else add(attributeRange(attribute), "use");
    }
    const strings = stringsNaming(name, {
      module,
      names,
      index,
      uses: findLosses(module, names, index, resolver).uses,
    });
    others.set(path, strings);
    const isRelated = found.length > before;
    for (const { range, role, value } of strings) {
      if (range === undefined) {
        if (isRelated && role !== "other") doubtAt(path, value.range, "byName");
      } else if (role === "byName") {
        if (isRelated) doubtAt(path, range, "byName");
      } else if (role === "key" || role === "exported") {
        if (isRelated) add(range, "string");
      } else if (role === "other" && isRelated) add(range, "otherString");
    }
  }
  // A string names a loss by what was registered, wherever that was; not where it may be another's, or Keras's own.
  if (!isDefinedElsewhere && !lossIdentifiers.has(name))
    for (const [path, strings] of others)
      for (const { range, role } of strings)
        if (role === "loss" && range !== undefined) found.push({ path, range, kind: "string" });
  return { found: inOrder(found, [...texts.keys()]), doubts };
}

const isDefinition = ({ kind }: { readonly kind: string }): boolean => kind === "function" || kind === "class";

function inOrder(found: readonly Occurrence[], paths: readonly string[]): Occurrence[] {
  const seen = new Set<string>();
  return found
    .filter(({ path, range }) => {
      const key = `${path}\0${range.start}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => paths.indexOf(a.path) - paths.indexOf(b.path) || a.range.start - b.range.start);
}

function* bindingsIn(scope: Scope): Generator<Binding> {
  yield* scope.bindings.values();
  for (const child of scope.children) yield* bindingsIn(child);
}

function namesIn(module: Module, id: string): Name[] {
  const found: Name[] = [];
  walk(module, (node) => {
    if (node.kind === "Name" && node.id === id) found.push(node);
  });
  return found;
}

const wordPart = /[\w\u00a1-\uffff]/;

function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!wordPart.test(text[at - 1] ?? " ") && !wordPart.test(text[at + name.length] ?? " ")) return true;
  return false;
}

/** What was given up may go on to the ends of its lines. */
function lineAround(text: string, { start, end }: Range): string {
  const after = text.indexOf("\n", end);
  return text.slice(text.lastIndexOf("\n", Math.max(0, start - 1)) + 1, after < 0 ? text.length : after);
}
