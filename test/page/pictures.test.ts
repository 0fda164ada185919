/** The README's pictures, taken anew: see `keep-picture.ts`. */

import type { Frame, Page } from "playwright-core";
import { afterEach, expect, test } from "vitest";
import { keepPicture } from "./keep-picture.ts";
import { focusEditor, goToLine, plotAt, showTab } from "./preview-driver.ts";
import { openFile, openWorkbench, type Theme, type Workbench } from "./run-workbench.ts";

let workbench: Workbench | undefined;
afterEach(() => workbench?.close());

const viewport = { width: 1320, height: 760 };

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

test("a focal loss beside binary cross-entropy, in the dark", async () => {
  const page = await open("dark");
  const preview = await plotAt(page, "losses.py", 21);
  await onlyCodeAndPanel(page, preview);
  await preview.getByLabel("Compare with another loss").selectOption({ label: "binary_crossentropy" });
  await preview.getByRole("button", { name: "Do not compare with binary_crossentropy" }).waitFor();
  await expect.poll(() => preview.locator(".view").textContent()).toContain("binary_crossentropy");
  // The cursor a third of the way along the upper curve, where a pointer leaves no tooltip in the picture.
  const box = (await preview.locator(".cursor:visible").boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.36, box.y + box.height * 0.4);
  await expect.poll(() => preview.locator(".readout").innerText()).toContain("gradient");
  await page.waitForTimeout(800);
  await keepPicture(workbench!, "pictures/preview-dark.webp");
});

test("the surface of a likelihood, in the light", async () => {
  const page = await open("light");
  const preview = await plotAt(page, "by_task.py", 38);
  await onlyCodeAndPanel(page, preview);
  await showTab(preview, "Surface");
  await preview.locator(".content canvas").first().waitFor();
  await page.waitForTimeout(800);
  await keepPicture(workbench!, "pictures/preview-light.webp");
});

test("the textbook example with its findings", async () => {
  const page = await open("dark");
  await openFile(page, "textbook.py");
  await page.locator(".squiggly-error").first().waitFor();
  await page.keyboard.press("Control+B");
  await focusEditor(page);
  await goToLine(page, 15);
  await page.keyboard.press("Home");
  for (let word = 0; word < 9; word++) await page.keyboard.press("ArrowRight");
  for (let letter = 0; letter < 12; letter++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget").first().waitFor();
  await page.waitForTimeout(500);
  await keepPicture(workbench!, "pictures/diagnostics.webp");
});

test("boxes and the pull on them, in the light", async () => {
  const page = await open("light");
  const preview = await plotAt(page, "by_task.py", 22);
  await onlyCodeAndPanel(page, preview);
  await showTab(preview, "Boxes");
  await preview.locator(".content canvas").first().waitFor();
  await page.waitForTimeout(800);
  await keepPicture(workbench!, "pictures/views.webp");
});
