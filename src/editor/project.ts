/** What the project around a file says: which Keras, and how Loss Lens is configured. Read once, watched. */

import * as vscode from "vscode";
import { isBackendFile } from "../keras/project-backend.ts";
import type { Project } from "../keras/project-files.ts";
import { isPinFile, type ProjectFile } from "../keras/project-pins.ts";
import { readProject } from "../keras/version.ts";

export interface Projects extends vscode.Disposable {
  /** The project of a file; undefined while it is being read for the first time. */
  of(uri: vscode.Uri): Project | undefined;
  /** Resolves once `of` gives an answer. */
  ready(uri: vscode.Uri): Promise<void>;
}

const nothing = (): Project => ({ keras: readProject([]), pyproject: undefined });
/** In each folder; a pattern of its own is a look-up of its own, so they are few. */
const projectFiles =
  "{requirements*.txt,requirements*.in,requirements/*.txt,pyproject.toml,uv.lock,poetry.lock,Pipfile,Pipfile.lock,setup.cfg,environment*.yml,environment*.yaml,.env,.env.*,.envrc,pixi.toml,mise.toml,.mise.toml,tox.ini,pytest.ini,Makefile,Dockerfile,Dockerfile.*,compose.y*ml,docker-compose.y*ml,.gitlab-ci.yml,.github/workflows/*.y*ml,.vscode/settings.json,.vscode/launch.json,.devcontainer.json,.devcontainer/devcontainer.json}";
const installedFolders =
  "{.venv,venv,env}/{lib/python*,Lib}/site-packages/{keras,tensorflow,tensorflow_cpu,tf_keras}-*.dist-info/METADATA";
const largestFile = 8_000_000;

/** `changed` is called when a project was read, or read again. */
export function followProjects(changed: () => void, log: (line: string) => void): Projects {
  const projects = new Map<string, Project | undefined>();
  const reading = new Map<string, Promise<void>>();
  const watcher = vscode.workspace.createFileSystemWatcher(`**/${projectFiles}`);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function read(folder: vscode.WorkspaceFolder): void {
    const key = folder.uri.toString();
    if (!projects.has(key)) projects.set(key, undefined);
    const done = readFolder(folder)
      .catch((error: unknown) => {
        log(`The project files of ${folder.name} could not be read: ${String(error)}`);
        return nothing();
      })
      .then((project) => {
        projects.set(key, project);
        if (reading.get(key) === done) reading.delete(key);
        changed();
      });
    reading.set(key, done);
  }

  function readAllSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      for (const folder of vscode.workspace.workspaceFolders ?? []) {
        if (projects.has(folder.uri.toString())) read(folder);
      }
    }, 300);
  }

  const subscriptions = vscode.Disposable.from(
    watcher,
    watcher.onDidChange(readAllSoon),
    watcher.onDidCreate(readAllSoon),
    watcher.onDidDelete(readAllSoon),
  );

  function of(uri: vscode.Uri): Project | undefined {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (folder === undefined) return nothing();
    const key = folder.uri.toString();
    if (!projects.has(key)) read(folder);
    return projects.get(key);
  }

  return {
    of,
    async ready(uri) {
      const folder = vscode.workspace.getWorkspaceFolder(uri);
      if (of(uri) === undefined && folder !== undefined) await reading.get(folder.uri.toString());
    },
    dispose() {
      clearTimeout(timer);
      subscriptions.dispose();
    },
  };
}

async function readFolder(folder: vscode.WorkspaceFolder): Promise<Project> {
  const find = (pattern: string) =>
    vscode.workspace.findFiles(new vscode.RelativePattern(folder, pattern), "**/{node_modules,.git}/**", 50);
  const [found, installed] = await Promise.all([find(projectFiles), find(installedFolders)]);
  const inside = (uri: vscode.Uri) => uri.path.slice(folder.uri.path.length).replace(/^\//, "");
  const files: ProjectFile[] = [];
  for (const uri of found.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    if (!isPinFile(inside(uri)) && !isBackendFile(inside(uri))) continue;
    const stat = await vscode.workspace.fs.stat(uri);
    if (stat.size > largestFile) continue;
    files.push({ path: inside(uri), text: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) });
  }
  return {
    keras: readProject(
      files,
      installed.map((uri) => inside(uri).replace(/\/METADATA$/, "")),
    ),
    pyproject: files.find((file) => file.path === "pyproject.toml"),
  };
}
