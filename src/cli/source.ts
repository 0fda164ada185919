/** Reading a Python file or a notebook as Python would: its encoding, its cells. */

import { type JoinedCells, readNotebook } from "../python/cells.ts";
import { largestFiles } from "../python/readable-file.ts";
import { digestOf } from "./digest.ts";
import { UsageError } from "./failure.ts";
import { readRegularFile } from "./read-file.ts";

export interface Source {
  /** As given on the command line; for a folder, joined to it. */
  readonly path: string;
  readonly text: string;
  /** For a notebook: where its cells are in `text`. */
  readonly notebook: JoinedCells | undefined;
  /** How to write the text back. */
  readonly encoding: "utf8" | "latin1";
  /** Taken off the text, as editors do, so that columns are those that people see. */
  readonly hasByteOrderMark: boolean;
  /** Of the bytes that were read: whoever writes the file looks whether it is still this one. */
  readonly digest: string;
}

/** Reads at once: to wait for each of a thousand files takes longer than to check it. Throws a `UsageError` for a file that is missing, unreadable, binary, or in an unknown encoding. */
export function readSource(path: string): Source {
  let bytes: Buffer;
  try {
    bytes = readRegularFile(path, path.endsWith(".ipynb") ? largestFiles.notebook : largestFiles.source);
  } catch (error) {
    throw new UsageError(`${path}: ${reasonOf(error)}`);
  }
  return sourceFrom(path, bytes);
}

/** What the bytes of a file are; throws as `readSource` does. */
export function sourceFrom(path: string, bytes: Buffer): Source {
  const digest = digestOf(bytes);
  if (path.endsWith(".ipynb")) {
    const json = decodeUtf8(bytes);
    if (json === undefined) throw new UsageError(`${path}: not valid UTF-8, as a notebook has to be`);
    try {
      const notebook = readNotebook(withoutMark(json));
      return { path, text: notebook.text, notebook, encoding: "utf8", hasByteOrderMark: false, digest };
    } catch (error) {
      throw new UsageError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (bytes.includes(0)) throw new UsageError(`${path}: a binary file`);
  const { text, encoding } = decode(path, bytes);
  const hasByteOrderMark = text.startsWith("\ufeff");
  return { path, text: withoutMark(text), encoding, hasByteOrderMark, digest, notebook: undefined };
}

function withoutMark(text: string): string {
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

/** UTF-8 unless a comment in the first two lines says otherwise (PEP 263). */
function decode(path: string, bytes: Buffer): { text: string; encoding: "utf8" | "latin1" } {
  const head = bytes
    .subarray(0, 400)
    .toString("latin1")
    .split(/\r\n|\r|\n/, 2);
  const declared = head.map((line) => /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(line)?.[1]).find(Boolean);
  const spelling = declared?.toLowerCase().replaceAll("_", "-") ?? "utf-8";
  // Whatever follows these, such as `-unix`, Python leaves aside.
  const name = /^(utf-8|latin-1|iso-8859-1|iso-latin-1)-/.exec(spelling)?.[1] ?? spelling;
  if (/^(latin-?1|iso-8859-1|iso-latin-1|l1)$/.test(name))
    return { text: bytes.toString("latin1"), encoding: "latin1" };
  if (!/^(utf-?8(-sig)?|ascii|us-ascii)$/.test(name))
    throw new UsageError(`${path}: its encoding '${name}' is not read`);
  const text = decodeUtf8(bytes);
  if (text === undefined) throw new UsageError(`${path}: not valid UTF-8, and no encoding is declared`);
  return { text, encoding: "utf8" };
}

/** With its byte order mark; undefined where the bytes are no UTF-8. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** What went wrong with a file, in words. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  switch (code) {
    case "ENOENT":
      return "no such file or folder";
    case "EACCES":
    case "EPERM":
      return "permission denied";
    case "ENOSPC":
    case "EDQUOT":
      return "the disk is full";
    case "EROFS":
      return "the disk is read-only";
    case "EISDIR":
      return "a folder, where a file is expected";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
