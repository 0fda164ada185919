import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlotData } from "../../src/preview/plot-data.ts";
import { focal, snapshotOf, squaredError } from "./canned.ts";
import { crossEntropySurface, downhill, threeClasses, twoMasks } from "./canned-views.ts";
import { type OpenedPage, openBrowser, openPage } from "./page-harness.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** Bytes of JavaScript and how many nodes the document holds on to, after garbage is collected. */
async function held({ page }: OpenedPage): Promise<{ bytes: number; nodes: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const { nodes } = await session.send("Memory.getDOMCounters");
  await session.detach();
  return { bytes: usedSize, nodes };
}

test("300 redraws of all kinds of views leave nothing behind", async () => {
  const opened = await openPage(browser, { theme: "dark", width: 1100, height: 760 });
  const views: readonly PlotData[] = [focal, squaredError, crossEntropySurface, twoMasks, threeClasses, downhill];
  let serial = 0;
  const redraw = async (times: number): Promise<void> => {
    for (let round = 0; round < times; round++) {
      const data = views[serial % views.length]!;
      await opened.show(snapshotOf(data, { serial: ++serial, views: ["curve", data.view] }));
      await opened.page
        .locator('[role="tab"]')
        .nth(data.view === "curve" ? 0 : 1)
        .click();
    }
  };
  await redraw(60);
  const before = await held(opened);
  await redraw(240);
  const after = await held(opened);
  // Listeners or pictures that stay would be hundreds of kilobytes and thousands of nodes each hundred redraws.
  expect(after.bytes - before.bytes).toBeLessThan(2_000_000);
  expect(after.nodes - before.nodes).toBeLessThan(1_500);
  expect(opened.complaints).toEqual([]);
}, 240_000);
