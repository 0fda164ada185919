/** Python's singletons beside None, True and False. */

import { typeError } from "./raise.ts";
import type { Ellipsis, Instance, NativeClass } from "./values.ts";

export const ellipsis: Ellipsis = { type: "ellipsis" };

const notImplementedType: NativeClass = {
  type: "nativeClass",
  name: "NotImplementedType",
  bases: [],
  attributes: new Map(),
  construct: () => {
    throw typeError("NotImplementedType takes no arguments");
  },
};

/** What a dunder method returns to leave the operation to the other operand. */
export const notImplemented: Instance = Object.freeze<Instance>({
  type: "instance",
  class: notImplementedType,
  attributes: new Map(),
});
