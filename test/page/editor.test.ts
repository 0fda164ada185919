import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openFile, openWorkbench, runCommand, useWindow, type Workbench, webviewFrame } from "./run-workbench.ts";

let workbench: Workbench;
let page: Page;

useWindow(async () => {
  workbench = await openWorkbench({ theme: "dark" });
  page = workbench.page;
  return workbench;
});

/** Rests the mouse on a word of the code until its hover is there. */
async function hoverOver(on: Page, word: string): Promise<string> {
  const target = on.locator(".view-line span span", { hasText: new RegExp(`^\\s*${word}`) }).last();
  await target.hover();
  const hover = on.locator(".monaco-hover:not(.hidden) .hover-contents").first();
  await hover.waitFor();
  return on.locator(".monaco-hover:not(.hidden)").first().innerText();
}

test("a finding is underlined, and its code links to the rule's page, which needs no network", async () => {
  await openFile(page, "textbook.py");
  await page.locator(".squiggly-error").first().waitFor();
  await expect.poll(() => hoverOver(page, "my_loss"), { timeout: 15_000 }).toContain("undefined-loss");
  await workbench.screenshot("squiggle-dark");
  await page.locator(".monaco-hover:not(.hidden) a", { hasText: "undefined-loss" }).first().click();
  const rule = await webviewFrame(page, "h1");
  expect(await rule.locator("h1").first().textContent()).toBe("undefined-loss");
  await workbench.screenshot("rule-page-dark");
});

test("beside each def stands its curve, and the hover shows it large with its facts", async () => {
  await openFile(page, "losses.py");
  const curves = () =>
    page
      .locator(".view-line span")
      .evaluateAll(
        (spans) =>
          spans.filter((span) => getComputedStyle(span, "::after").content.includes("data:image/svg+xml")).length,
      );
  await expect.poll(curves, { timeout: 20_000 }).toBeGreaterThanOrEqual(4);
  await workbench.screenshot("sparklines-dark");
  // Not into the row of the lens above it.
  const tall = await page.locator(".view-line").evaluateAll((lines) =>
    lines.flatMap((line) =>
      [...line.querySelectorAll("span")].flatMap((span) => {
        const svg = /base64,([A-Za-z0-9+/=]+)/.exec(getComputedStyle(span, "::after").content)?.[1];
        const height = Number(/height="([\d.]+)/.exec(svg === undefined ? "" : atob(svg))?.[1] ?? 0);
        return height > line.getBoundingClientRect().height ? [height] : [];
      }),
    ),
  );
  expect(tall).toEqual([]);
  await expect.poll(() => hoverOver(page, "focal_loss"), { timeout: 15_000 }).toContain("smallest at the target");
  await page.locator(".monaco-hover:not(.hidden) img").first().waitFor();
  // Picture and facts are seen whole, without scrolling.
  const hover = (await page.locator(".monaco-hover:not(.hidden)").first().boundingBox())!;
  const facts = page.locator(".monaco-hover:not(.hidden) p", { hasText: "smallest at the target" }).first();
  const lowest = await facts.evaluate((said) => said.getBoundingClientRect().bottom);
  expect(lowest).toBeLessThanOrEqual(hover.y + hover.height);
  await workbench.screenshot("hover-dark");
  await workbench.setTheme("light");
  await expect.poll(curves).toBeGreaterThanOrEqual(4);
  await workbench.screenshot("sparklines-light");
});

test("in Restricted Mode all of it works: nothing of the workspace is executed", async () => {
  const restricted = await openWorkbench({ isTrusted: false });
  try {
    await restricted.page.locator(".part.statusbar", { hasText: "Restricted Mode" }).waitFor();
    await openFile(restricted.page, "losses.py");
    await restricted.page.locator(".view-line", { hasText: "def huber" }).click();
    await runCommand(restricted.page, "Loss Lens: Plot Loss");
    const preview = await webviewFrame(restricted.page, "main.page svg");
    await expect.poll(() => preview.locator("h1").textContent()).toBe("huber");
  } finally {
    await restricted.close();
  }
});
