/** Regions without a finite value: a click on one, or Enter at the cursor in one, shows the culprit in the code. */

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { initialLooking } from "../../src/preview/page/state.ts";
import type { PlotData } from "../../src/preview/plot-data.ts";
import { place, snapshotOf } from "./canned.ts";
import { blamedSurface, blamedTriangle } from "./canned-views.ts";
import { type OpenedPage, openBrowser, openPage } from "./page-harness.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function open(data: PlotData): Promise<OpenedPage> {
  const opened = await openPage(browser, {
    theme: "dark",
    width: 1000,
    height: 800,
    state: { looking: { ...initialLooking, tab: data.view } },
  });
  await opened.show(snapshotOf(data, { views: ["curve", data.view] }));
  await opened.page.locator(".cursor:visible").first().waitFor();
  return opened;
}

describe("a surface", () => {
  test("reveals by a click the culprit of the region that is clicked", async () => {
    const { page, sent } = await open(blamedSurface);
    const box = (await page.locator(".view canvas").first().boundingBox())!;
    const hatches = await page.locator(".view path[fill^='url(#hatch']").all();
    expect(hatches).toHaveLength(2);
    for (const hatch of hatches) {
      const edge = (await hatch.boundingBox())!;
      await page.mouse.click(edge.x + edge.width / 2, edge.y + edge.height / 3);
      const isLeft = edge.x < box.x + box.width / 2;
      expect((await sent()).at(-1)).toEqual({ type: "reveal", place: { ...place, line: isLeft ? 21 : 22 } });
    }
    const before = (await sent()).length;
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    expect((await sent()).slice(before).filter(({ type }) => type === "reveal")).toEqual([]);
    await page.close();
  });

  test("names the culprit where the cursor is, and reveals it by Enter", async () => {
    const { page, sent } = await open(blamedSurface);
    await page.locator(".cursor:visible").first().focus();
    for (const [key, words, line] of [
      ["Home", "ops.log(y_pred) is −∞, line 21", 21],
      ["End", "ops.log(1 - y_pred) is −∞, line 22", 22],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(() => page.locator(".readout").innerText()).toContain(words);
      await page.keyboard.press("Enter");
      expect((await sent()).at(-1)).toEqual({ type: "reveal", place: { ...place, line } });
    }
    await page.close();
  });
});

test("a triangle of classes reveals what makes its side infinite", async () => {
  const { page, sent } = await open(blamedTriangle);
  const hatch = page.locator(".view path[fill^='url(#hatch']").first();
  const side = (await hatch.boundingBox())!;
  await page.mouse.click(side.x + side.width / 2, side.y + side.height - 1);
  expect((await sent()).at(-1)).toEqual({ type: "reveal", place: { ...place, line: 21 } });
  await page.close();
});
