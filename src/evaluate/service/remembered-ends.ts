/** Which losses ended the evaluator: what ends it once ends it again, and takes seconds and memory each time. */

import type { EvaluationFailure } from "../evaluation.ts";
import type { Request } from "../evaluator.ts";

export interface RememberedEnds {
  remember(request: Request, failure: EvaluationFailure): void;
  /** What came of the same loss in the same text and with the same limits, whatever the data. */
  of(request: Request): EvaluationFailure | undefined;
  forget(): void;
}

/** The text of each is kept, so that there is no doubt which it was. */
const mostRemembered = 32;

export function rememberEnds(): RememberedEnds {
  const ends = new Map<string, EvaluationFailure>();
  return {
    remember(request, failure) {
      ends.set(keyOf(request), failure);
      for (const oldest of ends.keys()) {
        if (ends.size <= mostRemembered) break;
        ends.delete(oldest);
      }
    },
    of: (request) => (ends.size === 0 ? undefined : ends.get(keyOf(request))),
    forget: () => ends.clear(),
  };
}

/** All that a loss rests on. A literal int is a bigint, which JSON has not. */
function keyOf({ source, limits }: Request): string {
  return JSON.stringify([source, limits], (_key, value: unknown) =>
    typeof value === "bigint" ? { int: String(value) } : typeof value === "number" ? { number: String(value) } : value,
  );
}
