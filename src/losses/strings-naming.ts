/** Strings that are a name: as Keras is given a loss, as a key of `custom_objects`, in `__all__`, or for no known reason. */

import type { Constant, Expression, Module, Node, Range } from "../python/ast.ts";
import type { ModuleNames } from "../python/scope.ts";
import { parentsOf, walk } from "../python/walk.ts";
import type { LossUse } from "./loss.ts";
import type { ModuleIndex } from "./module-index.ts";

export interface NamedString {
  readonly value: Expression;
  /** Of the letters; undefined where the literal is put together of several. */
  readonly range: Range | undefined;
  /** `byName`: something is looked up by it, as with `getattr`. */
  readonly role: "loss" | "key" | "exported" | "byName" | "other";
}

interface Read {
  readonly module: Module;
  readonly names: ModuleNames;
  readonly index: ModuleIndex;
  readonly uses: readonly LossUse[];
}

/** In source order. */
export function stringsNaming(name: string, { module, names, index, uses }: Read): NamedString[] {
  const roles = new Map<Expression, NamedString["role"]>();
  const keywords: NamedString[] = [];
  const parents = parentsOf(module);
  for (const { role, value } of uses) {
    if ((role === "loss" || role === "metric") && isString(value, name)) roles.set(value, "loss");
    if (role !== "customObject") continue;
    const around = parents.get(value);
    if (around?.kind === "Dict") {
      const key = around.entries.find((entry) => entry.value === value)?.key;
      if (key !== undefined && isString(key, name) && isSameName(value, name)) roles.set(key, "key");
    } else if (around?.kind === "Call") {
      // `custom_objects=dict(focal=focal)`
      const argument = around.arguments.find((each) => each.value === value);
      if (argument?.name === name && isSameName(value, name) && isCallOf(around.function, "dict"))
        keywords.push({ value, range: argument.nameRange, role: "key" });
    }
  }
  for (const { node } of index.itemAssignments) {
    const [target] = node.targets;
    if (target?.kind !== "Subscript" || !isString(target.index, name) || !isSameName(node.value, name)) continue;
    if (target.value.kind === "Call" && /get_custom_objects$/.test(lastName(target.value.function)))
      roles.set(target.index, "key");
  }
  for (const { node } of index.calls) {
    const given = /^(?:getattr|hasattr|setattr|delattr)$/.test(lastName(node.function)) ? node.arguments[1] : undefined;
    if (given !== undefined) roles.set(given.value, "byName");
  }
  for (const statement of module.body) {
    const target =
      statement.kind === "Assign"
        ? statement.targets[0]
        : statement.kind === "AugmentedAssign" || statement.kind === "AnnotatedAssign"
          ? statement.target
          : undefined;
    if (target?.kind !== "Name" || target.id !== "__all__" || !("value" in statement) || !statement.value) continue;
    for (const each of stringsIn(statement.value, name))
      if (names.moduleScope.bindings.has("__all__")) roles.set(each, "exported");
  }
  const all = stringsIn(module, name).map((value): NamedString => {
    const isLookedUp = parents.get(value)?.kind === "Subscript" && isOfGlobals(parents.get(value)!);
    return {
      value,
      range: lettersOf(value, name, module),
      role: roles.get(value) ?? (isLookedUp ? "byName" : "other"),
    };
  });
  return [...all, ...keywords].sort((a, b) => a.value.range.start - b.value.range.start);
}

/** `globals()["focal"]`, `vars(losses)["focal"]`. */
function isOfGlobals(node: Node): boolean {
  return (
    node.kind === "Subscript" &&
    node.value.kind === "Call" &&
    /^(?:globals|locals|vars)$/.test(lastName(node.value.function))
  );
}

function isString(node: Expression, name: string): node is Constant {
  return node.kind === "Constant" && node.value === name;
}

/** Whether a value is called that: another loss may stand behind the same key. */
function isSameName(value: Expression, name: string): boolean {
  return lastName(value.kind === "Call" ? value.function : value) === name;
}

function isCallOf(callee: Expression, name: string): boolean {
  return callee.kind === "Name" && callee.id === name;
}

function lastName(node: Expression): string {
  return node.kind === "Name" ? node.id : node.kind === "Attribute" ? node.attribute : "";
}

function stringsIn(node: Node, name: string): Constant[] {
  const found: Constant[] = [];
  walk(node, (at) => {
    if (at.kind === "Constant" && at.value === name) found.push(at);
  });
  return found;
}

function lettersOf({ range }: Expression, name: string, { text }: Module): Range | undefined {
  const [, before] = /^([rRuU]?(?:"""|'''|"|'))/.exec(text.slice(range.start, range.end)) ?? [];
  if (before === undefined) return undefined;
  const start = range.start + before.length;
  const isWhole =
    text.startsWith(name, start) && start + name.length + before.replace(/^[rRuU]/, "").length === range.end;
  return isWhole ? { start, end: start + name.length } : undefined;
}
