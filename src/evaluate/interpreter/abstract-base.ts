/** `abc.ABC`: marks that abstract methods must be overridden. */

import type { NativeClass } from "./values.ts";

export const abstractBase: NativeClass = {
  type: "nativeClass",
  name: "abc.ABC",
  bases: [],
  attributes: new Map(),
  construct: () => ({ type: "instance", class: abstractBase, attributes: new Map() }),
};
