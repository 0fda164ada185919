import { expect, test } from "vitest";
import { freePort, inspectHost } from "./inspect-host.ts";
import { openFile, openWorkbench, runCommand } from "./run-workbench.ts";

/** Told, not held: it is the machine's time as much as ours. */
test("a file of Python starts the extension, and nothing of TensorFlow.js before there is a loss", async () => {
  const inspectPort = await freePort();
  const files = { "notes.txt": "Nothing here.\n", "plain.py": "answer = 42\n" };
  // High enough for all of a list that draws only what is seen.
  const viewport = { width: 1280, height: 1800 };
  const workbench = await openWorkbench({ theme: "dark", inspectPort, files, viewport });
  try {
    const { page } = workbench;
    const host = await inspectHost(inspectPort);
    await openFile(page, "notes.txt");
    // VS Code itself has started then.
    await page.waitForTimeout(4_000);
    await openFile(page, "plain.py");
    await page.waitForTimeout(3_000);
    expect(await host.heldByEvaluator()).toBeUndefined();
    await runCommand(page, "Developer: Show Running Extensions");
    const row = page.locator(".monaco-list-row", { hasText: "loss-lens.loss-lens" });
    const told = /Activation: (\d+)ms/.exec(await row.innerText())?.[1];
    console.log(`VS Code started the extension in ${told} ms.`);
    expect(Number(told)).toBeGreaterThan(0);
    await page.keyboard.press("Escape");
    await openFile(page, "losses.py");
    await expect.poll(() => host.heldByEvaluator(), { timeout: 20_000 }).toBeGreaterThan(1_000_000);
    host.close();
  } finally {
    await workbench.close();
  }
});
