/** Values as Python writes them. */

import type { GivenValue } from "../../evaluate/evaluation.ts";

export function pythonLiteral(value: GivenValue): string {
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "bigint") return String(value);
  if (typeof value === "string") return pythonText(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) return `float("${Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf"}")`;
    const text = String(value);
    return /[.e]/.test(text) ? text : `${text}.0`;
  }
  if ("code" in value) return value.code;
  if ("tuple" in value) {
    const parts = value.tuple.map(pythonLiteral);
    return `(${parts.join(", ")}${parts.length === 1 ? "," : ""})`;
  }
  return `[${value.map(pythonLiteral).join(", ")}]`;
}

/** JSON's strings are Python's too. */
export function pythonText(text: string): string {
  return JSON.stringify(text);
}

/** Of one axis unless a shape is given; with the digits that a float32 has. */
export function pythonArray(values: readonly number[], dtype: string, shape?: readonly number[]): string {
  const numbers = values
    .map((value) => (dtype === "int32" ? String(value) : pythonLiteral(shortest(value))))
    .join(", ");
  const reshaped = shape === undefined || shape.length === 1 ? "" : `.reshape(${shape.join(", ")})`;
  return `np.array([${numbers}], "${dtype}")${reshaped}`;
}

function shortest(value: number): number {
  return Number(value.toPrecision(8));
}

/** The ends of an axis, as two arguments. */
export function limits({ low, high }: { readonly low: number; readonly high: number }): string {
  return [low, high].map((each) => pythonLiteral(Number(each.toPrecision(8)))).join(", ");
}

/** Lines moved to the right, for the body of a function. */
export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === "" ? "" : `    ${line}`));
}
