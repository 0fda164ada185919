/** What the preview does for a person beyond drawing, in the real VS Code: the fix, the room beside it, one's own file. */

import type { Frame, Page } from "playwright-core";
import { expect, test } from "vitest";
import { goToLine, plotAt, setParameter, showTab } from "./preview-driver.ts";
import { openFile, openWorkbench, useWindow, type Workbench } from "./run-workbench.ts";

let workbench: Workbench;
let page: Page;

useWindow(async () => {
  workbench = await openWorkbench({
    theme: "light",
    viewport: { width: 1440, height: 900 },
    settings: { "files.autoSave": "off" },
    files: {
      "sales.csv": 'day,price,forecast\nmon,"1",1.5\ntue,2,1\nwed,3,3.5\n',
      "endless.py":
        "from keras import ops\n\n\ndef endless(y_true, y_pred):\n    while True:\n        y_pred = y_pred + 1.0\n    return ops.mean(y_pred - y_true)\n",
      "misspelt.py":
        "from keras import ops\n\n\ndef misspelt(y_true, y_pred):\n    return ops.mean(ops.abs(y_pre - y_true), axis=-1)\n",
      "named.py":
        "from keras import ops\n\nmine = lambda y_true, y_pred: ops.mean(ops.abs(y_true - y_pred), axis=-1)\n",
    },
  });
  page = workbench.page;
  return workbench;
});

const heading = (preview: Frame): Promise<string> =>
  preview.locator(".title").evaluate((title) =>
    [...title.children]
      .slice(0, 2)
      .map((each) => each.textContent)
      .join(""),
  );

test("the textbook loss is drawn as its fix would have it, and one button applies the fix", async () => {
  const preview = await plotAt(page, "textbook.py", 10);
  await preview.locator(".notice").waitFor();
  expect(await preview.locator(".notice").innerText()).toContain("Drawn as it will be with");
  await expect.poll(() => preview.locator(".picture:visible").count()).toBeGreaterThan(0);
  await expect.poll(() => preview.locator(".facts li").count()).toBeGreaterThan(0);
  await workbench.screenshot("panel-textbook-light");
  await preview.getByRole("button", { name: /^Apply the fix/ }).click();
  await preview.locator(".notice").waitFor({ state: "hidden" });
  await expect.poll(() => page.locator(".view-line", { hasText: /ops|backend as K/ }).count()).toBeGreaterThan(0);
  await expect.poll(() => preview.locator(".known .problem").isVisible()).toBe(false);
});

test("the next file opens beside the preview, not on top of it", async () => {
  const preview = await plotAt(page, "losses.py", 21);
  await preview.locator("h1", { hasText: "focal_loss" }).waitFor();
  // The last click was in the preview, as where a person has moved a slider.
  await preview.locator("h1").click();
  await openFile(page, "by_task.py");
  expect(await preview.locator("h1").isVisible()).toBe(true);
});

test("the heading follows the sliders", async () => {
  const preview = await plotAt(page, "losses.py", 21);
  await expect.poll(() => heading(preview)).toBe("focal_loss(gamma=2.0, alpha=0.25)");
  await setParameter(preview, "gamma", "3.5");
  await expect.poll(() => heading(preview)).toBe("focal_loss(gamma=3.5, alpha=0.25)");
  expect(await preview.locator(".about").innerText()).toMatch(/^.+ · Keras 3/);
});

test("a loop that was told is not run again for settings that it does not rest on", async () => {
  const preview = await plotAt(page, "endless.py", 4);
  const problem = preview.locator(".known .problem");
  await expect.poll(() => problem.innerText(), { timeout: 40_000 }).toContain("endless loop");
  const busy = preview.locator(".busy");
  await busy.waitFor({ state: "hidden" });
  const times = await busy.evaluateHandle((element) => {
    const shown: number[] = [];
    new MutationObserver(() => {
      if (!element.hasAttribute("hidden")) shown.push(Date.now());
    }).observe(element, { attributes: true });
    return shown;
  });
  const lens = page.locator(".codelens-decoration a");
  await lens.first().waitFor();
  await workbench.changeSettings({ "editor.fontSize": 13, "lossLens.codeLens": false });
  await expect.poll(() => lens.count()).toBe(0);
  // Longer than files of a project are waited for, and work that is under way before it says so.
  await page.waitForTimeout(2_000);
  expect(await times.jsonValue()).toEqual([]);
  expect(await problem.innerText()).toContain("endless loop");
  await workbench.changeSettings({ "lossLens.codeLens": true });
});

test("a loop without an end is called one, and the limit is a click away", async () => {
  const preview = await plotAt(page, "endless.py", 4);
  await expect
    .poll(() => preview.locator(".known .problem").innerText(), { timeout: 40_000 })
    .toContain("endless loop");
  await workbench.screenshot("panel-endless-light");
  await preview.getByRole("button", { name: "Change the limits …" }).click();
  await page.locator(".settings-editor").waitFor();
});

test("a misspelt name is not drawn as if it were right, and what was meant is a click away", async () => {
  const preview = await plotAt(page, "misspelt.py", 4);
  await expect.poll(() => preview.locator(".known .problem").innerText()).toContain("'y_pre' is not defined");
  await preview.getByRole("button", { name: "Change to 'y_pred'" }).click();
  await expect.poll(() => preview.locator(".known .problem").isVisible()).toBe(false);
  await preview.locator(".facts li").first().waitFor();
  expect(await page.locator(".view-line", { hasText: "ops.abs(y_pred" }).count()).toBe(1);
});

test("a cursor on the name of a lambda selects it", async () => {
  const preview = await plotAt(page, "losses.py", 8);
  await preview.locator("h1", { hasText: "huber" }).waitFor();
  await openFile(page, "named.py");
  await goToLine(page, 3);
  await page.keyboard.press("Home");
  await expect.poll(() => preview.locator("h1").textContent()).toContain("mine");
});

test("a data file is plotted from the Explorer, with the columns that are chosen", async () => {
  const preview = await plotAt(page, "losses.py", 8);
  await page.locator(".explorer-folders-view .monaco-list-row", { hasText: "sales.csv" }).click({ button: "right" });
  await page.locator(".monaco-menu .action-item", { hasText: "Plot with Loss Lens" }).click();
  await expect.poll(() => preview.locator(".content").innerText()).toContain("choose which columns");
  await preview.getByRole("checkbox", { name: "price is the target" }).check();
  await preview.getByRole("checkbox", { name: "forecast is the prediction" }).check();
  await expect.poll(() => preview.locator(".content").innerText()).toContain("3 rows");
  expect(await preview.locator(".about").innerText()).toContain(
    "sales.csv · target price · prediction forecast · Keras",
  );
  await workbench.screenshot("panel-columns-light");
  // Remembered for the file.
  await showTab(preview, "Curve");
  await showTab(preview, "My data");
  await expect.poll(() => preview.locator(".content").innerText()).toContain("Target: price · Prediction: forecast");
});
