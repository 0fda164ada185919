/** The files that checked files import: read when a rule asks for one, each once. */

import { resolve, sep } from "node:path";
import { importCandidates } from "../evaluate/imports.ts";
import { createImporter, type Importer } from "../losses/imported-losses.ts";
import { largestFiles } from "../python/readable-file.ts";
import { readIfRegular } from "./read-file.ts";

/** Kept for one run of a command: what is written meanwhile by `--fix` changes no name. */
export function createWorkspaceImporter(): Importer {
  const texts = new Map<string, string | undefined>();
  const importer = createImporter({
    candidates: importCandidates,
    read(path) {
      // Most candidates for an import are not there; one that cannot be read has nothing to say about the file.
      if (!texts.has(path)) texts.set(path, readIfRegular(path, largestFiles.import));
      return texts.get(path);
    },
  });
  return { from: (path) => importer.from(resolve(path).split(sep).join("/")) };
}
