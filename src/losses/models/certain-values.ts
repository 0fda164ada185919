/** What names surely hold: what runs once where a function or a module runs, or is given once and nowhere else. */

import type { Expression, Statement } from "../../python/ast.ts";
import type { ModuleNames } from "../../python/scope.ts";
import { siteFor } from "../binding-site.ts";
import type { Resolver } from "../resolve.ts";

/** The value of a name or of `self.name` where it stands; undefined where it may be another. */
export function certainValue(node: Expression, names: ModuleNames, resolver: Resolver): Expression | undefined {
  if (node.kind === "Attribute") return resolver.attribute(node);
  const binding = node.kind === "Name" ? names.bindingOf(node) : undefined;
  if (node.kind !== "Name" || binding === undefined) return undefined;
  const site = siteFor(binding, node, names);
  if (site?.kind !== "assignment" || site.value === undefined) return undefined;
  if (binding.sites.length === 1) return site.value;
  // From within another function, no one knows which of several it is.
  if (names.scopeOf(node) !== binding.scope) return undefined;
  const { node: owner } = binding.scope;
  const isCertain = "body" in owner && Array.isArray(owner.body) && certainValues(owner.body).has(site.value);
  return isCertain ? site.value : undefined;
}

/** The same through names that stand for names; what stands for nothing certain is itself. */
export function certainMeaning(node: Expression, names: ModuleNames, resolver: Resolver): Expression {
  let meant = node;
  for (let depth = 0; depth < deepest; depth++) {
    const value = certainValue(meant, names, resolver);
    if (value === undefined) break;
    meant = value;
  }
  return meant;
}

const deepest = 20;
const known = new WeakMap<readonly Statement[], ReadonlySet<Expression>>();

/** The values of plain assignments and of expressions that stand alone, under no condition and in no loop. */
export function certainValues(body: readonly Statement[]): ReadonlySet<Expression> {
  let values = known.get(body);
  if (values === undefined) {
    const found = new Set<Expression>();
    collect(body, found);
    values = found;
    known.set(body, values);
  }
  return values;
}

function collect(body: readonly Statement[], found: Set<Expression>): void {
  for (const statement of body) {
    if (statement.kind === "With") collect(statement.body, found);
    else if (statement.kind === "Assign" || statement.kind === "ExpressionStatement") found.add(statement.value);
    else if (statement.kind === "AnnotatedAssign" && statement.value !== undefined) found.add(statement.value);
  }
}
