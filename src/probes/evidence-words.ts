/** The sentences of findings that name a number: what was computed of what, and where. */

import type { Blame } from "../evaluate/evaluation.ts";
import type { Evidence } from "./judge.ts";
import type { Observations } from "./observe.ts";

/** `y_true = 1, y_pred = 0`. */
export function pointOf({ observation, x }: Evidence, { set, targets }: Observations): string {
  const at = `${set.axis.label} = ${plainNumber(x)}`;
  return plainMinus(targets.length === 1 ? at : `${observation.target.label}, ${at}`);
}

const infixes: Readonly<Record<string, string>> = {
  add: "+",
  subtract: "-",
  multiply: "*",
  divide: "/",
  power: "**",
  floorDivide: "//",
  floorMod: "%",
};

/** `log(0)`, `0 / 0`; undefined where it is not known, or says no more than the expression does. */
export function computedText({ computed }: Pick<Blame, "computed">): string | undefined {
  if (computed === undefined) return undefined;
  const operands = computed.operands.map(plainNumber);
  const [left, right] = operands;
  const infix = infixes[computed.kernel];
  if (infix !== undefined) return operands.length === 2 ? `${left} ${infix} ${right}` : undefined;
  return `${pythonName(computed.kernel)}(${operands.join(", ")})`;
}

/** `log(0) = -inf`, or the number alone. */
export function resultText(blame: Pick<Blame, "computed" | "value">): string {
  const computed = computedText(blame);
  const value = plainValue(Number(blame.value));
  return computed === undefined ? value : `${computed} = ${value}`;
}

/** As Python prints it, but for NaN, which everybody writes so. */
export function plainValue(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  return plainNumber(value);
}

export function plainNumber(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : plainValue(value);
}

/** Labels of pictures have a minus of their own; a finding is read, searched and copied as plain text. */
export function plainMinus(text: string): string {
  return text.replaceAll("−", "-");
}

/** `squaredDifference` is `squared_difference` to whoever writes Python. */
function pythonName(kernel: string): string {
  return kernel.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
