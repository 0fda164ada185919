/** `--fix`: applies the safe fixes of a file, until there are none, and writes it back in one step. */

import { chmod, rename, rm, stat, writeFile } from "node:fs/promises";
import { applyEdits, safeEdits } from "../rules/edits.ts";
import type { Edit } from "../rules/finding.ts";
import type { FileAnalysis } from "./analyze.ts";
import { UsageError } from "./failure.ts";
import { fixNotebook } from "./fix-notebook.ts";
import { reasonOf } from "./source.ts";
import type { Terminal } from "./terminal.ts";

/** A fix can make room for another; more rounds than this would mean that two undo one another. */
const mostRounds = 5;

/** Gives the file as it is afterwards. `checkAgain` reads it anew. */
export async function fixFile(
  file: FileAnalysis,
  checkAgain: () => Promise<FileAnalysis>,
  terminal: Terminal,
): Promise<FileAnalysis> {
  let current = file;
  let applied = 0;
  for (let round = 0; round < mostRounds; round++) {
    const edits = safeEdits(current.findings);
    if (edits.length === 0) break;
    await write(current, edits);
    applied += edits.length;
    current = await checkAgain();
  }
  if (applied > 0) terminal.complain(`${file.source.path}: fixed (${applied} ${applied === 1 ? "edit" : "edits"})`);
  return current;
}

async function write({ source }: FileAnalysis, edits: readonly Edit[]): Promise<void> {
  const content =
    source.notebook === undefined
      ? Buffer.from((source.hasByteOrderMark ? "\ufeff" : "") + applyEdits(source.text, edits), source.encoding)
      : Buffer.from(await fixNotebook(source.path, source.notebook, edits), "utf8");
  await writeAtomically(source.path, content);
}

/** Beside the file, then in its place: whatever happens, the file is the old or the new one, never half of it. */
async function writeAtomically(path: string, content: Buffer): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const { mode } = await stat(path);
    await writeFile(temporary, content);
    await chmod(temporary, mode);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new UsageError(`${path}: could not be written: ${reasonOf(error)}`);
  }
}
