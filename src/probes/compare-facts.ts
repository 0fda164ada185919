/** What is better and what is worse about a loss than it was. */

import type { LossFact } from "./facts.ts";
import type { Observation, Observations } from "./observe.ts";

export interface FactChange {
  readonly kind: "worse" | "better" | "other";
  readonly before: LossFact | undefined;
  readonly after: LossFact | undefined;
}

const order: readonly LossFact["state"][] = ["ok", "info", "warn"];

/** Facts that say the same in other words, or of another place, are "other"; what stayed is left out. */
export function compareFacts(before: readonly LossFact[], after: readonly LossFact[]): FactChange[] {
  const abouts = new Set([...after, ...before].map(({ about }) => about));
  return [...abouts].flatMap((about): FactChange[] => {
    const then = before.find((fact) => fact.about === about);
    const now = after.find((fact) => fact.about === about);
    if (then?.text === now?.text && then?.state === now?.state) return [];
    const step = rankOf(now) - rankOf(then);
    return [{ kind: step > 0 ? "worse" : step < 0 ? "better" : "other", before: then, after: now }];
  });
}

/** What nothing is said of is well. */
function rankOf(fact: LossFact | undefined): number {
  return fact === undefined ? 0 : order.indexOf(fact.state);
}

export interface Difference {
  /** Of the values, or of the largest part of the gradients; infinite where one of the two alone is a number. */
  readonly size: number;
  readonly before: number;
  readonly after: number;
  readonly x: number;
  readonly target: string;
}

export interface Differences {
  readonly value: Difference | undefined;
  /** Undefined too where one of the two has no gradient. */
  readonly gradient: Difference | undefined;
}

/** The largest ones, on points that both have; undefined where they are not on the same data. */
export function compareObservations(before: Observations, after: Observations): Differences | undefined {
  if (before.set.id !== after.set.id || before.targets.length !== after.targets.length) return undefined;
  let value: Difference | undefined;
  let gradient: Difference | undefined;
  for (const [index, now] of after.targets.entries()) {
    const then = before.targets[index]!;
    if (then.series.values.length !== now.series.values.length) return undefined;
    value = larger(value, largest(then, now, then.series.values, now.series.values, 1));
    const [old, own] = [then.series.gradients, now.series.gradients];
    if (old !== null && own !== null && old.length === own.length)
      gradient = larger(gradient, largest(then, now, old, own, now.width));
  }
  return { value, gradient };
}

function largest(
  { x, target }: Observation,
  now: Observation,
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  width: number,
): Difference | undefined {
  let found: Difference | undefined;
  for (let at = 0; at < after.length; at++) {
    const [a, b] = [before[at]!, after[at]!];
    if (Object.is(a, b) || a === b) continue;
    const size = Number.isFinite(a) && Number.isFinite(b) ? Math.abs(b - a) : Number.POSITIVE_INFINITY;
    if (found !== undefined && size <= found.size) continue;
    const point = Math.floor(at / width);
    found = { size, before: a, after: b, x: x[point] ?? now.x[point]!, target: target.label };
  }
  return found;
}

function larger(a: Difference | undefined, b: Difference | undefined): Difference | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return b.size > a.size ? b : a;
}
