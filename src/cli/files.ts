/** Which files the paths on the command line mean. */

import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import ignore, { type Ignore } from "ignore";
import { largestFiles } from "../python/readable-file.ts";
import { readRegularFile } from "./read-file.ts";
import { reasonOf } from "./source.ts";

export interface FoundFiles {
  readonly paths: readonly string[];
  /** What could not be read, each a line for standard error. */
  readonly problems: readonly string[];
}

/** Rules of one .gitignore, with the folder that they are relative to. */
interface IgnoreFile {
  readonly folder: string;
  readonly rules: Ignore;
}

const isPython = (name: string): boolean => /\.(py|pyw|ipynb)$/.test(name);
/** Never a project's own code, whether ignored by git or not. */
const neverEntered = new Set(["node_modules", "__pycache__", "site-packages"]);

/**
 * Files are taken as given; folders are searched for Python files and notebooks, without what .gitignore names,
 * hidden folders, and virtual environments. Sorted within each folder, each file once.
 */
export async function findFiles(paths: readonly string[]): Promise<FoundFiles> {
  const found = new Map<string, string>();
  const problems: string[] = [];
  for (const path of paths) {
    try {
      if ((await stat(path)).isDirectory()) await search(path, await ignoreFilesAbove(path));
      else add(path);
    } catch (error) {
      problems.push(`${path}: ${reasonOf(error)}`);
    }
  }
  return { paths: [...found.values()], problems };

  function add(path: string): void {
    const key = resolve(path);
    if (!found.has(key)) found.set(key, path);
  }

  async function search(folder: string, above: readonly IgnoreFile[]): Promise<void> {
    let entries: Dirent[];
    try {
      entries = await readdir(folder, { withFileTypes: true });
    } catch (error) {
      problems.push(`${folder}: ${reasonOf(error)}`);
      return;
    }
    if (entries.some((entry) => entry.name === "pyvenv.cfg")) return;
    const own = entries.some((entry) => entry.name === ".gitignore") ? await readIgnoreFile(folder) : undefined;
    const rules = own === undefined ? above : [...above, own];
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      const isFolder = entry.isDirectory();
      if (entry.name.startsWith(".") || (isFolder && neverEntered.has(entry.name))) continue;
      if (!isFolder && !(entry.isFile() && isPython(entry.name))) continue;
      if (isIgnored(resolve(path), isFolder, rules)) continue;
      if (isFolder) await search(path, rules);
      else add(path);
    }
  }
}

async function readIgnoreFile(folder: string): Promise<IgnoreFile | undefined> {
  try {
    const text = readRegularFile(join(folder, ".gitignore"), largestFiles.ignore).toString("utf8");
    return { folder: resolve(folder), rules: ignore().add(text) };
  } catch {
    return undefined; // An unreadable .gitignore ignores nothing, as git has it.
  }
}

/** The .gitignore files of the folders above, up to the repository's root. */
async function ignoreFilesAbove(folder: string): Promise<IgnoreFile[]> {
  const files: IgnoreFile[] = [];
  let current = resolve(folder);
  for (;;) {
    const isRoot = await stat(join(current, ".git")).then(
      () => true,
      () => false,
    );
    const parent = dirname(current);
    if (isRoot) return files;
    if (parent === current) return []; // Not in a repository: what stands in folders above is none of ours.
    current = parent;
    const file = await readIgnoreFile(current);
    if (file !== undefined) files.unshift(file);
  }
}

/** A file deeper down has the last word, as in git. */
function isIgnored(path: string, isFolder: boolean, files: readonly IgnoreFile[]): boolean {
  let verdict = false;
  for (const { folder, rules } of files) {
    const inside = relative(folder, path).split(sep).join("/");
    if (inside === "" || inside.startsWith("..") || isAbsolute(inside)) continue;
    const result = rules.test(isFolder ? `${inside}/` : inside);
    if (result.ignored) verdict = true;
    else if (result.unignored) verdict = false;
  }
  return verdict;
}
