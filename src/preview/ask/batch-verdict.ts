/** What became of a whole batch that a loss mixes: its samples go together, and not each has to reach its target. */

import type { Blame } from "../../evaluate/evaluation.ts";
import { say } from "../../python/say.ts";
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
  if (exact !== null && Number.isFinite(exact)) {
    const room = nearEnough * Math.max(Math.abs(first - exact), 1e-6);
    const [now, then] = [formatNumber(last), formatNumber(exact)];
    if (last < exact - room && isSpread) {
      const text = say(
        "The loss of the batch of {0} falls to {1}, below the {2} of exact predictions: it trains away from the targets.",
        size,
        now,
        then,
      );
      return { state: "warn", text, blame: undefined };
    }
    if (last <= exact + room) {
      const text =
        last < exact - room
          ? say(
              "After {0} steps the loss of the batch of {1} is {2}, lower than the {3} of exact predictions.",
              steps,
              size,
              now,
              then,
            )
          : say(
              "After {0} steps the loss of the batch of {1} is {2}, as low as with exact predictions.",
              steps,
              size,
              now,
            );
      return { state: "ok", text, blame: undefined };
    }
    if (!isPulled) {
      const text = say(
        "Stalls: nothing pulls at any sample of the batch of {0}, whose loss is {1}; exact predictions have {2}.",
        size,
        now,
        then,
      );
      return { state: "warn", text, blame: undefined };
    }
    return undefined;
  }
  if (isPulled) return undefined;
  return last < first
    ? {
        state: "ok",
        text: say(
          "The loss of the batch of {0} falls from {1} to {2}, where nothing pulls at any sample.",
          size,
          formatNumber(first),
          formatNumber(last),
        ),
        blame: undefined,
      }
    : {
        state: "warn",
        text: say(
          "Nothing pulls at any sample of the batch of {0} from the start, where its loss is {1}.",
          size,
          formatNumber(first),
        ),
        blame: undefined,
      };
}
