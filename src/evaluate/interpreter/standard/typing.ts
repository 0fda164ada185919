/** `typing`: names that annotate and compute nothing. */

import { native } from "../natives.ts";
import { typeError } from "../raise.ts";
import type { NativeClass, Value } from "../values.ts";

/** A base such as `Generic[T]` or `Protocol` is left out of a class's bases by its name. */
function annotation(dottedName: string): NativeClass {
  return {
    type: "nativeClass",
    name: "typing",
    bases: [],
    attributes: new Map(),
    construct: () => {
      throw typeError(`Type ${dottedName.slice(dottedName.lastIndexOf(".") + 1)} cannot be instantiated`);
    },
  };
}

const passing = native("typing", "value, /", ([value]) => value!);

const members: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["TYPE_CHECKING", false],
  ["cast", native("cast", "typ, val", ([, value]) => value!)],
  ["overload", passing],
  ["final", passing],
  ["override", passing],
  ["no_type_check", passing],
  ["runtime_checkable", passing],
  ["TypeVar", native("TypeVar", "*args, **kwargs", () => annotation("typing.TypeVar"))],
  ["NewType", native("NewType", "name, tp", () => passing)],
]);

/** Any name of `typing` is there: only what runs has a meaning of its own. */
export function typingMember(dottedName: string): Value {
  return members.get(dottedName.slice(dottedName.lastIndexOf(".") + 1)) ?? annotation(dottedName);
}
