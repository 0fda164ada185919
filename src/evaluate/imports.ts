/** Imports between files of the workspace: which file a dotted name means, and all that one file needs. */

import type { Module, Statement } from "../python/ast.ts";
import { parseModule } from "../python/parse.ts";
import type { SourceFile } from "./evaluation.ts";

/** Folders above a file that are looked through for an absolute import. */
const maximumFolders = 8;
/** Files read for one loss; a project that needs more is not gathered further. */
const maximumFiles = 200;

/** `/` for what stands at the root, and for the root itself; nothing for a path of a single name. */
const folderOf = (path: string): string =>
  path.includes("/") ? path.slice(0, Math.max(path.startsWith("/") ? 1 : 0, path.lastIndexOf("/"))) : "";
const joined = (folder: string, name: string): string =>
  folder === "/" || (folder === "" && !name.startsWith("/")) ? `${folder}${name}` : `${folder}/${name}`;

/** Whether the path is a package's own file. */
export function packageFile(path: string): boolean {
  return path.endsWith("/__init__.py");
}

/**
 * The paths that may hold the module, the likeliest first. `level` counts the leading dots; an absolute name is
 * looked for in the file's own folder and then in each above it, as a script's and a project's roots would be.
 */
export function importCandidates(from: string, dottedName: string, level: number): string[] {
  const inner = dottedName.split(".").join("/");
  let folder = folderOf(from);
  if (level > 0) {
    for (let up = 1; up < level; up++) folder = folderOf(folder);
    if (inner === "") return [joined(folder, "__init__.py")];
    return [joined(folder, `${inner}.py`), joined(folder, `${inner}/__init__.py`)];
  }
  const candidates: string[] = [];
  for (let count = 0; count < maximumFolders; count++) {
    candidates.push(joined(folder, `${inner}/__init__.py`), joined(folder, `${inner}.py`));
    if (folder === "" || folder === "/") break;
    folder = folderOf(folder);
  }
  return candidates.filter((path) => path !== from);
}

/** A package's submodule by name. */
export function submodule<T>(packagePath: string, name: string, at: (path: string) => T | undefined): T | undefined {
  if (!packageFile(packagePath)) return undefined;
  const folder = folderOf(packagePath);
  return at(joined(folder, `${name}.py`)) ?? at(joined(folder, `${name}/__init__.py`));
}

/** A module that a file imports. */
export interface ImportedName {
  readonly dottedName: string;
  readonly level: number;
}

/** Every module that the file's imports may mean, those inside functions and `try` too. */
export function importsOf(module: Module): ImportedName[] {
  const found: ImportedName[] = [];
  for (const statement of module.body) visit(statement);
  return found;

  function visit(node: Statement): void {
    if (node.kind === "Import") {
      for (const alias of node.names) {
        const parts = alias.name.split(".");
        for (let count = 1; count <= parts.length; count++) {
          found.push({ dottedName: parts.slice(0, count).join("."), level: 0 });
        }
      }
    } else if (node.kind === "ImportFrom") {
      found.push({ dottedName: node.module, level: node.level });
      const prefix = node.module === "" ? "" : `${node.module}.`;
      for (const alias of node.names) {
        if (alias.name !== "*") found.push({ dottedName: prefix + alias.name, level: node.level });
      }
    }
    for (const part of Object.values(node)) if (Array.isArray(part)) visitAll(part);
  }

  function visitAll(parts: readonly unknown[]): void {
    for (const part of parts) {
      if (typeof part !== "object" || part === null) continue;
      if ("kind" in part) visit(part as Statement);
      else if ("body" in part && Array.isArray(part.body)) visitAll(part.body);
    }
  }
}

const libraries = new Set([
  "keras",
  "tensorflow",
  "tf_keras",
  "keras_core",
  "numpy",
  "math",
  "functools",
  "itertools",
  "typing",
  "os",
  "sys",
  "abc",
  "dataclasses",
  "collections",
  "warnings",
  "logging",
  "operator",
  "random",
  "time",
  "copy",
  "re",
  "json",
  "enum",
  "pandas",
  "scipy",
  "sklearn",
  "matplotlib",
  "torch",
  "jax",
  "tensorflow_probability",
  "numbers",
  "typeguard",
  "packaging",
  "distutils",
  "namex",
  "__future__",
]);

/** Whether it is a package of which much is known: one that is there, for whoever imports it. */
export function isKnownPackage(topLevelName: string): boolean {
  return libraries.has(topLevelName);
}

/**
 * Reads every workspace file that the file imports, directly or not. `read` gives a file's text by path, or
 * undefined where there is none. The file itself is not among the result. `module` is its tree, where that is there.
 */
export async function collectImports(
  file: SourceFile,
  read: (path: string) => Promise<string | undefined>,
  module: Module = parseModule(file.text).module,
): Promise<SourceFile[]> {
  const known = new Map<string, SourceFile>([[file.path, file]]);
  const absent = new Set<string>();
  // The nearest first: of a large project those are what the loss itself uses.
  const waiting = [file];
  for (let next = waiting.shift(); next !== undefined && known.size < maximumFiles; next = waiting.shift()) {
    for (const { dottedName, level } of importsOf(next === file ? module : parseModule(next.text).module)) {
      if (level === 0 && libraries.has(dottedName.split(".")[0]!)) continue;
      for (const path of importCandidates(next.path, dottedName, level)) {
        if (known.has(path)) break;
        if (absent.has(path)) continue;
        const text = await read(path);
        if (text === undefined) {
          absent.add(path);
          continue;
        }
        const found = { path, text };
        known.set(path, found);
        waiting.push(found);
        break;
      }
    }
  }
  known.delete(file.path);
  return [...known.values()];
}
