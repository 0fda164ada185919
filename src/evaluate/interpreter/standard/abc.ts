/** `abc`. */

import { abstractBase } from "../abstract-base.ts";
import { native } from "../natives.ts";
import { typeError } from "../raise.ts";
import type { NativeClass, Value } from "../values.ts";

const metaclass: NativeClass = {
  type: "nativeClass",
  name: "abc.ABCMeta",
  bases: [],
  attributes: new Map(),
  construct: () => {
    throw typeError("ABCMeta cannot be called here");
  },
};

const abstractmethod = native("abstractmethod", "funcobj, /", ([value]) => {
  if (value !== null && typeof value === "object" && value?.type === "function") {
    value.attributes.set("__isabstractmethod__", true);
  }
  return value!;
});

export const abcMembers: readonly (readonly [string, Value])[] = [
  ["abc.ABC", abstractBase],
  ["abc.ABCMeta", metaclass],
  ["abc.abstractmethod", abstractmethod],
];
