/** Small packages whose names losses pass by: `numbers`, `six`, `typeguard`, `namex`, `distutils.util`, and `types.SimpleNamespace`. */

import { PythonError } from "../../failure.ts";
import { builtinTypes } from "../builtin-types.ts";
import { isCallable } from "../callable.ts";
import { tuple } from "../dict.ts";
import { native, positional } from "../natives.ts";
import { typeError } from "../raise.ts";
import type { Instance, NativeClass, NativeFunction, Value } from "../values.ts";

/** An abstract class of `numbers`: only asked of. */
function numberClass(name: string, isInstance: (value: Value) => boolean): NativeClass {
  return {
    type: "nativeClass",
    name: `numbers.${name}`,
    bases: [],
    attributes: new Map(),
    isInstance,
    construct: () => {
      throw typeError(`Can't instantiate abstract class ${name}`);
    },
  };
}

const isWhole = (value: Value): boolean => typeof value === "bigint" || typeof value === "boolean";
const isReal = (value: Value): boolean => isWhole(value) || typeof value === "number";

/** A decorator that checks and computes nothing, with arguments of its own or without. */
const passing: NativeFunction = native("typechecked", "target=None, /, **kwargs", ([target]) =>
  isCallable(target!) ? target! : passing,
);

const given: NativeFunction = native("__call__", "self, symbol, /", ([, symbol]) => symbol!);

/** `namex.export`: writes down under which name a package shows something. */
const exported: NativeClass = {
  type: "nativeClass",
  name: "namex.export",
  bases: [],
  attributes: new Map<string, Value>([["__call__", given]]),
  initialize: () => undefined,
  construct: () => ({ type: "instance", class: exported, attributes: new Map() }),
};

/** `types.SimpleNamespace(gamma=2)`: its attributes are what it is made with. */
const namespace: NativeClass = {
  type: "nativeClass",
  name: "types.SimpleNamespace",
  bases: [],
  attributes: new Map(),
  initialize: (self, { keywords }) => {
    for (const [name, value] of keywords) self.attributes.set(name, value);
  },
  construct: ({ keywords }): Instance => ({ type: "instance", class: namespace, attributes: new Map(keywords) }),
};

/** `six.iteritems(d)` is `d.items()`. */
const ofDict = (name: string, method: string): Value =>
  native(name, "d", ([mapping], machine) => machine.call(machine.getAttribute(mapping!, method), positional()));

/** `strtobool(os.environ.get("TF_KERAS", "0"))`. */
const strtobool: NativeFunction = native("strtobool", "val", ([text]) => {
  const word = typeof text === "string" ? text.toLowerCase() : "";
  if (/^(?:y|yes|t|true|on|1)$/.test(word)) return 1n;
  if (/^(?:n|no|f|false|off|0)$/.test(word)) return 0n;
  throw new PythonError("ValueError", `invalid truth value '${word}'`);
});

export const smallMembers = (): readonly (readonly [string, Value])[] => {
  const type = (name: string): Value => builtinTypes().get(name)!;
  return [
    ["numbers.Number", numberClass("Number", isReal)],
    ["numbers.Complex", numberClass("Complex", isReal)],
    ["numbers.Real", numberClass("Real", isReal)],
    ["numbers.Rational", numberClass("Rational", isWhole)],
    ["numbers.Integral", numberClass("Integral", isWhole)],
    ["typeguard.typechecked", passing],
    ["namex.export", exported],
    ["distutils.util.strtobool", strtobool],
    ["types.SimpleNamespace", namespace],
    ["six.PY2", false],
    ["six.PY3", true],
    ["six.string_types", tuple([type("str")])],
    ["six.integer_types", tuple([type("int")])],
    ["six.iteritems", ofDict("iteritems", "items")],
    ["six.itervalues", ofDict("itervalues", "values")],
    ["six.iterkeys", ofDict("iterkeys", "keys")],
    ["six.moves.range", type("range")],
    ["six.moves.xrange", type("range")],
    [
      "six.add_metaclass",
      native("add_metaclass", "metaclass", () => native("wrapper", "cls, /", ([decorated]) => decorated!)),
    ],
  ];
};
