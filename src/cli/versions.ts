/** Files as they are and as they were at a revision, paired, each with what it imports. */

import { existsSync } from "node:fs";
import { collectImports } from "../evaluate/imports.ts";
import { largestFiles } from "../python/readable-file.ts";
import { analyzeSource } from "./checked-file.ts";
import { complaintAbout, UsageError } from "./failure.ts";
import { findFiles } from "./files.ts";
import type { EarlierEntry, Repository } from "./git.ts";
import { type LoadedFile, openFiles } from "./loss-files.ts";
import { createProjects } from "./project.ts";
import { readRegularFile } from "./read-file.ts";
import { reasonOf, type Source, sourceFrom } from "./source.ts";

/** One of the two is undefined where the file is new, or gone. */
export interface FileVersions {
  readonly before: LoadedFile | undefined;
  readonly after: LoadedFile | undefined;
  /** Whether something that the file imports is not what it was. */
  readonly hasOtherImports: boolean;
}

export interface FoundVersions {
  /** Those of which something may have changed. */
  readonly files: readonly FileVersions[];
  /** What could not be read, each a line for standard error. */
  readonly problems: readonly string[];
}

const isPython = /\.(?:py|pyw|ipynb)$/;
/** What every file with a loss has somewhere. */
const sign = /y_true|y_pred|[Ll]oss/;
const isLeftOut = (path: string): boolean =>
  path.split("/").some((part) => part.startsWith(".") || /^(?:node_modules|__pycache__|site-packages)$/.test(part));

/** Throws a `UsageError` for a path outside of the repository. */
export async function findVersions(given: readonly string[], repository: Repository): Promise<FoundVersions> {
  const entries = await repository.files();
  const roots = given.map((path) => {
    const inside = repository.inside(path);
    if (inside === undefined) throw new UsageError(`${path} is outside of the repository`);
    return inside;
  });
  const isThereNow = given.filter((path, index) => existsSync(path) || !hasBelow(entries, roots[index]!));
  const { paths, problems: notFound } = await findFiles(isThereNow);
  const problems = [...notFound];
  const now = new Map<string, string>();
  for (const path of paths) now.set(repository.inside(path) ?? path, path);

  const gone = [...entries.values()].filter(
    ({ path }) =>
      isPython.test(path) &&
      !now.has(path) &&
      roots.some((root) => path === root || (isBelow(path, root) && !isLeftOut(path.slice(root.length)))) &&
      !existsSync(repository.outside(path)),
  );
  const pathOf = (entry: EarlierEntry): string => now.get(entry.path) ?? repository.outside(entry.path);
  const loader = createLoader(repository, entries, pathOf);
  const files: FileVersions[] = [];
  const attempt = async (path: string, work: () => Promise<FileVersions | undefined>): Promise<void> => {
    try {
      const found = await work();
      if (found !== undefined) files.push(found);
    } catch (error) {
      problems.push(complaintAbout(path, error));
    }
  };
  const changed = new Set<string>(gone.map(({ path }) => path));
  const unchanged: [string, EarlierEntry][] = [];
  for (const [inside, path] of now) {
    const entry = entries.get(inside);
    await attempt(path, async () => {
      const bytes = bytesOf(path);
      if (entry?.blob === repository.blobOf(bytes)) {
        if (sign.test(bytes.toString("latin1"))) unchanged.push([path, entry]);
        return undefined;
      }
      changed.add(inside);
      const moved = entry ?? movedFrom(gone, repository.blobOf(bytes));
      return versionsOf(moved && (await loader.before(moved)), await loader.after(path));
    });
  }
  // What stays as it is may rest on what does not.
  if (changed.size > 0)
    for (const [path, entry] of unchanged)
      await attempt(path, async () => {
        const after = await loader.after(path);
        const importsChanged = after.imports.some((each) => changed.has(repository.inside(each.path) ?? ""));
        // A file that is gone is imported no longer: only what it was says so.
        if (!importsChanged && gone.length === 0) return undefined;
        const found = versionsOf(await loader.before(entry), after);
        return found.hasOtherImports ? found : undefined;
      });
  const paired = new Set(files.map(({ before }) => before?.source.path));
  for (const entry of gone)
    if (!paired.has(pathOf(entry)))
      await attempt(entry.path, async () => versionsOf(await loader.before(entry), undefined));
  return { files, problems };
}

function versionsOf(before: LoadedFile | undefined, after: LoadedFile | undefined): FileVersions {
  const textsOf = (file: LoadedFile | undefined) => JSON.stringify(file?.imports.map(({ text }) => text).sort() ?? []);
  return { before, after, hasOtherImports: textsOf(before) !== textsOf(after) };
}

function createLoader(
  repository: Repository,
  entries: ReadonlyMap<string, EarlierEntry>,
  pathOf: (entry: EarlierEntry) => string,
) {
  const opened = openFiles();
  const projects = createProjects();
  const texts = new Map<string, Promise<Source>>();
  const sourceBefore = (entry: EarlierEntry): Promise<Source> => {
    let known = texts.get(entry.path);
    known ??= repository.read(entry).then((bytes) => sourceFrom(pathOf(entry), bytes));
    texts.set(entry.path, known);
    return known;
  };
  return {
    after: (path: string) => opened.open(path),
    /** In the project as it is now: what it pins is not what the loss is. */
    async before(entry: EarlierEntry): Promise<LoadedFile> {
      const source = await sourceBefore(entry);
      const { path, text } = source;
      const imports = await collectImports({ path, text }, async (each) => {
        const found = entries.get(repository.inside(each) ?? "");
        return found && (await sourceBefore(found)).text;
      });
      return { ...analyzeSource(source, await projects.of(path)), imports };
    },
  };
}

function bytesOf(path: string): Buffer {
  try {
    return readRegularFile(path, path.endsWith(".ipynb") ? largestFiles.notebook : largestFiles.source);
  } catch (error) {
    throw new UsageError(`${path}: ${reasonOf(error)}`);
  }
}

function movedFrom(gone: readonly EarlierEntry[], blob: string): EarlierEntry | undefined {
  return gone.find((entry) => entry.blob === blob);
}

function isBelow(path: string, root: string): boolean {
  return root === "" || path.startsWith(`${root}/`);
}

function hasBelow(entries: ReadonlyMap<string, EarlierEntry>, root: string): boolean {
  return entries.has(root) || [...entries.keys()].some((path) => isBelow(path, root));
}
