/** Python's built-in types as classes: `int(x)`, `isinstance(x, list)`, `type(x)`, and their methods. */

import { Unsupported } from "../failure.ts";
import { type AnyClass, findMethod, objectClass } from "./classes.ts";
import { toBool, toDict, toFloatValue, toInt, toRange, toSet, toSlice } from "./conversions.ts";
import { list, tuple } from "./dict.ts";
import { items } from "./iterate.ts";
import { positional } from "./natives.ts";
import { once } from "./once.ts";
import { typeError } from "./raise.ts";
import { bindArguments, parseSignature } from "./signature.ts";
import { str } from "./text.ts";
import { dictMethods } from "./types/dict-methods.ts";
import { iteratorMethods } from "./types/iterator-methods.ts";
import { listMethods, tupleMethods } from "./types/list-methods.ts";
import { floatMethods, intMethods } from "./types/number-methods.ts";
import { setMethods } from "./types/set-methods.ts";
import { stringMethods } from "./types/string-methods.ts";
import type { CallArguments, Machine, NativeClass, Value } from "./values.ts";

function builtinType(
  name: string,
  signature: string,
  construct: (values: readonly Value[], machine: Machine, keywords: ReadonlyMap<string, Value>) => Value,
  isInstance: (value: Value) => boolean,
  attributes: ReadonlyMap<string, Value> = new Map(),
  bases: readonly NativeClass[] = [],
): NativeClass {
  const parsed = parseSignature(signature, name);
  return {
    type: "nativeClass",
    name,
    bases,
    attributes,
    isInstance,
    construct: (args: CallArguments, machine) => {
      const bound = bindArguments(parsed, args);
      return construct(bound.values, machine, bound.keywords);
    },
  };
}

const isType =
  (type: string) =>
  (value: Value): boolean =>
    value !== null && typeof value === "object" && value.type === type;

const noInstances = (): Value => {
  throw typeError("cannot create instances of this type");
};

// Made when first asked for, and not while the evaluator starts.
const intType = once(() =>
  builtinType(
    "int",
    "x=0, /, base=None",
    ([value, base], machine) => toInt(machine, value!, base!),
    (value) => typeof value === "bigint" || typeof value === "boolean",
    intMethods,
  ),
);

/** The built-in types by name. */
export const builtinTypes: () => ReadonlyMap<string, NativeClass> = once(
  () =>
    new Map(
      [
        objectClass,
        intType(),
        builtinType(
          "bool",
          "x=False, /",
          ([value], machine) => toBool(machine, value!),
          (value) => typeof value === "boolean",
          new Map(),
          [intType()],
        ),
        builtinType(
          "float",
          "x=0, /",
          ([value], machine) => toFloatValue(machine, value!),
          (value) => typeof value === "number",
          floatMethods,
        ),
        builtinType(
          "str",
          "object='', encoding=None, errors=None",
          ([value], machine) => str(machine, value!),
          (value) => typeof value === "string",
          stringMethods,
        ),
        builtinType(
          "list",
          "iterable=(), /",
          ([value], machine) => list(items(machine, value!)),
          isType("list"),
          listMethods,
        ),
        builtinType(
          "tuple",
          "iterable=(), /",
          ([value], machine) => tuple(items(machine, value!)),
          isType("tuple"),
          tupleMethods,
        ),
        builtinType(
          "dict",
          "mapping=None, /, **kwargs",
          ([value], machine, keywords) => toDict(machine, value!, keywords),
          isType("dict"),
          dictMethods,
        ),
        builtinType(
          "set",
          "iterable=(), /",
          ([value], machine) => toSet(machine, value!, false),
          (value) => isType("set")(value) && !(value as { isFrozen: boolean }).isFrozen,
          setMethods,
        ),
        builtinType(
          "frozenset",
          "iterable=(), /",
          ([value], machine) => toSet(machine, value!, true),
          (value) => isType("set")(value) && (value as { isFrozen: boolean }).isFrozen,
          setMethods,
        ),
        builtinType("range", "*args", ([args], machine) => toRange(machine, args!), isType("range")),
        builtinType("slice", "*args", ([args]) => toSlice(args!), isType("slice")),
        builtinType(
          "property",
          "fget=None, fset=None, fdel=None, doc=None",
          ([getter, setter]) => ({
            type: "property",
            kind: "property",
            function: getter!,
            ...(setter === null ? {} : { setter: setter! }),
          }),
          isType("property"),
        ),
        builtinType(
          "staticmethod",
          "function, /",
          ([value]) => ({ type: "property", kind: "staticmethod", function: value! }),
          () => false,
        ),
        builtinType(
          "classmethod",
          "function, /",
          ([value]) => ({ type: "property", kind: "classmethod", function: value! }),
          () => false,
        ),
        builtinType("super", "*args", noInstances, isType("super")),
        builtinType(
          "type",
          "object, /, *args",
          ([value, rest], machine) => {
            if (rest !== null && typeof rest === "object" && rest.type === "tuple" && rest.items.length > 0) {
              throw new Unsupported("Making a class with `type(…)` is not evaluated.");
            }
            return classOf(machine, value!);
          },
          (value) => isType("class")(value) || isType("nativeClass")(value),
        ),
      ].map((each) => [each.name, each]),
    ),
);

