import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { messageOf, notificationWith } from "./notifications.ts";
import { openFile, openWorkbench, runCommand, useWindow, type Workbench } from "./run-workbench.ts";

const link = "[Click](command:workbench.action.showCommands)";

let workbench: Workbench;
let page: Page;

useWindow(async () => {
  workbench = await openWorkbench({
    isTrusted: false,
    files: {
      "pyproject.toml": `[tool.loss-lens]\n"${link} $(alert)" = 1\n`,
      "environment.yml": `dependencies:\n  - keras=3.15.1=${link}\n`,
      "plain.py": "import keras\n\n\ndef my_loss(y_true, y_pred):\n    return keras.losses.mse(y_true, y_pred)\n",
      [`${link}.py`]: "x = 1\n",
    },
  });
  page = workbench.page;
  return workbench;
});

test("a key of pyproject.toml is shown as it is written, and is no link", async () => {
  await openFile(page, "plain.py");
  const message = messageOf(await notificationWith(page, "there is no setting"));
  expect(await message.innerText()).toContain("[Click] (command:workbench.action.showCommands)");
  expect(await message.locator("a").count()).toBe(0);
  expect(await message.locator(".codicon-alert").count()).toBe(0);
  await workbench.screenshot("hostile-notification");
});

test("a version of environment.yml says in the language status what it is, and is no link", async () => {
  await openFile(page, "plain.py");
  await page.locator('[id="status.languageStatus"]').hover();
  // What VS Code shows of a state, in whichever form it has chosen.
  const detail = page.locator(".monaco-hover:not(.hidden)", { hasText: "environment.yml" }).first();
  await detail.waitFor();
  expect(await detail.innerText()).toContain("[Click] (command:");
  expect(await detail.locator("a", { hasText: "Click" }).count()).toBe(0);
  await workbench.screenshot("hostile-status");
  await page.mouse.move(5, 5);
});

test("a file's name is shown as it is, and is no link", async () => {
  await page.locator(".explorer-folders-view .monaco-list-row", { hasText: "Click" }).first().dblclick();
  await page.locator(".editor-group-container.active .view-line", { hasText: "x = 1" }).first().waitFor();
  await runCommand(page, "Loss Lens: Plot Loss");
  const message = messageOf(await notificationWith(page, "There is no loss in"));
  expect(await message.innerText()).toContain("[Click] (command:");
  expect(await message.locator("a").count()).toBe(0);
});
