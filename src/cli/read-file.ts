/** Reading from disk what `python/readable-file.ts` lets be read. */

import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from "node:fs";
import { whyUnread } from "../python/readable-file.ts";

/** What was asked for is no regular file, or too large: a sentence. */
export class Unreadable extends Error {}

/**
 * The bytes of a regular file of at most `largest`. Throws an `Unreadable`, or the system's error. A pipe is not waited
 * for, what is asked about is what is read, and a file that grows meanwhile is read no further.
 */
export function readRegularFile(path: string, largest: number): Buffer {
  // Opening a device may be enough to make it do something.
  refuse(statSync(path), largest);
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const found = fstatSync(file);
    refuse(found, largest);
    const bytes = Buffer.allocUnsafe(found.size);
    let length = 0;
    while (length < bytes.length) {
      const count = readSync(file, bytes, length, bytes.length - length, null);
      if (count === 0) break;
      length += count;
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

function refuse(found: Stats, largest: number): void {
  const reason = whyUnread({ isRegular: found.isFile(), size: found.size }, largest);
  if (reason !== undefined) throw new Unreadable(reason);
}

/** Undefined where there is none, or it is not read: nobody asked for this very file. */
export function readIfRegular(path: string, largest: number): string | undefined {
  try {
    return readRegularFile(path, largest).toString("utf8");
  } catch {
    return undefined;
  }
}
