/**
 * Every view and state of the page in every theme: kept as `.artefacts/page/gallery/<theme>/<view>.png` for people to
 * look at (not where `CI` is set), read by axe, and measured at every width: nothing is cut off, no text lies on another.
 */

import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
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

/** Two hundred pictures, which nothing but a person's eye compares: where none looks, they only take time. */
async function keep(page: Page, name: string): Promise<void> {
  if (process.env.CI !== undefined) return;
  const path = join(CHECKOUT, ".artefacts/page/gallery", `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: true });
}

/** What axe finds. Names, roles and order are the same in every theme; contrast is not. */
async function violations(page: Page, onlyContrast: boolean): Promise<string[]> {
  const options = onlyContrast ? { runOnly: ["color-contrast"] } : {};
  // Outside of the page's policy, as a tester's own tool is.
  return page.evaluate(`${axe}; axe.run(${JSON.stringify(options)}).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))`);
}

/** Text of pictures, which axe does not measure: against the ground, and whether it lies on a heat map without a halo. */
async function faintText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const ground = luminanceOf(getComputedStyle(document.body).backgroundColor);
    const found: string[] = [];
    const copies = new Map<HTMLCanvasElement, OffscreenCanvasRenderingContext2D>();
    for (const text of document.querySelectorAll<SVGTextElement>("svg.picture text")) {
      const box = text.getBoundingClientRect();
      if (box.width === 0) continue;
      const style = getComputedStyle(text);
      const own = luminanceOf(style.fill);
      const contrast = (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05);
      if (contrast < 4.5) found.push(`'${text.textContent}' has a contrast of ${contrast.toFixed(2)}`);
      const map = text.closest(".drawing")?.querySelector<HTMLCanvasElement>("canvas:not([hidden])");
      if (map === null || map === undefined || style.stroke !== "none") continue;
      const copy =
        copies.get(map) ?? new OffscreenCanvas(map.width, map.height).getContext("2d", { willReadFrequently: true })!;
      if (!copies.has(map)) copy.drawImage(map, 0, 0);
      copies.set(map, copy);
      const frame = map.getBoundingClientRect();
      const scale = map.width / frame.width;
      const [x, y] = [Math.round((box.left - frame.left) * scale), Math.round((box.top - frame.top + 3) * scale)];
      const size = [
        Math.max(1, Math.round(box.width * scale)),
        Math.max(1, Math.round((box.height - 6) * scale)),
      ] as const;
      const under = copy.getImageData(x, y, ...size).data;
      if (under.some((value, i) => i % 4 === 3 && value > 0)) found.push(`'${text.textContent}' lies on a heat map`);
    }
    return found;
  });
}

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

const THEMES = ["dark", "light", "highContrast", "highContrastLight"] satisfies ThemeName[];
const WIDTHS = [300, 450, 640, 800, 1400];

describe("every view and state, in every theme and at every width", () => {
  test.each(exhibitNames)("%s", async (name) => {
    const { page, complaints, setTheme } = await exhibit(name);
    const found: string[] = [];
    for (const theme of THEMES) {
      await setTheme(theme);
      await keep(page, join(theme, name));
      found.push(
        ...[...(await violations(page, theme !== "dark")), ...(await faintText(page))].map((one) => `${theme}: ${one}`),
      );
    }
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      found.push(...(await misplaced(page)).map((problem) => `at ${width}: ${problem}`));
    }
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test.each(["curve", "compare", "surface", "masks", "classes-three", "data", "descent"] satisfies ExhibitName[])(
    "%s speaks Chinese, and is in place at every width",
    async (name) => {
      const words = JSON.parse(await readFile(join(CHECKOUT, "media/l10n/bundle.l10n.zh-cn.json"), "utf8"));
      const { page, complaints } = await exhibit(name, { theme: "light", width: 300, height: 900, words });
      const found: string[] = [];
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        found.push(...(await misplaced(page)).map((problem) => `at ${width}: ${problem}`));
        await keep(page, join("chinese", `${name}-${width}`));
      }
      expect(found).toEqual([]);
      expect(complaints).toEqual([]);
      // Of what the page itself says nothing is left in English: captions, buttons, the names of what is read.
      const own = await page
        .locator("h2, button.button, [role=tab], .captioned > span, label.check > span")
        .allInnerTexts();
      expect(own.length).toBeGreaterThan(5);
      for (const text of own) expect(text).toMatch(/[\u4e00-\u9fff]/);
      await page.close();
    },
  );

  test.each(["curve", "surface", "data", "long-names"] satisfies ExhibitName[])(
    "%s is in place at twice the size, and from right to left",
    async (name) => {
      const zoomed = await exhibit(name, { width: 800, height: 900, zoom: 2 });
      expect(await misplaced(zoomed.page)).toEqual([]);
      await zoomed.page.close();
      for (const width of [300, 1100]) {
        const { page } = await exhibit(name, { width, height: 900, direction: "rtl" });
        await keep(page, join("right-to-left", `${name}-${width}`));
        expect(await misplaced(page)).toEqual([]);
        await page.close();
      }
    },
  );
});
