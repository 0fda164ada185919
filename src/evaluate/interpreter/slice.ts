/**
 * Which top-level statements of a module a name depends on.
 *
 * A file that defines a loss also reads data, builds models and trains them. Only what the loss needs is run,
 * in the order in which it stands: everything that binds or changes a name that is needed, directly or not.
 */

import type { Call, Expression, FunctionDefinition, Module, Node, Statement } from "../../python/ast.ts";
import { forEachChild, walk } from "../../python/walk.ts";
import { boundNames, mentions, scopeNames } from "./bindings.ts";

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
  const changers = parameterChangers(module);
  const assigners = globalAssigners(module, changers);
  const facts: Facts = { assigners, imported: importedNames(module), changers };
  const effects = module.body.map((node): StatementEffects => {
    const { now, later } = mentions(node);
    const changes = new Set<string>();
    const state = { isAlwaysNeeded: false };
    collectChanges(node, changes, facts, state);
    callChanges(node, changes, facts);
    return { node, binds: boundNames(node), changes, now, later, isAlwaysNeeded: state.isAlwaysNeeded };
  });
  known.set(module, effects);
  return effects;
}

/**
 * The module's names that a call of each top-level function may change: those it assigns through `global`, whose
 * objects it changes, and its own where it has a default that it may fill.
 */
function globalAssigners(
  module: Module,
  changers: ReadonlyMap<string, readonly boolean[]>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const assigners = new Map<string, ReadonlySet<string>>();
  for (const node of module.body) {
    if (node.kind !== "FunctionDefinition") continue;
    const { assigns } = mentions(node);
    const names = new Set([...assigns, ...changedGlobals(node)]);
    const flags = changers.get(node.name) ?? [];
    const keepsState = node.parameters.list.some(
      (each, index) => each.default && containerKinds.has(each.default.kind) && flags[index],
    );
    if (keepsState) names.add(node.name);
    if (names.size > 0) assigners.set(node.name, names);
  }
  return assigners;
}

/** The parameters that each top-level function changes, by position. */
function parameterChangers(module: Module): ReadonlyMap<string, readonly boolean[]> {
  const changers = new Map<string, readonly boolean[]>();
  for (const node of module.body) {
    if (node.kind !== "FunctionDefinition") continue;
    const changed = new Set<string>();
    walk(node, (at) => changedRoots(at, changed));
    const flags = node.parameters.list.map((each) => changed.has(each.name));
    if (flags.includes(true)) changers.set(node.name, flags);
  }
  return changers;
}

const changingMethods = new Set(
  "append extend insert pop remove clear update setdefault popitem add discard sort reverse".split(" "),
);

/** Adds the names whose objects a node changes: `x[i] = …`, `x.y += …`, `x.append(…)`. */
function changedRoots(at: Node, changed: Set<string>): void {
  if (at.kind === "Assign" || at.kind === "Delete") for (const target of at.targets) addTarget(target, changed);
  else if (at.kind === "AugmentedAssign") addTarget(at.target, changed);
  else if (at.kind === "Call" && at.function.kind === "Attribute" && changingMethods.has(at.function.attribute)) {
    const root = rootName(at.function);
    if (root !== undefined) changed.add(root);
  }
}

function changedGlobals(node: FunctionDefinition): string[] {
  const changed = new Set<string>();
  const local = new Set<string>();
  walk(node, (at) => {
    changedRoots(at, changed);
    if (at.kind === "FunctionDefinition" || at.kind === "Lambda")
      for (const name of scopeNames(at).locals) local.add(name);
  });
  return [...changed].filter((name) => !local.has(name));
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
  readonly changers: ReadonlyMap<string, readonly boolean[]>;
}

