/** The time from nothing: of `check` on one small file beside Node's own, and of VS Code starting the extension. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { CHECKOUT } from "../host/checkout.ts";
import { openFile, openWorkbench, runCommand } from "../page/run-workbench.ts";
import { fileOf } from "./generated-file.ts";
import { printWanted } from "./wanted.ts";
import { inWords, medianOf, runWhole } from "./whole-process.ts";

const folder = mkdtempSync(join(tmpdir(), "loss-lens-bench-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("check of one small file, beside Node itself", { timeout: 120_000 }, async () => {
  const file = join(folder, "losses.py");
  writeFileSync(file, fileOf(1));
  const cli = join(CHECKOUT, "dist/cli.js");
  const check = () => runWhole(process.execPath, [cli, "check", "--no-probes", file]);
  // What was compiled once is kept.
  await check();
  const own = await medianOf(11, check);
  const node = await medianOf(11, () => runWhole(process.execPath, ["-e", "0"]));
  console.log(`check of one small file: ${inWords(own)}; Node itself: ${inWords(node)}`);
  printWanted({
    what: "start of `check`, beside Node's own",
    measured: own.milliseconds / node.milliseconds,
    limit: 60 / 25,
    unit: "times",
    where: "Reading and compiling the bundle takes most of it, then the tables of Keras's functions.",
  });
  expect(own.milliseconds).toBeGreaterThan(node.milliseconds);
});

test("VS Code starts the extension", { timeout: 300_000 }, async () => {
  const files = { "notes.txt": "Nothing here.\n", "plain.py": "answer = 42\n" };
  const workbench = await openWorkbench({ theme: "dark", files, viewport: { width: 1280, height: 1800 } });
  try {
    const { page } = workbench;
    await openFile(page, "notes.txt");
    // VS Code itself has started then.
    await page.waitForTimeout(4_000);
    await openFile(page, "plain.py");
    await page.waitForTimeout(3_000);
    await runCommand(page, "Developer: Show Running Extensions");
    const row = page.locator(".monaco-list-row", { hasText: "loss-lens.loss-lens" });
    const told = Number(/Activation: (\d+)ms/.exec(await row.innerText())?.[1]);
    console.log(`VS Code started the extension in ${told} ms.`);
    printWanted({
      what: "activation",
      measured: told,
      limit: 30,
      unit: "ms",
      where: "VS Code's own registering of commands and providers is in it; nothing of the library is loaded.",
    });
    expect(told).toBeGreaterThan(0);
  } finally {
    await workbench.close();
  }
});
