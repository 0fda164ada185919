/** `warnings` and `logging`: what they say goes to the log, nothing is written anywhere. */

import { tuple } from "../dict.ts";
import { tupleItems } from "../iteration-builtins.ts";
import { native } from "../natives.ts";
import { percentFormat } from "../percent-format.ts";
import { str } from "../text.ts";
import type { Instance, NativeClass, NativeFunction, Value } from "../values.ts";

const nothing = (name: string): NativeFunction => native(name, "*args, **kwargs", () => null);

const levels = ["debug", "info", "warning", "warn", "error", "critical", "exception"];

function logMethod(name: string, takesSelf: boolean): NativeFunction {
  return native(name, takesSelf ? "self, msg, *args, **kwargs" : "msg, *args, **kwargs", (values, machine) => {
    const [message, args] = takesSelf ? values.slice(1) : values;
    const parts = tupleItems(args);
    const text = str(machine, message!);
    machine.log(parts.length === 0 ? text : percentFormat(machine, text, tuple(parts)));
    return null;
  });
}

const loggerClass: NativeClass = {
  type: "nativeClass",
  name: "logging.Logger",
  bases: [],
  attributes: new Map<string, Value>([
    ...levels.map((name): [string, Value] => [name, logMethod(name, true)]),
    ["setLevel", native("setLevel", "self, level", () => null)],
    ["addHandler", native("addHandler", "self, handler", () => null)],
  ]),
  construct: () => logger(),
};

function logger(): Instance {
  return { type: "instance", class: loggerClass, attributes: new Map() };
}

export const quietMembers: readonly (readonly [string, Value])[] = [
  [
    "warnings.warn",
    native("warn", "message, category=None, stacklevel=1, source=None", ([message], machine) => {
      machine.log(str(machine, message!));
      return null;
    }),
  ],
  ["warnings.filterwarnings", nothing("filterwarnings")],
  ["warnings.simplefilter", nothing("simplefilter")],
  ["logging.getLogger", native("getLogger", "name=None", () => logger())],
  ["logging.basicConfig", nothing("basicConfig")],
  ...levels.map((name): [string, Value] => [`logging.${name}`, logMethod(name, false)]),
  ["logging.DEBUG", 10n],
  ["logging.INFO", 20n],
  ["logging.WARNING", 30n],
  ["logging.ERROR", 40n],
];
