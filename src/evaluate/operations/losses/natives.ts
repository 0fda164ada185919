/** Rows and methods as functions that a program can hold. */

import { bindArguments, parseSignature } from "../../interpreter/signature.ts";
import type { CallArguments, Context, NativeFunction, Value } from "../../interpreter/values.ts";
import { callOf, type Operation } from "../calls/operation.ts";

/** The row's function under one of its names. */
export function functionOf(row: Operation, name: string): NativeFunction {
  return {
    type: "native",
    name,
    call(args, context) {
      context.step();
      const bound = bindArguments(row.signatureOf(name), args);
      return row.compute(callOf(name, bound, context), ...bound.values);
    },
  };
}

/** A function with a Python signature: a method's first parameter is `self`, as in Python's messages. */
export function functionWith(
  name: string,
  signature: string,
  compute: (context: Context, values: readonly Value[], given: ReadonlySet<string>) => Value,
): NativeFunction {
  const parsed = parseSignature(signature, name.slice(name.lastIndexOf(".") + 1));
  return {
    type: "native",
    name,
    call(args, context) {
      const bound = bindArguments(parsed, args);
      return compute(context, bound.values, bound.given);
    },
  };
}

const none: ReadonlyMap<string, Value> = new Map();

export function withPositional(...positional: readonly Value[]): CallArguments {
  return { positional, keywords: none };
}
