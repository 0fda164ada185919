import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openFile, openWorkbench, useWindow, type Workbench } from "./run-workbench.ts";

let workbench: Workbench;

useWindow(async () => {
  workbench = await openWorkbench({
    theme: "light",
    folder: await mkdtemp(join(tmpdir(), "loss-lens-view-")),
    files: {
      "mine.py":
        "from keras import ops\n\n\ndef squared(y_true, y_pred):\n    return ops.mean(ops.square(y_pred - y_true), axis=-1)\n\n\ndef logarithmic(y_true, y_pred):\n    return -ops.mean(y_true * ops.log(y_pred) + (1 - y_true) * ops.log(1 - y_pred), axis=-1)\n",
      "plain.py": "print('nothing to see')\n",
    },
  });
  const { page } = workbench;
  await openFile(page, "plain.py");
  const header = page.locator(".pane-header", { hasText: "Losses" });
  await header.waitFor();
  // Nothing is looked for before somebody opens it.
  expect(await header.getAttribute("aria-expanded")).toBe("false");
  await header.click();
  return workbench;
});

const row = (name: string) => workbench.page.locator(".pane-body .monaco-list-row", { hasText: name });

test("the workspace's losses stand by file, each with its curve and the worst that is known of it", async () => {
  await row("squared").first().waitFor();
  await expect
    .poll(() => row("logarithmic").first().textContent(), { timeout: 30_000 })
    .toMatch(/▲ (?:infinite|NaN) at/);
  const icon = () =>
    row("squared")
      .first()
      .locator(".custom-view-tree-node-item-icon")
      .evaluate((element) => getComputedStyle(element).backgroundImage);
  await expect.poll(icon).toContain("data:image/svg+xml");
  await workbench.screenshot("losses-view");
});

test("a click goes to the loss, and its button plots it", async () => {
  const { page } = workbench;
  await row("logarithmic").first().click();
  await page.locator(".tab.active", { hasText: "mine.py" }).waitFor();
  await page.locator(".part.statusbar", { hasText: "Ln 8" }).waitFor();
  await row("squared").first().hover();
  await row("squared").first().locator(".action-label[aria-label^='Plot Loss']").click();
  await page.locator(".tab", { hasText: "Loss: squared" }).waitFor();
});

test("a file that is changed on disk is looked at again", async () => {
  const path = join(workbench.folder, "plain.py");
  await writeFile(
    path,
    `${await readFile(path, "utf8")}\ndef late(y_true, y_pred):\n    return abs(y_true - y_pred)\n`,
  );
  await row("late").first().waitFor();
});
