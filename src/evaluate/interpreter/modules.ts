/** A module of the workspace: its globals, made as they are needed. */

import type { Module, Statement } from "../../python/ast.ts";
import { type ParsedModule, parseModule } from "../../python/parse.ts";
import { walk } from "../../python/walk.ts";
import { PythonError, Unsupported } from "../failure.ts";
import { packageFile, submodule } from "../imports.ts";
import { scopeNames } from "./bindings.ts";
import { builtins } from "./builtins.ts";
import { registerEnvironment } from "./environments.ts";
import type { Frame, Interpreter, ModuleEnvironment } from "./machine.ts";
import { libraryMember } from "./module-attributes.ts";
import { orElse } from "./or-else.ts";
import { recover, remember } from "./recovery.ts";
import { dependencies, type StatementEffects, statementEffects } from "./slice.ts";
import type { ModuleValue, Value } from "./values.ts";

const trees = new Map<string, Module>();
const keptTrees = 32;

/** By file, what was last read of it. */
const lastRead = new Map<string, ParsedModule>();
const keptFiles = 8;

/**
 * Requests come again and again for one text, while a slider moves: the latest trees are kept. A text that is new is most
 * often that of a file with a fix in it, or a letter more: what has not changed is not read again.
 */
function treeOf(path: string, text: string): Module {
  let tree = trees.get(text);
  if (tree === undefined) {
    const read = parseModule(text, lastRead.get(path));
    keepLast(lastRead, path, read, keptFiles);
    tree = read.module;
  }
  keepLast(trees, text, tree, keptTrees);
  return tree;
}

/** Of what is longest not asked for there is never more than `count`. */
function keepLast<T>(map: Map<string, T>, key: string, value: T, count: number): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= count) break;
    map.delete(oldest);
  }
}

