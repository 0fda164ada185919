/** Results with names, such as `tf.math.top_k(x).values`: they unpack like tuples and have attributes. */

import { tuple } from "../interpreter/dict.ts";
import { positional } from "../interpreter/natives.ts";
import type { CallArguments, Instance, NativeClass, NativeFunction, Value } from "../values.ts";

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
    call: (args, context) => {
      const [self, key] = args.positional;
      const getter = context.getAttribute(tuple(field(self!)), "__getitem__");
      return context.call(getter, positional(key!));
    },
  });
  classes.set(name, made);
  return made;
}

/** A named tuple of the library's. */
export function namedResult(name: string, fields: Readonly<Record<string, Value>>): Instance {
  return { type: "instance", class: resultClass(name), attributes: new Map(Object.entries(fields)) };
}
