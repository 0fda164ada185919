/** Ranges of evaluated files as places that a page can show and reveal: a URI, and the line as its editor counts it. */

import type { LossSource } from "../../evaluate/evaluation.ts";
import type { Place } from "../../preview/plot-data.ts";
import type { Range } from "../../python/ast.ts";
import { linesOf } from "../../python/lines.ts";
import type { Analysis } from "../analyses.ts";
import { uriOfPath } from "../python-source.ts";

/** A place in the analysed file or notebook itself; in a notebook, lines count within their cell. */
export function placeIn({ source }: Analysis, range: Range): Place {
  const located = source.locate(range);
  const line = located?.range.start.line ?? linesOf(source.text).positionAt(range.start).line - 1;
  const { start, end } = source.original?.(range) ?? range;
  const cell = located && source.cellNumber(located.document);
  return { path: source.uri.toString(), start, end, line: line + 1, ...(cell === undefined ? {} : { cell }) };
}

/** Finds places by the path of an evaluated file; null for a file that is not the person's own. */
export function placeFinder(
  analysis: Analysis,
  source: LossSource,
): (path: string, range: Range | undefined) => Place | null {
  return (path, range) => {
    if (range === undefined) return null;
    if (path === source.file.path) return placeIn(analysis, range);
    const file = source.imports.find((each) => each.path === path);
    if (file === undefined) return null;
    return {
      path: uriOfPath(analysis.source, path).toString(),
      start: range.start,
      end: range.end,
      line: linesOf(file.text).positionAt(range.start).line,
    };
  };
}
