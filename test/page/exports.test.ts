/** What is taken away is a picture outside of the page too: resvg, which knows SVG and nothing of browsers, draws every curve. */

import { Resvg } from "@resvg/resvg-js";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { initialLooking } from "../../src/preview/page/state.ts";
import type { CurveData } from "../../src/preview/plot-data.ts";
import { focal, snapshotOf, squaredError } from "./canned.ts";
import { type ExhibitName, gallery } from "./gallery.ts";
import { type OpenedPage, openBrowser, openPage } from "./page-harness.ts";
import { takeAway } from "./preview-driver.ts";
import type { ThemeName } from "./themes.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function open(name: ExhibitName, theme: ThemeName): Promise<OpenedPage> {
  const { snapshot, looking } = gallery[name];
  const opened = await openPage(browser, { theme, width: 800, height: 900, state: { looking } });
  await opened.show(snapshot);
  return opened;
}

async function exported({ page, sent }: OpenedPage, format: "SVG" | "PNG", colours: string): Promise<string> {
  await page.getByLabel("Format").selectOption({ label: format });
  await page.getByLabel("Colours").selectOption({ label: colours });
  const before = (await sent()).length;
  await takeAway(page, "Save …", format);
  await expect.poll(async () => (await sent()).length).toBeGreaterThan(before);
  return String((await sent()).at(-1)?.content);
}

interface Drawn {
  readonly width: number;
  /** How many pixels are nearly of a colour. */
  ink(colour: string): number;
}

function rasterized(svg: string): Drawn {
  // Three times the size: the thinnest line has pixels of its own colour alone.
  const picture = new Resvg(svg, { font: { loadSystemFonts: false }, fitTo: { mode: "zoom", value: 3 } }).render();
  const { pixels } = picture;
  return {
    width: picture.width,
    ink(colour) {
      const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
      let count = 0;
      for (let at = 0; at < pixels.length; at += 4) {
        const off = Math.abs(pixels[at]! - r!) + Math.abs(pixels[at + 1]! - g!) + Math.abs(pixels[at + 2]! - b!);
        if (pixels[at + 3]! > 200 && off < 24) count += 1;
      }
      return count;
    },
  };
}

/** The colours of the curves, and of the strokes of what is compared. */
const strokes = (svg: string): string[] => [
  ...new Set([...svg.matchAll(/<path [^>]*fill="none" stroke="([^"]+)"/g)].map(([, colour]) => colour!)),
];

const names = [
  "curve",
  "compare",
  "surface",
  "classes-three",
  "masks",
  "boxes",
  "embedding",
  "data",
  "descent",
] as const satisfies readonly ExhibitName[];

describe("every picture as SVG, in every theme", () => {
  test.each(names)("%s has ink of each of its colours", async (name) => {
    for (const theme of ["dark", "light", "highContrast", "highContrastLight"] satisfies ThemeName[]) {
      const opened = await open(name, theme);
      // What is light or dark on purpose is so in every theme.
      const ofAll = theme === "dark" ? ["Light", "Dark"] : [];
      for (const colours of ["As seen", "Transparent", ...ofAll]) {
        const svg = await exported(opened, "SVG", colours);
        expect(svg).not.toMatch(/color\(|var\(|color-mix|rgba?\(|transparent/);
        const drawn = rasterized(svg);
        // Contours lie on a heat map, half seen through.
        const opaque = strokes(svg).filter(
          (colour) => !svg.includes(`stroke="${colour}" stroke-width="1" stroke-linejoin="round" opacity`),
        );
        for (const colour of opaque) {
          expect(colour).toMatch(/^#[0-9a-f]{6}$/);
          expect(drawn.ink(colour), `${theme}, ${colours}: ${colour}`).toBeGreaterThan(20);
        }
        expect(svg).toContain("focal_loss(gamma=3.5, alpha=0.25)");
        expect(svg).toContain("Binary probability");
        expect(svg).toContain("Keras 3, from requirements.txt");
      }
      await opened.page.close();
    }
  });
});

test("a PNG has ink of the same colours, and its title can be left out", async () => {
  const opened = await open("curve", "dark");
  const svg = await exported(opened, "SVG", "As seen");
  const png = await exported(opened, "PNG", "As seen");
  const width = Math.round(rasterized(svg).width / 3);
  const embedded = (content: string) =>
    rasterized(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${2 * width}" height="1600"><image width="${2 * width}" href="data:image/png;base64,${content}"/></svg>`,
    );
  for (const colour of strokes(svg)) expect(embedded(png).ink(colour), colour).toBeGreaterThan(40);
  await opened.page.getByLabel("Format").selectOption({ label: "SVG" });
  await opened.page.getByRole("checkbox", { name: "Title" }).uncheck();
  const bare = await exported(opened, "SVG", "As seen");
  expect(bare).not.toContain("Keras 3, from requirements.txt");
  await opened.page.close();
});

/** One loss beside five others, each a little higher. */
const five: CurveData = {
  ...squaredError,
  series: [
    squaredError.series[1]!,
    ...["a", "b", "c", "d", "e"].map((label, index) => ({
      ...squaredError.series[1]!,
      id: label,
      label: `loss_${label}`,
      role: "comparison" as const,
      loss: squaredError.series[1]!.loss.map((value) => value + 1 + index),
    })),
  ],
};

test("five losses that are compared have a stroke and a name each", async () => {
  const opened = await openPage(browser, {
    theme: "light",
    width: 800,
    height: 900,
    state: { looking: initialLooking },
  });
  await opened.show(snapshotOf(five, { comparisons: [] }));
  const svg = await exported(opened, "SVG", "As seen");
  const dashes = [...svg.matchAll(/<path [^>]*stroke-dasharray="([^"]+)"/g)].map(([, dash]) => dash);
  expect(new Set(dashes).size).toBe(5);
  for (const label of ["a", "b", "c", "d", "e"]) expect(svg).toContain(`>loss_${label}<`);
  expect(svg).toContain(">focal_loss(gamma=3.5, alpha=0.25)<");
  await opened.page.close();
});

test("that something was copied or saved is shown where it was pressed", async () => {
  const opened = await openPage(browser, {
    theme: "dark",
    width: 800,
    height: 900,
    state: { looking: initialLooking },
  });
  await opened.show(snapshotOf(focal));
  await takeAway(opened.page, "Copy", "CSV");
  await opened.show({ type: "said", text: "Copied." });
  expect(await opened.page.locator(".done").textContent()).toBe("Copied.");
  await opened.page.close();
});
