/** A loss that requires parameters, in the real VS Code: drawn with what its file gives it, or with what is said to be assumed. */

import type { Frame, Page } from "playwright-core";
import { expect, test } from "vitest";
import { focusEditor, goToLine, plotAt, readRows, showTab } from "./preview-driver.ts";
import { openWorkbench, runCommand, useWindow, type Workbench } from "./run-workbench.ts";

const code = `import numpy as np
from keras import ops


def quantile_loss(q):
    def loss(y_true, y_pred):
        error = y_true - y_pred
        return ops.mean(ops.maximum(q * error, (q - 1.0) * error), axis=-1)

    return loss


def weighted(weights, temperature):
    def loss(y_true, y_pred):
        return ops.sum(weights * ops.square(y_true - y_pred / temperature), axis=-1)

    return loss


model.compile(optimizer="adam", loss=quantile_loss(0.9))
class_weights = np.array([2.0])
`;

let workbench: Workbench;
let page: Page;
let preview: Frame;

useWindow(async () => {
  workbench = await openWorkbench({
    theme: "dark",
    viewport: { width: 1440, height: 900 },
    settings: { "files.autoSave": "off" },
    files: { "required.py": code },
  });
  page = workbench.page;
  preview = await plotAt(page, "required.py", 5);
  await preview.locator("h1", { hasText: "quantile_loss" }).waitFor();
  return workbench;
});

/** The loss at y_pred = 0 for the first target. */
async function lossAtZero(): Promise<number> {
  await showTab(preview, "Table");
  const rows = await readRows(preview);
  await showTab(preview, "Curve");
  return rows.find(([x]) => x === 0)?.[1] ?? Number.NaN;
}

test("what the file gives the loss is its slider's start, and is said with its place", async () => {
  await expect.poll(() => preview.locator(".notes").innerText()).toContain("q = 0.9, as this file has it");
  expect(await preview.getByRole("spinbutton", { name: "q" }).inputValue()).toBe("0.9");
  // The pinball loss of an error of 1 is q.
  await expect.poll(lossAtZero).toBeCloseTo(0.9, 5);
  await workbench.screenshot("panel-required-dark");
});

test("its slider writes where the file gives the value", async () => {
  const field = preview.getByRole("spinbutton", { name: "q" });
  await field.fill("0.25");
  await field.press("Enter");
  await preview.getByRole("button", { name: "write into code: q" }).click();
  const line = page.locator(".view-line", { hasText: "model.compile" });
  await expect.poll(() => line.first().textContent()).toContain("quantile_loss(0.25)");
  await expect.poll(lossAtZero).toBeCloseTo(0.25, 5);
});

test("what the file does not give is assumed, which is said, and what it comes to give is taken", async () => {
  await focusEditor(page);
  await goToLine(page, 13);
  await runCommand(page, "Loss Lens: Plot Loss");
  await preview.locator("h1", { hasText: "weighted" }).waitFor();
  const notes = preview.locator(".notes");
  await expect.poll(() => notes.innerText()).toContain("temperature = 1 is assumed: this file gives it no value");
  await goToLine(page, 22);
  await page.keyboard.type("model.compile(loss=weighted(class_weights, 2.0))\n");
  await goToLine(page, 13);
  await expect.poll(() => notes.innerText()).toContain("weights = np.array([2.0]), as this file has it");
  await expect.poll(() => notes.innerText()).toContain("temperature = 2.0, as this file has it");
});
