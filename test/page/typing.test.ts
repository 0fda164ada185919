import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test, vi } from "vitest";
import { openFile, openWorkbench, runCommand, useWindow, type Workbench, webviewFrame } from "./run-workbench.ts";

/** Lines as people type them, each followed by Enter: none of them asks for a snippet. */
const everyday = `import os
import re
import sys
import math
import json
import numpy as np
import tensorflow as tf
import tensorflow.keras.backend as K
import pandas as pd
import matplotlib.pyplot as plt
from keras import ops
from tensorflow import keras
x = train
x = lr
x = False
x = None
x = weights
y = mask
z = K.clip
loss = mse
loss = tf.mse
batch = gamma
alpha = beta
class Foo
else
pass
return loss
return total
return dice
return x
model.fit(x, y)
model.comp
print(loss)
loss_fn
losses
import loss
class DiceLoss
continue
self.loss
model.compile(loss`.split("\n");

/** The files typed in, with what stands in them already: words that other lists hold at the same places. */
const files = {
  "keras_file.py": "import keras\nfrom keras import ops\n\nlossless = 1\nfocalize = 1\nhinge_of = 1\nmean_of = 1\n\n\n",
  "other_file.py": "import torch\n\n\n",
};

const codeCell = (source: string) => ({ cell_type: "code", execution_count: null, metadata: {}, outputs: [], source });
const notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { language_info: { name: "python" } },
  cells: [
    codeCell("%load_ext autoreload\nfrom keras import ops"),
    codeCell("def first_loss(y_true, y_pred):\n    return ops.mean(ops.square(y_pred - y_true), axis=-1)"),
    codeCell("%%time\ndef second_loss(y_true, y_pred):\n    return ops.mean(ops.abs(y_pred - y_true), axis=-1)"),
  ],
};

let workbench: Workbench;
let page: Page;

useWindow(async () => {
  workbench = await openWorkbench({
    theme: "light",
    // Nothing that VS Code itself adds while one types, and little to draw.
    settings: {
      "editor.autoClosingBrackets": "never",
      "editor.autoClosingQuotes": "never",
      "editor.autoIndent": "none",
      "editor.wordBasedSuggestions": "off",
      "editor.minimap.enabled": false,
      "workbench.colorCustomizations": {},
    },
    viewport: { width: 1024, height: 700 },
    files: { ...files, "losses.ipynb": JSON.stringify(notebook) },
  });
  page = workbench.page;
  return workbench;
});

async function typeAtEnd(text: string): Promise<void> {
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(text);
}

/** Saves, and reads what is on the disk again and again: the text gets there in its own time, and no tab tells when. */
async function expectSaved(name: string, check: (text: string) => void): Promise<void> {
  await page.keyboard.press("ControlOrMeta+S");
  await vi.waitFor(async () => check(await readFile(join(workbench.folder, name), "utf8")), 15_000);
}

/** Lenses tell that the extension is there: a list that is asked for before it stays without its entries. */
async function openLosses(name: string): Promise<void> {
  await openFile(page, name);
  await page.locator(".codelens-decoration").first().waitFor();
}

const list = () => page.locator(".suggest-widget.visible .monaco-list-row");

describe("what one types stays what it is", () => {
  test.each(Object.entries(files))(
    "everyday lines, each ended by Enter, in %s",
    { timeout: 240_000 },
    async (name, head) => {
      await openFile(page, name);
      for (const line of everyday) {
        await typeAtEnd(line);
        await page.keyboard.press("Enter");
      }
      const typed = `${head}${everyday.join("\n")}\n`.split("\n");
      await expectSaved(name, (text) => expect(text.split("\n")).toEqual(typed));
    },
  );
});

