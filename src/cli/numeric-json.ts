/** Numbers as the command line writes them in JSON. */

import type { NumericArray } from "../evaluate/evaluation.ts";

/** The shortest decimal that reads back as the same float32; words for what JSON has no number for. */
export function writeNumbers({ data, dtype }: NumericArray): (number | string | boolean)[] {
  const isFloat = dtype.startsWith("float") || dtype === "bfloat16";
  return Array.from(data, (value) => {
    if (dtype === "bool") return value !== 0;
    if (Number.isNaN(value)) return "NaN";
    if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
    return isFloat && dtype !== "float64" ? shortest(value) : value;
  });
}

function shortest(value: number): number {
  for (let digits = 6; digits < 10; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return rounded;
  }
  return value;
}
