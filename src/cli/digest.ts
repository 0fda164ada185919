import { createHash } from "node:crypto";

/** Of a file's bytes: the same digest, the same bytes. */
export function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("base64");
}
