/** Calling the functions that a loss hands over. */

import { positional } from "../../interpreter/natives.ts";
import type { Value } from "../../interpreter/values.ts";
import { isArray, toTensor } from "./convert.ts";
import type { Call } from "./operation.ts";

/** Calls back, as one more step of the evaluation. */
export const run = (call: Call, callee: Value, ...args: Value[]): Value => {
  call.context.step();
  return call.context.call(callee, positional(...args));
};

/** Python's numbers as tensors. */
export function asResult(call: Call, value: Value): Value {
  if (typeof value === "bigint" || typeof value === "number" || typeof value === "boolean" || isArray(value))
    return toTensor(value, call.context);
  return value;
}

/** A list or a tuple. */
export function isSequence(value: Value): value is Extract<Value, { type: "list" | "tuple" }> {
  return typeof value === "object" && value !== null && (value.type === "list" || value.type === "tuple");
}
