/** `module.name`, whichever the module: a file of the workspace, Python's own, or a library's. */

import { canonicalName } from "../../keras/canonical.ts";
import { isBefore } from "../../keras/release.ts";
import { PythonError, Unsupported } from "../failure.ts";
import { passingDecorator } from "./decorators.ts";
import { environmentOf } from "./environments.ts";
import { refuseAbsentFromKeras } from "./keras-root.ts";
import { isOpaque, libraryModule, opaqueValue } from "./module-values.ts";
import { native } from "./natives.ts";
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
  if (isStandardModule(top)) {
    if (isStandardModule(name)) return libraryModule(name);
    return name === "importlib.import_module" ? importModule : standardMember(name);
  }
  const { library } = machine;
  if (!library.isKnownLibrary(top)) return undefined;
  const own = added.get(machine)?.get(name);
  if (own !== undefined) return own;
  const found = orElse(library.lookup(name, machine.keras), () => passingDecorator(name));
  if (found !== undefined) return found;
  if (library.isModule(name)) return libraryModule(name);
  refuseAbsentFromKeras(name, machine.keras);
  return undefined;
}

/** `importlib.import_module("tensorflow.keras.backend")`: a library's module by a name that is computed. */
const importModule = native("import_module", "name, package=None", ([name], machine) => {
  if (typeof name !== "string" || name.startsWith("."))
    throw new Unsupported("`importlib.import_module` of a relative name is not evaluated.");
  const canonical = canonicalName(name);
  if (isLibraryName(machine, name) && !canonical.includes(".")) return libraryModule(canonical);
  return orElse(libraryMember(machine, name), () => opaqueValue(canonical));
});

/** What programs have put into modules of libraries, by canonical name. */
const added = new WeakMap<Machine, Map<string, Value>>();

/** From Keras 2.4 on, Keras itself uses its functions by another way than `keras.backend`. */
function isOnlySeenByPrograms({ keras }: Machine, dottedName: string): boolean {
  return dottedName.startsWith("keras.backend.") && !(keras.isKnown && isBefore(keras.version, "2.4"));
}

/**
 * `keras.losses.my_loss = my_loss`, so that it is found by its name. Not what the library has and uses itself: its own
 * functions would then do something else. Says whether it was put there.
 */
export function addToLibrary(machine: Machine, module: ModuleValue, name: string, value: Value): boolean {
  if (environmentOf(module) !== undefined || isOpaque(module)) return false;
  const dottedName = canonicalName(`${module.name}.${name}`);
  if (!machine.library.isKnownLibrary(dottedName.split(".")[0]!)) return false;
  let known = added.get(machine);
  if (known?.has(dottedName) !== true) {
    const present = presentMember(machine, dottedName);
    if (present === value) return true;
    if (present !== undefined && !isOnlySeenByPrograms(machine, dottedName)) return false;
  }
  if (known === undefined) {
    known = new Map();
    added.set(machine, known);
  }
  known.set(dottedName, value);
  return true;
}

function presentMember(machine: Machine, dottedName: string): Value | undefined {
  try {
    return libraryMember(machine, dottedName);
  } catch (error) {
    if (error instanceof PythonError && error.exception === "AttributeError") return undefined;
    throw error;
  }
}

/** Whether a top-level name is a library's or Python's own, rather than a file's of the workspace. */
export function isLibraryName(machine: Machine, topLevelName: string): boolean {
  const top = canonicalName(topLevelName).split(".")[0]!;
  return isStandardModule(top) || machine.library.isKnownLibrary(top);
}
