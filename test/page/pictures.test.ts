/** The README's pictures that the walkthrough does not show, taken anew: see `keep-picture.ts`. */

import type { Frame, Page } from "playwright-core";
import { afterEach, expect, test } from "vitest";
import { keepPicture } from "./keep-picture.ts";
import { plotAt, showTab } from "./preview-driver.ts";
import { openWorkbench, type Theme, type Workbench } from "./run-workbench.ts";

let workbench: Workbench | undefined;
afterEach(() => workbench?.close());

const viewport = { width: 1200, height: 700 };

async function open(theme: Theme): Promise<Page> {
  workbench = await openWorkbench({
    theme,
    viewport,
    settings: { "editor.minimap.enabled": false, "breadcrumbs.enabled": false, "editor.fontSize": 12 },
  });
  return workbench.page;
}

/** The code and the panel, half of the window each. */
async function onlyCodeAndPanel(page: Page, preview: Frame): Promise<void> {
  await page.keyboard.press("Control+B");
  await page.locator(".part.sidebar").waitFor({ state: "hidden" });
  await expect.poll(() => preview.locator(".facts li").count()).toBeGreaterThan(2);
}

test("the surface of a likelihood, in the light", { timeout: 240_000 }, async () => {
  const page = await open("light");
  const preview = await plotAt(page, "by_task.py", 38);
  await onlyCodeAndPanel(page, preview);
  await showTab(preview, "Surface");
  await preview.locator(".content canvas").first().waitFor();
  await page.waitForTimeout(800);
  await keepPicture(workbench!, "pictures/surface-light.webp");
});

test("boxes and the pull on them, in the light", { timeout: 240_000 }, async () => {
  const page = await open("light");
  const preview = await plotAt(page, "by_task.py", 22);
  await onlyCodeAndPanel(page, preview);
  await showTab(preview, "Boxes");
  await preview.locator(".content canvas").first().waitFor();
  await page.waitForTimeout(800);
  await keepPicture(workbench!, "pictures/boxes-light.webp");
});
