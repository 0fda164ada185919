/** Modules as values; and what stands for a thing of a library that is not evaluated. */

import { Unsupported } from "../failure.ts";
import type { ModuleValue, Value } from "./values.ts";

const opaque = new WeakSet<ModuleValue>();

/** A library's module: its members are looked up by name. */
export function libraryModule(name: string): ModuleValue {
  return { type: "module", name, members: undefined };
}

/**
 * What an import or attribute gives that is not evaluated. It may be passed around and asked for attributes;
 * only when the loss computes with it does the evaluation end, so that an import that it never uses does no harm.
 */
export function opaqueValue(name: string): ModuleValue {
  const made: ModuleValue = { type: "module", name, members: undefined };
  opaque.add(made);
  return made;
}

export function isOpaque(value: Value): boolean {
  return value !== null && typeof value === "object" && value.type === "module" && opaque.has(value);
}

/** Ends the evaluation where one of the values is a thing that is not evaluated. */
export function refuseOpaque(...values: readonly Value[]): void {
  for (const value of values) if (isOpaque(value)) throw notEvaluated((value as ModuleValue).name);
}

export function notEvaluated(name: string): Unsupported {
  return new Unsupported(`\`${name}\` is not evaluated.`);
}
