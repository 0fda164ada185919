/** Methods of set and frozenset. */

import type { BinaryOperator } from "../../../python/ast.ts";
import { PythonError } from "../../failure.ts";
import { hashKey, set } from "../dict.ts";
import { keyError } from "../exceptions.ts";
import { methodTable } from "../natives.ts";
import { setOperation } from "../operators.ts";
import type { Machine, SetValue, Value } from "../values.ts";

function asSet(machine: Machine, value: Value): SetValue {
  if (value !== null && typeof value === "object" && value.type === "set") return value;
  return set(machine.iterate(value));
}

function others(values: readonly Value[]): readonly Value[] {
  const [rest] = values;
  return rest !== null && typeof rest === "object" && rest?.type === "tuple" ? rest.items : [];
}

const combined =
  (operator: BinaryOperator) =>
  (self: SetValue, values: readonly Value[], machine: Machine): Value =>
    others(values).reduce<SetValue>((made, other) => setOperation(operator, made, asSet(machine, other))!, {
      ...self,
      entries: new Map(self.entries),
    });

const isSubset = (a: SetValue, b: SetValue): boolean => [...a.entries.keys()].every((key) => b.entries.has(key));

export const setMethods = methodTable<SetValue>("set", {
  "add(item, /)": (self, [item]) => {
    const key = hashKey(item!);
    if (!self.entries.has(key)) self.entries.set(key, item!);
    return null;
  },
  "discard(item, /)": (self, [item]) => {
    self.entries.delete(hashKey(item!));
    return null;
  },
  "remove(item, /)": (self, [item], machine) => {
    if (!self.entries.delete(hashKey(item!))) throw keyError(machine, item!);
    return null;
  },
  "pop()": (self) => {
    const [first] = self.entries;
    if (first === undefined) throw new PythonError("KeyError", "'pop from an empty set'");
    self.entries.delete(first[0]);
    return first[1];
  },
  "clear()": (self) => {
    self.entries.clear();
    return null;
  },
  "copy()": (self) => ({ ...self, entries: new Map(self.entries) }),
  "update(*others)": (self, values, machine) => {
    for (const other of others(values)) {
      for (const [key, item] of asSet(machine, other).entries) if (!self.entries.has(key)) self.entries.set(key, item);
    }
    return null;
  },
  "union(*others)": combined("|"),
  "intersection(*others)": combined("&"),
  "difference(*others)": combined("-"),
  "symmetric_difference(other, /)": (self, [other], machine) => setOperation("^", self, asSet(machine, other!))!,
  "issubset(other, /)": (self, [other], machine) => isSubset(self, asSet(machine, other!)),
  "issuperset(other, /)": (self, [other], machine) => isSubset(asSet(machine, other!), self),
  "isdisjoint(other, /)": (self, [other], machine) =>
    [...asSet(machine, other!).entries.keys()].every((key) => !self.entries.has(key)),
});
