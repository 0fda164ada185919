import { findMethod } from "./classes.ts";
import { refuseOpaque } from "./module-values.ts";
import type { Value } from "./values.ts";

/** Whether Python's `callable(value)` is true. */
export function isCallable(value: Value): boolean {
  if (value === null || typeof value !== "object") return false;
  switch (value.type) {
    case "function":
    case "native":
    case "method":
    case "class":
    case "nativeClass":
      return true;
    case "instance":
      return findMethod(value, "__call__") !== undefined;
    case "module":
      refuseOpaque(value);
      return false;
    default:
      return value.type === "property" && value.kind === "staticmethod";
  }
}
