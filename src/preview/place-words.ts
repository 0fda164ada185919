/** A place in words: `line 7`, and in a notebook `cell 3, line 2`. */

import { listed, say } from "../python/say.ts";
import type { Place } from "./plot-data.ts";

export function placeWords({ line, cell }: Pick<Place, "line" | "cell">): string {
  return cell === undefined ? say("line {0}", line) : say("cell {0}, line {1}", cell, line);
}

/** What names a Keras, as a person reads it: a cell is a word of a language. */
export function evidenceWords(evidence: string): string {
  return evidence.replace(
    /^(\S+):cell (\d+):(\d+) /,
    (_all, path: string, cell: string, line: string) =>
      `${listed([path, placeWords({ cell: Number(cell), line: Number(line) })])}: `,
  );
}
