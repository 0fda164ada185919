/** `__init__` as `super()` and a class's base find it. */

import { type AnyClass, resolutionOrder } from "./classes.ts";
import { typeError } from "./raise.ts";
import type { Instance, Machine, NativeFunction, Value } from "./values.ts";

/** `Base.__init__(self, …)` of a native base. */
export function unboundInitializer(cls: AnyClass): NativeFunction {
  return {
    type: "native",
    name: `${cls.name}.__init__`,
    call: ({ positional: [self, ...rest], keywords }, machine) => {
      if (self === null || typeof self !== "object" || self.type !== "instance") {
        throw typeError("unbound method object.__init__() needs an argument");
      }
      initializeNatively(self, cls, undefined, { positional: rest, keywords }, machine);
      return null;
    },
  };
}

export function boundInitializer(machine: Machine, self: Instance, after: AnyClass | undefined): NativeFunction {
  return {
    type: "native",
    name: "__init__",
    call: (args) => {
      initializeNatively(self, self.class, after, args, machine);
      return null;
    },
  };
}

/** Runs the `__init__` of the first native class in the order that has one. */
export function initializeNatively(
  self: Instance,
  cls: AnyClass,
  after: AnyClass | undefined,
  args: { readonly positional: readonly Value[]; readonly keywords: ReadonlyMap<string, Value> },
  machine: Machine,
): void {
  const order = resolutionOrder(cls);
  const start = after === undefined ? 0 : order.indexOf(after) + 1;
  for (const each of order.slice(start)) {
    if (each.type === "nativeClass" && each.initialize) {
      each.initialize(self, args, machine);
      return;
    }
  }
  if (args.positional.length > 0 || args.keywords.size > 0) {
    throw typeError("object.__init__() takes exactly one argument (the instance to initialize)");
  }
}

export function firstInitializer(cls: AnyClass, after: AnyClass): AnyClass | undefined {
  const order = resolutionOrder(cls);
  return order
    .slice(order.indexOf(after) + 1)
    .find((each) => each.type === "nativeClass" && each.initialize !== undefined);
}
