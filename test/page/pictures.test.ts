/** The README's pictures that the walkthrough does not show, taken anew: see `keep-picture.ts`. */

import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { launchBrowser } from "../host/browser.ts";
import { CHECKOUT } from "../host/checkout.ts";
import { run } from "../host/command.ts";
import { keepImage, keepPicture } from "./keep-picture.ts";
import { goToLine } from "./preview-driver.ts";
import { openFile, openWorkbench, type Workbench } from "./run-workbench.ts";

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

/** Pictures as files, which stand by themselves: what is drawn, and the name it is kept under. */
const drawn = {
  "boxes-light": ["by_task.py", "giou_loss", "--view", "boxes", "--theme", "light"],
  "surface-light": ["by_task.py", "gaussian_nll", "--view", "surface", "--theme", "light"],
  "textbook-dark": ["textbook.py", "my_koss", "--as-fixed", "--theme", "dark"],
} as const;

test.each(Object.entries(drawn))(
  "%s, as the command line draws it",
  { timeout: 120_000 },
  async (name, [file, ...rest]) => {
    const png = join(CHECKOUT, ".artefacts/page", `${name}.png`);
    await mkdir(dirname(png), { recursive: true });
    const cli = join(CHECKOUT, "dist/cli.js");
    await run(process.execPath, [cli, "plot", join(CHECKOUT, "media/examples", file), ...rest, "-o", png]);
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.goto("about:blank");
      await keepImage(page, await readFile(png), 0.515, `pictures/${name}.webp`);
    } finally {
      await browser.close();
    }
  },
);

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
