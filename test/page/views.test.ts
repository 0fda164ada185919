import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Frame, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { CHECKOUT } from "../host/checkout.ts";
import { drawn, focusEditor, goToLine, plotAt, readRows, showTab } from "./preview-driver.ts";
import { openFile, openWorkbench, type Theme, useWindow, type Workbench } from "./run-workbench.ts";

type Rows = readonly (readonly (number | null)[])[];

interface Golden extends Readonly<Record<string, unknown>> {
  readonly descent: { readonly sgd: Rows; readonly adam: Rows };
}

interface Shown {
  readonly view: string;
  readonly file: string;
  readonly loss: string;
  readonly golden?: string;
  /** How many columns say which row of the table it is; 0 if the order does. */
  readonly keys?: number;
}

const views: readonly Shown[] = [
  { view: "Surface", file: "losses.py", loss: "huber", golden: "surface", keys: 2 },
  { view: "Surface", file: "by_task.py", loss: "gaussian_nll", golden: "distribution", keys: 2 },
  { view: "Classes", file: "by_task.py", loss: "categorical_focal", golden: "classes", keys: 3 },
  { view: "Masks", file: "by_task.py", loss: "weighted_mask_loss", golden: "masks", keys: 2 },
  { view: "Masks", file: "losses.py", loss: "dice_loss", golden: "dice", keys: 2 },
  { view: "Boxes", file: "by_task.py", loss: "giou_loss", golden: "boxes", keys: 2 },
  { view: "Embedding", file: "by_task.py", loss: "triplet_loss", golden: "embedding", keys: 0 },
  { view: "Curve", file: "by_task.py", loss: "ordinal_emd" },
  { view: "Descent", file: "losses.py", loss: "log_cosh" },
];

let workbench: Workbench;
let page: Page;
let preview: Frame;
let golden: Golden;

/** The line of a loss in an example. */
async function lineOf(file: string, loss: string): Promise<number> {
  const text = await readFile(join(CHECKOUT, "media/examples", file), "utf8");
  return text.split("\n").findIndex((line) => line.startsWith(`def ${loss}(`)) + 1;
}

/** Moves the cursor into a loss, which the panel follows, and shows a view of it. */
async function show({ file, loss, view }: Pick<Shown, "file" | "loss" | "view">): Promise<void> {
  await focusEditor(page);
  await openFile(page, file);
  await goToLine(page, await lineOf(file, loss));
  await expect.poll(() => preview.locator("h1").textContent()).toBe(loss);
  await preview.getByRole("tab", { name: view, exact: true }).waitFor();
  await showTab(preview, view);
  // Before there are data there is no picture of them.
  await preview.locator(".content svg:visible, .content .remarks:visible").first().waitFor();
}

/** The largest difference between the table and real Keras, and how many rows both have. */
async function compareWithKeras(
  expected: Rows,
  keys: number,
  /** Smaller numbers are held to what this one is held to. */
  small = 1e-3,
): Promise<{ worst: number; compared: number }> {
  await showTab(preview, "Table");
  await preview.locator(".table tbody tr").first().waitFor();
  const rows = await readRows(preview);
  let worst = 0;
  let compared = 0;
  for (const [index, row] of expected.entries()) {
    const shown =
      keys === 0
        ? rows[index]?.slice(1)
        : rows.find((each) => row.slice(0, keys).every((key, i) => Math.abs(each[i]! - key!) < 1e-5));
    if (shown === undefined) continue;
    compared++;
    for (const [column, value] of row.entries()) {
      if (value === null) expect(shown[column]).toBeNaN();
      else if (shown[column] !== value)
        worst = Math.max(worst, Math.abs(shown[column]! - value) / Math.max(small, Math.abs(value)));
    }
  }
  return { worst, compared };
}

useWindow(async () => {
  golden = JSON.parse(await readFile(join(CHECKOUT, "test/page/golden/views.json"), "utf8"));
  const data = await readFile(join(CHECKOUT, "test/page/golden/validation.csv"), "utf8");
  workbench = await openWorkbench({
    theme: "dark",
    viewport: { width: 1440, height: 900 },
    files: { "validation.csv": data, "broken.csv": "y_true,y_pred\n1,2\n3,four\n" },
  });
  page = workbench.page;
  preview = await plotAt(page, "losses.py", await lineOf("losses.py", "huber"));
  return workbench;
});

describe("the views hold what real Keras computes", () => {
  test.each(views.filter((each) => each.golden !== undefined))("$view of $loss", async (each) => {
    await show(each);
    const { worst, compared } = await compareWithKeras(golden[each.golden!] as Rows, each.keys ?? 0);
    expect(compared).toBeGreaterThanOrEqual(each.keys === 0 ? 3 : 20);
    expect(worst).toBeLessThan(3e-5);
  });

  test("Descent of huber by SGD, then by Adam", async () => {
    await show({ view: "Descent", file: "losses.py", loss: "huber" });
    const sgd = await compareWithKeras(golden.descent.sgd, 1, 1);
    expect(sgd.compared).toBe(101);
    expect(sgd.worst).toBeLessThan(1e-4);
    await showTab(preview, "Descent");
    const before = await drawn(preview);
    await preview.getByLabel("Optimizer").selectOption("adam");
    await expect.poll(() => drawn(preview)).not.toBe(before);
    const adam = await compareWithKeras(golden.descent.adam, 1, 1);
    expect(adam.worst).toBeLessThan(1e-4);
  });
});

