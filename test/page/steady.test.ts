/** What changes a picture stands beside or right under it, and the picture stands still while it is changed. */

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Snapshot } from "../../src/preview/messages.ts";
import type { PlotData } from "../../src/preview/plot-data.ts";
import { curveOf, place, snapshotOf } from "./canned.ts";
import { type ExhibitName, gallery } from "./gallery.ts";
import { openBrowser, openPage } from "./page-harness.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** Panels beside code: in a window of 1440 × 900 and of 1024 × 700, with the side bar and without; and the narrowest. */
const PANELS = [
  { width: 541, height: 798 },
  { width: 691, height: 798 },
  { width: 333, height: 598 },
  { width: 483, height: 598 },
  { width: 300, height: 598 },
  { width: 300, height: 850 },
];

describe("sliders are in sight of what they change", () => {
  test.each(["masks", "embedding", "boxes", "descent", "classes-three", "curve", "data"] satisfies ExhibitName[])(
    "%s",
    async (name) => {
      const { snapshot: known, looking } = gallery[name];
      // A data file is shown without sliders there.
      const snapshot = name === "data" ? { ...known, parameters: gallery.curve.snapshot.parameters } : known;
      const { page, show } = await openPage(browser, { theme: "light", ...PANELS[0]!, state: { looking } });
      const hidden: string[] = [];
      for (const panel of PANELS) {
        await page.setViewportSize(panel);
        await show(snapshot);
        const top = () => page.evaluate(() => window.scrollTo(0, 0));
        await top();
        const sliders = await page.locator(".making .number").all();
        expect(sliders.length).toBeGreaterThan(0);
        for (const slider of sliders) {
          await slider.scrollIntoViewIfNeeded();
          const control = (await slider.boundingBox())!;
          const picture = (await page.locator(".content svg.picture").first().boundingBox())!;
          const isWhole = picture.y >= 0 && picture.y + picture.height <= panel.height;
          const isClear = control.x + control.width <= picture.x || control.y >= picture.y + picture.height;
          if (!isWhole || !isClear) hidden.push(`${await slider.innerText()} at ${panel.width} × ${panel.height}`);
        }
        await top();
        // Beside code at 1440 × 900 nothing has to be scrolled.
        const last = page.locator('section[aria-label="View"]:visible .number').last();
        if (panel.height !== 798 || (await last.count()) === 0) continue;
        const { y, height } = (await last.boundingBox())!;
        if (y + height > panel.height) hidden.push(`below ${panel.width} × ${panel.height}`);
      }
      expect(hidden).toEqual([]);
      await page.close();
    },
  );

  test.each([
    ["masks", "Blur, pixels, slider"],
    ["curve", "gamma, slider"],
    ["compare", "gamma, slider"],
    ["descent", "Learning rate, slider"],
  ] as const)("those of %s without scrolling, in a window of 1024 × 700", async (name, slider) => {
    const { snapshot, looking } = gallery[name];
    const options = { theme: "light", width: 333, height: 598, state: { looking } } as const;
    const { page, show } = await openPage(browser, options);
    await show({ ...snapshot, formula: { latex: "p", mathml: "<math><mi>p</mi></math>", values: "" } });
    await page.locator("details.formula").waitFor();
    const { y, height } = (await page.getByRole("slider", { name: slider }).boundingBox())!;
    expect(y + height).toBeLessThanOrEqual(598);
    // Where there is room, the formula stands above the picture.
    const formulaIsAbove = (): Promise<boolean> =>
      page.evaluate(() => {
        const top = (selector: string): number => document.querySelector(selector)!.getBoundingClientRect().top;
        return top(".formula") < top(".bar");
      });
    expect(await formulaIsAbove()).toBe(false);
    await page.setViewportSize({ width: 541, height: 798 });
    expect(await formulaIsAbove()).toBe(true);
    await page.close();
  });
});

const parabola = (height: number): Snapshot["data"] =>
  curveOf(
    [-1, 1],
    [{ label: "y_true = 0", value: 0, at: 0 }],
    [{ label: "y_true = 0", target: 0, loss: (x) => height * x * x, gradient: (x) => 2 * height * x }],
  );

const ticks = (page: Page): Promise<string[]> =>
  page.locator(".picture:visible text[text-anchor=end]").allTextContents();