/** A module, parsed but not run. */
export function createModule(machine: Interpreter, path: string, text: string): ModuleEnvironment {
  const tree = treeOf(path, text);
  const name = moduleName(path);
  const globals = new Map<string, Value>();
  const value: ModuleValue = { type: "module", name, members: globals };
  const failures = new Map<string, Error>();
  const executed = new Set<number>();
  const demanded = new Set<string>();
  const stars: (string | ModuleEnvironment)[] = [];
  let running: number | undefined;
  let starFailure: Error | undefined;
  const environment: ModuleEnvironment = {
    path,
    name,
    tree,
    globals,
    value,
    stars,
    get frame() {
      return frame;
    },
    read: (id) =>
      orElse(
        orElse(lookUp(id), () => builtins().get(id)),
        () => {
          if (starFailure !== undefined) throw starFailure;
          return undefined;
        },
      ),
    readBefore,
    member: (id) => orElse(lookUp(id), () => child(id)),
    demand,
  };
  const frame: Frame = {
    machine,
    kind: "module",
    module: environment,
    names: scopeNames(tree),
    variables: globals,
    parent: undefined,
    function: undefined,
    qualifiedName: "",
    result: null,
  };
  registerEnvironment(environment);
  return environment;

  function lookUp(id: string): Value | undefined {
    return orElse(
      orElse(own(id), () => starred(id)),
      () => special(id),
    );
  }

  function own(id: string): Value | undefined {
    const known = globals.get(id);
    if (known !== undefined) return known;
    if (!demanded.has(id)) demand([id]);
    const value = globals.get(id);
    if (value !== undefined) return value;
    const failure = failures.get(id);
    if (failure !== undefined) throw failure;
    return undefined;
  }

  function starred(id: string): Value | undefined {
    for (let index = stars.length - 1; index >= 0; index--) {
      const star = stars[index]!;
      const found =
        typeof star === "string" ? starMember(star, id) : isExported(star, id) ? star.member(id) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function starMember(library: string, id: string): Value | undefined {
    return id.startsWith("_") ? undefined : libraryMember(machine, `${library}.${id}`);
  }

  function special(id: string): Value | undefined {
    if (id === "__name__") return name;
    return id === "__file__" ? path : undefined;
  }

  function child(id: string): Value | undefined {
    return submodule(path, id, (each) => machine.moduleAt(each)?.value);
  }

  function readBefore(id: string, place: number): Value | undefined {
    demand([id], place);
    const value = globals.get(id);
    const failure = failures.get(id);
    demand([id]);
    if (value === undefined && failure !== undefined) throw failure;
    return value;
  }

  function demand(names: Iterable<string>, end = Number.POSITIVE_INFINITY): void {
    const effects = statementEffects(tree);
    const wanted = [...names];
    for (const each of wanted) demanded.add(each);
    const limit = Math.min(running ?? Number.POSITIVE_INFINITY, end);
    const pending = dependencies(effects, wanted).filter((index) => !executed.has(index) && index < limit);
    if (pending.length === 0) return;
    refuseDisorder(effects, pending);
    const outer = running;
    const { path: outerPath, range, tracing } = machine;
    machine.path = path;
    // A module runs when it is imported, before anything is traced.
    machine.tracing = undefined;
    for (const index of pending) {
      if (executed.has(index)) continue;
      executed.add(index);
      running = index;
      runStatement(effects[index]!);
    }
    running = outer;
    machine.tracing = tracing;
    machine.path = outerPath;
    machine.range = range;
  }

  /** A statement that was skipped may not read a name that a later one has bound meanwhile. */
  function refuseDisorder(effects: readonly StatementEffects[], pending: readonly number[]): void {
    for (const index of pending) {
      for (const later of executed) {
        if (later < index) continue;
        const { binds, changes } = effects[later]!;
        const reads = [...effects[index]!.now].find((each) => binds.has(each) || changes.has(each));
        if (reads !== undefined && effects.slice(0, index).some((each) => each.binds.has(reads))) {
          throw new Unsupported(`'${reads}' is bound more than once in ${path}, in an order that is not evaluated.`);
        }
      }
    }
  }

  /** What a failing statement would have bound fails when it is read, not before: the loss may not need it. */
  function runStatement(effect: StatementEffects): void {
    const state = remember(frame);
    try {
      machine.executeStatement(effect.node, frame);
      for (const each of effect.binds) failures.delete(each);
    } catch (error) {
      if (error instanceof PythonError) {
        recover(error, frame, state);
      } else if (error instanceof Unsupported) {
        error.place ??= machine.place;
        machine.depth = state.depth;
        machine.path = state.path;
      } else {
        throw error;
      }
      if (effect.isAlwaysNeeded) {
        // What sets Keras's epsilon or dtypes changes every number; a star import only the names that it would bring.
        if (!hasStarImport(effect.node)) throw error;
        starFailure ??= error;
      }
      for (const each of [...effect.binds, ...effect.changes]) {
        globals.delete(each);
        failures.set(each, error);
      }
    }
  }
}

function hasStarImport(node: Statement): boolean {
  let found = false;
  walk(node, (at) => {
    if (at.kind === "ImportFrom" && at.names.some((alias) => alias.name === "*")) found = true;
  });
  return found;
}

/** What `from module import *` brings: `__all__`, or every name without an underscore. */
function isExported(module: ModuleEnvironment, name: string): boolean {
  const bindsAll = statementEffects(module.tree).some((effect) => effect.binds.has("__all__"));
  const all = bindsAll ? module.member("__all__") : undefined;
  if (all !== undefined && all !== null && typeof all === "object" && (all.type === "list" || all.type === "tuple")) {
    return all.items.includes(name);
  }
  return !name.startsWith("_");
}

/** The names that a star import of a workspace module would rebind now. */
export function exportsName(module: ModuleEnvironment, name: string): boolean {
  return isExported(module, name);
}

function moduleName(path: string): string {
  const stem = packageFile(path) ? path.slice(0, path.lastIndexOf("/")) : path.replace(/\.(py|ipynb)$/, "");
  return stem.slice(stem.lastIndexOf("/") + 1);
}
