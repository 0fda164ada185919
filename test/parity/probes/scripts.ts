/** Scripts for real Keras: written to be run, and told by their digests from then on. */

import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";

export interface Script {
  readonly name: string;
  readonly script: string;
}

/** As `make_golden.py` has it. */
export function digest(script: string): string {
  return createHash("sha256").update(script).digest("hex").slice(0, 16);
}

/** Where that is asked for, with WRITE_SCRIPTS. */
export function writeScripts(file: string, scripts: readonly Script[]): void {
  if (process.env.WRITE_SCRIPTS === undefined) return;
  const byName = Object.fromEntries(scripts.map(({ name, script }) => [name, script]));
  writeFileSync(new URL(file, import.meta.url), `${JSON.stringify(byName, null, 1)}\n`);
}
