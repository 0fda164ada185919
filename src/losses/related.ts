/** Places that findings point to beside their own, in this file or the one that it imports from. */

import type { Range } from "../python/ast.ts";
import type { RelatedPlace } from "./finding.ts";
import type { ImportedModule } from "./imported-losses.ts";
import type { LossDefinition } from "./loss.ts";

/** A place in this file, or in the module that was imported. */
export function placeIn(range: Range, message: string, module?: ImportedModule): RelatedPlace {
  return module ? { range, message, file: { path: module.path, text: module.names.module.text } } : { range, message };
}

/** Where a loss has its name. */
export function definitionOf({ name, nameRange }: LossDefinition, module?: ImportedModule): RelatedPlace {
  return placeIn(nameRange, `'${name}' is defined here.`, module);
}
