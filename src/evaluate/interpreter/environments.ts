/** The environment behind a workspace module's value. */

import type { ModuleEnvironment } from "./machine.ts";
import type { ModuleValue } from "./values.ts";

const environments = new WeakMap<ModuleValue, ModuleEnvironment>();

export function registerEnvironment(environment: ModuleEnvironment): void {
  environments.set(environment.value, environment);
}

/** Undefined for a module that is no file of the workspace. */
export function environmentOf(value: ModuleValue): ModuleEnvironment | undefined {
  return environments.get(value);
}
