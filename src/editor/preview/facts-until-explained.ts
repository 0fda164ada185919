/** What the page says of a loss while a slider moves: what only probes see is known once it rests. */

import type { Fact } from "../../preview/messages.ts";

/** Facts as they are shown, and what they are of. */
export interface FactsOf {
  /** The text, the values and the data: where they are the same, so is what probes find. */
  readonly key: string;
  /** What the picture says. */
  readonly atOnce: readonly Fact[];
  readonly shown: readonly Fact[];
}

/**
 * What was explained before stays while the picture says the same. Of other values it keeps its room, so that nothing
 * moves, and not its sentence, whose numbers were theirs.
 */
export function untilExplained(last: FactsOf | undefined, { key, atOnce }: Omit<FactsOf, "shown">): readonly Fact[] {
  if (last === undefined || JSON.stringify(last.atOnce) !== JSON.stringify(atOnce)) return atOnce;
  if (last.key === key) return last.shown;
  const known = new Set(atOnce.map((fact) => JSON.stringify(fact)));
  return last.shown.map((fact) =>
    fact.message === null || known.has(JSON.stringify(fact)) ? fact : { ...fact, isOld: true },
  );
}
