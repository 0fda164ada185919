/** How far a loss reaches in its file, for whoever asks which one a place is in. */

import type { Range } from "../python/ast.ts";
import type { LossDefinition } from "./loss.ts";

/** The definition; of a lambda or a call that is assigned, with the name that it is assigned to. */
export function extentOf({ range, module: { text } }: LossDefinition): Range {
  const line = text.lastIndexOf("\n", range.start - 1) + 1;
  const before = text.slice(line, range.start);
  const end = before.trimEnd().replace(/\($/, "").trimEnd();
  const isAssigned = end.endsWith("=") && /^[\w.]+\s*(?::[^=]*)?$/u.test(end.slice(0, -1).trim());
  return isAssigned ? { start: line, end: range.end } : range;
}

interface Ordered {
  readonly losses: readonly LossDefinition[];
  /** For each place the last end of the loss there and of those before it. */
  readonly furthest: readonly number[];
}

const ordered = new WeakMap<readonly LossDefinition[], Ordered>();

/** The losses of a module, in source order, whose definition the range is in. Looked for from the last that begins before it. */
export function lossesAround(losses: readonly LossDefinition[], { start, end }: Range): readonly LossDefinition[] {
  let known = ordered.get(losses);
  if (known === undefined) {
    let last = 0;
    const inOrder = losses.toSorted((a, b) => a.range.start - b.range.start);
    known = { losses: inOrder, furthest: inOrder.map(({ range }) => (last = Math.max(last, range.end))) };
    ordered.set(losses, known);
  }
  let low = 0;
  let high = losses.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (known.losses[middle]!.range.start <= start) low = middle + 1;
    else high = middle;
  }
  const found: LossDefinition[] = [];
  for (let at = low - 1; at >= 0 && known.furthest[at]! >= end; at--) {
    const loss = known.losses[at]!;
    if (end <= loss.range.end) found.push(loss);
  }
  return found.reverse();
}
