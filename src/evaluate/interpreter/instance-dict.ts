/** `self.__dict__`: the attributes themselves, so that `self.__dict__.update(config)` sets them. */

import { hashKey } from "./dict.ts";
import type { DictValue, Value } from "./values.ts";

export function instanceDict(attributes: Map<string, Value>): DictValue {
  const entries: DictValue["entries"] = new Map();
  const entryOf = (name: string) => ({
    key: name,
    get value(): Value {
      return attributes.get(name) ?? null;
    },
    set value(value: Value) {
      attributes.set(name, value);
    },
  });
  for (const name of attributes.keys()) entries.set(hashKey(name), entryOf(name));
  const { set, delete: remove, clear } = entries;
  entries.set = (hash, { key, value }) => {
    if (typeof key !== "string") return set.call(entries, hash, { key, value });
    attributes.set(key, value);
    return set.call(entries, hash, entryOf(key));
  };
  entries.delete = (hash) => {
    const key = entries.get(hash)?.key;
    if (typeof key === "string") attributes.delete(key);
    return remove.call(entries, hash);
  };
  entries.clear = () => {
    attributes.clear();
    clear.call(entries);
  };
  return { type: "dict", entries };
}