test("an axis stays while a slider is dragged, and follows once it is let go", async () => {
  const { page, show } = await openPage(browser, { theme: "light", width: 800, height: 800 });
  await show(snapshotOf(parabola(1), { serial: 1 }));
  const before = await ticks(page);
  const slider = (await page.getByRole("slider", { name: "gamma, slider" }).boundingBox())!;
  await page.mouse.move(slider.x + slider.width / 2, slider.y + slider.height / 2);
  await page.mouse.down();
  await show(snapshotOf(parabola(50), { serial: 2 }));
  expect(await ticks(page)).toEqual(before);
  await page.mouse.up();
  await expect.poll(() => ticks(page)).toContain("50");
  await page.close();
});

test.each(["masks", "boxes", "classes-three"] satisfies ExhibitName[])(
  "colours stand for the same numbers while a slider is dragged, and follow once it is let go: %s",
  async (name) => {
    const { snapshot, looking } = gallery[name];
    const { page, show } = await openPage(browser, { theme: "light", width: 800, height: 1000, state: { looking } });
    await show({ ...snapshot, serial: 1 });
    const before = await numbersIn(page);
    expect(before.length).toBeGreaterThan(1);
    const slider = (await page
      .getByRole("slider", { name: /, slider$/ })
      .first()
      .boundingBox())!;
    await page.mouse.move(slider.x + slider.width / 2, slider.y + slider.height / 2);
    await page.mouse.down();
    await show({ ...snapshot, serial: 2, data: withLosses(snapshot.data!, (loss) => 100 * loss + 1) });
    // The one next to the mark of what lies beyond may make room for it.
    expect(before).toEqual(expect.arrayContaining(await numbersIn(page)));
    await page.mouse.up();
    await expect.poll(async () => (await numbersIn(page)).some((text) => !before.includes(text))).toBe(true);
    await page.close();
  },
);

/** The numbers at the axes and the colours of a picture. */
async function numbersIn(page: Page): Promise<string[]> {
  const all = await page.locator(".picture:visible text").allTextContents();
  return all.filter((text) => /^−?[\d.,]+$/.test(text));
}

/** The same data with other losses. */
function withLosses(data: PlotData, of: (loss: number) => number): PlotData {
  switch (data.view) {
    case "masks":
      return { ...data, loss: data.loss!.map(of) };
    case "boxes":
      return { ...data, surface: { ...data.surface, loss: data.surface.loss.map(of) } };
    case "classes":
      return { ...data, simplex: { ...data.simplex!, loss: data.simplex!.loss.map(of) } };
    default:
      throw new Error(`'${data.view}' has no map.`);
  }
}

test("a parameter that is changed moves nothing under it", async () => {
  const { page, show } = await openPage(browser, { theme: "light", width: 800, height: 800 });
  const snapshot = snapshotOf(parabola(1));
  const at = async (): Promise<number> => (await page.getByRole("slider", { name: "alpha, slider" }).boundingBox())!.y;
  await show({ ...snapshot, parameters: snapshot.parameters.map((one) => ({ ...one, value: one.initial })) });
  const before = await at();
  await show({ ...snapshot, serial: 2 });
  expect(await at()).toBe(before);
  await page.close();
});

test("neither a name's length nor an error moves the tabs", async () => {
  const { page, show } = await openPage(browser, { theme: "light", width: 700, height: 800 });
  const snapshot = snapshotOf(parabola(1));
  const at = async (): Promise<number> => (await page.getByRole("tab", { name: "Curve" }).boundingBox())!.y;
  await show(snapshot);
  const before = await at();
  const name = "a_loss_with_a_name_that_goes_on_and_on_and_never_seems_to_want_to_end_at_all_really";
  await show({ ...snapshot, serial: 2, loss: { ...snapshot.loss, name, file: `${name}.py` } });
  expect(await at()).toBe(before);
  await show({ ...snapshot, serial: 3, problem: gallery["error-later"].snapshot.problem });
  expect(await at()).toBe(before);
  await page.close();
});

test("in a narrow panel a name that is not defined is told in the room of what is known", async () => {
  const { page, show } = await openPage(browser, { theme: "light", width: 350, height: 700 });
  const at = async (): Promise<number> => (await page.getByRole("tab", { name: "Curve" }).boundingBox())!.y;
  const facts = ["smallest at the target", "has a gradient", "one value per sample", "finite"].map((text) => ({
    ...{ state: "ok" as const, text, message: null, place: null },
  }));
  const snapshot = { ...snapshotOf(parabola(1)), facts };
  await show(snapshot);
  const before = await at();
  const message = "NameError: name 'unknown_name' is not defined";
  await show({ ...snapshot, serial: 2, problem: { kind: "python", message, place } });
  await page.locator(".known .problem").waitFor();
  expect(await at()).toBe(before);
  await page.close();
});

