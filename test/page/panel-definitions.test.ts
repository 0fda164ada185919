/** A name that a file defines twice, in the real VS Code: the panel, the sliders, the lenses and the small curves mean the definition that the cursor is in. */

import type { Frame, Page } from "playwright-core";
import { expect, test } from "vitest";
import { focusEditor, goToLine, plotAt, readRows, showTab } from "./preview-driver.ts";
import { openWorkbench, runCommand, useWindow, type Workbench } from "./run-workbench.ts";

const code = `from keras import ops


def my_loss(gamma=3.0):
    def loss(y_true, y_pred):
        return ops.mean(ops.power(ops.abs(y_true - y_pred), gamma), axis=-1)

    return loss


def my_loss(y_true, y_pred, gamma=7.0):
    return gamma * ops.mean(ops.square(y_true - y_pred), axis=-1)
`;

let workbench: Workbench;
let page: Page;
let preview: Frame;

useWindow(async () => {
  workbench = await openWorkbench({
    theme: "dark",
    viewport: { width: 1440, height: 900 },
    settings: { "files.autoSave": "off" },
    files: { "twice.py": code },
  });
  page = workbench.page;
  preview = await plotAt(page, "twice.py", 6);
  await preview.locator(".signature", { hasText: "gamma=3.0" }).waitFor();
  return workbench;
});

const signature = () => preview.locator(".signature").textContent();
const lineOf = (text: string) => page.locator(".view-line", { hasText: text }).first().textContent();

/** The largest loss that the table has. */
async function largest(): Promise<number> {
  await showTab(preview, "Table");
  const rows = await readRows(preview);
  await showTab(preview, "Curve");
  return Math.max(...rows.map(([, loss]) => loss ?? 0));
}

async function plot(line: number): Promise<void> {
  await focusEditor(page);
  await goToLine(page, line);
  await runCommand(page, "Loss Lens: Plot Loss");
}

test("the panel shows the definition that the cursor is in, and the other once the cursor is there", async () => {
  const cubes = await largest();
  await plot(11);
  await expect.poll(signature).toBe("(gamma=7.0)");
  await expect.poll(largest).not.toBe(cubes);
});

test("a value is written into the definition that is shown", async () => {
  await plot(6);
  await expect.poll(signature).toBe("(gamma=3.0)");
  const field = preview.getByRole("spinbutton", { name: "gamma" });
  await field.fill("2.5");
  await field.press("Enter");
  await preview.getByRole("button", { name: "write into code: gamma" }).click();
  await expect.poll(() => lineOf("def my_loss(gamma")).toContain("gamma=2.5");
  expect(await lineOf("def my_loss(y_true")).toMatch(/gamma=7\.0/);
  await plot(12);
  await expect.poll(signature).toBe("(gamma=7.0)");
  await field.fill("4");
  await field.press("Enter");
  await preview.getByRole("button", { name: "write into code: gamma" }).click();
  await expect.poll(() => lineOf("def my_loss(y_true")).toContain("gamma=4.0");
  expect(await lineOf("def my_loss(gamma")).toContain("gamma=2.5");
});

test("the other definition is there to compare with, under a name of its own", async () => {
  const add = preview.getByRole("combobox", { name: "Compare with another loss" });
  await add.selectOption({ label: "my_loss, line 4" });
  await expect.poll(() => preview.locator(".chip-name").allTextContents()).toEqual(["my_loss, line 4"]);
  await expect
    .poll(() => preview.locator("svg").allTextContents())
    .toEqual(expect.arrayContaining([expect.stringContaining("my_loss, line 4")]));
  await workbench.screenshot("definitions-compared");
});

test("each definition has a small curve of its own", async () => {
  const curves = () =>
    page.evaluate(() => {
      const spans = [...document.querySelectorAll(".view-lines span")];
      const images = spans.map((span) => getComputedStyle(span, "::after").content);
      return [...new Set(images.filter((image) => image.includes("data:image/svg+xml")))].length;
    });
  await expect.poll(curves).toBe(2);
});

test("a definition that is written above stays what it is, and so does the one that is shown", async () => {
  await focusEditor(page);
  await goToLine(page, 2);
  await page.keyboard.type("def my_loss(y_true, y_pred): return y_pred");
  await expect.poll(signature).toBe("(gamma=4.0)");
  await expect.poll(() => preview.locator(".chip-name").allTextContents()).toEqual(["my_loss, line 4"]);
});
