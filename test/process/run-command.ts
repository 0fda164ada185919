import { spawn } from "node:child_process";
import { join } from "node:path";
import { CHECKOUT } from "../host/checkout.ts";

export interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly complaints: string;
}

interface Ways {
  /** False closes the reading end of standard output before anything is written to it. */
  readonly isHeard?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

/** The built command line in a process of its own, in `folder`. */
export function runIn(
  folder: string,
  args: readonly string[],
  { isHeard = true, env = {} }: Ways = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [join(CHECKOUT, "dist/cli.js"), ...args], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let complaints = "";
  if (isHeard) {
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
    });
  } else child.stdout.destroy();
  child.stderr.on("data", (chunk: Buffer) => {
    complaints += chunk.toString("utf8");
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, output, complaints })));
}
