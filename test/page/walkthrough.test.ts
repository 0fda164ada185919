/** The pictures of the walkthrough, which the README shows too, taken anew: see `keep-picture.ts`. */

import type { Frame, Page } from "playwright-core";
import { afterEach, expect, test } from "vitest";
import { keepPicture } from "./keep-picture.ts";
import { focusEditor, goToLine, plotAt } from "./preview-driver.ts";
import { openFile, openWorkbench, runCommand, type Theme, type Workbench } from "./run-workbench.ts";

let workbench: Workbench | undefined;
afterEach(() => workbench?.close());

/** As wide as the walkthrough shows its pictures in a usual window. */
const viewport = { width: 1000, height: 640 };

async function open(theme: Theme): Promise<Page> {
  workbench = await openWorkbench({
    theme,
    viewport,
    settings: {
      "editor.minimap.enabled": false,
      "breadcrumbs.enabled": false,
      "editor.fontSize": 12,
      "workbench.activityBar.location": "hidden",
    },
  });
  return workbench.page;
}

async function hideSideBar(page: Page): Promise<void> {
  await page.keyboard.press("Control+B");
  await page.locator(".part.sidebar").waitFor({ state: "hidden" });
}

async function settle(preview: Frame): Promise<void> {
  await expect.poll(() => preview.locator(".facts li").count()).toBeGreaterThan(2);
  await preview.page().waitForTimeout(1_000);
}

const themes = ["light", "dark"] as const;

test.each(themes)("a loss with its picture, and beside another one: %s", { timeout: 240_000 }, async (theme) => {
  const page = await open(theme);
  const preview = await plotAt(page, "losses.py", 21);
  await hideSideBar(page);
  await settle(preview);
  await keepPicture(workbench!, `pictures/plot-${theme}.webp`);
  await preview.getByLabel("Compare with another loss").selectOption({ label: "binary_crossentropy" });
  await expect.poll(() => preview.locator(".view").textContent()).toContain("binary_crossentropy");
  await settle(preview);
  await keepPicture(workbench!, `pictures/compare-${theme}.webp`);
});

test.each(themes)("mistakes with their fixes, and losses to insert: %s", { timeout: 240_000 }, async (theme) => {
  const page = await open(theme);
  await openFile(page, "textbook.py");
  await page.locator(".squiggly-error").first().waitFor();
  await hideSideBar(page);
  await focusEditor(page);
  await goToLine(page, 11);
  await page.keyboard.press("Home");
  for (let letter = 0; letter < 7; letter++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget").first().waitFor();
  await page.waitForTimeout(1_000);
  await keepPicture(workbench!, `pictures/mend-${theme}.webp`);
  await page.keyboard.press("Escape");
  await openFile(page, "losses.py");
  await runCommand(page, "Loss Lens: Insert Loss…");
  await page.locator(".quick-input-list .monaco-list-row").nth(3).waitFor();
  await page.waitForTimeout(2_500);
  await keepPicture(workbench!, `pictures/write-${theme}.webp`);
});
