/**
 * Which top-level statements of a module a name depends on.
 *
 * A file that defines a loss also reads data, builds models and trains them. Only what the loss needs is run,
 * in the order in which it stands: everything that binds or changes a name that is needed, directly or not.
 */

import type { Call, Expression, Module, Statement } from "../../python/ast.ts";
import { boundNames, mentions } from "./bindings.ts";

/** What a top-level statement does to the module's names. */
export interface StatementEffects {
  readonly node: Statement;
  readonly binds: ReadonlySet<string>;
  /** Names whose objects it changes: `TABLE["a"] = 1`, `LIST.append(2)`, a call of a function with `global NAME`. */
  readonly changes: ReadonlySet<string>;
  /** Names that it reads when it runs. */
  readonly now: ReadonlySet<string>;
  /** Names that functions in it read when they are called. */
  readonly later: ReadonlySet<string>;
  /** Runs whatever the loss needs: star imports, and what sets Keras's configuration. */
  readonly isAlwaysNeeded: boolean;
}

const known = new WeakMap<Module, readonly StatementEffects[]>();

/** The effects of each top-level statement, in order. */
export function statementEffects(module: Module): readonly StatementEffects[] {
  const before = known.get(module);
  if (before) return before;
  const assigners = globalAssigners(module);
  const facts: Facts = { assigners, imported: importedNames(module), containers: containerNames(module) };
  const effects = module.body.map((node): StatementEffects => {
    const { now, later } = mentions(node);
    const changes = new Set<string>();
    const state = { isAlwaysNeeded: false };
    collectChanges(node, changes, facts, state);
    return { node, binds: boundNames(node), changes, now, later, isAlwaysNeeded: state.isAlwaysNeeded };
  });
  known.set(module, effects);
  return effects;
}

/** The names that each top-level function assigns through `global`. */
function globalAssigners(module: Module): ReadonlyMap<string, ReadonlySet<string>> {
  const assigners = new Map<string, ReadonlySet<string>>();
  for (const node of module.body) {
    if (node.kind !== "FunctionDefinition") continue;
    const { assigns } = mentions(node);
    if (assigns.size > 0) assigners.set(node.name, assigns);
  }
  return assigners;
}

/** Names bound to a list, dict or set written out: what a function that is handed one may fill. */
function containerNames(module: Module): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of module.body) {
    if (node.kind !== "Assign" || !containerKinds.has(node.value.kind)) continue;
    for (const target of node.targets) if (target.kind === "Name") names.add(target.id);
  }
  return names;
}

const containerKinds = new Set(["List", "Dict", "SetLiteral", "Comprehension"]);

function importedNames(module: Module): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of module.body) {
    if (node.kind === "Import" || node.kind === "ImportFrom") for (const name of boundNames(node)) names.add(name);
  }
  return names;
}

const configuration = new Set(["set_epsilon", "set_floatx", "set_image_data_format", "set_image_dim_ordering"]);

interface Facts {
  readonly assigners: ReadonlyMap<string, ReadonlySet<string>>;
  readonly imported: ReadonlySet<string>;
  readonly containers: ReadonlySet<string>;
}

function collectChanges(node: Statement, changes: Set<string>, facts: Facts, state: { isAlwaysNeeded: boolean }): void {
  const recur = (statements: readonly Statement[]): void => {
    for (const each of statements) collectChanges(each, changes, facts, state);
  };
  switch (node.kind) {
    case "Assign":
      for (const target of node.targets) addTarget(target, changes);
      callChanges(node.value, changes, facts.assigners);
      break;
    case "AugmentedAssign":
      addTarget(node.target, changes);
      if (node.target.kind === "Name") changes.add(node.target.id);
      break;
    case "AnnotatedAssign":
      addTarget(node.target, changes);
      break;
    case "Delete":
      for (const target of node.targets) addTarget(target, changes);
      break;
    case "ImportFrom":
      if (node.names.some((alias) => alias.name === "*")) state.isAlwaysNeeded = true;
      break;
    case "ExpressionStatement":
      if (node.value.kind !== "Call") break;
      callChanges(node.value, changes, facts.assigners);
      if (setsConfiguration(node.value, facts.imported)) state.isAlwaysNeeded = true;
      else methodChanges(node.value, changes, facts);
      break;
    case "If":
    case "For":
    case "While":
      recur(node.body);
      recur(node.orElse);
      break;
    case "With":
      recur(node.body);
      break;
    case "Try":
      recur(node.body);
      for (const handler of node.handlers) recur(handler.body);
      recur(node.orElse);
      recur(node.finallyBody);
      break;
  }
}

/** The root of `a.b[c].d`, where it is a name. */
function rootName(node: Expression): string | undefined {
  let at = node;
  while (at.kind === "Attribute" || at.kind === "Subscript") at = at.value;
  return at.kind === "Name" ? at.id : undefined;
}

function addTarget(target: Expression, changes: Set<string>): void {
  if (target.kind === "Attribute" || target.kind === "Subscript") {
    const root = rootName(target);
    if (root !== undefined) changes.add(root);
  } else if (target.kind === "Tuple" || target.kind === "List") {
    for (const element of target.elements) addTarget(element, changes);
  }
}

/** `configure(…)` of a function that assigns globals. */
function callChanges(
  value: Expression,
  changes: Set<string>,
  assigners: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  if (value.kind !== "Call" || value.function.kind !== "Name") return;
  for (const name of assigners.get(value.function.id) ?? []) changes.add(name);
}

function setsConfiguration(node: Call, imported: ReadonlySet<string>): boolean {
  const { function: callee } = node;
  if (callee.kind === "Name") return configuration.has(callee.id);
  return callee.kind === "Attribute" && configuration.has(callee.attribute) && imported.has(rootName(callee) ?? "");
}

/** `LIST.append(x)`: a method may change its object, and a function a container that it is handed. */
function methodChanges(node: Call, changes: Set<string>, facts: Facts): void {
  const { function: callee } = node;
  if (callee.kind === "Attribute") {
    const root = rootName(callee);
    if (root !== undefined && !facts.imported.has(root)) changes.add(root);
    return;
  }
  if (callee.kind !== "Name" || unchanging.has(callee.id)) return;
  for (const { value } of node.arguments) {
    if (value.kind === "Name" && facts.containers.has(value.id)) changes.add(value.id);
  }
}

/** Built-ins that change none of their arguments; `setattr(x, …)` does. */
const unchanging = new Set(["print", "len", "help", "repr", "str", "type", "isinstance", "callable", "dir", "hasattr"]);

/** The indices of the statements that the names depend on, in order. */
export function dependencies(effects: readonly StatementEffects[], names: Iterable<string>): number[] {
  const needed = new Set<string>(names);
  const included = new Set<number>();
  for (const [index, effect] of effects.entries()) if (effect.isAlwaysNeeded) include(index);
  for (let before = -1; before !== needed.size + included.size; ) {
    before = needed.size + included.size;
    for (const [index, effect] of effects.entries()) {
      if (!included.has(index) && (intersects(effect.binds, needed) || intersects(effect.changes, needed)))
        include(index);
    }
  }
  return [...included].sort((a, b) => a - b);

  function include(index: number): void {
    included.add(index);
    const { now, later, binds } = effects[index]!;
    for (const set of [now, later, binds]) for (const name of set) needed.add(name);
  }
}

function intersects(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const item of a) if (b.has(item)) return true;
  return false;
}
