/**
 * Which files are read at all, asked before one is opened: regular files of a size that somebody may have written. A
 * pipe never ends, a device gives no end of bytes, and half a gigabyte is no loss. The command line and the editor
 * both ask here, with what their file systems say.
 */

import { say } from "./say.ts";

const megabyte = 1024 * 1024;

/** In bytes. */
export const largestFiles = {
  /** A module, or the code of a notebook. */
  source: 16 * megabyte,
  /** With its outputs, which are passed over. */
  notebook: 256 * megabyte,
  import: 1_000_000,
  data: 256 * megabyte,
  ignore: megabyte,
} as const;

export interface FileFacts {
  /** Not a folder, a pipe, a socket or a device, nor a link to one. */
  readonly isRegular: boolean;
  /** In bytes. */
  readonly size: number;
}

/** Why a file is not read; undefined where it is. */
export function whyUnread({ isRegular, size }: FileFacts, largest: number): string | undefined {
  if (!isRegular) return say("a folder, a pipe or a device, where a file is expected");
  return size > largest ? say("larger than {0} MB", Math.round(largest / megabyte)) : undefined;
}
