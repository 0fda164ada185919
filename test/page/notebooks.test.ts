/** Notebooks as people keep them: a loss that a later cell defines anew, and magics that hide nothing. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { expect, test, vi } from "vitest";
import { openFile, openWorkbench, runCommand, useWindow, type Workbench, webviewFrame } from "./run-workbench.ts";

const notebook = (...sources: string[]): string =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { language_info: { name: "python" } },
    cells: sources.map((source, index) => ({
      ...{ id: `cell-${index}`, cell_type: "code", execution_count: null, metadata: {}, outputs: [] },
      source,
    })),
  });

const redefined = notebook(
  "from keras import ops\ndef my_loss(gamma):\n    def loss(y_true, y_pred):\n        return ops.mean(ops.power(ops.abs(y_true - y_pred), gamma), axis=-1)\n    return loss",
  "def my_loss(y_true, y_pred):\n    return ops.mean(ops.square(y_true - y_pred), axis=-1)",
);
const magics = notebook(
  "%load_ext autoreload\nfrom keras.models import Sequential\nfrom keras.layers import Dense",
  "%%time\ndef my_koss(y_true, y_pred):\n    return K.mean(y_pred - y_true, axis=-1)",
  "model = Sequential([Dense(1)])\nmodel.compile(loss=my_loss, optimizer='sgd')",
);

let workbench: Workbench;
let page: Page;

useWindow(async () => {
  workbench = await openWorkbench({
    theme: "light",
    viewport: { width: 1440, height: 900 },
    files: { "redefined.ipynb": redefined, "magics.ipynb": magics },
  });
  page = workbench.page;
  return workbench;
});

/** A line of a cell, by its words. */
const line = (words: string): Locator => page.locator(".notebook-editor .view-line", { hasText: words }).first();

/** Losses that have their curve beside them. */
const curves = (): Promise<number> =>
  page
    .locator(".notebook-editor .view-line span")
    .evaluateAll(
      (spans) =>
        spans.filter((span) => getComputedStyle(span, "::after").content.includes("data:image/svg+xml")).length,
    );

async function plotted(words: string): Promise<Readonly<Record<"signature" | "where" | "about", string>>> {
  await line(words).click();
  await runCommand(page, "Loss Lens: Plot Loss");
  const preview = await webviewFrame(page, "main.page svg");
  await preview.locator(".facts li").first().waitFor();
  const textOf = async (selector: string): Promise<string> =>
    (await preview.locator(selector).first().innerText()).replace(/\s+/g, " ");
  return {
    signature: await textOf(".signature"),
    where: await textOf(".where"),
    about: await textOf(".about"),
  };
}

test("each definition of a name is its own loss, with its own curve and its own cell", {
  timeout: 240_000,
}, async () => {
  await openFile(page, "redefined.ipynb");
  await line("def my_loss(y_true").waitFor();
  await expect.poll(curves, { timeout: 60_000 }).toBe(2);
  await expect
    .poll(() => plotted("def my_loss(y_true"))
    .toMatchObject({ where: expect.stringContaining("cell 2, line 1") });
  await workbench.screenshot("notebook-redefined-light");
  await expect
    .poll(() => plotted("def my_loss(gamma"))
    .toMatchObject({
      signature: expect.stringContaining("gamma"),
      where: expect.stringContaining("cell 1, line 2"),
      about: expect.stringContaining("from redefined.ipynb, cell 1, line 1"),
    });
  await workbench.screenshot("notebook-redefined-first-light");
});

test("a magic silences no rule, and a fix brings its import into the first cell", { timeout: 240_000 }, async () => {
  await openFile(page, "magics.ipynb");
  await line("return K.mean").waitFor();
  const wrong = page.locator(".notebook-editor .squiggly-error");
  await expect.poll(() => wrong.count()).toBe(2);
  await workbench.screenshot("notebook-magics-light");
  await expect.poll(() => plotted("def my_koss")).toMatchObject({ where: expect.stringContaining("cell 2, line 2") });
  await workbench.screenshot("notebook-magics-plotted-light");
  await line("return K.mean").locator("span", { hasText: "K" }).last().click();
  await page.keyboard.press("Home");
  for (let letter = 0; letter < 7; letter++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget").first().waitFor();
  await page.locator(".action-widget .action", { hasText: "Replace 'K' with 'keras.ops'" }).first().click();
  await line("return ops.mean").waitFor();
  await page.keyboard.press("Control+S");
  await vi.waitFor(async () => {
    const { cells } = JSON.parse(await readFile(join(workbench.folder, "magics.ipynb"), "utf8"));
    expect([cells[0].source].flat().join("")).toContain("from keras import ops");
  }, 15_000);
});
