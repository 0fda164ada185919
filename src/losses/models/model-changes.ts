/** Where a module adds layers to its models, or takes some away: `model.add(…)`, `model.pop()`. */

import type { Attribute, Call, Name } from "../../python/ast.ts";
import type { ModuleNames } from "../../python/scope.ts";
import { grouped } from "../grouped.ts";
import type { ModuleIndex, Placed } from "../module-index.ts";
import type { Resolver } from "../resolve.ts";

export interface ModelChanges {
  /** The calls that change what goes by this name. */
  of(name: Name | Attribute): readonly Placed<Call>[];
  /** Whether a function of the file is given it that adds to something. */
  isHandedOn(name: Name | Attribute): boolean;
}

/** Answers for one module, which is gone through once. */
export function readModelChanges(names: ModuleNames, index: ModuleIndex, resolver: Resolver): ModelChanges {
  const changes = index.calls.filter(({ node }) => isChange(node));
  const changed = grouped(changes, ({ node }) => keyOf((node.function as Attribute).value));
  const within = new Set<unknown>(changes.map(({ enclosing }) => enclosing?.node));
  const handedOn = new Set(changes.length === 0 ? [] : index.calls.flatMap(({ node }) => handedOnBy(node)));

  /** What stands for a model wherever it is named: its binding, or the name of an attribute. */
  function keyOf(owner: Call["function"]): unknown {
    return owner.kind === "Name" ? names.bindingOf(owner) : owner.kind === "Attribute" ? owner.attribute : undefined;
  }

  function handedOnBy({ function: callee, arguments: given }: Call): readonly unknown[] {
    const named = given.flatMap(({ value }) => (value.kind === "Name" ? [value] : []));
    if (named.length === 0) return [];
    const meant = callee.kind === "Name" ? resolver.resolve(callee) : undefined;
    const own =
      meant?.kind === "function" ? meant.node : callee.kind === "Attribute" ? resolver.method(callee) : undefined;
    return own !== undefined && within.has(own) ? named.map(keyOf) : [];
  }

  return {
    of: (name) => changed.get(keyOf(name)) ?? [],
    isHandedOn: (name) => name.kind === "Name" && handedOn.has(keyOf(name)),
  };
}

function isChange({ function: callee }: Call): boolean {
  return callee.kind === "Attribute" && /^(?:add|pop|insert)$/.test(callee.attribute);
}
