/** Which backend a project chooses for Keras: what its own files say of KERAS_BACKEND. */

import { parse as parseToml } from "smol-toml";
import type { ProjectFile } from "./project-pins.ts";

export interface ProjectBackend {
  readonly backend: string;
  /** `.env:2` */
  readonly evidence: string;
}

/** One place that sets the variable. */
interface Mention {
  /** Undefined where it is computed, or comes from elsewhere. */
  readonly value: string | undefined;
  readonly line: number;
  /** Whatever runs in this project runs with it: not one job, one environment or one target of several. */
  readonly isForAll: boolean;
}

type Reader = (text: string) => readonly Mention[];

const readers: readonly (readonly [RegExp, Reader])[] = [
  [/^\.env(?:rc)?$/, readShell],
  [/^environment\.ya?ml$/, (text) => readLines(text, yaml, true)],
  [/^Dockerfile$/, readDockerfile],
  [/^(?:docker-)?compose\.ya?ml$/, readCompose],
  [/^(?:pyproject|pixi|\.?mise)\.toml$/, readToml],
  [/^(?:tox|pytest)\.ini$|^setup\.cfg$/, readIni],
  [/^Makefile$/, readMakefile],
  // The terminals of the editor, or the container that everything runs in.
  [
    /(?:^|\/)(?:\.vscode\/settings|\.devcontainer\/devcontainer|\.devcontainer)\.json$/,
    (text) => readLines(text, yaml, true),
  ],
  // One of several to choose from, a template, one run of several: it may contradict, and says nothing alone.
  [
    /^\.env\..+$|^environment[\w.-]+\.ya?ml$|^Dockerfile\..+$|(?:^|\/)\.vscode\/launch\.json$|(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$|^\.gitlab-ci\.yml$/,
    (text) => readLines(text, anyForm, false),
  ],
];

/** The names of files worth reading for `readProjectBackend`. */
export function isBackendFile(path: string): boolean {
  return readerOf(path) !== undefined;
}

/** The backend that every mention in `files` agrees on; undefined where none holds for the whole project. */
export function readProjectBackend(files: readonly ProjectFile[]): ProjectBackend | undefined {
  let found: ProjectBackend | undefined;
  const values = new Set<string | undefined>();
  for (const { path, text } of files) {
    if (!text.includes("KERAS_BACKEND")) continue;
    for (const { value, line, isForAll } of readerOf(path)?.(text) ?? []) {
      values.add(value);
      if (isForAll && value !== undefined) found ??= { backend: value, evidence: `${path}:${line}` };
    }
  }
  return values.size === 1 ? found : undefined;
}

function readerOf(path: string): Reader | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return readers.find(([pattern]) => pattern.test(path) || pattern.test(name))?.[1];
}