const hidden = (
  name: string,
  isInstance: (value: Value) => boolean,
  attributes?: ReadonlyMap<string, Value>,
): NativeClass => builtinType(name, "*args", noInstances, isInstance, attributes);

const hiddenTypes = once(() => ({
  none: hidden("NoneType", (value) => value === null),
  function: hidden("function", isType("function")),
  builtinFunction: hidden("builtin_function_or_method", isType("native")),
  method: hidden("method", isType("method")),
  module: hidden("module", isType("module")),
  ellipsis: hidden("ellipsis", isType("ellipsis")),
  iterator: hidden("generator", isType("iterator"), iteratorMethods),
  other: hidden("object", () => true),
}));

/** Whether a class has values of its own kind, which a user's class cannot derive from here. */
export function isBuiltinType(cls: NativeClass): boolean {
  return cls !== objectClass && builtinTypes().get(cls.name) === cls;
}

/** Python's `type(value)`. */
export function classOf(machine: Machine, value: Value): AnyClass {
  if (value === null) return hiddenTypes().none;
  switch (typeof value) {
    case "boolean":
      return builtinTypes().get("bool")!;
    case "bigint":
      return intType();
    case "number":
      return builtinTypes().get("float")!;
    case "string":
      return builtinTypes().get("str")!;
  }
  switch (value.type) {
    case "instance":
      return value.class;
    case "class":
    case "nativeClass":
      return builtinTypes().get("type")!;
    case "set":
      return builtinTypes().get(value.isFrozen ? "frozenset" : "set")!;
    case "property":
      return builtinTypes().get(value.kind)!;
    case "tensor":
    case "symbolic":
    case "ndarray":
    case "shape":
    case "dtype":
      return machine.library.classOf(value) ?? hiddenTypes().other;
    case "function":
      return hiddenTypes().function;
    case "native":
      return hiddenTypes().builtinFunction;
    case "method":
      return hiddenTypes().method;
    case "module":
      return hiddenTypes().module;
    case "ellipsis":
      return hiddenTypes().ellipsis;
    case "iterator":
      return hiddenTypes().iterator;
    default:
      return builtinTypes().get(value.type) ?? hiddenTypes().other;
  }
}

/** Calls a dunder method of the program's own class, where the value is an instance that has it. */
export function callDunder(machine: Machine, value: Value, name: string, ...args: readonly Value[]): Value | undefined {
  if (value === null || typeof value !== "object" || value.type !== "instance") return undefined;
  const method = findMethod(value, name);
  return method === undefined ? undefined : machine.call(method, positional(value, ...args));
}
