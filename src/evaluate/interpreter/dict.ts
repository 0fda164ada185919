/** Hashing: the string under which a value is a key of a dict or a member of a set. */

import { sentence } from "../../python/say.ts";
import { LimitExceeded } from "../failure.ts";
import { work } from "../tape/backend.ts";
import { typeError } from "./raise.ts";
import { typeName } from "./type-names.ts";
import type { DictValue, ListValue, SetValue, TupleValue, Value } from "./values.ts";

const identities = new WeakMap<object, number>();
let lastIdentity = 0;

/** A number that stays with an object: what `id()` and hashing by identity stand on. */
export function identity(value: object): number {
  let known = identities.get(value);
  if (known === undefined) {
    lastIdentity += 1;
    known = lastIdentity;
    identities.set(value, known);
  }
  return known;
}

/** 1, 1.0 and True are one key, as in Python; lists, dicts, sets and tensors are refused as there. */
export function hashKey(value: Value): string {
  if (value === null) return "None";
  switch (typeof value) {
    case "string":
      return `s${value}`;
    case "boolean":
      return value ? "n1" : "n0";
    case "bigint":
      return `n${value}`;
    case "number":
      if (Number.isInteger(value)) return `n${BigInt(value)}`;
      return `f${value}`;
  }
  switch (value.type) {
    case "tuple":
      return joinedKey("(", value.items.map(hashKey), ")");
    case "set":
      if (!value.isFrozen) break;
      return joinedKey("{", [...value.entries.keys()].sort(), "}");
    case "range":
      return `r${value.start},${value.stop},${value.step}`;
    case "dtype":
      return `d${value.dtype}`;
    case "shape":
      return `S${value.dimensions.join(",")}`;
    case "list":
    case "dict":
    case "slice":
    case "tensor":
    case "symbolic":
    case "ndarray":
      break;
    case "module":
      return `m${value.name}`;
    case "method":
      return `b${hashKey(value.function)}${isObject(value.self) ? identity(value.self) : hashKey(value.self)}`;
    default:
      return `i${identity(value)}`;
  }
  if (value.type === "tensor" || value.type === "symbolic") {
    throw typeError("Tensor is unhashable. Instead, use tensor.ref() as the key.");
  }
  throw typeError(`unhashable type: '${typeName(value)}'`);
}

/** What Python's own strings and numbers are here has no identity: equal ones are one. */
function isObject(value: Value): value is Value & object {
  return typeof value === "object" && value !== null;
}

/** A tuple of tuples of tuples, each holding the next twice, is small, and its key would not be. */
const longestKey = 100_000;

function joinedKey(open: string, keys: readonly string[], close: string): string {
  const joined = keys.map((key) => `${key.length}:${key}`).join("");
  work(joined.length);
  if (joined.length > longestKey)
    throw new LimitExceeded(sentence("A key of a dict or set this long is not evaluated."));
  return `${open}${joined}${close}`;
}

export const tuple = (items: readonly Value[]): TupleValue => ({ type: "tuple", items });
export const list = (items: Value[]): ListValue => ({ type: "list", items });

export function dict(pairs: Iterable<readonly [Value, Value]> = []): DictValue {
  const result: DictValue = { type: "dict", entries: new Map() };
  for (const [key, value] of pairs) setItem(result, key, value);
  return result;
}

/** An equal key that is there already stays, as in Python. */
export function setItem(target: DictValue, key: Value, value: Value): void {
  const hash = hashKey(key);
  const known = target.entries.get(hash);
  if (known) known.value = value;
  else target.entries.set(hash, { key, value });
}

export function getItem(target: DictValue, key: Value): Value | undefined {
  return target.entries.get(hashKey(key))?.value;
}

export function set(items: Iterable<Value>, isFrozen = false): SetValue {
  const entries = new Map<string, Value>();
  for (const item of items) {
    const key = hashKey(item);
    if (!entries.has(key)) entries.set(key, item);
  }
  return { type: "set", entries, isFrozen };
}
