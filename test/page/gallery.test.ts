/**
 * Every view and state of the page in every theme: kept as `.artefacts/page/gallery/<theme>/<view>.png` for people to
 * look at, read by axe, and measured at every width: nothing is cut off, no text lies on another.
 */

import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHECKOUT } from "../host/checkout.ts";
import { type ExhibitName, exhibitNames, gallery } from "./gallery.ts";
import { type OpenedPage, type OpenOptions, openBrowser, openPage } from "./page-harness.ts";
import type { ThemeName } from "./themes.ts";

let browser: Browser;
let axe: string;
beforeAll(async () => {
  browser = await openBrowser();
  axe = await readFile(join(CHECKOUT, "node_modules/axe-core/axe.min.js"), "utf8");
});
afterAll(() => browser?.close());

async function exhibit(name: ExhibitName, options: Partial<OpenOptions> = {}): Promise<OpenedPage> {
  const { snapshot, looking, keys } = gallery[name];
  const opened = await openPage(browser, { theme: "dark", width: 1100, height: 800, state: { looking }, ...options });
  await opened.show(snapshot);
  if (keys !== undefined) await opened.page.locator(".cursor:visible").first().focus();
  for (const key of keys ?? []) await opened.page.keyboard.press(key);
  return opened;
}

/** What axe finds. Names, roles and order are the same in every theme; contrast is not. */
async function violations(page: Page, onlyContrast: boolean): Promise<string[]> {
  const options = onlyContrast ? { runOnly: ["color-contrast"] } : {};
  // Outside of the page's policy, as a tester's own tool is.
  return page.evaluate(`${axe}; axe.run(${JSON.stringify(options)}).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))`);
}

describe.each(["dark", "light", "highContrast", "highContrastLight"] satisfies ThemeName[])("in %s", (theme) => {
  test.each(exhibitNames)("%s is kept as a picture, and axe finds nothing wrong with it", async (name) => {
    const { page, complaints } = await exhibit(name, { theme });
    await mkdir(join(CHECKOUT, ".artefacts/page/gallery", theme), { recursive: true });
    await page.screenshot({ path: join(CHECKOUT, ".artefacts/page/gallery", theme, `${name}.png`), fullPage: true });
    expect(await violations(page, theme !== "dark")).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

/** Text that is cut off, that lies on other text or under a button, and a page wider than its panel. */
async function misplaced(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const over = document.documentElement.scrollWidth - window.innerWidth;
    if (over > 0) found.push(`the page is ${over} pixels too wide`);
    for (const picture of document.querySelectorAll<SVGSVGElement>("svg.picture")) {
      const frame = picture.getBoundingClientRect();
      if (frame.width === 0) continue;
      const boxes = [...picture.querySelectorAll("text")].map((text) => ({
        name: text.textContent ?? "",
        box: text.getBoundingClientRect(),
      }));
      for (const { name, box } of boxes) {
        const out = Math.max(
          frame.left - box.left,
          box.right - frame.right,
          frame.top - box.top,
          box.bottom - frame.bottom,
        );
        if (out > 2) found.push(`'${name}' is ${out.toFixed(0)} pixels outside of the picture`);
      }
      const buttons = [...document.querySelectorAll(".tools button")]
        .filter((button) => picture.closest(".chart")?.contains(button))
        .map((button) => ({ name: `the button ${button.textContent}`, box: button.getBoundingClientRect() }));
      const all = [...boxes, ...buttons];
      all.forEach((a, i) => {
        for (const b of all.slice(i + 1)) {
          const width = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
          const height = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
          // Of a letter's box the outermost pixels are empty.
          if (width > 1.5 && height > 3.5) found.push(`'${a.name}' and '${b.name}' overlap`);
        }
      });
    }
    return found;
  });
}

describe("at every width", () => {
  test.each(exhibitNames)("%s has its text in place", async (name) => {
    const found: string[] = [];
    const { page } = await exhibit(name, { theme: "light" });
    for (const width of [300, 450, 640, 800, 1400]) {
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      found.push(...(await misplaced(page)).map((problem) => `at ${width}: ${problem}`));
    }
    await page.close();
    expect(found).toEqual([]);
  });

  test.each(["curve", "surface", "data", "long-names"] satisfies ExhibitName[])(
    "%s is in place at twice the size, and from right to left",
    async (name) => {
      const zoomed = await exhibit(name, { width: 800, height: 900, zoom: 2 });
      expect(await misplaced(zoomed.page)).toEqual([]);
      await zoomed.page.close();
      for (const width of [300, 1100]) {
        const { page } = await exhibit(name, { width, height: 900, direction: "rtl" });
        await mkdir(join(CHECKOUT, ".artefacts/page/gallery/right-to-left"), { recursive: true });
        await page.screenshot({
          path: join(CHECKOUT, ".artefacts/page/gallery/right-to-left", `${name}-${width}.png`),
          fullPage: true,
        });
        expect(await misplaced(page)).toEqual([]);
        await page.close();
      }
    },
  );
});
