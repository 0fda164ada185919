import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "../checkout.ts";

export interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly complaints: string;
}

interface Ways {
  /** False closes the reading end of standard output before anything is written to it. */
  readonly isHeard?: boolean;
  readonly env?: NodeJS.ProcessEnv;
  /** A file that standard output goes to, in the place of the result's `output`. */
  readonly outputFile?: string;
}

/** The built command line in a process of its own, in `folder`. */
export function runIn(
  folder: string,
  args: readonly string[],
  { isHeard = true, env = {}, outputFile }: Ways = {},
): Promise<Ended> {
  const file = outputFile === undefined ? undefined : openSync(outputFile, "w");
  const child = spawn(process.execPath, [join(CHECKOUT, "dist/cli.js"), ...args], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ["ignore", file ?? "pipe", "pipe"],
  });
  if (file !== undefined) closeSync(file);
  let output = "";
  let complaints = "";
  if (isHeard) {
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
    });
  } else child.stdout?.destroy();
  child.stderr?.on("data", (chunk: Buffer) => {
    complaints += chunk.toString("utf8");
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, output, complaints })));
}
