/** What the project around a file says: which Keras, and how Loss Lens is configured. Read once, watched. */

import * as vscode from "vscode";
import {
  createProjectReader,
  type Folders,
  isProjectFile,
  largestProjectFile,
  type Project,
  type ProjectReader,
} from "../keras/project-files.ts";
import { readProject } from "../keras/version.ts";
import { readTextIfRegular } from "./read-file.ts";

export interface Projects extends vscode.Disposable {
  /** The project of a file; undefined while it is being read for the first time. */
  of(uri: vscode.Uri): Project | undefined;
  /** Resolves once `of` gives an answer. */
  ready(uri: vscode.Uri): Promise<void>;
}

const nothing = (): Project => ({ keras: readProject([]), pyproject: undefined });

/** `changed` is called when a project was read, and when it says something else than before. */
export function followProjects(changed: () => void, log: (line: string) => void): Projects {
  /** By the URI of a file's folder. */
  const projects = new Map<string, Project | undefined>();
  const reading = new Map<string, Promise<void>>();
  let readers = new Map<string, ProjectReader>();
  // Which names matter is known below: a pattern here would be a second list of them.
  const watcher = vscode.workspace.createFileSystemWatcher("**/*");
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** One for each folder of the workspace: it reads what its files share once. */
  function readerFor(folder: vscode.Uri): ProjectReader {
    const opened = vscode.workspace.getWorkspaceFolder(folder)?.uri;
    const key = `${folder.with({ path: "" })} ${opened}`;
    let reader = readers.get(key);
    if (reader === undefined) {
      reader = createProjectReader(foldersOf(folder), opened?.path);
      readers.set(key, reader);
    }
    return reader;
  }

  function read(folder: vscode.Uri): void {
    const key = folder.toString();
    if (!projects.has(key)) projects.set(key, undefined);
    const done = readerFor(folder)
      .of(folder.path)
      .catch((error: unknown) => {
        log(`The project files of ${folder.toString(true)} could not be read: ${String(error)}`);
        return nothing();
      })
      .then((project) => {
        if (reading.get(key) !== done) return;
        // A file was written again with nothing in it that counts, such as other settings: nobody looks again for that.
        const isSame = JSON.stringify(projects.get(key)) === JSON.stringify(project);
        projects.set(key, project);
        reading.delete(key);
        if (!isSame) changed();
      });
    reading.set(key, done);
  }

  function readAllSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      readers = new Map();
      for (const key of projects.keys()) read(vscode.Uri.parse(key));
    }, 300);
  }

  const lookAt = ({ path }: vscode.Uri): void => {
    if (isProjectFile(path)) readAllSoon();
  };
  const subscriptions = vscode.Disposable.from(
    watcher,
    watcher.onDidChange(lookAt),
    watcher.onDidCreate(lookAt),
    watcher.onDidDelete(lookAt),
  );

  function of(uri: vscode.Uri): Project | undefined {
    // What was never saved is in no folder.
    if (uri.scheme === "untitled") return nothing();
    const folder = folderOf(uri);
    const key = folder.toString();
    if (!projects.has(key)) read(folder);
    return projects.get(key);
  }

  return {
    of,
    async ready(uri) {
      if (of(uri) === undefined) await reading.get(folderOf(uri).toString());
    },
    dispose() {
      clearTimeout(timer);
      subscriptions.dispose();
    },
  };
}

function folderOf(uri: vscode.Uri): vscode.Uri {
  return uri.with({ path: uri.path.slice(0, Math.max(1, uri.path.lastIndexOf("/"))), query: "", fragment: "" });
}

/** The file system that `beside` is in. */
function foldersOf(beside: vscode.Uri): Folders {
  const { fs } = vscode.workspace;
  return {
    async list(folder) {
      try {
        return (await fs.readDirectory(beside.with({ path: folder }))).map(([name]) => name);
      } catch {
        // Not there, or not to be read: above what a browser has opened there is nothing.
        return [];
      }
    },
    async read(path) {
      try {
        return await readTextIfRegular(beside.with({ path }), largestProjectFile);
      } catch {
        return undefined;
      }
    },
  };
}
