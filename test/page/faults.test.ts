/** What goes on around the evaluator while it computes: a second window on the folder, the end of its host. */
import type { Frame, Page } from "playwright-core";
import { expect, test } from "vitest";
import { endless } from "./endless-loss.ts";
import { extensionHosts } from "./extension-hosts.ts";
import { goToLine, plotAt } from "./preview-driver.ts";
import { openFile, openWorkbench, runCommand, useWindow, type Workbench, webviewFrame } from "./run-workbench.ts";

let workbench: Workbench;
let page: Page;
/** Hosts of windows that were there before: VS Code's server keeps those of a window that is closed, in case it returns. */
let others: readonly number[];

useWindow(async () => {
  others = await extensionHosts();
  workbench = await openWorkbench({
    files: { "endless.py": endless },
    // In the folder: a window on a server takes no limits from the settings of its user.
    settings: { "lossLens.limits.seconds": 45 },
  });
  page = workbench.page;
  return workbench;
});

async function standOn(window: Page, line: number): Promise<void> {
  await openFile(window, "endless.py");
  await goToLine(window, line);
}

async function plotHere(window: Page): Promise<Frame> {
  await runCommand(window, "Loss Lens: Plot Loss");
  return webviewFrame(window, "main.page");
}

const plot = (window: Page, line: number): Promise<Frame> => plotAt(window, "endless.py", line, "main.page");

async function expectDrawn(window: Page): Promise<void> {
  const preview = await plot(window, 10);
  await preview.locator("h1", { hasText: "sound_loss" }).waitFor();
  await preview.locator(".facts li").first().waitFor();
  await expect.poll(() => preview.locator(".known .problem").isVisible()).toBe(false);
}

test("while a loop runs the window is reloaded: the process ends with it, nothing is complained of", {
  timeout: 300_000,
}, async () => {
  const preview = await plot(page, 4);
  await preview.locator(".busy").waitFor();
  const before = (await extensionHosts()).filter((pid) => !others.includes(pid));
  expect(before.length).toBeGreaterThan(0);
  await page.reload();
  await expect
    .poll(async () => (await extensionHosts()).filter((pid) => before.includes(pid)), { timeout: 60_000 })
    .toEqual([]);
  await expectDrawn(page);
  await runCommand(page, "Notifications: Show Notifications");
  expect(await page.locator(".notifications-center .notification-list-item").allInnerTexts()).toEqual([]);
  expect(workbench.problems.uncaught).toEqual([]);
});

test("two windows on one folder that run the same endless loop each say so, and each draw what comes next", {
  timeout: 300_000,
}, async () => {
  // A second tab would hide the first, and what is hidden takes no keys: this one has a browser window of its own.
  const storageState = await page.context().storageState(); // The cookie that the server knows its own by.
  const context = await page.context().browser()!.newContext({ viewport: page.viewportSize(), storageState });
  context.setDefaultTimeout(60_000);
  const other = await context.newPage();
  await other.goto(page.url(), { timeout: 120_000 });
  await other.locator(".explorer-folders-view .monaco-list-row").first().waitFor({ timeout: 120_000 });
  const windows = [page, other];
  for (const window of windows) await standOn(window, 4);
  const previews = await Promise.all(windows.map(plotHere));
  await Promise.all(previews.map((preview) => preview.locator(".busy").waitFor()));
  for (const preview of previews) expect(await preview.locator(".busy").isVisible()).toBe(true);
  for (const preview of previews)
    await expect
      .poll(() => preview.locator(".known .problem").innerText(), { timeout: 90_000 })
      .toContain("endless loop");
  await Promise.all([expectDrawn(page), expectDrawn(other)]);
  await context.close();
  await expectDrawn(page);
});
