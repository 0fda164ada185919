import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Frame, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { drawn, focusEditor, goToLine, plotAt, readRows, showTab } from "./preview-driver.ts";
import { openFile, openWorkbench, runCommand, useWindow, type Workbench } from "./run-workbench.ts";

const slow = `from keras import ops


def patient_loss(y_true, y_pred):
    total = ops.zeros_like(y_pred)
    for step in range(30000):
        total = total + ops.square(y_pred - y_true) / 30000.0
    return ops.mean(total, axis=-1)
`;

const importing = `from helpers import distance


def imported_loss(y_true, y_pred):
    return distance(y_pred, y_true)
`;

const helpers = (factor: number): string => `from keras import ops
from scales import SCALE


def distance(a, b):
    return ops.mean(ops.square(a - b), axis=-1) * ${factor}.0 * SCALE
`;

let workbench: Workbench;
let page: Page;
let preview: Frame;

useWindow(async () => {
  workbench = await openWorkbench({
    theme: "dark",
    viewport: { width: 1440, height: 900 },
    // In a browser VS Code saves by itself.
    settings: { "lossLens.limits.seconds": 60, "files.autoSave": "off" },
    files: {
      "slow.py": slow,
      "importing.py": importing,
      "helpers.py": helpers(1),
      "scales.py": "SCALE = 1.0\n",
    },
  });
  page = workbench.page;
  preview = await plotAt(page, "losses.py", 8);
  await preview.locator("h1", { hasText: "huber" }).waitFor();
  return workbench;
});

/** Opens a file beside the panel and not over it. */
async function openBeside(file: string): Promise<void> {
  await focusEditor(page);
  await openFile(page, file);
}

/** Replaces a line of the code in the editor, as a person does. */
async function replaceLine(line: number, text: string): Promise<void> {
  await goToLine(page, line);
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+End");
  await page.keyboard.insertText(text);
}

/** Shows the numbers of the loss that imports its distance. */
async function showImporting(): Promise<void> {
  await openBeside("importing.py");
  await goToLine(page, 5);
  await preview.locator("h1", { hasText: "imported_loss" }).waitFor();
  await showTab(preview, "Table");
  await expect.poll(() => lossesAt(0)).not.toEqual([]);
}

/** The loss at y_pred = `at` for each target, as the table has it. */
async function lossesAt(at: number): Promise<number[]> {
  const rows = await readRows(preview);
  const row = rows.find(([x]) => Math.abs(x! - at) < 1e-6) ?? [];
  return row.slice(1);
}

/** The curves beside the code, of which the first is the first loss's. */
const sparklines = (): Promise<string[]> =>
  page
    .locator(".view-line span")
    .evaluateAll((spans) =>
      spans
        .map((span) => getComputedStyle(span, "::after").content)
        .filter((content) => content.includes("data:image/svg+xml")),
    );

describe("the loss as it was when last saved", () => {
  test("is drawn beside what is typed, until it is saved", async () => {
    const saved = preview.getByRole("checkbox", { name: "As last saved" });
    expect(await saved.isVisible()).toBe(false);
    await replaceLine(11, "return 2.0 * ops.mean(0.5 * ops.square(quadratic) + delta * linear, axis=-1)");
    await saved.waitFor();
    const before = await drawn(preview);
    await saved.check();
    await expect.poll(() => drawn(preview)).not.toBe(before);
    await workbench.screenshot("panel-last-saved-dark");
    await showTab(preview, "Table");
    const names = await preview.locator(".table:visible thead th").allTextContents();
    const own = names.findIndex((name) => name.startsWith("loss, "));
    const old = names.findIndex((name) => name.startsWith("loss") && name.includes("as last saved"));
    expect(own).toBeGreaterThan(0);
    expect(old).toBeGreaterThan(0);
    for (const row of (await readRows(preview)).slice(0, 50)) {
      if (Number.isFinite(row[old])) expect(row[own]! / row[old]!).toBeCloseTo(2, 3);
    }
    await showTab(preview, "Curve");
    await focusEditor(page);
    await page.keyboard.press("Control+S");
    await page.keyboard.press("Escape");
    await saved.waitFor({ state: "hidden" });
    await expect.poll(() => drawn(preview)).toBe(before);
    // Else the next loss would be computed as it was saved, too.
    await replaceLine(11, "return ops.mean(0.5 * ops.square(quadratic) + delta * linear, axis=-1)");
    await saved.uncheck();
  });
});

