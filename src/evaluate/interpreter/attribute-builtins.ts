/** `isinstance`, `hasattr`, `getattr` and the other built-ins that ask what a value is and has. */

import { attempt } from "./attempt.ts";
import { findAttribute, getAttribute, isInstanceOf } from "./attributes.ts";
import { isSubclass } from "./classes.ts";
import { list } from "./dict.ts";
import { refuseOpaque } from "./module-values.ts";
import { native } from "./natives.ts";
import { orElse } from "./or-else.ts";
import { typeError } from "./raise.ts";
import { deleteAttribute, setAttribute } from "./set-attribute.ts";
import { typeName } from "./type-names.ts";
import type { Machine, NativeFunction, Value } from "./values.ts";

/** `isinstance(value, expected)`. */
export function isInstance(machine: Machine, value: Value, expected: Value): boolean {
  if (expected !== null && typeof expected === "object") {
    if (expected.type === "tuple") return expected.items.some((each) => isInstance(machine, value, each));
    if (expected.type === "class" || expected.type === "nativeClass") return isInstanceOf(machine, value, expected);
    refuseOpaque(expected);
  }
  throw typeError("isinstance() arg 2 must be a type, a tuple of types, or a union");
}

function isSubclassOf(cls: Value, expected: Value): boolean {
  if (cls === null || typeof cls !== "object" || (cls.type !== "class" && cls.type !== "nativeClass")) {
    throw typeError("issubclass() arg 1 must be a class");
  }
  if (expected !== null && typeof expected === "object") {
    if (expected.type === "tuple") return expected.items.some((each) => isSubclassOf(cls, each));
    if (expected.type === "class" || expected.type === "nativeClass") return isSubclass(cls, expected);
    refuseOpaque(expected);
  }
  throw typeError("issubclass() arg 2 must be a class, a tuple of classes, or a union");
}

function attributeName(name: Value): string {
  if (typeof name !== "string") throw typeError(`attribute name must be string, not '${typeName(name)}'`);
  return name;
}

function find(machine: Machine, value: Value, name: Value): Value | undefined {
  const found = attempt(machine, "AttributeError", () => findAttribute(machine, value, attributeName(name)));
  // Whether a library has something that is not evaluated cannot be answered by a guess.
  if (found !== undefined) refuseOpaque(found);
  return found;
}

export const attributeBuiltins: readonly NativeFunction[] = [
  native("isinstance", "obj, class_or_tuple, /", ([value, expected], machine) =>
    isInstance(machine, value!, expected!),
  ),
  native("issubclass", "cls, class_or_tuple, /", ([cls, expected]) => isSubclassOf(cls!, expected!)),
  native("hasattr", "obj, name, /", ([value, name], machine) => find(machine, value!, name!) !== undefined),
  native("getattr", "obj, name, /, *default", ([value, name, rest], machine) => {
    const fallback = rest !== null && typeof rest === "object" && rest?.type === "tuple" ? rest.items[0] : undefined;
    if (fallback === undefined) return getAttribute(machine, value!, attributeName(name!));
    return orElse(find(machine, value!, name!), () => fallback);
  }),
  native("setattr", "obj, name, value, /", ([target, name, value], machine) => {
    setAttribute(machine, target!, attributeName(name!), value!);
    return null;
  }),
  native("delattr", "obj, name, /", ([target, name], machine) => {
    deleteAttribute(machine, target!, attributeName(name!));
    return null;
  }),
  native("dir", "obj=None, /", ([value]) => {
    const isInstanceValue = value !== null && typeof value === "object" && value?.type === "instance";
    return list(isInstanceValue ? [...value.attributes.keys()].sort() : []);
  }),
];
