/** The projects of files on disk. */

import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, resolve, sep } from "node:path";
import { createProjectReader, type Folders, largestProjectFile, type Project } from "../keras/project-files.ts";

export interface Projects {
  /** The project of a file. Evidence is given as paths from the project's root. */
  of(path: string): Promise<Project>;
}

const disk: Folders = {
  list: (folder) => readdir(`${folder}/`).catch(() => []),
  read: async (path) => {
    const size = await stat(path).then(
      (found) => (found.isFile() ? found.size : Number.POSITIVE_INFINITY),
      () => Number.POSITIVE_INFINITY,
    );
    return size > largestProjectFile ? undefined : readFile(path, "utf8").catch(() => undefined);
  },
};

export function createProjects(): Projects {
  const reader = createProjectReader(disk, slashed(process.cwd()));
  return { of: (path) => reader.of(slashed(dirname(resolve(path)))) };
}

function slashed(path: string): string {
  return path.split(sep).join("/");
}
