/** Files that panels show, as they were when Python could last read them: to know a loss again while someone types. */

import type { EarlierFile, FileNow } from "../../losses/follow-reference.ts";
import type { Analysis } from "../analyses.ts";

export interface EarlierFiles {
  of(file: string): EarlierFile | undefined;
  /** Takes the file as it is now for what it was, where Python can read it. */
  keep(analysis: Analysis): void;
  /** Forgets all but these. */
  keepOnly(files: ReadonlySet<string>): void;
}

export function keepEarlierFiles(): EarlierFiles {
  const kept = new Map<string, EarlierFile>();
  return {
    of: (file) => kept.get(file),
    keep(analysis) {
      const { text, losses, isBroken } = fileNow(analysis);
      if (!isBroken) kept.set(analysis.source.uri.toString(), { text, losses });
    },
    keepOnly(files) {
      for (const file of kept.keys()) if (!files.has(file)) kept.delete(file);
    },
  };
}

export function fileNow({ source, losses, parsed }: Analysis): FileNow {
  return { text: source.text, losses, isBroken: parsed.module.errors.length > 0 };
}
