import type { Frame, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { plotAt, setParameter, showTab } from "./preview-driver.ts";
import { openWorkbench, runCommand, useWindow, type Workbench, webviewFrame } from "./run-workbench.ts";

let workbench: Workbench;
let page: Page;
let preview: Frame;

useWindow(async () => {
  workbench = await openWorkbench({ theme: "dark", viewport: { width: 1440, height: 900 } });
  page = workbench.page;
  preview = await plotAt(page, "losses.py", 21);
  await preview.locator("h1", { hasText: "focal_loss" }).waitFor();
  await preview.locator(".facts li").first().waitFor();
  return workbench;
});

/** Resizes the window as a person does, or zooms it: everything twice as large leaves half of the room. */
async function resize(width: number, height: number, zoom = 1): Promise<void> {
  await page.setViewportSize({ width: width / zoom, height: height / zoom });
  await page.waitForTimeout(800);
}

/** What sticks out of the panel to the side, and texts of the picture that are cut off. */
async function overflow(frame: Frame): Promise<{ width: number; sideways: number; cut: string[] }> {
  return frame.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const cut = [...document.querySelectorAll("svg.picture text, svg[role=img] text")].flatMap((text) => {
      const box = text.getBoundingClientRect();
      const outer = text.closest("svg")!.getBoundingClientRect();
      const isCut = box.left < outer.left - 1 || box.right > outer.right + 1 || box.right > innerWidth + 1;
      return isCut && box.width > 0 ? [text.textContent ?? ""] : [];
    });
    return { width: clientWidth, sideways: scrollWidth - clientWidth, cut };
  });
}

async function expectAllInside(name: string): Promise<void> {
  for (const tab of ["Curve", "Surface", "Descent", "Table"]) {
    if ((await preview.getByRole("tab", { name: tab, exact: true }).count()) === 0) continue;
    await showTab(preview, tab);
    await page.waitForTimeout(300);
    await workbench.screenshot(`${name}-${tab.toLowerCase()}`);
    const { sideways, cut } = await overflow(preview);
    expect({ tab, sideways, cut }).toEqual({ tab, sideways: 0, cut: [] });
  }
  await showTab(preview, "Curve");
}

describe("however little room there is", () => {
  test("in a column of 300 pixels nothing sticks out", async () => {
    await page.locator(".part.sidebar").waitFor();
    await runCommand(page, "View: Toggle Primary Side Bar Visibility");
    await page.locator(".part.sidebar").waitFor({ state: "hidden" });
    await resize(660, 900);
    const { width } = await overflow(preview);
    expect(width).toBeLessThan(320);
    await expectAllInside("panel-narrow");
  });

  test("at 200 % nothing sticks out", async () => {
    await resize(1440, 900, 2);
    await expectAllInside("panel-zoomed");
    await resize(1440, 900);
  });
});

describe("wherever it goes, it shows the same", () => {
  const change = (): Promise<void> => setParameter(preview, "gamma", "3.5");

  const isAsBefore = async (frame: Frame): Promise<void> => {
    await expect.poll(() => frame.locator("h1").textContent()).toBe("focal_loss");
    await frame.getByRole("button", { name: "reset gamma" }).waitFor();
    await frame.locator(".content svg").first().waitFor();
  };

  test("in another column", async () => {
    await change();
    await preview.locator("h1").click();
    await runCommand(page, "View: Move Editor into Previous Group");
    await page.locator(".editor-group-container").nth(1).waitFor({ state: "detached" });
    preview = await webviewFrame(page, "main.page svg");
    await isAsBefore(preview);
    await workbench.screenshot("panel-in-the-codes-column");
    await preview.locator("h1").click();
    await runCommand(page, "View: Move Editor into Next Group");
    await page.locator(".editor-group-container").nth(1).waitFor();
    preview = await webviewFrame(page, "main.page svg");
    await isAsBefore(preview);
  });

  test("behind another tab and back", async () => {
    await change();
    await preview.locator("h1").click();
    // Its group is locked, so that nothing opens on top of it unasked.
    await runCommand(page, "View: Unlock Editor Group");
    await runCommand(page, "File: New Untitled Text File");
    await expect.poll(() => page.frames().includes(preview)).toBe(false);
    await page.locator(".tab", { hasText: "Loss: focal_loss" }).click();
    preview = await webviewFrame(page, "main.page svg");
    await isAsBefore(preview);
  });

  test("in the window when it is loaded again, with the controls of its view", { timeout: 240_000 }, async () => {
    await change();
    await showTab(preview, "Descent");
    await preview.getByLabel("Optimizer").selectOption("adam");
    await expect.poll(() => preview.locator(".remarks").innerText()).not.toBe("");
    await page.waitForTimeout(1_500); // VS Code keeps a page's state a moment after it was set.
    await Promise.all([page.waitForEvent("load"), runCommand(page, "Developer: Reload Window")]);
    preview = await webviewFrame(page, "main.page svg", 120_000);
    await isAsBefore(preview);
    await expect.poll(() => preview.getByLabel("Optimizer").inputValue()).toBe("adam");
    await showTab(preview, "Curve");
  });

  test("in a window of its own, and back", async () => {
    await change();
    await preview.locator("h1").click();
    const opened = page.context().waitForEvent("page");
    await runCommand(page, "View: Move Editor into New Window");
    const other = await opened;
    const moved = await webviewFrame(other, "main.page svg", 30_000);
    await isAsBefore(moved);
    await other.screenshot({ path: ".artefacts/page/panel-in-a-window.png" });
    const slider = moved.locator('.parameter input[type="range"]').first();
    const before = await moved.locator(".content svg").first().innerHTML();
    await slider.focus();
    await other.keyboard.press("ArrowLeft");
    await expect.poll(() => moved.locator(".content svg").first().innerHTML()).not.toBe(before);
    await other.close();
  });
});

test("no content security policy is violated, and nothing fails uncaught", () => {
  expect(workbench.problems.contentSecurityPolicy).toEqual([]);
  expect(workbench.problems.uncaught).toEqual([]);
});
