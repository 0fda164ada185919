/** Which parameters of a loss become sliders, and how far each goes. */

import type { LossDefinition, LossParameter } from "../../losses/loss.ts";
import type { Slider } from "../../preview/messages.ts";
import type { Expression } from "../../python/ast.ts";

interface Span {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly scale: "linear" | "log";
}

/** What the field calls these parameters, and where they make sense. */
const spans: readonly { readonly name: RegExp; readonly span: Span }[] = [
  { name: /^(smooth|smoothing_factor|eps|epsilon|tiny)$/, span: { min: 1e-9, max: 100, step: 0, scale: "log" } },
  { name: /gamma|focus/, span: { min: 0, max: 5, step: 0.1, scale: "linear" } },
  {
    name: /alpha|beta|label_smoothing|smoothing|quantile|^q$|tau|rho|momentum|dropout|threshold|pos_ratio/,
    span: { min: 0, max: 1, step: 0.01, scale: "linear" },
  },
  { name: /margin/, span: { min: 0, max: 3, step: 0.05, scale: "linear" } },
  { name: /delta|sigma|scale|temperature|bandwidth/, span: { min: 0.01, max: 10, step: 0.01, scale: "linear" } },
  { name: /weight|lambda|lam\b|coef/, span: { min: 0, max: 10, step: 0.1, scale: "linear" } },
  { name: /^p$|power|order/, span: { min: 0.5, max: 5, step: 0.1, scale: "linear" } },
];

/** The sliders of a loss: its parameters whose value in the code is a number. */
export function slidersOf(loss: LossDefinition, values: Readonly<Record<string, number>>): Slider[] {
  return loss.parameters.flatMap((parameter) => {
    const initial = numberIn(parameter.default);
    if (initial === undefined) return [];
    const isInteger = parameter.default?.kind === "Constant" && typeof parameter.default.value === "bigint";
    const span = spanFor(parameter, initial, isInteger);
    return [{ name: parameter.name, value: values[parameter.name] ?? initial, initial, ...span, isWritable: true }];
  });
}

/** A literal number, signed or not. */
export function numberIn(expression: Expression | undefined): number | undefined {
  if (expression?.kind === "UnaryOperation" && (expression.operator === "-" || expression.operator === "+")) {
    const value = numberIn(expression.operand);
    return value === undefined ? undefined : expression.operator === "-" ? -value : value;
  }
  if (expression?.kind !== "Constant") return undefined;
  const { value } = expression;
  if (typeof value === "bigint") return Number(value);
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function spanFor({ name }: LossParameter, initial: number, isInteger: boolean): Span {
  const named = spans.find((each) => each.name.test(name.toLowerCase()))?.span;
  if (named !== undefined && !(named.scale === "log" && initial <= 0)) {
    // A value outside the usual span is still on the slider.
    return { ...named, min: Math.min(named.min, initial), max: Math.max(named.max, initial) };
  }
  if (isInteger) {
    const reach = Math.max(5, Math.abs(initial) * 2);
    return { min: initial < 0 ? -reach : 0, max: reach, step: 1, scale: "linear" };
  }
  const reach = initial === 0 ? 1 : Math.abs(initial) * 4;
  return { min: initial < 0 ? -reach : 0, max: reach, step: 0, scale: "linear" };
}

/** As Python writes a number: an int stays an int, a float keeps a point or an exponent. */
export function pythonNumber(value: number, asInteger: boolean): string {
  if (asInteger && Number.isInteger(value)) return String(value);
  const text = String(Number(value.toPrecision(6)));
  return /[.e]/.test(text) ? text.replace("e+", "e") : `${text}.0`;
}
