/** Loss Lens as a person has it, installed: disabled by VS Code's own means while it computes, and enabled again. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Frame, Page } from "playwright-core";
import { expect, test } from "vitest";
import { endless } from "./endless-loss.ts";
import { extensionHosts } from "./extension-hosts.ts";
import { plotAt } from "./preview-driver.ts";
import { openFile, openWorkbench, runCommand, useWindow, type Workbench } from "./run-workbench.ts";

let workbench: Workbench;
let page: Page;
let others: readonly number[];

useWindow(async () => {
  others = await extensionHosts();
  workbench = await openWorkbench({
    isInstalled: true,
    files: { "endless.py": endless },
    settings: { "lossLens.limits.seconds": 120, "files.autoSave": "off" },
  });
  page = workbench.page;
  return workbench;
});

const plot = (line: number): Promise<Frame> => plotAt(page, "endless.py", line, "main.page");

test("disabled while a loop runs: its process ends, the window goes on without it; enabled again, it draws", {
  timeout: 300_000,
}, async () => {
  const preview = await plot(4);
  await preview.locator(".busy").waitFor();
  const before = (await extensionHosts()).filter((pid) => !others.includes(pid));
  expect(before.length).toBeGreaterThan(0);
  await runCommand(page, "Extensions: Disable All Installed Extensions for this Workspace");
  await runCommand(page, "View: Show Extensions");
  await page.locator(".extensions-viewlet").getByRole("button", { name: "Reload Window" }).click();
  await expect
    .poll(async () => (await extensionHosts()).filter((pid) => before.includes(pid)), { timeout: 60_000 })
    .toEqual([]);
  await openFile(page, "endless.py");
  await page.keyboard.press("End");
  await page.keyboard.type("  # typed");
  await page.locator(".view-line", { hasText: "# typed" }).waitFor();
  await page.keyboard.press("Control+S");
  await expect.poll(() => readFile(join(workbench.folder, "endless.py"), "utf8")).toContain("# typed");
  await expect.poll(() => page.locator(".tab.active.dirty").count()).toBe(0);
  expect(await page.locator('.codelens-decoration, .statusbar-item[id*="loss-lens"]').count()).toBe(0);
  await workbench.screenshot("disabled");
  await expectNoComplaint();

  await runCommand(page, "View: Show Extensions");
  const entry = page.locator(".extensions-viewlet .extension-list-item", { hasText: "Loss Lens" });
  await entry.getByRole("button", { name: "Manage" }).click();
  await page.getByRole("menuitem", { name: "Enable (Workspace)" }).click();
  await page.locator(".codelens-decoration", { hasText: "Plot loss" }).first().waitFor();
  const again = await plot(10);
  await again.locator("h1", { hasText: "sound_loss" }).waitFor();
  await again.locator(".facts li").first().waitFor();
  await workbench.screenshot("enabled-again");
  await expectNoComplaint();
});

/** What VS Code says of its own, as that it saves, is none. */
async function expectNoComplaint(): Promise<void> {
  await runCommand(page, "Notifications: Show Notifications");
  const said = await page.locator(".notifications-center .notification-list-item").allInnerTexts();
  expect(said.filter((text) => /loss.?lens|evaluat|error|crash|terminated/i.test(text))).toEqual([]);
  expect(workbench.problems.uncaught).toEqual([]);
}
