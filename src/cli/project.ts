/** The projects of files on disk. */

import { readdir } from "node:fs/promises";
import { dirname, resolve, sep } from "node:path";
import { createProjectReader, type Folders, largestProjectFile, type Project } from "../keras/project-files.ts";
import { readIfRegular } from "./read-file.ts";

export interface Projects {
  /** The project of a file. Evidence is given as paths from the project's root. */
  of(path: string): Promise<Project>;
}

const disk: Folders = {
  list: (folder) => readdir(`${folder}/`).catch(() => []),
  read: async (path) => readIfRegular(path, largestProjectFile),
};

export function createProjects(): Projects {
  const reader = createProjectReader(disk, slashed(process.cwd()));
  return { of: (path) => reader.of(slashed(dirname(resolve(path)))) };
}

function slashed(path: string): string {
  return path.split(sep).join("/");
}
