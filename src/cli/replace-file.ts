/**
 * Writing a file in one step: beside it under a name that nobody can guess, then in its place. Whatever happens, the
 * file is the old or the new one, never half of it; nothing is written through a link that somebody has laid.
 */

import { randomBytes } from "node:crypto";
import type { Stats } from "node:fs";
import { type FileHandle, lstat, open, readFile, realpath, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { digestOf } from "./digest.ts";
import { UsageError } from "./failure.ts";
import { reasonOf } from "./source.ts";

/**
 * Puts `content` in the place of a file that was read, as an editor saves: a link stays a link, mode and owner stay.
 * Throws a `UsageError`, and leaves the file as it is, where it cannot be written so, or where it is no longer what was
 * read (`digest`).
 */
export async function replaceFile(path: string, content: Uint8Array, digest: string): Promise<void> {
  await attempt(path, async () => {
    const target = await realpath(path);
    const present = await writable(target);
    await putInPlace(target, content, present, async () => {
      if (digestOf(await readFile(target)) !== digest) {
        throw new Error("it was changed meanwhile, and stays as it is now");
      }
    });
  });
}

/** Makes a file, or puts it in the place of one. A link there is refused: it may lead anywhere. */
export async function createFile(path: string, content: Uint8Array): Promise<void> {
  await attempt(path, async () => {
    const target = join(await realpath(dirname(path)), basename(path));
    const present = await writable(target).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    });
    await putInPlace(target, content, present, async () => {});
  });
}

async function attempt(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw new UsageError(`${path}: could not be written: ${reasonOf(error)}`);
  }
}

/** What is there; throws where replacing it would lose more than its text. */
async function writable(target: string): Promise<Stats> {
  const present = await lstat(target);
  if (present.isSymbolicLink()) throw new Error("it is a link; name the file that it leads to");
  if (present.isDirectory()) throw new Error("it is a folder");
  if (!present.isFile()) throw new Error("it is not a regular file");
  if ((present.mode & 0o222) === 0) throw new Error("it is read-only");
  // A new file in its place would part it from its other names.
  if (present.nlink > 1) throw new Error(`it has ${present.nlink} names (hard links); make a copy of its own first`);
  return present;
}

/** `lookAgain` throws where what is there must stay. */
async function putInPlace(
  target: string,
  content: Uint8Array,
  present: Stats | undefined,
  lookAgain: () => Promise<void>,
): Promise<void> {
  const temporary = join(dirname(target), `.${basename(target).slice(0, 100)}.${randomBytes(9).toString("hex")}.tmp`);
  // "wx": a name that is taken, by a link too, is an error. Nobody else reads it before it has its mode.
  const file = await open(temporary, "wx", present === undefined ? 0o666 : 0o600);
  try {
    try {
      await file.writeFile(content);
      if (present !== undefined) await keepOwnerAndMode(file, present);
      await file.sync();
    } finally {
      await file.close();
    }
    await lookAgain();
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function keepOwnerAndMode(file: FileHandle, { uid, gid, mode }: Stats): Promise<void> {
  const own = await file.stat();
  if (own.uid !== uid || own.gid !== gid) {
    await file.chown(uid, gid).catch(() => {
      throw new Error("it belongs to another user or group, which a new file in its place would not");
    });
  }
  // After the owner, whose change takes some bits of the mode away.
  await file.chmod(mode & 0o7777);
}