const variable = "KERAS_BACKEND";
const backendName = /^["']?(tensorflow|jax|torch|openvino|numpy)["']?$/;
const nameIn = (text: string | undefined): string | undefined => backendName.exec(text?.trim() ?? "")?.[1];

/** What stands before and after the variable's name in a line: the value that is given to it. */
type ValueReader = (before: string, after: string) => string | undefined;

/** `KERAS_BACKEND: jax`, `- KERAS_BACKEND=jax`, `"KERAS_BACKEND": "jax",` */
function yaml(before: string, after: string): string | undefined {
  if (/\w$/.test(before)) return undefined;
  const rest = after.replace(/^["']/, "").trimStart();
  if (rest[0] !== ":" && rest[0] !== "=") return undefined;
  const value = rest.slice(1).trimStart();
  const end = value.search(/[\s,}#]/);
  if (end < 0) return value;
  return /^(?:[,}#]|$)/.test(value.slice(end).trimStart()) ? value.slice(0, end) : undefined;
}

const anyForm: ValueReader = (before, after) =>
  /\w$/.test(before) ? undefined : /^["']?(?:\s*[:=]\s*|\s+)(["']?\w+)/.exec(after)?.[1];

/** Lines that name the variable; one that `read` does not understand, or that gives no plain name, is unclear. */
function readLines(text: string, read: ValueReader, isForAll: boolean | ((line: string) => boolean)): Mention[] {
  return text.split(/\r?\n/).flatMap((line, index): Mention[] => {
    const at = line.indexOf(variable);
    if (at < 0 || /^\s*(?:#|\/\/)/.test(line)) return [];
    const value = nameIn(read(line.slice(0, at), line.slice(at + variable.length)));
    return [{ value, line: index + 1, isForAll: typeof isForAll === "boolean" ? isForAll : isForAll(line) }];
  });
}

/** `export KERAS_BACKEND=jax  # fast` */
function readShell(text: string): Mention[] {
  return readLines(
    text,
    (before, after) => {
      const value = after.trimStart();
      if (!/^(?:export\s+)?$/.test(before.trimStart()) || value[0] !== "=") return undefined;
      const comment = value.search(/\s#/);
      return value.slice(1, comment < 0 ? value.length : comment);
    },
    true,
  );
}

/** `ENV KERAS_BACKEND=jax`, also as one of several and with a blank; what one RUN sets holds for it alone. */
function readDockerfile(text: string): Mention[] {
  return readLines(
    text,
    (before, after) => (/\w$/.test(before) ? undefined : /^(?:=|\s+)(\S+)/.exec(after)?.[1]),
    (line) => /^\s*ENV\s/i.test(line),
  );
}

/** With one service, all runs in it. */
function readCompose(text: string): Mention[] {
  const services = text.match(/^[ \t]+["']?(?:image|build)["']?:/gm)?.length ?? 0;
  return readLines(text, yaml, services < 2);
}

/** A variable of the whole file that is exported; what a recipe sets holds for that recipe. */
function readMakefile(text: string): Mention[] {
  return readLines(
    text,
    (before, after) => (/\w$/.test(before) ? undefined : /^\s*:?=\s*(\S+)/.exec(after)?.[1]),
    (line) => /^export\s+KERAS_BACKEND\s*:?=/.test(line),
  );
}

/** A table of environment variables that is always in force; others belong to an environment of several. */
const tablesForAll =
  /^(?:env|activation\.env|tool\.(?:pytest_env|pixi\.activation\.env|poe\.env|hatch\.envs\.default\.env-vars|pdm\.scripts\._\.env|pytest\.ini_options\.env|pytest\.env))$/;

function readToml(text: string): Mention[] {
  let content: unknown;
  try {
    content = parseToml(text);
  } catch {
    return []; // Someone is in the middle of writing it.
  }
  const lines = text.split(/\r?\n/);
  // The file's own order is the order of the walk, so each mention takes the next line that names the variable.
  const places = lines.flatMap((line, index) =>
    line.includes("KERAS_BACKEND") && !line.trimStart().startsWith("#") ? [index + 1] : [],
  );
  const found: Mention[] = [];
  const add = (value: string | undefined, path: readonly string[]): void => {
    const line = places[found.length] ?? places[0] ?? 1;
    found.push({ value, line, isForAll: tablesForAll.test(path.join(".")) });
  };
  const visit = (value: unknown, path: readonly string[]): void => {
    if (typeof value === "string") {
      // `env = ["KERAS_BACKEND=jax"]`, pytest-env's `D:` for a default; a command that sets it for itself.
      const entry = /^(?:[DR]:)*KERAS_BACKEND=(.*)$/.exec(value);
      if (entry) add(nameIn(entry[1]), path);
      else if (value.includes("KERAS_BACKEND")) add(undefined, []);
    } else if (Array.isArray(value)) for (const entry of value) visit(entry, path);
    else if (typeof value === "object" && value !== null)
      for (const [key, entry] of Object.entries(value)) {
        if (key !== "KERAS_BACKEND") visit(entry, [...path, key]);
        else add(nameIn(plainValue(entry)), path);
      }
  };
  visit(content, []);
  return found;
}

/** `"jax"`, and `{ value = "jax" }` of pytest-env and mise. */
function plainValue(entry: unknown): string | undefined {
  if (typeof entry === "string") return entry;
  const value = typeof entry === "object" && entry !== null && "value" in entry ? entry.value : undefined;
  return typeof value === "string" ? value : undefined;
}

/** tox.ini's `setenv` and pytest's `env`: for all where the section is not that of one environment. */
function readIni(text: string): Mention[] {
  let section = "";
  return text.split(/\r?\n/).flatMap((line, index): Mention[] => {
    section = /^\[(.+)\]/.exec(line)?.[1] ?? section;
    if (!line.includes("KERAS_BACKEND") || /^\s*[#;]/.test(line)) return [];
    const at = line.indexOf(variable);
    const value = line.slice(at + variable.length).trimStart();
    const isRead = /^(?:\w+\s*=\s*)?(?:[DR]:)*$/.test(line.slice(0, at).trimStart()) && value[0] === "=";
    const isForAll = /^(?:testenv|pytest|tool:pytest)$/.test(section);
    return [{ value: isRead ? nameIn(value.slice(1)) : undefined, line: index + 1, isForAll }];
  });
}