describe("each view answers the mouse and the keyboard", () => {
  test.each(views)("$view of $loss", async (each) => {
    await show(each);
    const cursor = preview.locator('.view [tabindex="0"]:visible').first();
    await cursor.focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => preview.locator(".readout").innerText()).not.toBe("");
    const first = await preview.locator(".readout").innerText();
    for (const key of ["ArrowLeft", "ArrowDown", "ArrowLeft"]) await page.keyboard.press(key);
    await expect.poll(() => preview.locator(".readout").innerText()).not.toBe(first);
    const byKeys = await preview.locator(".readout").innerText();
    // A point of its own in the plane, the map beside the boxes; elsewhere a place in the triangle of classes and in a mask too.
    const isInPlane = each.keys === 0;
    const box = (await (isInPlane ? preview.locator(".view svg circle").nth(1) : cursor).boundingBox())!;
    const [x, y] = isInPlane ? [0.5, 0.5] : each.view === "Boxes" ? [0.75, 0.8] : [0.19, 0.85];
    await page.mouse.move(box.x + box.width * x + 9, box.y + box.height * y);
    await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
    await expect.poll(() => preview.locator(".readout").innerText()).not.toBe(byKeys);
  });

  test("a box is dragged, and the loss of its new place is computed", async () => {
    await show({ view: "Boxes", file: "by_task.py", loss: "giou_loss" });
    const before = await drawn(preview);
    const box = (await preview.locator(".cursor:visible").first().boundingBox())!;
    const middle = (await preview.locator(".view svg rect[stroke-dasharray]").first().boundingBox())!;
    await page.mouse.move(middle.x + middle.width / 2, middle.y + middle.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.22, box.y + box.height * 0.4, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => drawn(preview)).not.toBe(before);
  });

  test("the sliders of the masks move and blur the prediction", async () => {
    await show({ view: "Masks", file: "losses.py", loss: "dice_loss" });
    for (const name of ["Overlap", "Blur, pixels"]) {
      const before = await drawn(preview);
      const slider = preview.locator('input[type="range"]').and(preview.getByLabel(name)).first();
      await slider.focus();
      for (let press = 0; press < 8; press++) await page.keyboard.press("ArrowRight");
      await expect.poll(() => drawn(preview)).not.toBe(before);
    }
  });

  test("tabs are walked with the arrow keys alone", async () => {
    await show({ view: "Curve", file: "losses.py", loss: "huber" });
    await preview.getByRole("tab", { name: "Curve", exact: true }).focus();
    await page.keyboard.press("ArrowRight");
    await expect
      .poll(() => preview.getByRole("tab", { name: "Surface", exact: true }).getAttribute("aria-selected"))
      .toBe("true");
    await preview.locator(".content canvas").first().waitFor();
  });
});

describe("the person's own data", () => {
  test("before a file is chosen, the view says what it takes", async () => {
    await show({ view: "My data", file: "losses.py", loss: "huber" });
    expect(await preview.locator(".view").innerText()).toContain("CSV, TSV, JSON, NPY or NPZ");
  });

  test.each([
    ["validation.csv", "60 rows"],
    ["broken.csv", "four"],
  ])("%s is chosen in a dialog", async (name, said) => {
    await show({ view: "My data", file: "losses.py", loss: "huber" });
    await preview.getByRole("button", { name: /Choose a file|Another file/ }).click();
    const input = page.locator(".quick-input-widget input[type=text]").first();
    await input.waitFor();
    const answered = async (): Promise<string> => {
      // The dialog drops an answer that comes while it still lists the folder.
      if (await input.isVisible()) {
        await input.fill(join(workbench.folder, name));
        await page.keyboard.press("Enter");
      }
      return preview.locator(".remarks").innerText();
    };
    await expect.poll(answered, { interval: 1_000, timeout: 20_000 }).toContain(said);
    if (name !== "validation.csv") return;
    await workbench.screenshot("view-my-data-dark");
    const { worst, compared } = await compareWithKeras(golden.data as Rows, 1);
    expect(compared).toBe(60);
    expect(worst).toBeLessThan(3e-5);
  });
});

describe("every view in every theme", () => {
  test.each(["dark", "light", "high-contrast-dark", "high-contrast-light"] satisfies Theme[])(
    "%s: axe finds nothing",
    async (theme) => {
      if (theme !== "dark") await workbench.setTheme(theme);
      const axe = await readFile(join(CHECKOUT, "node_modules/axe-core/axe.min.js"), "utf8");
      const complaints: string[] = [];
      for (const each of views) {
        await show(each);
        await page.waitForTimeout(400); // The facts come after the picture.
        await workbench.screenshot(`view-${each.view}-${each.loss}-${theme}`.toLowerCase());
        const found = await preview.evaluate(`${axe}; axe.run().then(({ violations }) =>
          violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))`);
        complaints.push(...(found as string[]).map((text) => `${each.view} of ${each.loss}: ${text}`));
      }
      expect(complaints).toEqual([]);
    },
    240_000,
  );
});

test("no content security policy is violated, and nothing fails uncaught", () => {
  expect(workbench.problems.contentSecurityPolicy).toEqual([]);
  expect(workbench.problems.uncaught).toEqual([]);
});
