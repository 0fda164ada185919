/** The places that a finding points to beside its own, with paths as the command line prints them. */

import { isAbsolute, relative } from "node:path";
import type { Finding } from "../losses/finding.ts";
import { type Positions, positionsOf, type Span } from "./positions.ts";
import type { Source } from "./source.ts";

export interface RelatedSpan {
  readonly path: string;
  readonly span: Span;
  readonly message: string;
}

export function relatedSpans({ related }: Finding, source: Source, { spanOf }: Positions): RelatedSpan[] {
  return related.map(({ range, message, file }) =>
    file === undefined
      ? { path: source.path, span: spanOf(range), message }
      : { path: shortest(file.path), span: positionsOf({ ...file, notebook: undefined }).spanOf(range), message },
  );
}

/** From the working folder, unless that leads out of it. */
function shortest(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") || isAbsolute(short) ? path : short;
}
