/** Methods of dict. Its views are lists of the moment, which is all that a loss can tell apart. */

import { PythonError } from "../../failure.ts";
import { updateDict } from "../conversions.ts";
import { dict, getItem, hashKey, list, setItem, tuple } from "../dict.ts";
import { keyError } from "../exceptions.ts";
import { methodTable, native } from "../natives.ts";
import { orElse } from "../or-else.ts";
import type { DictValue, Value } from "../values.ts";

const entries = (self: DictValue): { key: Value; value: Value }[] => [...self.entries.values()];

const methods = methodTable<DictValue>("dict", {
  "get(key, default=None, /)": (self, [key, fallback]) => orElse(getItem(self, key!), () => fallback!),
  "keys()": (self) => list(entries(self).map((each) => each.key)),
  "values()": (self) => list(entries(self).map((each) => each.value)),
  "items()": (self) => list(entries(self).map((each) => tuple([each.key, each.value]))),
  "copy()": (self) => dict(entries(self).map((each) => [each.key, each.value] as const)),
  "clear()": (self) => {
    self.entries.clear();
    return null;
  },
  "update(other=None, /, **kwargs)": (self, [other], machine, keywords) => {
    if (other !== null) updateDict(machine, self, other!);
    for (const [key, value] of keywords) setItem(self, key, value);
    return null;
  },
  "setdefault(key, default=None, /)": (self, [key, fallback]) => {
    const known = getItem(self, key!);
    if (known !== undefined) return known;
    setItem(self, key!, fallback!);
    return fallback!;
  },
  "pop(key, /, *default)": (self, [key, rest], machine) => {
    const known = getItem(self, key!);
    if (known !== undefined) {
      self.entries.delete(hashKey(key!));
      return known;
    }
    const fallback = rest !== null && typeof rest === "object" && rest.type === "tuple" ? rest.items[0] : undefined;
    if (fallback === undefined) throw keyError(machine, key!);
    return fallback;
  },
  "popitem()": (self) => {
    const last = [...self.entries].at(-1);
    if (last === undefined) throw new PythonError("KeyError", "'popitem(): dictionary is empty'");
    self.entries.delete(last[0]);
    return tuple([last[1].key, last[1].value]);
  },
});

const fromkeys = native("fromkeys", "iterable, value=None, /", ([keys, value], machine) =>
  dict([...machine.iterate(keys!)].map((key) => [key, value!] as const)),
);

export const dictMethods: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...methods,
  ["fromkeys", { type: "property", kind: "staticmethod", function: fromkeys }],
]);
