/** `super()`, with and without arguments. */

import { PythonError } from "../failure.ts";
import type { Frame } from "./machine.ts";
import { typeError } from "./raise.ts";
import type { ClassValue, Value } from "./values.ts";

/** What `super(…)` gives where it is called. */
export function superOf(args: readonly Value[], frame: Frame): Value {
  const [cls, self] = args;
  if (cls !== undefined) {
    if (cls === null || typeof cls !== "object" || cls.type !== "class") {
      throw typeError("super() argument 1 must be a type");
    }
    if (self === undefined) throw typeError("super(type) without an object is not bound");
    return { type: "super", self, after: cls };
  }
  let at: Frame | undefined = frame;
  while (at !== undefined && at.kind === "comprehension") at = at.parent;
  const first = at?.function?.node.parameters.list[0];
  if (at === undefined || at.function === undefined || first === undefined) {
    throw new PythonError("RuntimeError", "super(): no arguments");
  }
  const made = definingClass(at);
  if (made === undefined) throw new PythonError("RuntimeError", "super(): __class__ cell not found");
  const value = at.variables.get(first.name);
  if (value === undefined) throw new PythonError("RuntimeError", "super(): arg[0] deleted");
  const isVariadic = first.form === "varPositional";
  const object =
    isVariadic && value !== null && typeof value === "object" && value.type === "tuple" ? value.items[0] : value;
  if (object === undefined) throw new PythonError("RuntimeError", "super(): no arguments");
  return { type: "super", self: object, after: made };
}

/** The class in whose body the function was written: Python's `__class__` cell. */
function definingClass(frame: Frame): ClassValue | undefined {
  for (let at = frame.parent; at !== undefined; at = at.parent) {
    if (at.kind === "class") return at.madeClass as ClassValue | undefined;
  }
  return undefined;
}
