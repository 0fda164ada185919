/** Whose functions a file's losses call, by what it imports. */

import { canonicalName } from "../../keras/canonical.ts";
import type { KerasDialect } from "../../keras/import-forms.ts";
import type { KerasVersion } from "../../keras/version.ts";
import type { Binding } from "../../python/bindings.ts";
import type { ModuleNames } from "../../python/scope.ts";
import type { SnippetDialect } from "./loss-snippets.ts";

/** The library thing that a name of the module stands for, where an import alone binds it. */
export function importedThing(binding: Binding | undefined): string | undefined {
  const site = binding?.sites[0];
  if (site === undefined || binding!.sites.some(({ kind }) => kind !== site.kind)) return undefined;
  if (site.kind === "import") return canonicalName(site.module);
  return site.kind === "importFrom" && site.level === 0 ? canonicalName(`${site.module}.${site.imported}`) : undefined;
}

/** Whether a file has to do with Keras: it imports it or TensorFlow. */
export function namesKeras(names: ModuleNames): boolean {
  if (names.starImports.some(({ module }) => isOfKeras(canonicalName(module)))) return true;
  return [...names.moduleScope.bindings.values()].some((binding) => {
    const thing = importedThing(binding);
    return thing !== undefined && isOfKeras(thing);
  });
}

function isOfKeras(thing: string): boolean {
  return /^(?:tf|keras)(?:\.|$)/.test(thing);
}

/**
 * `keras.ops` where the file imports it; else the one of `K` and `tf` that it uses more; else what its Keras has. The
 * `keras.backend` of Keras 3 has no functions to write a loss with.
 */
export function fileDialect(names: ModuleNames, keras: KerasVersion, home: KerasDialect): SnippetDialect {
  const uses = { ops: -1, K: -1, tf: -1 };
  for (const binding of names.moduleScope.bindings.values()) {
    const thing = importedThing(binding);
    const count = binding.references.length;
    if (thing === "keras.ops" || thing === "tf.keras.ops") uses.ops = Math.max(uses.ops, count);
    if (thing === "tf.keras.backend" || (thing === "keras.backend" && keras.version !== "3"))
      uses.K = Math.max(uses.K, count);
    if (thing === "tf") uses.tf = Math.max(uses.tf, count);
  }
  if (uses.ops >= 0) return "ops";
  if (uses.K >= 0 && uses.K >= uses.tf) return "K";
  if (uses.tf >= 0) return "tf";
  return keras.version === "3" && (home === "keras" || keras.isKnown) ? "ops" : "K";
}
