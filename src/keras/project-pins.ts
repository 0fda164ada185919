/** What a project's own files say about the versions of Keras and TensorFlow that it runs on. */

import { parse as parseToml } from "smol-toml";
import { readSpecifier, type VersionSpan } from "./requirement.ts";

export interface ProjectFile {
  /** Relative to the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** A version requirement, and where it stands. */
export interface Pin {
  readonly package: string;
  readonly span: VersionSpan;
  /** `requirements.txt:4 keras==3.15` */
  readonly evidence: string;
  readonly isLock: boolean;
}

const relevant = new Set(["keras", "tensorflow", "tensorflow-cpu", "tensorflow-gpu", "tensorflow-macos", "tf-keras"]);
const normalise = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, "-");

/** The names of files worth reading for `readPins`. */
export function isPinFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return (
    /^(requirements[\w.-]*\.(txt|in)|environment[\w.-]*\.ya?ml|conda[\w.-]*\.ya?ml)$/.test(name) ||
    ["pyproject.toml", "uv.lock", "poetry.lock", "Pipfile", "Pipfile.lock", "setup.cfg"].includes(name) ||
    /(^|\/)requirements\/[\w.-]+\.(txt|in)$/.test(path)
  );
}

/** All pins of Keras and TensorFlow in `files`. A file that cannot be read as what it claims to be says nothing. */
export function readPins(files: readonly ProjectFile[]): Pin[] {
  return files.flatMap((file) => {
    const name = file.path.slice(file.path.lastIndexOf("/") + 1);
    if (!isPinFile(file.path)) return [];
    if (/\.ya?ml$/.test(name)) return readEnvironment(file);
    if (name === "uv.lock" || name === "poetry.lock") return readTomlLock(file);
    if (name === "Pipfile.lock") return readPipfileLock(file);
    if (name === "pyproject.toml" || name === "Pipfile") return readTomlDependencies(file);
    return readRequirements(file);
  });
}

function pin(
  file: ProjectFile,
  name: string,
  specifier: string,
  line: number,
  shown: string,
  isLock: boolean,
): Pin | undefined {
  const span = relevant.has(normalise(name)) ? readSpecifier(specifier) : undefined;
  return span && { package: normalise(name), span, evidence: `${file.path}:${line} ${shown}`, isLock };
}

const requirement = /^\s*["']?([A-Za-z][\w.-]*)\s*(?:\[[^\]]*\])?\s*\(?([^;#"')]*)/;

function readRequirements(file: ProjectFile): Pin[] {
  return file.text.split(/\r?\n/).flatMap((line, index) => {
    const match = requirement.exec(line);
    const found = match && pin(file, match[1]!, match[2]!.split(/\s--/)[0]!, index + 1, match[0].trim(), false);
    return found ? [found] : [];
  });
}

/** The entries of a conda environment are list items, pip's own among them; nothing else of YAML is needed for them. */
function readEnvironment(file: ProjectFile): Pin[] {
  return file.text.split(/\r?\n/).flatMap((line, index) => {
    const entry = listItem(line);
    if (entry === undefined) return [];
    // conda: `conda-forge::keras=2.4.3=pyhd8ed1ab_0`
    const match = requirement.exec(entry.replace(/^[\w-]+::/, "").replace(/^([\w.-]+)=([^=]+)=.*$/, "$1=$2"));
    const found = match && pin(file, match[1]!, match[2]!, index + 1, entry, false);
    return found ? [found] : [];
  });
}

/** The text of `- keras=2.4`, `- "keras"  # why`; undefined where the line is no item, or more than a plain one. */
function listItem(line: string): string | undefined {
  const item = line.trimStart();
  if (!/^-\s/.test(item)) return undefined;
  const comment = item.indexOf("#");
  const text = (comment < 0 ? item : item.slice(0, comment)).slice(1).trim();
  const bare = text.slice(/^["']/.test(text) ? 1 : 0, /["']$/.test(text) ? -1 : undefined).trim();
  return bare === "" || /["']/.test(bare) ? undefined : bare;
}

function readTomlLock(file: ProjectFile): Pin[] {
  const content = attempt(() => parseToml(file.text));
  const packages = isRecord(content) && Array.isArray(content.package) ? content.package : [];
  return packages.flatMap((entry) => {
    if (!isRecord(entry) || typeof entry.name !== "string" || typeof entry.version !== "string") return [];
    const line = lineOf(file.text, `name = "${entry.name}"`);
    const found = pin(file, entry.name, `==${entry.version}`, line, `${entry.name}==${entry.version}`, true);
    return found ? [found] : [];
  });
}

function readPipfileLock(file: ProjectFile): Pin[] {
  const content: unknown = attempt(() => JSON.parse(file.text));
  const packages = isRecord(content) && isRecord(content.default) ? content.default : {};
  return Object.entries(packages).flatMap(([name, entry]) => {
    const version = isRecord(entry) && typeof entry.version === "string" ? entry.version : "";
    const found = pin(file, name, version, lineOf(file.text, `"${name}"`), `${name}${version}`, true);
    return found ? [found] : [];
  });
}

/** `[project] dependencies` and its kin, Poetry's tables, and a Pipfile's. */
function readTomlDependencies(file: ProjectFile): Pin[] {
  const content = attempt(() => parseToml(file.text));
  if (!isRecord(content)) return [];
  const found: (Pin | undefined)[] = [];
  const fromList = (list: unknown): void => {
    if (!Array.isArray(list)) return;
    for (const entry of list) {
      const match = typeof entry === "string" ? requirement.exec(entry) : null;
      if (match) found.push(pin(file, match[1]!, match[2]!, lineOf(file.text, String(entry)), match[0].trim(), false));
    }
  };
  const fromTable = (table: unknown): void => {
    if (!isRecord(table)) return;
    for (const [name, value] of Object.entries(table)) {
      const version = isRecord(value) ? value.version : value;
      if (typeof version !== "string") continue;
      // Poetry reads a bare version as a caret requirement.
      const specifier = /^\s*\d/.test(version) && !version.includes("*") ? `^${version}` : version;
      const line = file.text.split(/\r?\n/).findIndex((text) => text.trim().startsWith(name)) + 1;
      found.push(pin(file, name, specifier, Math.max(line, 1), `${name} ${version}`, false));
    }
  };
  const project = isRecord(content.project) ? content.project : {};
  fromList(project.dependencies);
  for (const group of [project["optional-dependencies"], content["dependency-groups"]])
    if (isRecord(group)) for (const list of Object.values(group)) fromList(list);
  const tool = isRecord(content.tool) ? content.tool : {};
  const poetry = isRecord(tool.poetry) ? tool.poetry : {};
  fromTable(poetry.dependencies);
  if (isRecord(poetry.group))
    for (const group of Object.values(poetry.group)) if (isRecord(group)) fromTable(group.dependencies);
  fromTable(content.packages);
  return found.filter((entry): entry is Pin => entry !== undefined);
}

function lineOf(text: string, part: string): number {
  const at = text.indexOf(part);
  return at < 0 ? 1 : text.slice(0, at).split("\n").length;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A file that someone is in the middle of writing is no evidence, and no failure either. */
function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}
