/** Which of the places that bind a name a use of it means. */

import type { Name } from "../python/ast.ts";
import type { Binding, BindingSite } from "../python/bindings.ts";
import type { ModuleNames } from "../python/scope.ts";

/** Among several bindings: the last before the use; from inside another function, the last of all. */
export function siteFor(binding: Binding, name: Name, names: ModuleNames): BindingSite | undefined {
  const sites = givingSites(binding);
  if (sites.length <= 1) return sites[0];
  if (names.scopeOf(name) !== binding.scope) return sites.at(-1);
  // Sites come in the order of the walk, which is that of the text.
  let low = 0;
  let high = sites.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sites[middle]!.range.end <= name.range.start) low = middle + 1;
    else high = middle;
  }
  while (low > 0 && isInHeadOf(sites[low - 1]!, name)) low--;
  return sites[low - 1] ?? sites[0];
}

const ofBindings = new WeakMap<Binding, readonly BindingSite[]>();

/** Where the name is given something: a file may bind one name a hundred thousand times, and use it as often. */
function givingSites(binding: Binding): readonly BindingSite[] {
  const known = ofBindings.get(binding);
  if (known !== undefined) return known;
  const sites = binding.sites
    .filter(({ kind }) => kind !== "global" && kind !== "delete")
    .sort((a, b) => a.range.end - b.range.end);
  ofBindings.set(binding, sites);
  return sites;
}

/** `class Loss(Loss)`, `x = Dense(8)(x)`: what is named is what it was before. */
function isInHeadOf(site: BindingSite, { range }: Name): boolean {
  if (site.kind === "assignment") return site.value !== undefined && range.end <= site.value.range.end;
  return (site.kind === "class" || site.kind === "function") && range.end <= site.node.range.end;
}
