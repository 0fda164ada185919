/** What the folders around a file say: which Keras, and `[tool.loss-lens]`. Read once for each folder. */

import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { isBackendFile } from "../keras/project-backend.ts";
import type { Project } from "../keras/project-files.ts";
import { isPinFile, type ProjectFile } from "../keras/project-pins.ts";
import { readProject } from "../keras/version.ts";

/** Where a project begins: looking further up would read a stranger's files. */
const rootMarks: ReadonlySet<string> = new Set([".git", ".hg", "pyproject.toml", "setup.py", "setup.cfg"]);
/** Below each folder, where such files stand too. */
const innerFolders: readonly string[] = ["requirements", ".vscode", ".devcontainer", ".github/workflows"];
const environments: readonly string[] = [".venv", "venv", "env"];

export interface Projects {
  /** The project of a file. Evidence is given as paths from the project's root. */
  of(path: string): Promise<Project>;
}

export function createProjects(): Projects {
  const known = new Map<string, Promise<Project>>();
  return {
    of(path) {
      const folder = dirname(resolve(path));
      const present = known.get(folder);
      if (present !== undefined) return present;
      const reading = readProjectOf(folder);
      known.set(folder, reading);
      return reading;
    },
  };
}

/** Collects from the file's folder up to the project's root; what is nearest comes first. */
async function readProjectOf(folder: string): Promise<Project> {
  const files: ProjectFile[] = [];
  const installed: string[] = [];
  let current = folder;
  for (;;) {
    const names = await namesIn(current);
    for (const name of names) await add(current, name);
    for (const inner of innerFolders) {
      if (!names.includes(inner.split("/")[0]!)) continue;
      for (const name of await namesIn(join(current, inner))) await add(current, `${inner}/${name}`);
    }
    for (const environment of environments.filter((name) => names.includes(name))) {
      installed.push(...(await distributionsIn(join(current, environment))));
    }
    const parent = dirname(current);
    if (parent === current || names.some((name) => rootMarks.has(name))) break;
    current = parent;
  }
  // Without a mark of a project's root, only the file's own folder is taken for the project.
  const hasRoot = (await namesIn(current)).some((name) => rootMarks.has(name));
  const root = hasRoot ? current : folder;
  const isInside = (path: string) => hasRoot || dirname(path) === folder || dirname(dirname(path)) === folder;
  const named = files
    .filter((file) => isInside(file.path))
    .map((file) => ({ ...file, path: relative(root, file.path).split(sep).join("/") }));
  return {
    keras: readProject(
      named,
      installed.filter((path) => hasRoot || path.startsWith(folder + sep)).map((path) => relative(root, path)),
    ),
    pyproject: named.find((file) => file.path.endsWith("pyproject.toml")),
  };

  async function add(from: string, name: string): Promise<void> {
    if (!isPinFile(name) && !isBackendFile(name)) return;
    const path = join(from, name);
    const text = await readFile(path, "utf8").catch(() => undefined);
    if (text !== undefined) files.push({ path, text });
  }
}

async function distributionsIn(environment: string): Promise<string[]> {
  const libraries = [join(environment, "Lib", "site-packages")];
  for (const name of await namesIn(join(environment, "lib"))) {
    if (name.startsWith("python")) libraries.push(join(environment, "lib", name, "site-packages"));
  }
  const found: string[] = [];
  for (const library of libraries) {
    for (const name of await namesIn(library)) {
      if (/^(keras|tensorflow|tf_keras)[\w.-]*\.dist-info$/.test(name)) found.push(join(library, name));
    }
  }
  return found;
}

/** The names in a folder; none where it cannot be read, which says nothing about Keras. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch {
    return [];
  }
}
