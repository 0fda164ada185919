/** All that is known of an expression of a loss, for a hover on it. */

import type { TracedValue } from "../../evaluate/trace-question.ts";
import type { LossDefinition } from "../../losses/loss.ts";
import type { Node, Range } from "../../python/ast.ts";
import { say } from "../../python/say.ts";
import { isStatement, nodeAt, parentsOf } from "../../python/walk.ts";
import { formatNumber } from "../plot/numbers.ts";
import { numberWords, rangeWords, shapeWords } from "./words.ts";

export interface ValueFacts {
  /** `(N, 1) float32`. */
  readonly kind: string;
  readonly numbers: string;
  readonly first: string | null;
  /** Of the loss with respect to it, or why there is none; null for what no gradient is asked of. */
  readonly gradient: string | null;
}

/** The smallest expression at `offset` of which a value is known, and that value. */
export function valueAt(
  { body, module }: LossDefinition,
  values: readonly TracedValue[],
  offset: number,
): { readonly value: TracedValue; readonly range: Range } | undefined {
  if (body === undefined) return undefined;
  const parameter = body.parameters.list.find(({ range }) => range.start <= offset && offset <= range.end);
  if (parameter !== undefined) return parameterValue(parameter, module.text, values);
  const parents = parentsOf(module);
  for (let node: Node | undefined = nodeAt(module, offset); node !== undefined; node = parents.get(node)) {
    if (isStatement(node) || node.kind === "Module" || node.kind === "Constant") return undefined;
    const { start, end } = node.range;
    const known = values.filter(({ range }) => range.start === start && range.end === end);
    const value = known.find(({ isStored }) => isStored) ?? known[0];
    if (value !== undefined) return { value, range: node.range };
  }
  return undefined;
}

/** What was first read under its name. */
function parameterValue(
  { name, range }: { readonly name: string; readonly range: Range },
  text: string,
  values: readonly TracedValue[],
) {
  const isNamed = (value: TracedValue): boolean =>
    !value.isStored && text.slice(value.range.start, value.range.end) === name;
  const value = values.find(isNamed);
  return value && { value, range: { start: range.start, end: range.start + name.length } };
}

export function valueFacts(value: TracedValue): ValueFacts {
  const { dtype, text, type, numbers } = value;
  if (dtype === null) return { kind: type, numbers: text ?? "", first: null, gradient: null };
  return {
    kind: `${shapeWords(value.shape)} ${dtype}`,
    numbers: numberWords(value),
    first: numbers.low === numbers.high ? null : firstNumbers(value),
    gradient: gradientWords(value),
  };
}

/** As many as are kept, of the first point. */
export function firstNumbers({ first, numbers }: TracedValue): string {
  return `${first.map((each) => formatNumber(each)).join(", ")}${first.length < numbers.count ? ", …" : ""}`;
}

function gradientWords({ isConnected, isCut, gradient }: TracedValue): string {
  if (isCut) return say("The gradient ends here: nothing before it learns through it.");
  if (!isConnected) return say("No gradient passes: it does not depend on y_pred, or its gradient has ended before.");
  if (gradient === null) return say("No gradient arrives: the loss does not use it, or not in a way that has one.");
  const { low, high, nan, positiveInfinity, negativeInfinity } = gradient;
  if (low === 0 && high === 0 && nan + positiveInfinity + negativeInfinity === 0)
    return say("The loss's gradient with respect to it is 0 everywhere.");
  return say("The loss's gradient with respect to it: {0}.", rangeWords(gradient));
}
