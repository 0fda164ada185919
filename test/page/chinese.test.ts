/** The editor and the page where VS Code speaks Chinese: all that Loss Lens says there, it says in Chinese. */

import { expect, test } from "vitest";
import { notificationWith } from "./notifications.ts";
import { goToLine } from "./preview-driver.ts";
import { openFile, openWorkbench, runCommand, useWindow, type Workbench, webviewFrame } from "./run-workbench.ts";

const endless = `from keras import ops


def endless_loss(y_true, y_pred):
    while True:
        y_pred = y_pred + 1.0
    return ops.mean(y_pred - y_true, axis=-1)
`;

let workbench: Workbench;

useWindow(async () => {
  workbench = await openWorkbench({
    theme: "light",
    viewport: { width: 1440, height: 900 },
    locale: "zh-cn",
    files: { "endless.py": endless },
  });
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
  await page.locator(".tab", { hasText: "损失函数：focal_loss" }).waitFor();
  expect(await preview.locator("main.page:visible").innerText()).not.toMatch(/[\u4e00-\u9fff]\./);
  await workbench.screenshot("chinese-page");
  await runCommand(page, "Loss Lens: 重启求值器");
  await notificationWith(page, /求值器已重启/);
});

test("a loss that takes too long says so in Chinese, in page and lens; a hover names its data in Chinese", async () => {
  const { page } = workbench;
  await openFile(page, "endless.py");
  await goToLine(page, 5);
  await runCommand(page, "Loss Lens: 绘制损失函数");
  const preview = await webviewFrame(page, "main.page");
  await preview.locator(".where", { hasText: "endless.py" }).waitFor();
  await expect
    .poll(() => preview.locator(".known .problem").innerText(), { timeout: 60_000 })
    .toMatch(/死循环.*(?:该损失|此次求值)/s);
  await expect
    .poll(() => page.locator(".codelens-decoration").first().innerText())
    .toMatch(/无法求值：(?:该损失|此次求值)/);
  await openFile(page, "losses.py");
  await page
    .locator(".view-line span span", { hasText: /^\s*huber/ })
    .last()
    .hover();
  const hover = page.locator(".monaco-hover:not(.hidden)").first();
  await expect.poll(() => hover.innerText()).toMatch(/回归 · 绘制损失函数/);
});
