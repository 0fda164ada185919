import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { CHECKOUT } from "../host/checkout.ts";
import { notificationWith } from "./notifications.ts";
import { focusEditor, goToLine } from "./preview-driver.ts";
import { openFile, openWorkbench, runCommand, useWindow, type Workbench, webviewFrame } from "./run-workbench.ts";

const viewport = { width: 1440, height: 900 };

test("`npm start` shows a loss with its preview", { timeout: 180_000 }, async () => {
  const workbench = await openWorkbench({ viewport, companion: join(CHECKOUT, "test/host/open-example") });
  try {
    const preview = await webviewFrame(workbench.page, "main.page svg", 60_000);
    await expect.poll(() => preview.getByRole("main").innerText()).toContain("focal_loss");
    await workbench.page.locator('.tab[data-resource-name="losses.py"]').waitFor();
    await workbench.screenshot("found-start");
  } catch (error) {
    await workbench.screenshot("failed-start");
    throw error;
  } finally {
    await workbench.close();
  }
});

describe("in a window", () => {
  let workbench: Workbench;
  const files = {
    "plain.py": "answer = 42\n",
    "torch_loss.py":
      "import torch\n\n\ndef hit_loss(pred, target):\n    return (pred.argmax(dim=1) != target).float().mean()\n",
  };

  useWindow(async () => {
    workbench = await openWorkbench({ viewport, files });
    return workbench;
  });

  const status = (page: Page) => page.locator('.statusbar-item[id^="loss-lens.loss-lens"]');
  const titleButton = (page: Page) => page.locator('.editor-actions [aria-label^="Plot Loss"]');

  test("the title's button and the status are there where the file has losses, and nowhere else", async () => {
    const { page } = workbench;
    await openFile(page, "losses.py");
    await titleButton(page).waitFor();
    await expect.poll(() => status(page).innerText()).toContain("Loss Lens: Keras 3 · 5 losses · no findings");
    await openFile(page, "textbook.py");
    await expect.poll(() => status(page).innerText()).toMatch(/Loss Lens: Keras 3\? · 1 loss · \d findings/);
    await workbench.screenshot("found-status");
    await openFile(page, "plain.py");
    await titleButton(page).waitFor({ state: "detached" });
    await expect.poll(() => status(page).count()).toBe(0);
  });

  test("a file of PyTorch says that its losses are not checked, and nothing else", async () => {
    const { page } = workbench;
    await openFile(page, "torch_loss.py");
    await page.locator('[id="status.languageStatus"]').hover();
    await page.locator(".monaco-hover:not(.hidden)", { hasText: "PyTorch losses are not checked" }).first().waitFor();
    await page.mouse.move(5, 5);
    expect(await status(page).count()).toBe(0);
    expect(await page.locator(".squiggly-error, .squiggly-warning, .codelens-decoration").count()).toBe(0);
  });

  test("the button plots the loss at the cursor, and so does its key", async () => {
    const { page } = workbench;
    await openFile(page, "losses.py");
    await goToLine(page, 21);
    await titleButton(page).click();
    const preview = await webviewFrame(page, "main.page svg");
    await expect.poll(() => preview.getByRole("main").innerText()).toContain("focal_loss");
    await focusEditor(page);
    await goToLine(page, 32);
    await page.keyboard.press("Control+K");
    await page.keyboard.press("l");
    await expect.poll(() => preview.getByRole("main").innerText()).toContain("dice_loss");
  });

  test("a command that acts says what it did", async () => {
    const { page } = workbench;
    await openFile(page, "textbook.py");
    await runCommand(page, "Loss Lens: Check This File");
    await notificationWith(page, /textbook\.py: \d findings, 1 loss/);
    await workbench.screenshot("found-checked");
    await runCommand(page, "Loss Lens: Restart Evaluator");
    await notificationWith(page, "The evaluator was restarted");
    await runCommand(page, "Notifications: Clear All Notifications");
  });

  test("Set Up Native TensorFlow asks, with what it would download, before it does anything", async () => {
    const { page } = workbench;
    await runCommand(page, "Loss Lens: Set Up Native TensorFlow");
    const dialog = page.locator(".monaco-dialog-box", { hasText: "Install native TensorFlow?" });
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain("several hundred megabytes");
    await workbench.screenshot("found-native");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await dialog.waitFor({ state: "detached" });
    await runCommand(page, "Notifications: Show Notifications");
    expect(await page.locator(".notifications-center", { hasText: "Installing native TensorFlow" }).count()).toBe(0);
    await runCommand(page, "Notifications: Clear All Notifications");
  });

  test("Show Rule lists the rules with their sentences", async () => {
    const { page } = workbench;
    await runCommand(page, "Loss Lens: Show Rule");
    const row = page.locator(".quick-input-list .monaco-list-row", { hasText: "called-loss" }).first();
    await expect.poll(() => row.innerText()).toContain("A loss is called where Keras expects the function itself");
    await workbench.screenshot("found-rules");
    await page.keyboard.press("Escape");
  });

  test("what is shown beside the code is switched off where it is seen, with the way back", async () => {
    const { page } = workbench;
    await openFile(page, "losses.py");
    await focusEditor(page);
    const curves = page.locator(".view-lines [class*=ced-]");
    const lenses = page.locator(".codelens-decoration");
    await expect.poll(() => lenses.count()).toBeGreaterThan(0);
    await expect.poll(() => curves.count()).toBeGreaterThan(0);
    await status(page).click();
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "Sparklines" }).waitFor();
    await workbench.screenshot("found-menu");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "Sparklines" }).click();
    await notificationWith(page, "Sparklines are off");
    await runCommand(page, "Loss Lens: Toggle Lenses");
    await expect.poll(() => lenses.count()).toBe(0);
    await workbench.screenshot("found-off");
    const said = await notificationWith(page, "Lenses are off");
    await said.hover();
    await said.getByRole("button", { name: "Turn On" }).click();
    await expect.poll(() => lenses.count()).toBeGreaterThan(0);
  });

  test("the walkthrough has its four steps, with pictures that are there", async () => {
    const { page } = workbench;
    await runCommand(page, "Loss Lens: Get Started");
    const steps = page.locator(".gettingStartedContainer .getting-started-step");
    await expect.poll(() => steps.count()).toBe(4);
    for (let index = 0; index < 4; index++) {
      // On its title: what is below it in an open step are buttons that do what they say.
      await steps.nth(index).locator(".step-title").first().click();
      const image = page.locator(".getting-started-media img");
      await expect.poll(() => image.evaluate((each: HTMLImageElement) => each.naturalWidth)).toBeGreaterThan(300);
      await page.waitForTimeout(300);
      await workbench.screenshot(`found-walkthrough-${index + 1}`);
    }
  });
});