describe("what takes long", () => {
  test("shows that it is under way, and can be cancelled", async () => {
    await openBeside("slow.py");
    await goToLine(page, 5);
    const busy = preview.locator(".busy");
    await busy.waitFor();
    expect(await busy.innerText()).toContain("Computing");
    expect(await preview.locator("h1").textContent()).toBe("patient_loss");
    await workbench.screenshot("panel-busy-dark");
    await busy.getByRole("button", { name: "Cancel" }).click();
    await busy.waitFor({ state: "hidden" });
    expect(await preview.locator(".known .problem").innerText()).toContain("You cancelled the computation");
    expect(await preview.locator(".view").innerText()).not.toContain("Computing");
    await workbench.screenshot("panel-cancelled-dark");
  });

  test("is computed after the next change, when that makes it fast", async () => {
    await openBeside("slow.py");
    await replaceLine(6, "for step in range(3):");
    await preview.locator(".content svg").first().waitFor();
    await preview.locator(".known .problem").waitFor({ state: "hidden" });
    await expect.poll(() => preview.locator(".facts").innerText()).toContain("finite");
    await page.keyboard.press("Control+S");
  });
});

describe("a loss that imports from the workspace", () => {
  test("is drawn anew when its helper changes in an editor that is not saved, and as on disk when that is closed", async () => {
    await showImporting();
    const once = await lossesAt(0);
    await openBeside("helpers.py");
    await replaceLine(6, "return ops.mean(ops.square(a - b), axis=-1) * 3.0 * SCALE");
    await expect.poll(async () => (await lossesAt(0))[0]).toBeCloseTo(3 * once[0]!, 4);
    await runCommand(page, "File: Revert File");
    await expect.poll(async () => (await lossesAt(0))[0]).toBeCloseTo(once[0]!, 4);
    await focusEditor(page);
    await runCommand(page, "View: Close Editor");
  });

  test("is drawn anew when a file that no editor shows changes on disk, however far away", async () => {
    await showImporting();
    const once = await lossesAt(0);
    await writeFile(join(workbench.folder, "helpers.py"), helpers(5));
    await expect.poll(async () => (await lossesAt(0))[0]).toBeCloseTo(5 * once[0]!, 4);
    await writeFile(join(workbench.folder, "scales.py"), "SCALE = 2.0\n");
    await expect.poll(async () => (await lossesAt(0))[0]).toBeCloseTo(10 * once[0]!, 4);
  });

  test("says so when the file is gone, and is drawn again when it is back", async () => {
    await showImporting();
    await rm(join(workbench.folder, "scales.py"));
    await expect.poll(() => preview.locator(".known .problem").innerText()).toContain("scales");
    await writeFile(join(workbench.folder, "scales.py"), "SCALE = 1.0\n");
    await preview.locator(".known .problem").waitFor({ state: "hidden" });
  });

  test("has its curve beside the code, its lens and its hover changed as well", async () => {
    await openBeside("importing.py");
    await expect.poll(async () => (await sparklines()).length).toBe(1);
    const before = await sparklines();
    await writeFile(
      join(workbench.folder, "helpers.py"),
      "from keras import ops\n\n\ndef distance(a, b):\n    return ops.mean(ops.log(a - b), axis=-1)\n",
    );
    await expect.poll(sparklines).not.toEqual(before);
    await page.locator(".codelens-decoration a", { hasText: "▲" }).first().waitFor();
    await page
      .locator(".view-line span span", { hasText: /^\s*imported_loss/ })
      .last()
      .hover();
    await page
      .locator(".monaco-hover:not(.hidden)", { hasText: /NaN|infinite/ })
      .first()
      .waitFor();
    await workbench.screenshot("import-changed-dark");
  });
});

test("no content security policy is violated, and nothing fails uncaught", () => {
  expect(workbench.problems.contentSecurityPolicy).toEqual([]);
  expect(workbench.problems.uncaught).toEqual([]);
});