function collectChanges(node: Statement, changes: Set<string>, facts: Facts, state: { isAlwaysNeeded: boolean }): void {
  const recur = (statements: readonly Statement[]): void => {
    for (const each of statements) collectChanges(each, changes, facts, state);
  };
  switch (node.kind) {
    case "Assign":
      for (const target of node.targets) addTarget(target, changes);
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

function setsConfiguration(node: Call, imported: ReadonlySet<string>): boolean {
  const { function: callee } = node;
  if (callee.kind === "Name") return configuration.has(callee.id);
  return callee.kind === "Attribute" && configuration.has(callee.attribute) && imported.has(rootName(callee) ?? "");
}

/** `LIST.append(x)` as a statement: a method may change its object. */
function methodChanges({ function: callee }: Call, changes: Set<string>, facts: Facts): void {
  if (callee.kind !== "Attribute") return;
  const root = rootName(callee);
  if (root !== undefined && !facts.imported.has(root)) changes.add(root);
}

/** What the calls in a statement change, those in functions that it defines left out. */
function callChanges(node: Statement, changes: Set<string>, facts: Facts): void {
  const visit = (at: Statement | Expression): void => {
    if (at.kind === "Call") {
      changedRoots(at, changes);
      if (at.function.kind === "Name") calledBy(at.function.id, at.arguments);
    }
    if (at.kind === "FunctionDefinition" || at.kind === "ClassDefinition") {
      for (const decorator of at.decorators) {
        if (decorator.kind === "Name") calledBy(decorator.id, []);
        visit(decorator);
      }
    } else if (at.kind !== "Lambda") {
      forEachChild(at, visit);
    }
  };
  visit(node);

  function calledBy(name: string, args: Call["arguments"]): void {
    for (const changed of facts.assigners.get(name) ?? []) changes.add(changed);
    const flags = facts.changers.get(name) ?? [];
    for (const [index, { value, name: keyword }] of args.entries()) {
      const isChanged = name === "setattr" || name === "delattr" ? index === 0 : keyword !== undefined || flags[index];
      if (value.kind === "Name" && isChanged && (flags.includes(true) || index === 0)) changes.add(value.id);
    }
  }
}

/** Where each name is bound or changed, and what is always needed: looked up, since a file may have thousands of losses. */
interface EffectIndex {
  readonly always: readonly number[];
  readonly byName: ReadonlyMap<string, readonly number[]>;
}

const indices = new WeakMap<readonly StatementEffects[], EffectIndex>();

function indexOf(effects: readonly StatementEffects[]): EffectIndex {
  const before = indices.get(effects);
  if (before) return before;
  const always: number[] = [];
  const byName = new Map<string, number[]>();
  for (const [index, { binds, changes, isAlwaysNeeded }] of effects.entries()) {
    if (isAlwaysNeeded) always.push(index);
    for (const name of new Set([...binds, ...changes])) {
      const places = byName.get(name);
      if (places === undefined) byName.set(name, [index]);
      else places.push(index);
    }
  }
  for (const [name, places] of byName) {
    const [first, ...others] = places as [number, ...number[]];
    const meant = importedAs(effects[first]!.node, name);
    if (meant === undefined || others.length === 0) continue;
    if (others.every((index) => importedAs(effects[index]!.node, name) === meant)) byName.set(name, [first]);
  }
  const made = { always, byName };
  indices.set(effects, made);
  return made;
}

/** What an import makes of a name: cells and pasted losses bring theirs along, and the first of them does for all. */
function importedAs(node: Statement, name: string): string | undefined {
  if (node.kind === "Import") {
    const meant = node.names.filter((alias) => (alias.asName?.id ?? alias.name.split(".")[0]) === name);
    return meant.map((alias) => `${alias.name} ${alias.asName?.id ?? ""}`).join();
  }
  if (node.kind !== "ImportFrom") return undefined;
  const meant = node.names.filter((alias) => (alias.asName?.id ?? alias.name) === name);
  return `${".".repeat(node.level)}${node.module} ${meant.map((alias) => alias.name).join()}`;
}

/** The indices of the statements that the names depend on, in order. */
export function dependencies(effects: readonly StatementEffects[], names: Iterable<string>): number[] {
  const { always, byName } = indexOf(effects);
  const needed = new Set<string>(names);
  const included = new Set<number>();
  for (const index of always) include(index);
  // What is added while it goes on is looked up too.
  for (const name of needed) for (const index of byName.get(name) ?? []) include(index);
  return [...included].sort((a, b) => a - b);

  function include(index: number): void {
    if (included.has(index)) return;
    included.add(index);
    const { now, later, binds } = effects[index]!;
    for (const set of [now, later, binds]) for (const name of set) needed.add(name);
  }
}
