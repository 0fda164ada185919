/** `functools`. */

import { Unsupported } from "../../failure.ts";
import { attempt } from "../attempt.ts";
import { isCallable } from "../callable.ts";
import { dict, hashKey, tuple } from "../dict.ts";
import { tupleItems } from "../iteration-builtins.ts";
import { native, positional } from "../natives.ts";
import { typeError } from "../raise.ts";
import type { CallArguments, FunctionValue, Machine, NativeFunction, Value } from "../values.ts";

const partial: NativeFunction = {
  type: "native",
  name: "functools.partial",
  isBuiltin: true,
  call: (args) => {
    const [callee, ...first] = args.positional;
    if (callee === undefined) throw typeError("type 'partial' takes at least one argument");
    if (!isCallable(callee)) throw typeError("the first argument must be callable");
    return {
      type: "native",
      name: "functools.partial",
      isBuiltin: true,
      attributes: new Map<string, Value>([
        ["func", callee],
        ["args", tuple(first)],
        ["keywords", dict(args.keywords)],
      ]),
      call: (rest, context) =>
        context.call(callee, {
          positional: [...first, ...rest.positional],
          keywords: new Map([...args.keywords, ...rest.keywords]),
        }),
    };
  },
};

/** Copies a function's name, which is all that is seen of `wraps` here. */
function wrapped(machine: Machine, wrapper: Value, original: Value): Value {
  if (wrapper !== null && typeof wrapper === "object" && wrapper.type === "function") {
    for (const name of ["__name__", "__qualname__", "__doc__"]) {
      const value = attempt(machine, "AttributeError", () => machine.getAttribute(original, name));
      if (value !== undefined) wrapper.attributes.set(name, value);
    }
    if (original !== null && typeof original === "object" && original.type === "function") {
      for (const [name, value] of (original as FunctionValue).attributes) wrapper.attributes.set(name, value);
    }
    wrapper.attributes.set("__wrapped__", original);
  }
  return wrapper;
}

/** `lru_cache`: the same arguments give the result of the first call. */
function cached(callee: Value): NativeFunction {
  const results = new Map<string, Value>();
  return {
    type: "native",
    name: "functools.lru_cache",
    call: (args: CallArguments, context) => {
      const keywords = [...args.keywords].map(([name, value]) => `${name}=${hashKey(value)}`);
      const key = [...args.positional.map(hashKey), ...keywords].join("\u0000");
      const known = results.get(key);
      if (known !== undefined) return known;
      const result = context.call(callee, args);
      results.set(key, result);
      return result;
    },
  };
}

export const functoolsMembers: readonly (readonly [string, Value])[] = [
  ["functools.partial", partial],
  [
    "functools.reduce",
    native("reduce", "function, iterable, /, *initial", ([callee, iterable, rest], machine) => {
      let result: Value | undefined = tupleItems(rest)[0];
      for (const item of machine.iterate(iterable!)) {
        result = result === undefined ? item : machine.call(callee!, positional(result, item));
      }
      if (result === undefined) throw typeError("reduce() of empty iterable with no initial value");
      return result;
    }),
  ],
  [
    "functools.wraps",
    native("wraps", "wrapped, assigned=None, updated=None", ([original]) =>
      native("wraps", "wrapper, /", ([wrapper], machine) => wrapped(machine, wrapper!, original!)),
    ),
  ],
  [
    "functools.update_wrapper",
    native("update_wrapper", "wrapper, wrapped, assigned=None, updated=None", ([wrapper, original], machine) =>
      wrapped(machine, wrapper!, original!),
    ),
  ],
  ["functools.cache", native("cache", "user_function, /", ([callee]) => cached(callee!))],
  [
    "functools.lru_cache",
    native("lru_cache", "maxsize=128, typed=False", ([size]) =>
      isCallable(size!) ? cached(size!) : native("lru_cache", "user_function, /", ([callee]) => cached(callee!)),
    ),
  ],
  [
    "functools.total_ordering",
    native("total_ordering", "cls", () => {
      throw new Unsupported("`functools.total_ordering` is not evaluated.");
    }),
  ],
];
