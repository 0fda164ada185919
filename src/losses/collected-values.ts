/** What a list or dictionary is given after it was made: `losses[name] = loss`, `losses.append(loss)`. */

import type { Call, Expression } from "../python/ast.ts";
import type { Enclosing, ModuleIndex } from "./module-index.ts";
import type { Resolver } from "./resolve.ts";

export interface CollectedValue {
  readonly value: Expression;
  /** Where the value stands: a lambda made in a loop belongs to the function around it. */
  readonly enclosing: Enclosing | undefined;
}

/** By the name of the variable, so that most modules look no further: where anything is added to what. */
interface Additions {
  readonly ofName: ReadonlyMap<string, readonly (CollectedValue & { readonly owner: Expression })[]>;
}

const known = new WeakMap<ModuleIndex, Additions>();

/** The values added to the list or dictionary that `collection` writes out, in source order. */
export function collectedValues(
  name: string,
  collection: Expression,
  index: ModuleIndex,
  resolver: Resolver,
): readonly CollectedValue[] {
  let additions = known.get(index);
  if (additions === undefined) {
    additions = gatherAdditions(index);
    known.set(index, additions);
  }
  return (additions.ofName.get(name) ?? []).filter(({ owner }) => {
    const meant = owner.kind === "Name" ? resolver.resolve(owner) : undefined;
    return meant?.kind === "value" && meant.value === collection;
  });
}

function gatherAdditions(index: ModuleIndex): Additions {
  const ofName = new Map<string, (CollectedValue & { owner: Expression })[]>();
  const add = (owner: Expression, value: Expression, enclosing: Enclosing | undefined): void => {
    if (owner.kind !== "Name") return;
    const given = ofName.get(owner.id) ?? [];
    given.push({ owner, value, enclosing });
    ofName.set(owner.id, given);
  };
  for (const { node, enclosing } of index.itemAssignments) {
    const [target] = node.targets;
    if (target?.kind === "Subscript") add(target.value, node.value, enclosing);
  }
  for (const { node, enclosing } of index.calls) {
    const appended = appendedValue(node);
    if (appended !== undefined) add(appended.owner, appended.value, enclosing);
  }
  return { ofName };
}

function appendedValue({
  function: callee,
  arguments: given,
}: Call): { owner: Expression; value: Expression } | undefined {
  const value = given.length === 1 ? given[0]?.value : undefined;
  if (callee.kind !== "Attribute" || callee.attribute !== "append" || value === undefined) return undefined;
  return { owner: callee.value, value };
}
