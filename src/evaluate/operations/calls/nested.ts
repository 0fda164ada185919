/** Values in lists, tuples and dicts, as `tf.nest` walks them. */

import { list, tuple } from "../../interpreter/dict.ts";
import type { Value } from "../../interpreter/values.ts";

/** What is in lists, tuples and dicts, in TensorFlow's order. */
export function flat(value: Value): Value[] {
  if (typeof value !== "object" || value === null) return [value];
  if (value.type === "list" || value.type === "tuple") return value.items.flatMap(flat);
  if (value.type !== "dict") return [value];
  return [...value.entries.keys()].sort().flatMap((key) => flat(value.entries.get(key)!.value));
}

/** The same lists, tuples and dicts with other values in them. */
export function packed(like: Value, values: Value[]): Value {
  if (typeof like !== "object" || like === null) return values.shift()!;
  if (like.type === "list" || like.type === "tuple") {
    const items = like.items.map((item) => packed(item, values));
    return like.type === "list" ? list(items) : tuple(items);
  }
  if (like.type !== "dict") return values.shift()!;
  const sorted = [...like.entries.keys()].sort().map((key) => {
    const { key: name, value } = like.entries.get(key)!;
    return [key, { key: name, value: packed(value, values) }] as const;
  });
  const made = new Map(sorted);
  return { type: "dict", entries: new Map([...like.entries.keys()].map((key) => [key, made.get(key)!])) };
}
