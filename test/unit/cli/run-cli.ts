/** Runs commands as the terminal would, in a folder of their own, and keeps what they print. */

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Terminal } from "../../../src/cli/terminal.ts";
import { evaluateInProcess } from "./in-process.ts";

export interface Run {
  readonly code: number;
  readonly output: string;
  readonly complaints: readonly string[];
}

export interface Workspace {
  /** The absolute path of a file in the folder. */
  path(name: string): string;
  write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void>;
  remove(): Promise<void>;
}

export async function makeWorkspace(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), "loss-lens-"));
  const workspace: Workspace = {
    path: (name) => join(folder, name),
    async write(given) {
      for (const [name, content] of Object.entries(given)) {
        await mkdir(dirname(join(folder, name)), { recursive: true });
        await writeFile(join(folder, name), content);
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
  // A project of its own: nothing above the folder has a say.
  await workspace.write({ "setup.cfg": "", ...files });
  return workspace;
}

const evaluator = evaluateInProcess(() => performance.now());

export async function run(
  command: (argv: readonly string[], terminal: Terminal) => Promise<number>,
  ...argv: string[]
): Promise<Run> {
  let output = "";
  const complaints: string[] = [];
  const code = await command(argv, {
    print: (text) => {
      output += text;
    },
    isHeard: () => true,
    complain: (line) => complaints.push(line),
    hasColour: false,
    evaluator: () => evaluator,
    evaluators: () => [evaluator],
    progress: () => {},
    nativeEvaluator: () => evaluator,
  });
  return { code, output, complaints };
}
