/** Variables: reading, binding and unbinding a name from where it stands, by Python's scope rules. */

import { PythonError } from "../failure.ts";
import type { Frame } from "./machine.ts";
import { nameError } from "./raise.ts";
import type { Value } from "./values.ts";

/** The value of a name. */
export function readName(frame: Frame, id: string): Value {
  const { names } = frame;
  if (names.locals.has(id) && frame.kind !== "module") {
    const value = frame.variables.get(id);
    if (value !== undefined) return value;
    if (frame.kind === "function" || frame.kind === "comprehension") {
      throw new PythonError(
        "UnboundLocalError",
        `cannot access local variable '${id}' where it is not associated with a value`,
      );
    }
  }
  if (!names.globals.has(id)) {
    const holder = enclosing(frame, id);
    if (holder !== undefined) {
      const value = holder.variables.get(id);
      if (value !== undefined) return value;
      throw new PythonError(
        "NameError",
        `cannot access free variable '${id}' where it is not associated with a value in enclosing scope`,
      );
    }
  }
  const value = frame.module.read(id);
  if (value !== undefined) return value;
  throw nameError(id);
}

/** The nearest function around the frame that binds the name; class bodies are not seen from inside them. */
function enclosing(frame: Frame, id: string): Frame | undefined {
  for (let at = frame.parent; at !== undefined; at = at.parent) {
    if (at.kind === "module") return undefined;
    if (at.kind === "class") continue;
    if (at.names.locals.has(id)) return at;
    if (at.names.globals.has(id)) return undefined;
  }
  return undefined;
}

/** The frame that an assignment to the name changes. */
function owner(frame: Frame, id: string): Frame | undefined {
  if (frame.kind === "module" || frame.names.globals.has(id)) return undefined;
  if (frame.names.nonlocals.has(id)) return enclosing(frame, id) ?? frame;
  return frame;
}

/** `id = value`. */
export function bindName(frame: Frame, id: string, value: Value): void {
  const holder = owner(frame, id);
  if (holder === undefined) frame.module.globals.set(id, value);
  else holder.variables.set(id, value);
}

/** `(id := value)`: inside a comprehension it binds in the function around it. */
export function bindWalrus(frame: Frame, id: string, value: Value): void {
  let at = frame;
  while (at.kind === "comprehension" && at.parent !== undefined) at = at.parent;
  bindName(at, id, value);
}

/** `del id`. */
export function unbindName(frame: Frame, id: string): void {
  const holder = owner(frame, id);
  const isRemoved = holder === undefined ? frame.module.globals.delete(id) : holder.variables.delete(id);
  if (isRemoved) return;
  if (holder === undefined || frame.kind === "class") throw nameError(id);
  throw new PythonError(
    "UnboundLocalError",
    `cannot access local variable '${id}' where it is not associated with a value`,
  );
}
