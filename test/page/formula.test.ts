/** The loss as mathematics: in the hover of its name and on the page, where the browser itself draws it. */

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { plotAt } from "./preview-driver.ts";
import { openFile, openWorkbench, useWindow, type Workbench } from "./run-workbench.ts";

let workbench: Workbench;
let page: Page;

useWindow(async () => {
  workbench = await openWorkbench({ theme: "dark" });
  page = workbench.page;
  return workbench;
});

test("the hover of a loss shows its formula as a picture, drawn whole", async () => {
  await openFile(page, "losses.py");
  const target = page.locator(".view-line span span", { hasText: /^\s*focal_loss/ }).last();
  const pictures = page.locator(".monaco-hover:not(.hidden) img");
  const sizes = async (): Promise<{ alt: string; width: number; height: number }[]> => {
    await target.hover();
    await pictures.first().waitFor();
    return pictures.evaluateAll((images) =>
      images.map((image) => {
        const { alt, naturalWidth, naturalHeight } = image as HTMLImageElement;
        return { alt, width: naturalWidth, height: naturalHeight };
      }),
    );
  };
  await expect
    .poll(async () => (await sizes()).find(({ alt }) => alt.includes("formula"))?.width, { timeout: 30_000 })
    .toBeGreaterThan(200);
  await workbench.screenshot("formula-hover-dark");
  await workbench.setTheme("light");
  await target.hover();
  await pictures.first().waitFor();
  await workbench.screenshot("formula-hover-light");
});

test("the page shows it as MathML, with the values of the sliders, and gives its LaTeX", async () => {
  const preview = await plotAt(page, "losses.py", 22);
  await preview.locator("details.formula > summary").click();
  const math = preview.locator(".mathematics math").first();
  await math.waitFor();
  expect(await math.evaluate((element) => element.getBoundingClientRect().height)).toBeGreaterThan(20);
  expect(await math.locator("munderover").count()).toBe(1);
  await expect.poll(() => preview.locator(".mathematics math").nth(1).textContent()).toContain("γ=2");
  await workbench.screenshot("formula-page-light");
  await preview.getByRole("button", { name: "Copy as LaTeX" }).click();
  await expect.poll(() => preview.locator("[role=status]").allInnerTexts()).toContain("Copied.");
  expect(workbench.problems).toMatchObject({});
});
