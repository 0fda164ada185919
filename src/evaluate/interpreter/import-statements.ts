/** `import` and `from … import { orElse } from "./or-else.ts";
import …`: libraries by name, the workspace's files by path. */

import { canonicalName } from "../../keras/canonical.ts";
import type { Import, ImportFrom } from "../../python/ast.ts";
import { PythonError, Unsupported } from "../failure.ts";
import { importCandidates, isKnownPackage } from "../imports.ts";
import type { Frame, Interpreter, ModuleEnvironment } from "./machine.ts";
import { isLibraryName, libraryMember } from "./module-attributes.ts";
import { libraryModule, opaqueValue } from "./module-values.ts";
import { exportsName } from "./modules.ts";
import { orElse } from "./or-else.ts";
import { bindName } from "./scope.ts";
import type { Value } from "./values.ts";

/** `import a.b`, `import a.b as c`. */
export function importModule(node: Import, frame: Frame): void {
  const { machine } = frame;
  for (const alias of node.names) {
    machine.range = alias.range;
    const top = alias.name.split(".")[0]!;
    if (alias.asName !== undefined) {
      bindName(frame, alias.asName.id, moduleNamed(alias.name, frame));
    } else {
      bindName(frame, top, moduleNamed(top, frame));
    }
  }
}

/** A module by its dotted name: a library's, the workspace's, or one that is not evaluated. */
function moduleNamed(dottedName: string, frame: Frame): Value {
  const { machine } = frame;
  const top = dottedName.split(".")[0]!;
  if (isLibraryName(machine, top)) {
    const canonical = canonicalName(dottedName);
    if (!canonical.includes(".")) return libraryModule(canonical);
    return orElse(
      asImport(dottedName, () => libraryMember(machine, dottedName)),
      () => opaqueValue(canonical),
    );
  }
  const environment = workspaceModule(machine, frame.module.path, dottedName, 0);
  return environment?.value ?? unknownModule(dottedName, dottedName, machine);
}

/**
 * A package of which nothing is known. Where the file itself can do without it, it is taken as absent, which is said:
 * what it would compute is not known either.
 */
function unknownModule(dottedName: string, name: string, machine: Interpreter): Value {
  const top = dottedName.split(".")[0]!;
  if (machine.optionalImports === 0 || isKnownPackage(top)) return opaqueValue(name);
  machine.note(`\`${top}\` is taken as not installed: the file says what to do without it`);
  throw new PythonError("ModuleNotFoundError", `No module named '${top}'`);
}

function workspaceModule(
  machine: Interpreter,
  from: string,
  dottedName: string,
  level: number,
): ModuleEnvironment | undefined {
  for (const path of importCandidates(from, dottedName, level)) {
    const found = machine.moduleAt(path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `from a import b as c`, relative or absolute, and `from a import *`. */
export function importFrom(node: ImportFrom, frame: Frame): void {
  const { machine } = frame;
  machine.range = node.moduleRange;
  if (node.level === 0 && (node.module === "__future__" || isLibraryName(machine, node.module.split(".")[0]!))) {
    fromLibrary(node, frame);
    return;
  }
  const from = frame.module.path;
  const environment = workspaceModule(machine, from, node.module, node.level);
  const shown = `${".".repeat(node.level)}${node.module}`;
  for (const alias of node.names) {
    machine.range = alias.range;
    if (alias.name === "*") {
      if (environment === undefined) throw unreadable(shown, node.level);
      star(environment, frame);
      continue;
    }
    const bound = alias.asName?.id ?? alias.name;
    const member = environment?.member(alias.name);
    if (member !== undefined) {
      bindName(frame, bound, member);
      continue;
    }
    const separator = node.module === "" ? "" : ".";
    const inner = workspaceModule(machine, from, `${node.module}${separator}${alias.name}`, node.level);
    if (inner !== undefined) bindName(frame, bound, inner.value);
    else if (environment !== undefined) {
      throw new PythonError("ImportError", `cannot import name '${alias.name}' from '${environment.name}'`);
    } else if (node.level > 0) throw unreadable(shown, node.level);
    else bindName(frame, bound, unknownModule(node.module, `${node.module}.${alias.name}`, machine));
  }
}

function unreadable(module: string, level: number): Unsupported {
  return new Unsupported(
    level > 0
      ? `The file that \`from ${module} import …\` reads was not found in the workspace.`
      : `\`from ${module} import *\` is not evaluated: \`${module}\` is neither a known library nor a file of the workspace.`,
  );
}

function fromLibrary(node: ImportFrom, frame: Frame): void {
  const { machine } = frame;
  if (node.module === "__future__") return;
  for (const alias of node.names) {
    machine.range = alias.range;
    if (alias.name === "*") {
      starOfLibrary(node.module, frame);
      continue;
    }
    const name = `${node.module}.${alias.name}`;
    const found = asImport(name, () => libraryMember(machine, name));
    const value = orElse(found, () => opaqueValue(canonicalName(name)));
    bindName(frame, alias.asName?.id ?? alias.name, value);
  }
}

/** A star import covers what was bound before it under the same name. */
function starOfLibrary(module: string, frame: Frame): void {
  const { machine } = frame;
  const { globals, stars } = frame.module;
  for (const name of [...globals.keys()]) {
    if (name.startsWith("_")) continue;
    const value = attributeOrNothing(() => libraryMember(machine, `${module}.${name}`));
    if (value !== undefined) globals.set(name, value);
  }
  stars.push(canonicalName(module));
}

function star(environment: ModuleEnvironment, frame: Frame): void {
  const { globals, stars } = frame.module;
  for (const name of [...globals.keys()]) {
    if (!exportsName(environment, name)) continue;
    const value = environment.member(name);
    if (value !== undefined && !name.startsWith("__")) globals.set(name, value);
  }
  stars.push(environment);
}

function attributeOrNothing(read: () => Value | undefined): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof PythonError && error.exception === "AttributeError") return undefined;
    throw error;
  }
}

/** What is an AttributeError for an attribute is an ImportError for an import. */
function asImport(dottedName: string, read: () => Value | undefined): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof PythonError) || error.exception !== "AttributeError") throw error;
    const dot = dottedName.lastIndexOf(".");
    throw new PythonError(
      "ImportError",
      `cannot import name '${dottedName.slice(dot + 1)}' from '${dottedName.slice(0, dot)}'`,
    );
  }
}
