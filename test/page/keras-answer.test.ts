/** A loss that is not evaluated here: the page draws what the person's own Keras says, when it is asked, and says whose it is. */

import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Frame, Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { focusEditor, goToLine, readRows, showTab } from "./preview-driver.ts";
import { openFile, openWorkbench, runCommand, useWindow, type Workbench, webviewFrame } from "./run-workbench.ts";

const code = `import tensorflow as tf


def raw_squares(y_true, y_pred):
    return tf.reduce_mean(tf.raw_ops.Square(x=y_true - y_pred), axis=-1)
`;

/** What answers for Python: for every batch the predictions for values, and no gradient. */
const stand = `#!${process.execPath}
const text = require("fs").readFileSync(process.argv.at(-1), "utf8");
const given = [...text.matchAll(/^ {4}\\(_ll_given\\("[^"]*", "[^"]*", \\([^)]*\\)\\), _ll_given\\("([^"]*)", "<f4", \\((\\d+)/gm)];
const batches = given.map(([, data, count]) => ({ value: { shape: [Number(count)], data }, gradient: null }));
process.stdout.write(JSON.stringify({ python: "3.99", keras: "9.9.9", backend: "tensorflow", library: "8.8", batches }));
`;

let workbench: Workbench;
let page: Page;
let preview: Frame;
let scratch: string;

useWindow(async () => {
  scratch = await mkdtemp(join(tmpdir(), "loss-lens-stand-"));
  const python = join(scratch, "python");
  await writeFile(python, stand);
  await chmod(python, 0o755);
  workbench = await openWorkbench({
    theme: "dark",
    viewport: { width: 1280, height: 760 },
    files: { "raw.py": code },
    machineSettings: { "lossLens.python": python },
  });
  page = workbench.page;
  await openFile(page, "raw.py");
  await goToLine(page, 5);
  await runCommand(page, "Loss Lens: Plot Loss");
  preview = await webviewFrame(page);
  return workbench;
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

test("is asked by a click, drawn, marked as Keras's own, and gone once the code says something else", async () => {
  const ask = preview.getByRole("button", { name: "Ask my Keras" });
  await ask.waitFor();
  expect(await preview.locator("main.page svg").count()).toBe(0);
  await ask.click();
  const notice = preview.getByText(
    "Keras's own answer, run in your interpreter: Keras 9.9.9 · tensorflow 8.8 · Python 3.99.",
  );
  await notice.waitFor();
  await preview.locator("main.page svg").first().waitFor();
  await workbench.screenshot("keras-answer-dark");
  await showTab(preview, "Table");
  const rows = await readRows(preview);
  expect(rows.length).toBeGreaterThan(5);
  // The stand says that the loss is the prediction.
  for (const [at, value] of rows) expect(value).toBeCloseTo(at!, 3);
  await showTab(preview, "Curve");
  await focusEditor(page);
  await goToLine(page, 5);
  await page.keyboard.press("End");
  await page.keyboard.type(" + 1.0");
  await ask.waitFor();
  await expect.poll(() => notice.count()).toBe(0);
});
