/** `os.environ` and `os.getenv`: no variable is set, but those that the program sets itself, and that is said. */

import { PythonError, Unsupported } from "../../failure.ts";
import { native } from "../natives.ts";
import { typeName } from "../type-names.ts";
import type { Instance, Machine, NativeClass, Value } from "../values.ts";

const environmentClass: NativeClass = {
  type: "nativeClass",
  name: "os._Environ",
  bases: [],
  attributes: new Map<string, Value>([
    [
      "get",
      native("get", "self, key, default=None", ([, key, otherwise], machine) => read(key!, machine) ?? otherwise!),
    ],
    ["__contains__", native("__contains__", "self, key, /", ([, key], machine) => read(key!, machine) !== undefined)],
    [
      "__getitem__",
      native("__getitem__", "self, key, /", ([, key], machine) => {
        const value = setBy(machine).get(nameOf(key!));
        if (value === undefined) throw new Unsupported(`The environment variable ${String(key)} is not known here`);
        return value;
      }),
    ],
    [
      "__setitem__",
      native("__setitem__", "self, key, value, /", ([, key, value], machine) => {
        setBy(machine).set(nameOf(key!), value!);
        return null;
      }),
    ],
    [
      "setdefault",
      native("setdefault", "self, key, value", ([, key, value], machine) => {
        const present = read(key!, machine);
        if (present === undefined) setBy(machine).set(nameOf(key!), value!);
        return present ?? value!;
      }),
    ],
  ]),
  construct: () => newEnvironment(),
};

function newEnvironment(): Instance {
  return { type: "instance", class: environmentClass, attributes: new Map() };
}

/** What a program has set, for as long as it runs. */
const settings = new WeakMap<Machine, Map<string, Value>>();

function setBy(machine: Machine): Map<string, Value> {
  let known = settings.get(machine);
  if (known === undefined) {
    known = new Map();
    settings.set(machine, known);
  }
  return known;
}

function nameOf(key: Value): string {
  if (typeof key !== "string") throw new PythonError("TypeError", `str expected, not ${typeName(key)}`);
  return key;
}

function read(key: Value, machine: Machine): Value | undefined {
  const name = nameOf(key);
  const value = setBy(machine).get(name);
  if (value === undefined) machine.note(`The environment variable ${name} is taken as not set`);
  return value;
}

export const environmentMembers: readonly (readonly [string, Value])[] = [
  ["os.environ", newEnvironment()],
  [
    "os.getenv",
    native("getenv", "key, default=None", ([key, otherwise], machine) => read(key!, machine) ?? otherwise!),
  ],
];
