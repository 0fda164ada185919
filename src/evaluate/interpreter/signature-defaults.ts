/** The Python literals that default arguments of library functions are: numbers, strings, None, tuples, dtypes. */

import type { DType } from "../evaluation.ts";
import type { Value } from "./values.ts";

/** What makes the default's value for each call. Throws for a text that no table should hold. */
export function parseDefault(text: string): () => Value {
  const open = text[0];
  if (open === "(" || open === "[") {
    const items = splitAtCommas(text.slice(1, -1)).map(parseDefault);
    return open === "("
      ? () => ({ type: "tuple", items: items.map((make) => make()) })
      : () => ({ type: "list", items: items.map((make) => make()) });
  }
  const value = parseScalar(text);
  return () => value;
}

/** The parts between the commas that stand in no bracket. */
export function splitAtCommas(text: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let item = "";
  for (const character of text) {
    if (character === "(" || character === "[") depth++;
    if (character === ")" || character === "]") depth--;
    if (character === "," && depth === 0) {
      items.push(item.trim());
      item = "";
    } else {
      item += character;
    }
  }
  if (item.trim() !== "") items.push(item.trim());
  return items;
}

function parseScalar(text: string): Value {
  if (text === "None") return null;
  if (text === "True") return true;
  if (text === "False") return false;
  if (text === "inf") return Number.POSITIVE_INFINITY;
  if (text === "-inf") return Number.NEGATIVE_INFINITY;
  if (/^-?\d+$/u.test(text)) return BigInt(text);
  if (/^-?[\d.]+(e-?\d+)?$/u.test(text)) return Number(text);
  const string = /^(['"])(.*)\1$/u.exec(text);
  if (string) return string[2]!;
  const dtype = /^tf\.(\w+)$/u.exec(text);
  if (dtype) return { type: "dtype", dtype: dtype[1] as DType };
  throw new Error(`No default value is written like ${text}`);
}
