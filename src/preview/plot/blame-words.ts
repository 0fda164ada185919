/** What is said of an expression that gave NaN or an infinity. */

import { onOneLine } from "../../python/quoted.ts";
import { say } from "../../python/say.ts";
import { placeWords } from "../place-words.ts";
import type { PlacedBlame } from "../plot-data.ts";
import { formatNumber } from "./numbers.ts";

const LONGEST = 56;

/** The expression itself, `ops.log(y_pred)`: on one line, and not longer than people read. */
export function blameSubject({ expression }: { readonly expression: string }): string {
  return onOneLine(expression, LONGEST);
}

/** `ops.log(y_pred) is −∞, line 17`. */
export function blameWords({ expression, direction, value, place }: PlacedBlame): string {
  const shown = formatNumber(Number(value));
  const words =
    direction === "forward"
      ? say("{0} is {1}", blameSubject({ expression }), shown)
      : say("the gradient of {0} is {1}", blameSubject({ expression }), shown);
  return place === null ? words : say("{0}, {1}", words, placeWords(place));
}

/** The blame that fits a value best where points do not say which is theirs: of the same direction and value. */
function likeliestBlame(
  blames: readonly PlacedBlame[],
  direction: PlacedBlame["direction"],
  value: number,
): PlacedBlame | undefined {
  const fitting = blames.filter((blame) => blame.direction === direction);
  return fitting.find((blame) => blame.value === String(value)) ?? fitting[0] ?? blames[0];
}

/** The blame of a point that is not finite. */
export function blameAt(
  blames: readonly PlacedBlame[],
  numbers: ArrayLike<number> | undefined,
  index: number,
  direction: PlacedBlame["direction"],
  value: number,
): PlacedBlame | undefined {
  return numbers === undefined ? likeliestBlame(blames, direction, value) : blames[numbers[index] ?? -1];
}