test("what a fact says in a whole sentence is read where there is room, and on the fact everywhere", async () => {
  const { page, show } = await openPage(browser, { theme: "light", width: 541, height: 798 });
  const explained = page.locator(".facts .explained");
  const message = explained.locator(".message");
  const at = async (): Promise<number> => (await page.getByRole("tab", { name: "Curve" }).boundingBox())!.y;
  const snapshot = snapshotOf(parabola(1));
  await show(snapshot);
  const sentence = "At y_true = 1, y_pred = 0, K.log(y_pred) is log(0) = -inf, and the loss is inf.";
  expect(await message.innerText()).toBe(sentence);
  expect((await message.boundingBox())!.width).toBeGreaterThan(300);
  expect(await explained.getByRole("button").getAttribute("title")).toBe(
    "At y_true = 1, y_pred = 0, `K.log(y_pred)` is log(0) = -inf, and the loss is inf.\nShow line 17 in the code",
  );
  const before = await at();
  const facts = snapshot.facts.map((fact) => (fact.message === null ? fact : { ...fact, isOld: true }));
  await show({ ...snapshot, serial: 2, facts });
  expect(await message.isVisible()).toBe(false);
  expect(await explained.getByRole("button").getAttribute("title")).toBe("Show line 17 in the code");
  expect(await at()).toBe(before);
  await page.setViewportSize({ width: 541, height: 598 });
  await show({ ...snapshot, serial: 3 });
  expect(await message.evaluate((shown) => getComputedStyle(shown).clipPath)).toBe("inset(50%)");
  await page.mouse.move(300, (await message.boundingBox())!.y + 4);
  expect(await message.evaluate((shown) => shown.matches(":hover"))).toBe(false);
  await page.close();
});

test("work that goes on moves nothing, and covers nothing", async () => {
  const { page, show } = await openPage(browser, { theme: "light", width: 300, height: 850 });
  const at = async (): Promise<number> => (await page.locator(".content").boundingBox())!.y;
  const snapshot = snapshotOf(parabola(1));
  let serial = 0;
  for (const width of [300, 450, 700, 1100]) {
    await page.setViewportSize({ width, height: 850 });
    await show({ ...snapshot, serial: ++serial });
    const before = await at();
    await show({ ...snapshot, serial: ++serial, busy: { text: "Computing …", isCancellable: true } });
    expect(await at(), `at ${width}`).toBe(before);
    const cancel = (await page.getByRole("button", { name: "Cancel" }).boundingBox())!;
    expect(cancel.y + cancel.height, `at ${width}`).toBeLessThanOrEqual(before);
    expect(cancel.x + cancel.width, `at ${width}`).toBeLessThanOrEqual(width);
  }
  await page.close();
});

test("a table without data says what to do, and no number", async () => {
  const { snapshot, looking } = gallery["data-none"];
  const { page, show, sent } = await openPage(browser, { theme: "light", width: 700, height: 800, state: { looking } });
  await show(snapshot);
  await page.getByRole("tab", { name: "Table" }).click();
  expect(await page.locator(".view").innerText()).not.toContain("NaN");
  await page.getByRole("button", { name: "Choose a file …" }).click();
  expect((await sent()).at(-1)).toEqual({ type: "chooseDataFile" });
  await page.close();
});

test("columns are chosen one by one", async () => {
  const { snapshot, looking } = gallery["data-unmapped"];
  const { page, show, sent } = await openPage(browser, { theme: "light", width: 700, height: 800, state: { looking } });
  await show(snapshot);
  await page.getByRole("checkbox", { name: "price is the target" }).check();
  await page.getByRole("checkbox", { name: "forecast is the prediction" }).check();
  expect((await sent()).at(-1)).toEqual({ type: "setColumns", yTrue: ["price"], yPred: ["forecast"] });
  // A column is one or the other.
  await page.getByRole("checkbox", { name: "forecast is the target" }).check();
  expect((await sent()).at(-1)).toEqual({ type: "setColumns", yTrue: ["price", "forecast"], yPred: [] });
  await page.close();
});

test("a fix that the picture is drawn with is one button", async () => {
  const { snapshot, looking } = gallery.mended;
  const { page, show, sent } = await openPage(browser, { theme: "light", width: 700, height: 800, state: { looking } });
  await show(snapshot);
  expect(await page.locator(".notice").innerText()).toContain("Add 'from keras import ops'");
  await page.getByRole("button", { name: "Apply the fix" }).click();
  expect((await sent()).at(-1)).toEqual({ type: "takeStep", id: "applyFix" });
  await page.close();
});
