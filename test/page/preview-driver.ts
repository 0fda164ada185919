/** What a person does with the preview in a window of VS Code, and what they read there. */

import type { Frame, Page } from "playwright-core";
import { openFile, runCommand, webviewFrame } from "./run-workbench.ts";

/** Puts the cursor on a line, as a person does with Go to Line. */
export async function goToLine(page: Page, line: number): Promise<void> {
  const input = page.locator(".quick-input-widget input[type=text]").first();
  // A key that comes while an editor is still opening is lost, or means an editor that is not there yet.
  for (let attempt = 0; attempt < 5; attempt++) {
    await focusEditor(page);
    await page.keyboard.press("Control+G");
    await input.waitFor({ timeout: 2_000 }).catch(() => undefined);
    const label = (await input.isVisible()) ? await input.getAttribute("aria-label") : null;
    if (label !== null && !label.includes("Open a text editor first")) break;
    await page.keyboard.press("Escape");
  }
  await input.fill(`:${line}`);
  await page.keyboard.press("Enter");
  await input.waitFor({ state: "hidden" });
}

/** Moves the focus from the panel to the code, so that a file does not open over the panel. */
export async function focusEditor(page: Page): Promise<void> {
  await page.keyboard.press("Control+1");
  await page.locator(".editor-group-container.active .monaco-editor.focused").waitFor();
}

/** Opens a file and plots the loss at a line. */
export async function plotAt(page: Page, file: string, line: number): Promise<Frame> {
  await openFile(page, file);
  await goToLine(page, line);
  await runCommand(page, "Loss Lens: Plot Loss");
  return webviewFrame(page, "main.page svg");
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
  return text === "" ? Number.NaN : Number(text.replace(/−/g, "-"));
}

/** All that is drawn: lines, words, and the colours of the maps. */
export async function drawn(preview: Frame): Promise<string> {
  return preview.locator(".view").evaluate((view) => {
    const lines = [...view.querySelectorAll("svg path, svg text, svg circle, svg rect, svg line")];
    const maps = [...view.querySelectorAll("canvas")].map((canvas) => canvas.toDataURL());
    return [...lines.map((line) => line.outerHTML), ...maps].join("\n");
  });
}
