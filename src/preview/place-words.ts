/** A place in words: `line 7`, and in a notebook `cell 3, line 2`. */

import type { Place } from "./plot-data.ts";

export function placeWords({ line, cell }: Pick<Place, "line" | "cell">): string {
  return cell === undefined ? `line ${line}` : `cell ${cell}, line ${line}`;
}
