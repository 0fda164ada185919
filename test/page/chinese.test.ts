/** The editor and the page where VS Code speaks Chinese: all that Loss Lens says there, it says in Chinese. */

import { expect, test } from "vitest";
import { notificationWith } from "./notifications.ts";
import { goToLine } from "./preview-driver.ts";
import { openFile, openWorkbench, runCommand, useWindow, type Workbench, webviewFrame } from "./run-workbench.ts";

let workbench: Workbench;

useWindow(async () => {
  workbench = await openWorkbench({ theme: "light", viewport: { width: 1440, height: 900 }, locale: "zh-cn" });
  return workbench;
});

test("commands, lenses, status, page and notifications are in Chinese", async () => {
  const { page } = workbench;
  await openFile(page, "losses.py");
  await expect.poll(() => page.locator(".codelens-decoration").first().innerText()).toMatch(/绘制损失函数/);
  const status = page.locator('.statusbar-item[id^="loss-lens.loss-lens"]');
  await expect.poll(() => status.innerText()).toMatch(/5 个损失函数/);
  await goToLine(page, 21);
  await runCommand(page, "Loss Lens: 绘制损失函数");
  const preview = await webviewFrame(page, "main.page svg");
  await expect.poll(() => preview.locator(".facts").innerText()).toMatch(/在目标处最小/);
  expect(await preview.getByRole("tab").allInnerTexts()).toEqual(["曲线", "曲面", "下降", "我的数据", "表格"]);
  await workbench.screenshot("chinese-page");
  await runCommand(page, "Loss Lens: 重启求值器");
  await notificationWith(page, /求值器已重启/);
});
