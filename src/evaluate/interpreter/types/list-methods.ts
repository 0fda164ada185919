/** Methods of list and tuple. */

import { isEqual, isSame } from "../comparisons.ts";
import { list } from "../dict.ts";
import { methodTable } from "../natives.ts";
import { indexError, valueError } from "../raise.ts";
import { sortValues } from "../sorting.ts";
import { repr } from "../text.ts";
import { isTruthy, toIndex } from "../truth.ts";
import type { ListValue, Machine, TupleValue, Value } from "../values.ts";

function positionOf(machine: Machine, items: readonly Value[], wanted: Value, from: Value, to: Value): number {
  const bound = (value: Value, whenAbsent: number): number => {
    if (value === null) return whenAbsent;
    const at = Number(toIndex(machine, value));
    return at < 0 ? Math.max(0, at + items.length) : at;
  };
  const end = Math.min(bound(to, items.length), items.length);
  for (let index = bound(from, 0); index < end; index++) {
    machine.step();
    if (isSame(items[index]!, wanted) || isEqual(machine, items[index]!, wanted)) return index;
  }
  return -1;
}

function count(machine: Machine, items: readonly Value[], wanted: Value): bigint {
  machine.step(items.length);
  return BigInt(items.filter((item) => isSame(item, wanted) || isEqual(machine, item, wanted)).length);
}

export const tupleMethods = methodTable<TupleValue>("tuple", {
  "index(value, start=None, stop=None, /)": (self, [value, from, to], machine) => {
    const at = positionOf(machine, self.items, value!, from!, to!);
    if (at < 0) throw valueError("tuple.index(x): x not in tuple");
    return BigInt(at);
  },
  "count(value, /)": (self, [value], machine) => count(machine, self.items, value!),
});

export const listMethods = methodTable<ListValue>("list", {
  "append(object, /)": (self, [item]) => {
    self.items.push(item!);
    return null;
  },
  "extend(iterable, /)": (self, [iterable], machine) => {
    for (const item of [...machine.iterate(iterable!)]) self.items.push(item);
    return null;
  },
  "insert(index, object, /)": (self, [index, item], machine) => {
    self.items.splice(Number(toIndex(machine, index!)), 0, item!);
    return null;
  },
  "pop(index=-1, /)": (self, [index], machine) => {
    const { items } = self;
    if (items.length === 0) throw indexError("pop from empty list");
    const at = Number(toIndex(machine, index!));
    const from = at < 0 ? at + items.length : at;
    if (from < 0 || from >= items.length) throw indexError("pop index out of range");
    return items.splice(from, 1)[0]!;
  },
  "remove(value, /)": (self, [value], machine) => {
    const at = positionOf(machine, self.items, value!, null, null);
    if (at < 0) throw valueError("list.remove(x): x not in list");
    self.items.splice(at, 1);
    return null;
  },
  "clear()": (self) => {
    self.items.length = 0;
    return null;
  },
  "copy()": (self) => list([...self.items]),
  "reverse()": (self) => {
    self.items.reverse();
    return null;
  },
  "sort(*, key=None, reverse=False)": (self, [key, reverse], machine) => {
    const sorted = sortValues(machine, self.items, key!, isTruthy(machine, reverse!));
    self.items.length = 0;
    for (const item of sorted) self.items.push(item);
    return null;
  },
  "index(value, start=None, stop=None, /)": (self, [value, from, to], machine) => {
    const at = positionOf(machine, self.items, value!, from!, to!);
    if (at < 0) throw valueError(`${repr(machine, value!)} is not in list`);
    return BigInt(at);
  },
  "count(value, /)": (self, [value], machine) => count(machine, self.items, value!),
});
