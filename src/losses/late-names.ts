/** Functions made in a loop that read, when they are called, what the loop has gone on to change. */

import type { Expression, FunctionDefinition, Lambda, Name, Node } from "../python/ast.ts";
import type { Binding } from "../python/bindings.ts";
import type { ModuleNames } from "../python/scope.ts";
import { nodesAround, parentsOf, walk } from "../python/walk.ts";

export interface LateName {
  /** Where it is read. */
  readonly name: Name;
}

type Loop = Extract<Node, { kind: "For" | "While" | "Comprehension" }>;

/**
 * The names that `made` reads and that its innermost loop binds anew in each turn, where it outlives its turn: kept in a
 * list, a dictionary or a comprehension. Empty where it is used up in its own turn, as far as can be seen.
 */
export function lateNames(made: Lambda | FunctionDefinition, names: ModuleNames): readonly LateName[] {
  const loop = loopAround(made, names);
  if (!loop || !outlives(made, loop, names)) return [];
  const own = new Set(made.parameters.list.map(({ name }) => name));
  const found = new Map<string, LateName>();
  const look = (at: Node): void => {
    walk(at, (node) => {
      if (node.kind !== "Name" || own.has(node.id) || found.has(node.id)) return;
      const binding = names.bindingOf(node);
      if (binding && isBoundIn(binding, loop, made)) found.set(node.id, { name: node });
    });
  };
  if (made.kind === "Lambda") look(made.body);
  else for (const statement of made.body) look(statement);
  return [...found.values()];
}

/** The innermost loop of the same function. */
function loopAround(made: Node, names: ModuleNames): Loop | undefined {
  let below: Node = made;
  for (const at of nodesAround(names.module, made)) {
    if (at.kind === "Lambda" || at.kind === "FunctionDefinition" || at.kind === "ClassDefinition") return undefined;
    // What a generator makes is used up one by one.
    if (at.kind === "Comprehension") return at.form === "generator" ? undefined : at;
    if ((at.kind === "For" || at.kind === "While") && at.body.some((each) => each === below)) return at;
    below = at;
  }
  return undefined;
}

/** Bound by the loop's own target, or by an assignment in its body, and not inside of what is made. */
function isBoundIn(binding: Binding, loop: Loop, made: Node): boolean {
  return binding.sites.some(
    ({ kind, range }) =>
      (kind === "assignment" || kind === "loop" || kind === "walrus") &&
      loop.range.start <= range.start &&
      range.end <= loop.range.end &&
      !(made.range.start <= range.start && range.end <= made.range.end),
  );
}

function outlives(made: Lambda | FunctionDefinition, loop: Loop, names: ModuleNames): boolean {
  if (loop.kind === "Comprehension") return isElement(made, loop, names);
  if (made.kind === "Lambda") return isKept(made, names);
  const binding = names.lookUp(made.name, names.scopeOf(made));
  return binding?.references.some((reference) => within(reference, loop) && isKept(reference, names)) ?? false;
}

/** What a comprehension gathers, or a part of it; not what is called at once. */
function isElement(made: Node, loop: Loop, names: ModuleNames): boolean {
  const parents = parentsOf(names.module);
  for (let at = parents.get(made); at && at !== loop; at = parents.get(at))
    if (at.kind !== "Tuple" && at.kind !== "List" && at.kind !== "Dict") return false;
  return true;
}

/** Put into a dictionary or a list that is not made for this turn alone. */
function isKept(node: Expression, names: ModuleNames): boolean {
  const parents = parentsOf(names.module);
  let below: Node = node;
  for (let at = parents.get(node); at; below = at, at = parents.get(at)) {
    switch (at.kind) {
      case "Tuple":
      case "List":
      case "Dict":
        continue;
      case "Assign":
        return at.targets.some((target) => target.kind === "Subscript");
      case "AugmentedAssign":
        return at.value === below;
      case "Call":
        return (
          at.function.kind === "Attribute" &&
          /^(?:append|insert|extend|update|setdefault|add)$/.test(at.function.attribute) &&
          at.function.value.kind === "Name"
        );
      default:
        return false;
    }
  }
  return false;
}

function within({ range }: Node, outer: Node): boolean {
  return outer.range.start <= range.start && range.end <= outer.range.end;
}
