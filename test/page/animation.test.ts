/** The textbook loss, typed and mended, as the README shows it: a picture that moves, made of real ones. */

import type { Page } from "playwright-core";
import { afterEach, expect, test } from "vitest";
import { record } from "./keep-animation.ts";
import { focusEditor, goToLine } from "./preview-driver.ts";
import { openFile, openWorkbench, type Workbench, webviewFrame } from "./run-workbench.ts";

let workbench: Workbench | undefined;
afterEach(() => workbench?.close());

const before = `from keras.layers import Dense
from keras.models import Sequential




model = Sequential([Dense(1, input_shape=(4,))])
model.compile(loss=my_loss, optimizer="SGD")
`;
const typed = ["def my_loss(y_true, y_pred):", "return K.mean(y_pred - y_true, axis=-1)"] as const;

/** Chooses what is offered at the word, by its title. */
async function mend(page: Page, word: string, title: RegExp, look: () => Promise<void>): Promise<void> {
  await page.locator(".view-line span", { hasText: word }).last().waitFor();
  await page.keyboard.press("Control+.");
  const offered = page.locator(".action-widget .monaco-list-row.action", { hasText: title }).first();
  await offered.waitFor();
  await look();
  await offered.click();
}

test("the textbook loss is typed, drawn and mended", { timeout: 300_000 }, async () => {
  workbench = await openWorkbench({
    theme: "dark",
    viewport: { width: 960, height: 600 },
    settings: {
      "editor.minimap.enabled": false,
      "breadcrumbs.enabled": false,
      "editor.fontSize": 13,
      "editor.cursorBlinking": "solid",
      "editor.lineNumbers": "off",
      "editor.glyphMargin": false,
      "editor.folding": false,
      "lossLens.liveValues": "off",
      "workbench.activityBar.location": "hidden",
    },
    files: { "mine.py": before },
  });
  const { page } = workbench;
  await openFile(page, "mine.py");
  await page.keyboard.press("Control+B");
  await page.locator(".part.sidebar").waitFor({ state: "hidden" });
  await goToLine(page, 4);
  // Without what changes at each letter, and tells nothing: the title and the status.
  const { frame, end } = record(page, { x: 0, y: 35, width: 960, height: 540 });
  await frame(800);
  for (const [index, line] of typed.entries()) {
    if (index > 0) await page.keyboard.press("Enter");
    for (let at = 0; at < line.length; at += 5) {
      await page.keyboard.type(line.slice(at, at + 5), { delay: 30 });
      await page.keyboard.press("Escape");
      await frame(250);
    }
  }
  await page.locator(".squiggly-error").first().waitFor();
  await page.waitForTimeout(1_000);
  await frame(1_200);
  await page.keyboard.press("Control+K");
  await page.keyboard.press("l");
  const preview = await webviewFrame(page, "main.page svg");
  await expect.poll(() => preview.getByRole("main").innerText()).toContain("my_loss");
  await page.waitForTimeout(1_500);
  await frame(2_200);
  await focusEditor(page);
  await goToLine(page, 5);
  for (let letter = 0; letter < 8; letter++) await page.keyboard.press("ArrowRight");
  await mend(page, "K.mean", /ops/, async () => frame(1_500));
  await expect.poll(() => page.locator(".view-lines").first().innerText()).toContain("ops");
  await expect
    .poll(async () => (await page.locator(".codelens-decoration").allInnerTexts()).join(" "))
    .not.toContain("NameError");
  await page.waitForTimeout(2_000);
  await frame(1_500);
  await page.keyboard.press("F8");
  await page.keyboard.press("Escape");
  await mend(page, "ops", /square/, async () => frame(1_500));
  await expect.poll(() => page.locator(".view-lines").first().innerText()).toContain("square");
  await page.waitForTimeout(2_500);
  await frame(4_000);
  const animation = await end("animation/textbook.webp");
  // As a browser reads it.
  const read = await page.evaluate(async (base64) => {
    const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const decoder = new ImageDecoder({ data, type: "image/webp" });
    await decoder.tracks.ready;
    const count = decoder.tracks.selectedTrack!.frameCount;
    const { image } = await decoder.decode({ frameIndex: count - 1 });
    return { count, width: image.codedWidth, height: image.codedHeight };
  }, Buffer.from(animation).toString("base64"));
  console.log(`${read.count} frames of ${read.width} × ${read.height} in ${animation.length} bytes`);
  expect(read.count).toBeGreaterThan(15);
  expect([read.width, read.height]).toEqual([720, 406]);
});
