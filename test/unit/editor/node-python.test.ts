import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runPython } from "../../../src/editor/node-python.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "loss-lens-interpreter-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** An interpreter that does what a shell script says; `$2` is the file that it is to run. */
async function interpreter(name: string, script: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

const never = new AbortController().signal;

describe.skipIf(process.platform === "win32")("an interpreter that is run for somebody", () => {
  test("is given the script in a file, in the folder of the loss; what it prints comes back, and the file goes", async () => {
    const path = await interpreter("echo", 'cat "$2"; pwd; echo "$2" >&2');
    const result = await runPython(path, "the script\n", folder, 10_000, never);
    if (result.kind !== "answered") throw new Error(result.kind);
    expect(result.output).toMatch(/^the script\n.*loss-lens-interpreter-/);
    await expect(readdir(join(result.complaints.trim(), ".."))).rejects.toThrow(/ENOENT/);
  });

  test("that is not there, or fails, is told apart", async () => {
    expect(await runPython(join(folder, "nowhere"), "", folder, 10_000, never)).toEqual({ kind: "noInterpreter" });
    const path = await interpreter("fails", "echo no module named keras >&2; exit 3");
    expect(await runPython(path, "", folder, 10_000, never)).toEqual({
      kind: "answered",
      output: "",
      complaints: "no module named keras\n",
    });
  });

  test.each([
    ["takes too long", 300, undefined, "tooLong"],
    ["is cancelled", 20_000, 300, "cancelled"],
  ])("that %s is ended, with what it has started", async (_, milliseconds, cancelAfter, kind) => {
    const marker = join(folder, `${kind}-went-on`);
    const path = await interpreter(kind, `(sleep 2; touch "${marker}") & sleep 30`);
    const controller = new AbortController();
    if (cancelAfter !== undefined) setTimeout(() => controller.abort(), cancelAfter);
    expect(await runPython(path, "", folder, milliseconds, controller.signal)).toEqual({ kind });
    await sleep(2_500);
    expect(await readdir(folder)).not.toContain(`${kind}-went-on`);
  });
});
