/** `module.name`, whichever the module: a file of the workspace, Python's own, or a library's. */

import { canonicalName } from "../../keras/canonical.ts";
import { passingDecorator } from "./decorators.ts";
import { environmentOf } from "./environments.ts";
import { refuseAbsentFromKeras } from "./keras-root.ts";
import { isOpaque, libraryModule, opaqueValue } from "./module-values.ts";
import { orElse } from "./or-else.ts";
import { isStandardModule, standardMember } from "./standard/library.ts";
import type { Machine, ModuleValue, Value } from "./values.ts";

/** The attribute of a module; undefined where Python raises AttributeError. */
export function moduleAttribute(machine: Machine, module: ModuleValue, name: string): Value | undefined {
  const environment = environmentOf(module);
  if (environment !== undefined) return environment.member(name);
  if (name === "__name__" && !isOpaque(module)) return module.name;
  const dottedName = `${module.name}.${name}`;
  return orElse(libraryMember(machine, dottedName), () => opaqueValue(canonicalName(dottedName)));
}

/**
 * Something of a library or of Python's own by its dotted name; undefined where it is not known.
 * Throws AttributeError where the library is known not to have it.
 */
export function libraryMember(machine: Machine, dottedName: string): Value | undefined {
  const name = canonicalName(dottedName);
  const top = name.split(".")[0]!;
  if (isStandardModule(top)) return isStandardModule(name) ? libraryModule(name) : standardMember(name);
  const { library } = machine;
  if (!library.isKnownLibrary(top)) return undefined;
  const found = orElse(library.lookup(name, machine.keras), () => passingDecorator(name));
  if (found !== undefined) return found;
  if (library.isModule(name)) return libraryModule(name);
  refuseAbsentFromKeras(name, machine.keras);
  return undefined;
}

/** Whether a top-level name is a library's or Python's own, rather than a file's of the workspace. */
export function isLibraryName(machine: Machine, topLevelName: string): boolean {
  const top = canonicalName(topLevelName).split(".")[0]!;
  return isStandardModule(top) || machine.library.isKnownLibrary(top);
}
