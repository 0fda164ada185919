/** Which loss a place of a file names: at its definition, where it is imported, where it is used. */

import type { Range } from "../python/ast.ts";
import type { Binding } from "../python/bindings.ts";
import { qualifiedNames } from "../python/qualified.ts";
import type { ModuleNames } from "../python/scope.ts";
import { attributeRange, nodeAt } from "../python/walk.ts";
import { type ImportedLosses, importedName } from "./imported-losses.ts";
import type { LossDefinition } from "./loss.ts";
import type { NamedLoss } from "./occurrences.ts";

interface LookedFile {
  readonly path: string;
  readonly names: ModuleNames;
  readonly losses: readonly LossDefinition[];
  readonly imports: ImportedLosses;
}

/** With the place of the name itself. Only of losses at the top of a module: other names are known to their own function alone. */
export function lossNamedAt(file: LookedFile, offset: number): (NamedLoss & { readonly range: Range }) | undefined {
  const { names, imports } = file;
  const isAt = ({ start, end }: Range) => start <= offset && offset <= end;
  const node = nodeAt(names.module, offset);
  if (node.kind === "Name") return withRange(lossOf(file, names.bindingOf(node)), node.range);
  if (node.kind === "Attribute") {
    const range = attributeRange(node);
    const [qualified, ...others] = isAt(range) ? qualifiedNames(names, node) : [];
    const led = qualified === undefined || others.length > 0 ? undefined : imports.find(qualified);
    if (led?.kind !== "loss" || led.loss.name !== node.attribute) return undefined;
    return { path: led.module.path, name: led.loss.name, range };
  }
  for (const binding of names.moduleScope.bindings.values())
    for (const site of binding.sites) {
      const range = site.kind === "importFrom" ? site.alias.nameRange : site.range;
      if (!isAt(range)) continue;
      if (site.kind !== "importFrom") return withRange(lossOf(file, binding), range);
      const led = imports.find(importedName(site));
      if (led?.kind === "loss" && led.loss.name === site.imported)
        return { path: led.module.path, name: led.loss.name, range };
    }
  return undefined;
}

function withRange(named: NamedLoss | undefined, range: Range): (NamedLoss & { readonly range: Range }) | undefined {
  return named && { ...named, range };
}

/** A name that stands for the loss under another name is not its name. */
function lossOf({ path, names, losses, imports }: LookedFile, binding: Binding | undefined): NamedLoss | undefined {
  if (binding === undefined) return undefined;
  const { name, sites } = binding;
  if (binding.scope === names.moduleScope) {
    const own = losses.some(
      (loss) =>
        loss.name === name &&
        sites.some(
          (site) => ("node" in site && site.node === loss.node) || ("value" in site && site.value === loss.node),
        ),
    );
    if (own) return { path, name };
  }
  for (const site of sites) {
    const led = site.kind === "importFrom" && site.imported === name ? imports.find(importedName(site)) : undefined;
    if (led?.kind === "loss" && led.loss.name === name) return { path: led.module.path, name };
  }
  return undefined;
}
