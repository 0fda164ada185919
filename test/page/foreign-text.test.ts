import { rename } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openFile, openWorkbench, runCommand, useWindow, type Workbench } from "./run-workbench.ts";

const link = "[Click](command:workbench.action.showCommands)";
const nameless = "nameless.py";
const hostile = "[Click](command:workbench.action.showCommands).py";

let workbench: Workbench;
let page: Page;

useWindow(async () => {
  workbench = await openWorkbench({
    isTrusted: false,
    files: {
      "pyproject.toml": `[tool.loss-lens]\n"${link} $(alert)" = 1\n`,
      "environment.yml": `dependencies:\n  - keras=3.15.1=${link}\n`,
      [nameless]: "x = 1\n",
    },
  });
  page = workbench.page;
  await rename(join(workbench.folder, nameless), join(workbench.folder, hostile));
  return workbench;
});

const notification = (on: Page, words: string) =>
  on.locator(".notifications-toasts .notification-list-item", { hasText: words }).first();

test("a key of pyproject.toml is shown as it is written, and is no link", async () => {
  await openFile(page, "losses.py");
  const toast = notification(page, "there is no setting");
  await toast.waitFor();
  const message = toast.locator(".notification-list-item-message");
  expect(await message.innerText()).toContain("[Click] (command:workbench.action.showCommands)");
  expect(await message.locator("a").count()).toBe(0);
  expect(await message.locator(".codicon-alert").count()).toBe(0);
  await workbench.screenshot("hostile-notification");
});

test("a version of environment.yml says in the language status what it is, and is no link", async () => {
  await openFile(page, "losses.py");
  await page.locator('[id="status.languageStatus"]').hover();
  const detail = page.locator(".hover-language-status .detail", { hasText: "environment.yml" }).first();
  await detail.waitFor();
  expect(await detail.locator("a").count()).toBe(0);
  await workbench.screenshot("hostile-status");
  await page.mouse.move(5, 5);
});

test("a file's name is shown as it is, and is no link", async () => {
  await page.locator(".explorer-folders-view .monaco-list-row", { hasText: "Click" }).first().dblclick();
  await page.locator(".editor-group-container.active .view-line", { hasText: "x = 1" }).first().waitFor();
  await runCommand(page, "Loss Lens: Plot Loss");
  const toast = notification(page, "found no loss in");
  await toast.waitFor();
  expect(await toast.locator(".notification-list-item-message").innerText()).toContain("[Click] (command:");
  expect(await toast.locator(".notification-list-item-message a").count()).toBe(0);
});
