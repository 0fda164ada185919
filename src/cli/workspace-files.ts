/** The files that checked files import: read when a rule asks for one, each once. */

import { readFileSync, statSync } from "node:fs";
import { resolve, sep } from "node:path";
import { importCandidates } from "../evaluate/imports.ts";
import { createImporter, type Importer } from "../losses/imported-losses.ts";

/** Larger ones hold no losses that anybody wrote. */
const largestFile = 1_000_000;

/** Kept for one run of a command: what is written meanwhile by `--fix` changes no name. */
export function createWorkspaceImporter(): Importer {
  const texts = new Map<string, string | undefined>();
  const importer = createImporter({
    candidates: importCandidates,
    read(path) {
      if (!texts.has(path)) texts.set(path, readText(path));
      return texts.get(path);
    },
  });
  return { from: (path) => importer.from(resolve(path).split(sep).join("/")) };
}

/** Most candidates for an import are not there. */
function readText(path: string): string | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found?.isFile() && found.size <= largestFile ? readFileSync(path, "utf8") : undefined;
  } catch {
    return undefined; // One that cannot be read has nothing to say about the file that is checked.
  }
}
