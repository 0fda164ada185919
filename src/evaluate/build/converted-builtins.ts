/** Python's own functions where AutoGraph converted the caller: `range(n)`, `len(x)`, `int(x)` of traced tensors. */

import type { Interpreter } from "../interpreter/machine.ts";
import { libraryMember } from "../interpreter/module-attributes.ts";
import { positional } from "../interpreter/natives.ts";
import { isSymbolic } from "../interpreter/tracing.ts";
import type { CallArguments, Value } from "../interpreter/values.ts";

function operation(machine: Interpreter, name: string, ...args: Value[]): Value | undefined {
  const found = libraryMember(machine, name);
  return found === undefined ? undefined : machine.call(found, positional(...args));
}

/** What AutoGraph puts in the place of a built-in; undefined where that stays what it is. */
export function convertedBuiltin(
  name: string,
  { positional: given }: CallArguments,
  machine: Interpreter,
): Value | undefined {
  const first = given.find(isSymbolic);
  if (first === undefined) return undefined;
  switch (name) {
    case "len":
      return machine.library.subscript(operation(machine, "tf.shape", first)!, 0n, machine);
    case "abs":
      return operation(machine, "tf.abs", first);
    case "print":
      return null;
    case "max":
    case "min":
      return given.length === 1
        ? operation(machine, name === "max" ? "tf.reduce_max" : "tf.reduce_min", first)
        : undefined;
    case "sum":
      return operation(machine, "tf.reduce_sum", first);
    case "any":
      return operation(machine, "tf.reduce_any", first);
    case "all":
      return operation(machine, "tf.reduce_all", first);
    default:
      return undefined;
  }
}

/** `range(n)`, `int(x)` and `float(x)`, which are types. */
export function convertedType(
  name: string,
  { positional: given }: CallArguments,
  machine: Interpreter,
): Value | undefined {
  const first = given.find(isSymbolic);
  if (first === undefined) return undefined;
  if (name === "range") return operation(machine, "tf.range", ...given);
  if (name === "int") return operation(machine, "tf.cast", first, "int32");
  return name === "float" ? operation(machine, "tf.cast", first, "float32") : undefined;
}
