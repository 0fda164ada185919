/** Several at work in one folder, as two windows and a build are: each ends, and every file is the old or the new one. */
import { spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeWorkspace, type Workspace } from "../../unit/cli/run-cli.ts";
import { CHECKOUT } from "../checkout.ts";
import { runIn } from "./run-command.ts";

const old = `from keras import backend as K\n${Array.from({ length: 30 }, (_, index) => `\n\ndef loss_${index}(y_true, y_pred):\n    return K.mean(K.square(y_true - y_pred), axis=-1)\n`).join("")}`;
const fix = ["check", "--no-probes", "--fix"];

let workspace: Workspace;
let mended: string;
beforeAll(async () => {
  workspace = await makeWorkspace({
    "requirements.txt": "keras==3.15\n",
    "alone/a.py": old,
    "together/a.py": old,
    "ended/a.py": old,
  });
  await runIn(workspace.path("alone"), [...fix, "a.py"]);
  mended = await textOf("alone");
});
afterAll(() => workspace.remove());

const textOf = (folder: string): Promise<string> => readFile(join(workspace.path(folder), "a.py"), "utf8");

test("what is fixed by several at once is fixed as by one", { timeout: 120_000 }, async () => {
  expect(mended).not.toBe(old);
  const folder = workspace.path("together");
  const ended = await Promise.all(Array.from({ length: 3 }, () => runIn(folder, [...fix, "a.py"])));
  for (const { code, complaints } of ended) {
    expect([0, 1, 2]).toContain(code);
    // Who comes second finds it fixed, or says that it was saved meanwhile and writes nothing.
    expect(complaints).toMatch(
      code === 2 ? /^loss-lens: a\.py: .*\n$/ : /^(?:loss-lens: a\.py: fixed \(\d+ edits\)\n)?$/,
    );
  }
  expect(ended.filter(({ complaints }) => complaints.includes("fixed"))).not.toEqual([]);
  expect(await textOf("together")).toBe(mended);
  expect(await readdir(folder)).toEqual(["a.py"]);
});

test("one that is killed at work leaves the old file or the new one", { timeout: 120_000 }, async () => {
  const folder = workspace.path("ended");
  for (const milliseconds of [50, 150, 300, 500, 800, 1_200]) {
    const child = spawn(process.execPath, [join(CHECKOUT, "dist/cli.js"), ...fix, "a.py"], {
      cwd: folder,
      stdio: "ignore",
    });
    const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
    await new Promise((resolve) => child.once("close", resolve));
    clearTimeout(timer);
    expect([old, mended]).toContain(await textOf("ended"));
  }
  await runIn(folder, [...fix, "a.py"]);
  expect(await textOf("ended")).toBe(mended);
});
