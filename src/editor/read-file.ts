/** Reading through VS Code what `python/readable-file.ts` lets be read. */

import * as vscode from "vscode";
import { whyUnread } from "../python/readable-file.ts";

/** A sentence where it is no regular file, or too large. Throws VS Code's error where there is none. */
export async function readRegularFile(
  uri: vscode.Uri,
  largest: number,
): Promise<{ readonly bytes: Uint8Array } | { readonly reason: string }> {
  const { type, size } = await vscode.workspace.fs.stat(uri);
  const reason = whyUnread({ isRegular: (type & vscode.FileType.File) !== 0, size }, largest);
  return reason === undefined ? { bytes: await vscode.workspace.fs.readFile(uri) } : { reason };
}

/** Undefined where there is none, or it is not read: nobody asked for this very file. */
export async function readTextIfRegular(uri: vscode.Uri, largest: number): Promise<string | undefined> {
  try {
    const read = await readRegularFile(uri, largest);
    return "bytes" in read ? new TextDecoder().decode(read.bytes) : undefined;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
}
