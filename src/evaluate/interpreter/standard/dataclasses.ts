/** `dataclasses`: `@dataclass` with defaults, `field(default=…)` and `__post_init__`. */

import { Unsupported } from "../../failure.ts";
import { isCallable } from "../callable.ts";
import { findInClass, findMethod, resolutionOrder } from "../classes.ts";
import { compare } from "../comparisons.ts";
import { notImplemented } from "../constants.ts";
import { tuple } from "../dict.ts";
import { native, positional } from "../natives.ts";
import { orElse } from "../or-else.ts";
import { typeError } from "../raise.ts";
import { repr } from "../text.ts";
import { isTruthy } from "../truth.ts";
import type { ClassValue, Instance, Machine, NativeFunction, Value } from "../values.ts";

interface Field {
  readonly name: string;
  readonly default: Value | undefined;
  readonly factory: Value | undefined;
}

const fieldClass = {
  type: "nativeClass",
  name: "dataclasses.Field",
  bases: [],
  attributes: new Map(),
  construct: () => null,
} as const;

const field = native("field", "*, init=True, repr=True, compare=True, **kwargs", (_values, _machine, keywords) => {
  const made: Instance = { type: "instance", class: fieldClass, attributes: new Map() };
  for (const [name, value] of keywords) made.attributes.set(name, value);
  return made;
});

const decoratedFields = new WeakMap<object, readonly Field[]>();

/** The fields of a class and its bases, the bases' first. */
function fieldsOf(cls: ClassValue): Field[] {
  const fields = new Map<string, Field>();
  for (const each of [...resolutionOrder(cls)].reverse()) {
    const before = decoratedFields.get(each);
    if (before !== undefined) {
      for (const one of before) fields.set(one.name, one);
      continue;
    }
    const names = each.attributes.get("__annotations__");
    if (names === undefined || names === null || typeof names !== "object" || names.type !== "list") continue;
    for (const name of names.items as string[]) fields.set(name, fieldOf(name, each.attributes.get(name)));
  }
  return [...fields.values()];
}

function fieldOf(name: string, value: Value | undefined): Field {
  if (
    value !== undefined &&
    value !== null &&
    typeof value === "object" &&
    value.type === "instance" &&
    value.class === fieldClass
  ) {
    return { name, default: value.attributes.get("default"), factory: value.attributes.get("default_factory") };
  }
  if (
    value !== undefined &&
    value !== null &&
    typeof value === "object" &&
    (value.type === "list" || value.type === "dict")
  ) {
    throw typeError(`mutable default <class '${value.type}'> for field ${name} is not allowed: use default_factory`);
  }
  return { name, default: value, factory: undefined };
}

function initializer(cls: ClassValue, fields: readonly Field[]): NativeFunction {
  const name = `${cls.name}.__init__`;
  return {
    type: "native",
    name,
    call: ({ positional: [self, ...values], keywords }, machine) => {
      const instance = self as Instance;
      if (values.length > fields.length) {
        throw typeError(
          `${name}() takes ${fields.length + 1} positional arguments but ${values.length + 1} were given`,
        );
      }
      for (const keyword of keywords.keys()) {
        if (!fields.some((each) => each.name === keyword)) {
          throw typeError(`${name}() got an unexpected keyword argument '${keyword}'`);
        }
      }
      const missing: string[] = [];
      for (const [index, each] of fields.entries()) {
        const given = orElse(values[index], () => keywords.get(each.name));
        const value = orElse(
          orElse(given, () => each.default),
          () => made(machine, each.factory),
        );
        if (value === undefined) missing.push(`'${each.name}'`);
        else instance.attributes.set(each.name, value);
      }
      if (missing.length > 0) {
        throw typeError(
          `${name}() missing ${missing.length} required positional argument${missing.length === 1 ? "" : "s"}: ${missing.join(" and ")}`,
        );
      }
      const after = findInClass(cls, "__post_init__");
      if (after !== undefined) machine.call(after.value, positional(instance));
      return null;
    },
  };
}

function made(machine: Machine, factory: Value | undefined): Value | undefined {
  return factory === undefined ? undefined : machine.call(factory, positional());
}

function decorate(cls: Value): Value {
  if (cls === null || typeof cls !== "object" || cls.type !== "class")
    throw new Unsupported("`dataclass` of this is not evaluated.");
  const fields = fieldsOf(cls);
  decoratedFields.set(cls, fields);
  for (const each of fields) {
    const value = cls.attributes.get(each.name);
    const isField =
      value !== undefined &&
      value !== null &&
      typeof value === "object" &&
      value.type === "instance" &&
      value.class === fieldClass;
    if (!isField) continue;
    if (each.default === undefined) cls.attributes.delete(each.name);
    else cls.attributes.set(each.name, each.default);
  }
  const captured = new Map(fields.map((each) => [each.name, each] as const));
  if (!cls.attributes.has("__init__")) cls.attributes.set("__init__", initializer(cls, fields));
  const values = (self: Value): Value[] =>
    [...captured.keys()].map((name) => (self as Instance).attributes.get(name) ?? null);
  if (!cls.attributes.has("__repr__")) {
    const show: NativeFunction = {
      type: "native",
      name: "__repr__",
      call: ({ positional: [self] }, machine) => {
        const parts = [...captured.keys()].map((name, index) => `${name}=${repr(machine, values(self!)[index]!)}`);
        return `${cls.name}(${parts.join(", ")})`;
      },
    };
    cls.attributes.set("__repr__", show);
  }
  if (findMethod({ type: "instance", class: cls, attributes: new Map() }, "__eq__") === undefined) {
    const equal: NativeFunction = {
      type: "native",
      name: "__eq__",
      call: ({ positional: [self, other] }, machine) => {
        if (other === null || typeof other !== "object" || other?.type !== "instance" || other.class !== cls)
          return notImplemented;
        return isTruthy(machine, compare(machine, "==", tuple(values(self!)), tuple(values(other))));
      },
    };
    cls.attributes.set("__eq__", equal);
  }
  return cls;
}

export const dataclassesMembers: readonly (readonly [string, Value])[] = [
  ["dataclasses.field", field],
  [
    "dataclasses.dataclass",
    native("dataclass", "cls=None, /, **options", ([cls]) =>
      isCallable(cls!) ? decorate(cls!) : native("dataclass", "cls, /", ([later]) => decorate(later!)),
    ),
  ],
];
