/**
 * What Python's own values take. A statement that makes one value is a step, and steps are limited; a built-in may make
 * millions at once, or read through millions: those are counted here, against the limits that tensors have.
 */

import { sentence } from "../../python/say.ts";
import { LimitExceeded } from "../failure.ts";
import { hold, work } from "../tape/backend.ts";
import type { CallArguments, Value } from "./values.ts";

/** Strings and lists beyond this end the evaluation. */
const maximumLength = 10_000_000;
/** Smaller ones are the business of the steps that make them, and of the memory's own limit. */
const smallestText = 16_384;
const smallestContainer = 1_024;
/** In elements of four bytes: a pointer and what it points to; an entry with its key. */
const elementsOfItem = 4;
const elementsOfEntry = 40;

/** Before a string or list of so many items is made. */
export function requireLength(length: number): void {
  if (length > maximumLength) throw new LimitExceeded(sentence("A string or list grew beyond ten million items."));
  if (length >= smallestText) work(length);
}

/** How much there is to read through. */
function weightOf(value: Value): number {
  if (typeof value === "string") return value.length;
  if (value === null || typeof value !== "object") return 0;
  switch (value.type) {
    case "list":
    case "tuple":
      return value.items.length;
    case "dict":
    case "set":
      return value.entries.size;
    case "ndarray":
      return value.data.length;
    default:
      return 0;
  }
}

/** Before a built-in reads what it is given. */
export function countRead({ positional, keywords }: CallArguments): void {
  let weight = 1;
  for (const value of positional) weight += weightOf(value);
  if (keywords.size > 0) for (const value of keywords.values()) weight += weightOf(value);
  work(weight);
}

/** What was counted once: a list that is handed about is not made anew. */
const counted = new WeakSet<object>();

/** After a built-in made a value; returns it. */
export function countMade<Made extends Value>(value: Made): Made {
  if (typeof value === "string") {
    if (value.length >= smallestText) hold(value.length / 2);
    return value;
  }
  if (value === null || typeof value !== "object") return value;
  const isList = value.type === "list" || value.type === "tuple";
  if (!isList && value.type !== "dict" && value.type !== "set") return value;
  const size = weightOf(value);
  if (size < smallestContainer || counted.has(value)) return value;
  counted.add(value);
  hold(size * (isList ? elementsOfItem : elementsOfEntry));
  return value;
}

/** Before a text is looked for in another: at worst each place of one is compared with all of the other. */
export function requireSearch(text: string, wanted: string): void {
  work(text.length);
  if (wanted.length > 32 && text.length * wanted.length > 500_000_000)
    throw new LimitExceeded(sentence("A search for so long a text in so long a text is not evaluated."));
}
