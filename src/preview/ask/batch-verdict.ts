/** What became of a whole batch that a loss mixes: its samples go together, and not each has to reach its target. */

import type { Blame } from "../../evaluate/evaluation.ts";
import { formatNumber } from "../plot/numbers.ts";

/** Of the way from the first loss to that of exact predictions, what is left of it counts as arrived. */
const nearEnough = 0.01;

/** What became of a descent. */
export interface Verdict {
  readonly state: "ok" | "warn";
  readonly text: string;
  /** What the text names. */
  readonly blame: Blame | undefined;
}

export interface BatchFacts {
  readonly size: number;
  /** The loss where every prediction of the batch is exact; null where the data have no such prediction. */
  readonly exact: number | null;
  /** Whether the batch is spread over itself. */
  readonly isSpread: boolean;
  readonly losses: ArrayLike<number>;
  /** Whether anything pulls at any sample of the batch after the last step. */
  readonly isPulled: boolean;
}

/** Undefined where the loss is still on its way. */
export function batchVerdict({ size, exact, isSpread, losses, isPulled }: BatchFacts): Verdict | undefined {
  const steps = losses.length - 1;
  const [first, last] = [losses[0] ?? Number.NaN, losses[steps] ?? Number.NaN];
  const batch = `the batch of ${size}`;
  if (exact !== null && Number.isFinite(exact)) {
    const room = nearEnough * Math.max(Math.abs(first - exact), 1e-6);
    const [now, then] = [formatNumber(last), formatNumber(exact)];
    if (last < exact - room && isSpread) {
      const text = `The loss of ${batch} falls to ${now}, below the ${then} of exact predictions: it trains away from the targets.`;
      return { state: "warn", text, blame: undefined };
    }
    if (last <= exact + room) {
      const than =
        last < exact - room ? `lower than the ${then} of exact predictions` : "as low as with exact predictions";
      return {
        state: "ok",
        text: `After ${steps} steps the loss of ${batch} is ${now}, ${than}.`,
        blame: undefined,
      };
    }
    if (!isPulled) {
      const text = `Stalls: nothing pulls at any sample of ${batch}, whose loss is ${now}; exact predictions have ${then}.`;
      return { state: "warn", text, blame: undefined };
    }
    return undefined;
  }
  if (isPulled) return undefined;
  return last < first
    ? {
        state: "ok",
        text: `The loss of ${batch} falls from ${formatNumber(first)} to ${formatNumber(last)}, where nothing pulls at any sample.`,
        blame: undefined,
      }
    : {
        state: "warn",
        text: `Nothing pulls at any sample of ${batch} from the start, where its loss is ${formatNumber(first)}.`,
        blame: undefined,
      };
}
