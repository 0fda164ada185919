/**
 * What the files around a loss say about it: which Keras, which backend, how Loss Lens is configured. Which files those
 * are, and how far up they count, stands here alone; whoever has files gives `list` and `read`.
 */

import { isBackendFile } from "./project-backend.ts";
import { isPinFile, type ProjectFile } from "./project-pins.ts";
import { type ProjectKeras, readProject } from "./version.ts";

export interface Project {
  readonly keras: ProjectKeras;
  /** With `[tool.loss-lens]`, where there is one. */
  readonly pyproject: ProjectFile | undefined;
}

/** Files of a disk, a remote, a repository on the web. Paths are absolute, with forward slashes. */
export interface Folders {
  /** The names in a folder; none where it cannot be read, which says nothing about Keras. */
  list(folder: string): Promise<readonly string[]>;
  /** Undefined where there is no such file, or where it is too large to be one that somebody wrote. */
  read(path: string): Promise<string | undefined>;
}

/** Larger ones are data. */
export const largestProjectFile = 8_000_000;

/** Where a project begins: looking further up would read a stranger's files. */
const rootMarks: ReadonlySet<string> = new Set([".git", ".hg", "pyproject.toml", "setup.py", "setup.cfg"]);
/** Below each folder, where such files stand too. */
const innerFolders: readonly string[] = ["requirements", ".vscode", ".devcontainer", ".github/workflows"];
const environments: readonly string[] = [".venv", "venv", "env"];
const distribution = /^(keras|tensorflow|tf_keras)[\w.-]*\.dist-info$/;

/** Whether a change of this file may change what `of` gives. */
export function isProjectFile(path: string): boolean {
  const name = nameOf(path);
  return (
    isPinFile(path) || isBackendFile(path) || rootMarks.has(name) || /\/site-packages\/[^/]+\.dist-info\//.test(path)
  );
}

export interface ProjectReader {
  /** The project of the files in a folder. Evidence is given as paths from the project's root. */
  of(folder: string): Promise<Project>;
}

interface Found {
  readonly files: readonly ProjectFile[];
  /** Paths of `keras-*.dist-info` folders. */
  readonly installed: readonly string[];
}

/**
 * Reads each folder once. A project is the file's folder and those above, up to the nearest with a mark of a root. Where
 * none has one it ends at `top`, the folder that someone has opened or works in; outside of that it is the file's folder.
 */
export function createProjectReader(folders: Folders, top?: string): ProjectReader {
  const listed = new Map<string, Promise<readonly string[]>>();
  const found = new Map<string, Promise<Found>>();
  const projects = new Map<string, Promise<Project>>();

  const list = (folder: string) => once(listed, folder, async () => [...(await folders.list(folder))].sort());

  async function rootOf(folder: string): Promise<string> {
    for (let at = folder; ; at = parentOf(at)) {
      if ((await list(at)).some((name) => rootMarks.has(name))) return at;
      if (parentOf(at) === at) break;
    }
    return top !== undefined && isWithin(folder, top) ? top : folder;
  }

  const foundIn = (folder: string) =>
    once(found, folder, async (): Promise<Found> => {
      const names = await list(folder);
      const candidates = [...names];
      for (const inner of innerFolders) {
        if (!names.includes(inner.split("/")[0]!)) continue;
        candidates.push(...(await list(`${folder}/${inner}`)).map((name) => `${inner}/${name}`));
      }
      const files: ProjectFile[] = [];
      for (const name of candidates) {
        if (!isPinFile(name) && !isBackendFile(name)) continue;
        const path = joined(folder, name);
        const text = await folders.read(path);
        if (text !== undefined) files.push({ path, text });
      }
      const installed: string[] = [];
      for (const environment of environments.filter((name) => names.includes(name)))
        installed.push(...(await distributionsIn(joined(folder, environment))));
      return { files, installed };
    });

  async function distributionsIn(environment: string): Promise<string[]> {
    const libraries = [`${environment}/Lib/site-packages`];
    for (const name of await list(`${environment}/lib`))
      if (name.startsWith("python")) libraries.push(`${environment}/lib/${name}/site-packages`);
    const paths: string[] = [];
    for (const library of libraries)
      for (const name of await list(library)) if (distribution.test(name)) paths.push(`${library}/${name}`);
    return paths;
  }

  /** What a folder adds nothing to is what the one above says. */
  async function projectIn(folder: string, root: string): Promise<Project> {
    const own = await foundIn(folder);
    if (folder !== root && own.files.length === 0 && own.installed.length === 0)
      return once(projects, parentOf(folder), () => projectIn(parentOf(folder), root));
    const all: Found[] = [own];
    for (let at = folder; at !== root; ) {
      at = parentOf(at);
      all.push(await foundIn(at));
    }
    const inside = (path: string) => path.slice(joined(root, "").length);
    const files = all.flatMap((each) => each.files).map(({ path, text }) => ({ path: inside(path), text }));
    const installed = all.flatMap((each) => each.installed).map(inside);
    return {
      keras: readProject(files, installed),
      pyproject: files.find(({ path }) => nameOf(path) === "pyproject.toml"),
    };
  }

  return {
    of: (folder) => once(projects, folder, async () => projectIn(folder, await rootOf(folder))),
  };
}

function once<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const present = known.get(key);
  if (present !== undefined) return present;
  const made = make();
  known.set(key, made);
  return made;
}

function joined(folder: string, name: string): string {
  return folder.endsWith("/") ? `${folder}${name}` : `${folder}/${name}`;
}

/** A root is its own parent. */
function parentOf(folder: string): string {
  const at = folder.lastIndexOf("/");
  if (at < 0 || folder === "/") return folder;
  return at === 0 ? "/" : folder.slice(0, at);
}

function isWithin(folder: string, top: string): boolean {
  return folder === top || folder.startsWith(joined(top, ""));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
