/** Results with names, such as `tf.math.top_k(x).values`: they unpack like tuples and have attributes. */

import { PythonError, Unsupported } from "../../failure.ts";
import { tuple } from "../../interpreter/dict.ts";
import type { CallArguments, Instance, NativeClass, NativeFunction, Value } from "../../interpreter/values.ts";

const field = (self: Value): readonly Value[] => [...(self as Instance).attributes.values()];

function native(name: string, call: (args: CallArguments) => Value): [string, NativeFunction] {
  return [name, { type: "native", name, call }];
}

const classes = new Map<string, NativeClass>();

function resultClass(name: string): NativeClass {
  const known = classes.get(name);
  if (known) return known;
  const made: NativeClass = {
    type: "nativeClass",
    name,
    bases: [],
    attributes: new Map([
      native("__iter__", (args) => ({ type: "iterator", iterator: field(args.positional[0]!).values() })),
      native("__len__", (args) => BigInt(field(args.positional[0]!).length)),
    ]),
    construct: (args) => tuple(args.positional),
  };
  (made.attributes as Map<string, Value>).set("__getitem__", {
    type: "native",
    name: "__getitem__",
    call: (args) => {
      const [self, key] = args.positional;
      const fields = field(self!);
      if (typeof key !== "bigint") throw new Unsupported("A slice of a named result is not evaluated");
      const found = fields[Number(key) < 0 ? fields.length + Number(key) : Number(key)];
      if (found === undefined) throw new PythonError("IndexError", "tuple index out of range");
      return found;
    },
  });
  classes.set(name, made);
  return made;
}

/** A named tuple of the library's. */
export function namedResult(name: string, fields: Readonly<Record<string, Value>>): Instance {
  return { type: "instance", class: resultClass(name), attributes: new Map(Object.entries(fields)) };
}

/** An object of the library's that only has attributes, such as `np.finfo(np.float32)`. */
export function namedAttributes(name: string, attributes: Readonly<Record<string, Value>>): Instance {
  const cls: NativeClass = {
    type: "nativeClass",
    name,
    bases: [],
    attributes: new Map(),
    construct: () => namedAttributes(name, attributes),
  };
  return { type: "instance", class: cls, attributes: new Map(Object.entries(attributes)) };
}
