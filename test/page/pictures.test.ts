/** The README's pictures that the walkthrough does not show, taken anew: see `keep-picture.ts`. */

import type { Frame, Page } from "playwright-core";
import { afterEach, expect, test } from "vitest";
import { keepPicture } from "./keep-picture.ts";
import { goToLine, plotAt, showTab } from "./preview-driver.ts";
import { openFile, openWorkbench, type Theme, type Workbench } from "./run-workbench.ts";

let workbench: Workbench | undefined;
afterEach(() => workbench?.close());

const liveLoss = `import keras
from keras import ops


def focal_crossentropy(y_true, y_pred, gamma=2.0):
    right = y_true * y_pred + (1.0 - y_true) * (1.0 - y_pred)
    surprise = -ops.log(right)
    weight = (1.0 - right) ** gamma
    each = weight * surprise
    return ops.mean(each, axis=-1)


model = keras.Sequential([keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", loss=focal_crossentropy)
`;

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

test("what the lines of a loss give, beside them", { timeout: 240_000 }, async () => {
  workbench = await openWorkbench({
    theme: "dark",
    viewport: { width: 1040, height: 420 },
    settings: { "editor.minimap.enabled": false, "breadcrumbs.enabled": false, "editor.fontSize": 13 },
    files: { "mine.py": liveLoss },
  });
  const { page } = workbench;
  await openFile(page, "mine.py");
  await goToLine(page, 8);
  await page.keyboard.press("Control+B");
  await page.locator(".part.sidebar").waitFor({ state: "hidden" });
  await expect
    .poll(() =>
      page
        .locator(".view-line span")
        .evaluateAll((spans) => spans.filter((span) => / · /.test(getComputedStyle(span, "::after").content)).length),
    )
    .toBeGreaterThan(3);
  await keepPicture(workbench, "pictures/live-dark.webp");
});
