/** Whether an expression of a loss is made of its data, as far as the names in it lead there. */

import type { Node, Range } from "../python/ast.ts";
import { walk } from "../python/walk.ts";
import type { ProbeContext } from "./probe.ts";

type Where = Pick<ProbeContext, "loss" | "module">;

export function restsOnTarget(context: Where, range: Range): boolean {
  const { yTrue } = context.loss;
  return yTrue !== undefined && namesBehind(context, range).has(yTrue.name);
}

export function restsOnData(context: Where, range: Range): boolean {
  const { yTrue, yPred } = context.loss;
  const behind = namesBehind(context, range);
  return [yTrue, yPred].some((each) => each !== undefined && behind.has(each.name));
}

/** Those in the expression, and those that they are assigned. */
function namesBehind({ loss, module }: Where, { start, end }: Range): ReadonlySet<string> {
  const needed = new Set<string>();
  walk(module, (node) => {
    if (node.range.start >= start && node.range.end <= end && node.kind === "Name") needed.add(node.id);
  });
  const made = loss.body === undefined ? new Map<string, ReadonlySet<string>>() : assignments(loss.body);
  // A set visits what is added to it on the way.
  for (const name of needed) for (const each of made.get(name) ?? []) needed.add(each);
  return needed;
}

/** By name: the names in all that it is assigned. */
function assignments(body: Node): ReadonlyMap<string, ReadonlySet<string>> {
  const made = new Map<string, Set<string>>();
  walk(body, (node) => {
    if (node.kind !== "Assign" && node.kind !== "AugmentedAssign") return;
    const targets = node.kind === "Assign" ? node.targets : [node.target];
    for (const target of targets.flatMap(namesIn)) {
      const names = made.get(target) ?? new Set();
      for (const each of namesIn(node.value)) names.add(each);
      made.set(target, names);
    }
  });
  return made;
}

function namesIn(node: Node): string[] {
  const names: string[] = [];
  walk(node, (each) => {
    if (each.kind === "Name") names.push(each.id);
  });
  return names;
}
