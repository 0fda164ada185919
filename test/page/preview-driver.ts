/** What a person does with the preview in a window of VS Code, and what they read there. */

import { setTimeout as sleep } from "node:timers/promises";
import type { Frame, Locator, Page } from "playwright-core";
import { openFile, runCommand, webviewFrame } from "./run-workbench.ts";

/**
 * Presses a key until the window shows what it is for. A key that comes while something is still opening is lost, and
 * what a panel tells of a click in it may come later than a key after it, and takes the focus back.
 */
async function pressUntil(page: Page, key: string, shown: Locator): Promise<void> {
  for (let attempt = 1; attempt < 15; attempt++) {
    await page.keyboard.press(key);
    const isShown = await shown.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => false,
    );
    if (isShown) return;
  }
  throw new Error(`${key} was pressed for half a minute, and ${shown} was not shown.`);
}

/** Puts the cursor on a line, as a person does with Go to Line. */
export async function goToLine(page: Page, line: number): Promise<void> {
  const input = page.locator(".quick-input-widget input[type=text]").first();
  for (let attempt = 0; attempt < 5; attempt++) {
    await focusEditor(page);
    await pressUntil(page, "Control+G", input);
    const label = await input.getAttribute("aria-label");
    if (label !== null && !label.includes("Open a text editor first")) break;
    await page.keyboard.press("Escape");
  }
  await input.fill(`:${line}`);
  await page.keyboard.press("Enter");
  await input.waitFor({ state: "hidden" });
}

/** Moves the focus from the panel to the code, so that a file does not open over the panel. */
export async function focusEditor(page: Page): Promise<void> {
  await pressUntil(page, "Control+1", page.locator(".editor-group-container.active .monaco-editor.focused"));
}

/** Opens a file and plots the loss at a line. `shows`: what the page is known by; a loss without end draws nothing. */
export async function plotAt(page: Page, file: string, line: number, shows = "main.page svg"): Promise<Frame> {
  await openFile(page, file);
  await goToLine(page, line);
  await runCommand(page, "Loss Lens: Plot Loss");
  return webviewFrame(page, shows);
}

/** Copies or saves what the page shows. */
export async function takeAway(preview: Frame | Page, to: "Copy" | "Save …", format: string): Promise<void> {
  await preview.getByLabel("Format").selectOption({ label: format });
  await preview.getByRole("button", { name: to, exact: true }).click();
}

/** Types a value into the first parameter's field, and waits until the page has taken it. */
export async function setParameter(preview: Frame, name: string, value: string): Promise<void> {
  const field = preview.locator('.parameter input[type="number"], .parameter input[type="text"]').first();
  await field.fill(value);
  await field.press("Enter");
  await preview.getByRole("button", { name: `reset ${name}` }).waitFor();
}

export async function showTab(preview: Frame, name: string): Promise<void> {
  const tab = preview.getByRole("tab", { name, exact: true });
  await tab.click();
  await preview.locator(`#view[aria-labelledby="${await tab.getAttribute("id")}"]`).waitFor();
}

/** The rows of the page's data table. What is no number is NaN. */
export async function readRows(preview: Frame): Promise<number[][]> {
  const rows = await preview
    .locator(".table:visible tbody tr")
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? "")));
  return rows.map((row) => row.map(numberOf));
}

/** A number as the page writes it. */
export function numberOf(text: string): number {
  if (text.includes("∞")) return text.startsWith("−") ? -Infinity : Infinity;
  return text === "" ? Number.NaN : Number(text.replace(/−/g, "-").replace(/,/g, ""));
}

/** What is read once it is the same twice in a row: axes move over to a new picture for a fifth of a second. */
export async function atRest(read: () => Promise<string>): Promise<string> {
  let last = await read();
  for (let attempt = 0; attempt < 50; attempt++) {
    await sleep(150);
    const now = await read();
    if (now === last) return now;
    last = now;
  }
  throw new Error("The picture does not come to rest.");
}

/** All that is drawn, once it stands still: lines, words, and the colours of the maps. */
export async function drawn(preview: Frame): Promise<string> {
  return atRest(() =>
    preview.locator(".view").evaluate((view) => {
      const lines = [...view.querySelectorAll("svg path, svg text, svg circle, svg rect, svg line")];
      const maps = [...view.querySelectorAll("canvas")].map((canvas) => canvas.toDataURL());
      return [...lines.map((line) => line.outerHTML), ...maps].join("\n");
    }),
  );
}
