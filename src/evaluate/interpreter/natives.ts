/** Natives of the interpreter's own: Python's signature as text, then the computation. */

import { bindArguments, parseSignature } from "./signature.ts";
import type { CallArguments, Machine, NativeFunction, Value } from "./values.ts";

/** A built-in function; `compute` gets one value per parameter, `*args` as a tuple. */
export function native(
  name: string,
  signature: string,
  compute: (values: readonly Value[], machine: Machine, keywords: ReadonlyMap<string, Value>) => Value,
): NativeFunction {
  const parsed = parseSignature(signature, name);
  return {
    type: "native",
    name,
    isBuiltin: true,
    call: (args: CallArguments, machine: Machine) => {
      const bound = bindArguments(parsed, args);
      return compute(bound.values, machine, bound.keywords);
    },
  };
}

export const noKeywords: ReadonlyMap<string, Value> = new Map();

/** Arguments by position alone. */
export function positional(...values: readonly Value[]): CallArguments {
  return { positional: values, keywords: noKeywords };
}

/** A table of a built-in type's methods, from `signature → computation` rows such as `"append(item, /)"`. */
export function methodTable<Self extends Value>(
  typeName: string,
  rows: Record<
    string,
    (self: Self, values: readonly Value[], machine: Machine, keywords: ReadonlyMap<string, Value>) => Value
  >,
): ReadonlyMap<string, NativeFunction> {
  const table = new Map<string, NativeFunction>();
  for (const [row, compute] of Object.entries(rows)) {
    const open = row.indexOf("(");
    const name = row.slice(0, open);
    const parsed = parseSignature(row.slice(open + 1, -1), `${typeName}.${name}`);
    table.set(name, {
      type: "native",
      name: `${typeName}.${name}`,
      isBuiltin: true,
      call: (args, machine) => {
        const [self, ...rest] = args.positional;
        const bound = bindArguments(parsed, { positional: rest, keywords: args.keywords });
        return compute(self as Self, bound.values, machine, bound.keywords);
      },
    });
  }
  return table;
}
