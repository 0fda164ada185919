/** A place in words: `line 7`, and in a notebook `cell 3, line 2`. */

import { say } from "../python/say.ts";
import type { Place } from "./plot-data.ts";

export function placeWords({ line, cell }: Pick<Place, "line" | "cell">): string {
  return cell === undefined ? say("line {0}", line) : say("cell {0}, line {1}", cell, line);
}
