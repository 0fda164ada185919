/** `--fix`: applies the safe fixes of a file, until there are none, and writes it back in one step. */

import { safeEdits } from "../check/compose-fixes.ts";
import { mostRounds } from "../check/fix-all.ts";
import { applyEdits, type Edit } from "../python/edits.ts";
import type { CheckedFile } from "./checked-file.ts";
import { complaintAbout } from "./failure.ts";
import { fixNotebook } from "./fix-notebook.ts";
import { replaceFile } from "./replace-file.ts";
import type { Terminal } from "./terminal.ts";

export interface FixedFile {
  /** As it is afterwards: where it could not be written, with the findings that it had. */
  readonly analysis: CheckedFile;
  readonly isWritten: boolean;
}

/** Fixes what is safe. `checkAgain` reads the file anew. A file that cannot be written is told of, once. */
export async function fixFile(
  file: CheckedFile,
  checkAgain: () => Promise<CheckedFile>,
  terminal: Pick<Terminal, "complain">,
): Promise<FixedFile> {
  let current = file;
  let applied = 0;
  let isWritten = true;
  for (let round = 0; round < mostRounds; round++) {
    const edits = safeEdits(current.findings);
    if (edits.length === 0) break;
    try {
      await write(current, edits);
    } catch (error) {
      terminal.complain(complaintAbout(current.source.path, error));
      isWritten = false;
      break;
    }
    applied += edits.length;
    current = await checkAgain();
  }
  if (applied > 0) terminal.complain(`${file.source.path}: fixed (${applied} ${applied === 1 ? "edit" : "edits"})`);
  return { analysis: current, isWritten };
}

async function write({ source }: CheckedFile, edits: readonly Edit[]): Promise<void> {
  const content =
    source.notebook === undefined
      ? Buffer.from((source.hasByteOrderMark ? "\ufeff" : "") + applyEdits(source.text, edits), source.encoding)
      : Buffer.from(await fixNotebook(source.path, source.notebook, edits), "utf8");
  await replaceFile(source.path, content, source.digest);
}
