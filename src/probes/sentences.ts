/** What is not finite and what pulls nothing, in whole sentences: findings and facts have them from here. */

import type { Blame } from "../evaluate/evaluation.ts";
import { onOneLine } from "../python/quoted.ts";
import { computedText, plainValue, resultText } from "./evidence-words.ts";
import type { Observations } from "./observe.ts";

const longestQuote = 80;

/** An expression as the person wrote it, on one line. */
export function quoteOf(source: string): string {
  return onOneLine(source.trim(), longestQuote);
}

/** `where`: `At y_true = 1, y_pred = 0`. `quoted`: the blamed expression; not read where nothing is blamed. */
export interface NonFinite {
  readonly loss: string;
  readonly where: string;
  readonly value: number;
  readonly blame: Blame | undefined;
  readonly quoted: string;
}

/** ``At y_true = 1, y_pred = 0, `K.log(y_pred)` is log(0) = -inf, and the loss is inf.`` */
export function valueSentence({ loss, where, value, blame, quoted }: NonFinite): string {
  if (blame === undefined) return `${where}, '${loss}' is ${plainValue(value)}.`;
  const end = Object.is(Number(blame.value), value) ? "" : `, and the loss is ${plainValue(value)}`;
  return `${where}, \`${quoted}\` is ${resultText(blame)}${end}.`;
}

/** The same of the gradient, where the loss is a number. */
export function gradientSentence({ loss, where, value, blame, quoted }: NonFinite, gradient: number): string {
  const both = `the loss is ${plainValue(value)} and its gradient ${plainValue(gradient)}`;
  if (blame === undefined) return `${where}, ${both} ('${loss}').`;
  const computed = computedText(blame);
  return computed === undefined
    ? `${where}, ${both}, through \`${quoted}\`.`
    : `${where}, ${both}: \`${quoted}\` is ${computed}, and its derivative there ${plainValue(Number(blame.value))}.`;
}

/** `part`: of all points, from 0 to 1. */
export function flatSentence(loss: string, part: number, { set }: Pick<Observations, "set">): string {
  const where = part === 1 ? "everywhere" : `on ${Math.round(part * 100)} %`;
  const [low, high] = set.axis.domain;
  return `The gradient of '${loss}' is 0 ${where} between ${set.axis.label} = ${low} and ${high}: there it pulls no prediction to its target.`;
}