describe("while one types a line of a loss that is drawn", () => {
  test("the picture stands still, and no banner comes and goes", { timeout: 120_000 }, async () => {
    await openFile(page, "losses.py");
    await page.locator(".view-line", { hasText: "linear = error - quadratic" }).click();
    await runCommand(page, "Loss Lens: Plot Loss");
    const preview = await webviewFrame(page, "main.page svg");
    await preview.locator(".facts li").first().waitFor();
    await preview.evaluate(() => {
      const counted = { moves: 0, banners: 0 };
      Object.assign(window, { counted });
      const problem = document.querySelector<HTMLElement>(".known .problem")!;
      let wasHidden = problem.hidden;
      let top = document.querySelector(".picture svg, main svg")!.getBoundingClientRect().top;
      const look = (): void => {
        const chart = document.querySelector(".picture svg, main svg");
        if (chart !== null && Math.abs(chart.getBoundingClientRect().top - top) > 0.5) {
          counted.moves++;
          top = chart.getBoundingClientRect().top;
        }
        if (problem.hidden !== wasHidden) {
          counted.banners++;
          wasHidden = problem.hidden;
        }
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await page.locator(".view-line", { hasText: "linear = error - quadratic" }).click();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    // With what VS Code's own indentation would put there, were it not switched off.
    await page.keyboard.type("    linear = ops.maximum(linear, 0.0 * quadratic)", { delay: 60 });
    await page.waitForTimeout(1_500);
    await workbench.screenshot("typed-line-light");
    const counted = await preview.evaluate(() => (window as unknown as { counted: object }).counted);
    expect(counted).toEqual({ moves: 0, banners: 0 });
    await page.keyboard.type(" + unknown_name");
    await preview.locator(".known .problem").waitFor();
    await workbench.screenshot("typed-error-light");
    const after = await preview.evaluate(() => (window as unknown as { counted: { moves: number } }).counted);
    expect(after.moves).toBe(0);
  });
});

describe("what one asks for is there", () => {
  test("`loss` lists the forms first, with the curve beside them, and brings the imports", async () => {
    await openLosses("by_task.py");
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.press("Delete");
    await page.keyboard.insertText("import keras\n\n\n");
    await page.keyboard.type("loss", { delay: 50 });
    await expect.poll(async () => (await list().allInnerTexts())[0]).toMatch(/^Loss function/);
    await page.keyboard.press("ControlOrMeta+Space");
    const names = await list().allInnerTexts();
    const first = names.findIndex((name) => name.startsWith("Mean squared error"));
    expect(first).toBeGreaterThan(3);
    for (let down = 0; down < first; down++) await page.keyboard.press("ArrowDown");
    await page.locator(".suggest-details img").waitFor();
    await workbench.screenshot("snippet-list-light");
    await page.keyboard.press("Enter");
    const complete =
      /^import keras\nfrom keras import ops\n\n\ndef mean_squared_error\(y_true, y_pred\):\n {4}return ops\.mean/;
    await expectSaved("by_task.py", (text) => expect(text).toMatch(complete));
  });

  test("the beginning of a name lists its losses, one further letter that fits none closes the list", async () => {
    await openLosses("losses.py");
    await typeAtEnd("\n\n");
    await page.keyboard.type("spars", { delay: 50 });
    await expect.poll(async () => (await list().allInnerTexts()).join()).toMatch(/Sparse categorical cross-entropy/);
    await page.keyboard.type("k");
    await list().first().waitFor({ state: "hidden" });
  });

  test("Insert Loss shows text and curve of each before it is chosen", async () => {
    await openFile(page, "textbook.py");
    await page.locator(".view-line", { hasText: "def my_koss" }).click();
    await runCommand(page, "Loss Lens: Insert Loss…");
    // What is typed before the list is there is typed elsewhere.
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "Loss factory" }).waitFor();
    await page.keyboard.type("pinball", { delay: 50 });
    // Each entry has a page of its own in the same panel.
    const shown = async (): Promise<string | null> =>
      (await webviewFrame(page, "h1"))
        .locator("h1")
        .textContent()
        .catch(() => null);
    await expect.poll(shown).toBe("Quantile loss");
    // The list lies over the window, and not over what it shows of its entries.
    const isClear = async (): Promise<boolean> => {
      const list = await page.locator(".quick-input-widget").boundingBox();
      const frame = await webviewFrame(page, "h1");
      const image = await frame
        .locator("img")
        .boundingBox({ timeout: 2_000 })
        .catch(() => null);
      return list !== null && image !== null && image.y > list.y + list.height;
    };
    await expect.poll(isClear).toBe(true);
    const size = page.viewportSize()!;
    await workbench.screenshot("insert-loss-light");
    await page.setViewportSize({ width: 1440, height: 900 });
    await expect.poll(isClear).toBe(true);
    await workbench.screenshot("insert-loss-wide-light");
    await page.setViewportSize(size);
    await expect.poll(isClear).toBe(true);
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".view-lines").first().innerText()).toContain("quantile_loss");
    await page.keyboard.press("Escape");
    await expectSaved("textbook.py", (text) => {
      expect(text).toMatch(/from keras\.layers import Dense\n(import keras\n)?from keras import ops\n/);
      expect(text).toMatch(/return K\.mean\(\(y_pred-y_true\),axis = -1\)\n\n\ndef quantile_loss/);
    });
  });
});

describe("in a notebook", () => {
  test("each loss has its curve beside it, and the page says in which cell it is", { timeout: 120_000 }, async () => {
    await openFile(page, "losses.ipynb");
    await page.locator(".notebook-editor .view-line", { hasText: "def second_loss" }).waitFor();
    const curves = () =>
      page
        .locator(".notebook-editor .view-line span")
        .evaluateAll(
          (spans) =>
            spans.filter((span) => getComputedStyle(span, "::after").content.includes("data:image/svg+xml")).length,
        );
    await expect.poll(curves, { timeout: 30_000 }).toBe(2);
    await page.locator(".notebook-editor .view-line", { hasText: "def second_loss" }).click();
    await runCommand(page, "Loss Lens: Plot Loss");
    const preview = await webviewFrame(page, "main.page svg");
    await expect.poll(() => preview.locator(".where").innerText()).toContain("cell 3, line 2");
    await workbench.screenshot("notebook-sparklines-light");
  });
});
