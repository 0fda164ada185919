/** A traced value in a few words: its shape with the batch as N, its numbers. */

import type { NumberRange, TracedAxis, TracedValue } from "../../evaluate/trace-question.ts";
import { say } from "../../python/say.ts";
import { formatNumber } from "../plot/numbers.ts";

/** As Python writes a shape: `(N, 3)`, `(N,)`, `()`. */
export function shapeWords(shape: readonly TracedAxis[]): string {
  const axes = shape.map((axis) => {
    if (axis === null) return "?";
    if (typeof axis === "number") return String(axis);
    return axis.batches === 1 ? "N" : `${axis.batches}N`;
  });
  return axes.length === 1 ? `(${axes[0]},)` : `(${axes.join(", ")})`;
}

/** `0.02 … 0.98`, `−∞ … 0`, `0.5`. */
export function rangeWords({ low, high, count, nan, positiveInfinity, negativeInfinity }: NumberRange): string {
  if (count === 0) return say("empty");
  const hasFinite = !Number.isNaN(low);
  const from = negativeInfinity > 0 ? "−∞" : hasFinite ? formatNumber(low) : positiveInfinity > 0 ? "∞" : "NaN";
  const to = positiveInfinity > 0 ? "∞" : hasFinite ? formatNumber(high) : negativeInfinity > 0 ? "−∞" : "NaN";
  const range = from === to ? from : `${from} … ${to}`;
  return nan > 0 && range !== "NaN" ? `${range}, NaN` : range;
}

/** Its numbers: of a mask how much of it is True. */
export function numberWords(value: TracedValue): string {
  const { dtype, numbers, histogram } = value;
  if (dtype !== "bool" || numbers.count === 0) return rangeWords(numbers);
  const all = histogram.reduce((sum, each) => sum + each, 0);
  if (all === 0) return numbers.low === 1 ? "True" : "False";
  return say("{0} % True", formatNumber((100 * histogram.at(-1)!) / all, 2));
}

/** `(N, 1) · 0.02 … 0.98`; a dtype only where it is not what a loss computes in. */
export function valueWords(value: TracedValue): string {
  if (value.dtype === null) return value.text ?? "";
  const shape = shapeWords(value.shape);
  const dtype = value.dtype === "float32" || value.dtype === "bool" ? "" : ` ${value.dtype}`;
  return `${shape}${dtype} · ${numberWords(value)}`;
}
