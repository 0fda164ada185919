/** `--fix`: applies the safe fixes of a file, until there are none, and writes it back in one step. */

import { chmod, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { safeEdits } from "../check/compose-fixes.ts";
import { applyEdits, type Edit } from "../python/edits.ts";
import type { CheckedFile } from "./checked-file.ts";
import { complaintAbout, UsageError } from "./failure.ts";
import { fixNotebook } from "./fix-notebook.ts";
import { reasonOf } from "./source.ts";
import type { Terminal } from "./terminal.ts";

/** A fix can make room for another; more rounds than this would mean that two undo one another. */
const mostRounds = 5;

export interface FixedFile {
  /** As it is afterwards: where it could not be written, with the findings that it had. */
  readonly analysis: CheckedFile;
  readonly isWritten: boolean;
}

/** Fixes what is safe. `checkAgain` reads the file anew. A file that cannot be written is told of, once. */
export async function fixFile(
  file: CheckedFile,
  checkAgain: () => Promise<CheckedFile>,
  terminal: Terminal,
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
  await writeAtomically(source.path, content);
}

/**
 * Beside the file, then in its place: whatever happens, the file is the old or the new one, never half of it. A link
 * stays a link, and what was made read-only stays as it is, although its folder would let it be replaced.
 */
async function writeAtomically(path: string, content: Buffer): Promise<void> {
  let temporary: string | undefined;
  try {
    const target = await realpath(path);
    const { mode } = await stat(target);
    if ((mode & 0o222) === 0) throw new Error("it is read-only");
    temporary = `${target}.${process.pid}.tmp`;
    await writeFile(temporary, content);
    await chmod(temporary, mode);
    await rename(temporary, target);
  } catch (error) {
    if (temporary !== undefined) await rm(temporary, { force: true });
    throw new UsageError(`${path}: could not be written: ${reasonOf(error)}`);
  }
}
