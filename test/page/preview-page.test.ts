import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Snapshot } from "../../src/preview/messages.ts";
import type { PlotData } from "../../src/preview/plot-data.ts";
import { focal, place, reference, snapshotOf, squaredError } from "./canned.ts";
import { crossEntropySurface, downhill, noRows, twoBoxes } from "./canned-views.ts";
import { type OpenedPage, type OpenOptions, openBrowser, openPage, pageScript } from "./page-harness.ts";
import { takeAway } from "./preview-driver.ts";

const looking = {
  showsGradient: true,
  isLogarithmic: false,
  showsSaved: false,
  isNormalized: false,
  difference: null,
  zoom: null,
};

let browser: Browser;
const opened: OpenedPage[] = [];

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  // Under the panel's own policy nothing may be refused, and nothing may go wrong unseen.
  expect(opened.flatMap(({ complaints }) => complaints)).toEqual([]);
});

async function show(data: PlotData, changes: Partial<Snapshot> = {}, options: Partial<OpenOptions> = {}) {
  const one = await openPage(browser, {
    theme: "dark",
    width: 1100,
    height: 760,
    state: { looking: { ...looking, tab: data.view } },
    ...options,
  });
  opened.push(one);
  const views: Snapshot["views"] = data.view === "curve" ? ["curve", "surface", "descent"] : ["curve", data.view];
  await one.show(snapshotOf(data, { views, ...changes }));
  return one;
}

describe.each(["dark", "light", "highContrast", "highContrastLight"] as const)("in %s", (theme) => {
  test("every name on a curve stands out against its ground by 4.5 to 1", async () => {
    const { page } = await show(squaredError, {}, { theme });
    const contrasts = await page.evaluate(() => {
      const ground = luminanceOf(getComputedStyle(document.body).backgroundColor);
      return ["series0", "series1", "series2", "series3", "series4", "text", "dim", "warn", "ok"].map((role) => {
        const text = document.createElement("span");
        text.style.color = `var(--plot-${role})`;
        document.body.append(text);
        const own = luminanceOf(getComputedStyle(text).color);
        text.remove();
        return { role, contrast: (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05) };
      });
    });
    expect(contrasts.filter(({ contrast }) => contrast < 4.5)).toEqual([]);
    await page.close();
  });
});

test("arrow keys move the cursor from point to point, and what it is on is said", async () => {
  const { page } = await show(focal);
  const cursor = page.locator(".cursor:visible");
  await cursor.focus();
  await page.keyboard.press("Home");
  expect(await cursor.getAttribute("aria-valuetext")).toBe(
    "y_true 1, y_pred 0, loss ∞, gradient −∞, ops.log(y_pred) is ∞, line 17",
  );
  await page.keyboard.press("ArrowRight");
  expect(await cursor.getAttribute("aria-valuenow")).toBe(String(1 / 256));
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowDown");
  expect(await page.locator(".readout").textContent()).toContain("y_true 0");
  expect(await page.locator(".readout").textContent()).toContain("loss ∞");
});

test("the page turns to a view that somebody asks for elsewhere, and not to one that it has left", async () => {
  const { page, show: send } = await show(squaredError);
  await page.getByRole("tab", { name: "Surface" }).click();
  await send(snapshotOf(squaredError, { views: ["curve", "surface", "data"], serial: 2 }));
  expect(await page.getByRole("tab", { selected: true }).innerText()).toBe("Surface");
  await send(snapshotOf(squaredError, { views: ["curve", "surface", "data"], turned: 1, serial: 3 }));
  expect(await page.getByRole("tab", { selected: true }).innerText()).toBe("Curve");
  await page.locator(".chart svg:visible").first().waitFor();
});

test("five tabs stand in one row beside code in a window of 1024 pixels", async () => {
  const views: Snapshot["views"] = ["curve", "surface", "descent", "data"];
  const { page } = await show(squaredError, { views }, { width: 330 });
  const tops = await page.getByRole("tab").evaluateAll((tabs) => tabs.map((tab) => tab.getBoundingClientRect().top));
  expect(tops).toHaveLength(5);
  expect(new Set(tops).size).toBe(1);
});

test.each([squaredError, crossEntropySurface, twoBoxes, downhill])(
  "the table of '$view' names its view once",
  async (data) => {
    const { page } = await show(data);
    await page.getByRole("tab", { name: "Table" }).click();
    const [view, rest] = (await page.locator(".caption:visible").first().innerText()).split(/: (.*)/s);
    expect(["Curve", "Surface", "Boxes", "Descent"]).toContain(view);
    expect(rest).not.toMatch(new RegExp(`^${view}`));
  },
);

test("the comment that names a data file is told in one line, as code, at every width", async () => {
  for (const width of [300, 520, 900]) {
    const { page } = await show(noRows, {}, { width });
    const comment = page.locator(".remarks code");
    expect(await comment.innerText()).toBe("# loss-lens: data=rows.csv");
    expect(await comment.evaluate((code) => code.getClientRects().length)).toBe(1);
    await page.close();
  }
});

test("the mouse picks the curve that it is nearest to", async () => {
  const { page } = await show(squaredError);
  const box = (await page.locator(".cursor:visible").boundingBox())!;
  await page.mouse.move(box.x + 60, box.y + 60);
  expect(await page.locator(".readout").textContent()).toContain("y_true 1");
});

test("a drag zooms in, 0 shows all again, and the host is asked for the finer part", async () => {
  const { page, sent } = await show(focal);
  const box = (await page.locator(".cursor:visible").boundingBox())!;
  await page.mouse.move(box.x + 200, box.y + 150);
  await page.mouse.down();
  await page.mouse.move(box.x + 400, box.y + 150, { steps: 4 });
  await page.mouse.up();
  const domain = async (): Promise<number[]> =>
    page
      .locator(".cursor:visible")
      .evaluate((it) => [Number(it.getAttribute("aria-valuemin")), Number(it.getAttribute("aria-valuemax"))]);
  const [low = 0, high = 1] = await domain();
  expect(low).toBeGreaterThan(0.1);
  expect(high).toBeLessThan(0.7);
  await page.locator(".cursor:visible").focus();
  await page.keyboard.press("0");
  expect(await domain()).toEqual([0, 1]);
  await expect
    .poll(async () => (await sent()).filter(({ type }) => type === "setDomain").map((message) => message.domain))
    .toContain(null);
});

test("with Shift a drag moves what is zoomed, and the wheel sideways does too", async () => {
  const { page } = await show(focal, {}, { state: { looking: { ...looking, tab: "curve", zoom: [0.4, 0.6] } } });
  const cursor = page.locator(".cursor:visible");
  const low = async (): Promise<number> => Number(await cursor.getAttribute("aria-valuemin"));
  const box = (await cursor.boundingBox())!;
  await page.keyboard.down("Shift");
  await page.mouse.move(box.x + 400, box.y + 150);
  await page.mouse.down();
  await page.mouse.move(box.x + 300, box.y + 150, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up("Shift");
  const moved = await low();
  expect(moved).toBeGreaterThan(0.41);
  expect(moved).toBeLessThan(0.45);
  await page.mouse.wheel(-100, 0);
  await expect.poll(low).toBeLessThan(moved);
});

test("in a right-to-left page a minus stays before its number", async () => {
  const { page } = await show(squaredError, {}, { direction: "rtl" });
  const cursor = page.locator(".cursor:visible");
  await cursor.focus();
  await page.keyboard.press("Home");
  const figures = page.locator(".readout span").nth(1);
  expect(await figures.textContent()).toBe("y_pred −3.00");
  expect(await figures.evaluate((it) => getComputedStyle(it).direction)).toBe("ltr");
  await page.getByRole("tab", { name: "Table" }).click();
  expect(
    await page
      .locator("tbody th")
      .first()
      .evaluate((it) => getComputedStyle(it).direction),
  ).toBe("ltr");
});

test("the table holds every number that is drawn", async () => {
  const { page } = await show(focal);
  await page.getByRole("tab", { name: "Table" }).click();
  const rows = await page.locator("tbody tr").count();
  expect(rows).toBe(focal.series[0]!.x.length);
  const middle = await page.locator("tbody tr").nth(128).locator("th, td").allTextContents();
  expect(middle[0]).toBe("0.5");
  expect(Number(middle[1])).toBeCloseTo(focal.series[0]!.loss[128]!, 5);
  expect(Number(middle[2]!.replace("−", "-"))).toBeCloseTo(focal.series[0]!.gradient![128]!, 4);
});

test("a slider tells the host its value, and reset and write do what they say", async () => {
  const { page, sent } = await show(focal);
  const gamma = page.getByRole("slider", { name: "gamma, slider" });
  await gamma.focus();
  await page.keyboard.press("End");
  await expect.poll(async () => (await sent()).at(-1)).toEqual({ type: "setParameter", name: "gamma", value: 5 });
  await page.getByRole("button", { name: "reset gamma" }).click();
  await page.getByRole("button", { name: "write into code: gamma" }).click();
  expect((await sent()).slice(-2)).toEqual([
    { type: "resetParameter", name: "gamma" },
    { type: "writeParameter", name: "gamma", value: 3.5 },
  ]);
});

test("a click on a region without a value shows the expression that is to blame", async () => {
  const { page, sent } = await show(focal);
  const box = (await page.locator(".cursor:visible").boundingBox())!;
  const left = await page.locator('.picture:visible rect[fill^="url"]').first().getAttribute("x");
  await page.mouse.click(box.x + Number(left) + 2, box.y + 100);
  expect((await sent()).at(-1)).toEqual({ type: "reveal", place: { ...place, line: 17 } });
});

test("pictures and numbers can be taken away", async () => {
  const { page, sent } = await show(crossEntropySurface);
  for (const format of ["SVG", "CSV", "PNG"]) await takeAway(page, "Save …", format);
  await expect
    .poll(async () => (await sent()).filter(({ type }) => type === "export").length, { timeout: 15_000 })
    .toBe(3);
  const exports = (await sent()).filter(({ type }) => type === "export");
  const content = (format: string): string => String(exports.find((one) => one.format === format)?.content);
  expect(content("svg")).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  expect(content("svg")).toContain("data:image/png;base64,");
  expect(content("csv").split("\r\n")).toHaveLength(65 * 65 + 2);
  expect(atob(content("png")).slice(1, 4)).toBe("PNG");
  const size = await page.evaluate(async (svg) => {
    const picture = new Image();
    picture.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
    await picture.decode();
    return [picture.naturalWidth, picture.naturalHeight];
  }, content("svg"));
  expect(size[0]).toBeGreaterThan(600);
});

test("a box is dragged to where it should be", async () => {
  const { page, sent } = await show(twoBoxes);
  const box = (await page.locator(".picture:visible rect[stroke-dasharray]").first().boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const look = (): Promise<string> =>
    page.locator(".cursor:visible").evaluate((at) => (at as HTMLElement).style.cursor);
  await page.mouse.move(x, y);
  expect(await look()).toBe("grab");
  await page.mouse.down();
  await page.mouse.move(x + 60, y - 20, { steps: 3 });
  expect(await look()).toBe("grabbing");
  await page.mouse.up();
  const moved = async (id: string): Promise<number[]> =>
    (await sent()).filter((one) => one.type === "setOption" && one.id === id).map(({ value }) => Number(value));
  // Held where it was taken: it goes as far as the pointer, to the right and up.
  expect((await moved("shiftX")).at(-1)).toBeGreaterThan(0.14);
  expect((await moved("shiftUp")).at(-1)).toBeGreaterThan(-0.09);
  await page.mouse.move(box.x - 12, box.y - 12);
  expect(await look()).not.toBe("grab");
});

test("the slider of the data is named by what it counts, not by the word size", async () => {
  const { samples } = snapshotOf(focal);
  const size = { label: "Number of classes", value: 5, min: 2, max: 10 };
  const { page, sent } = await show(focal, { samples: { ...samples, size } });
  await page.getByRole("spinbutton", { name: "Number of classes" }).fill("7");
  await page.getByRole("spinbutton", { name: "Number of classes" }).press("Enter");
  expect((await sent()).at(-1)).toEqual({ type: "setSampleSize", size: 7 });
});

test("a fact stands beside its mark, also where it is one long word as in Chinese", async () => {
  const text = "在目标处不是最小：越过y_pred=−2（当y_true=1时）仍在下降".repeat(2);
  const message = "'a_loss' is not smallest where the prediction is right.";
  const { page } = await show(
    focal,
    { facts: [{ state: "warn", text, place, message, isOld: false }] },
    { width: 300, height: 900 },
  );
  const fact = page.locator(".facts li").first();
  const said = fact.getByText("在目标处").first();
  const [whole, words] = [(await fact.boundingBox())!, (await said.boundingBox())!];
  expect(words.x - whole.x).toBeGreaterThan(8);
  expect(words.y - whole.y).toBeLessThan(6);
  expect((await fact.locator(".message").boundingBox())!.y).toBeGreaterThanOrEqual(words.y + words.height - 1);
});

test("long names and a right-to-left page break nothing", async () => {
  const name = "a_loss_with_a_name_that_goes_on_and_on_and_never_seems_to_want_to_end_at_all_really";
  const { page } = await show(
    focal,
    {
      loss: { reference, name, signature: `(${name}=1.0)`, file: `${name}.py`, place },
      comparisons: [{ id: { kind: "builtIn", name: "x" }, label: name }],
      parameters: [{ name, value: 1, initial: 1, min: 0, max: 2, step: 0, scale: "linear", isWritable: true }],
    },
    { direction: "rtl", width: 420, height: 900 },
  );
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  expect(await page.locator("h1").textContent()).toBe(name);
});

test("tabs are walked with the arrow keys, and the page remembers how it was looked at", async () => {
  const { page, sent } = await show(focal);
  await page.getByRole("tab", { name: "Curve" }).focus();
  await page.keyboard.press("ArrowRight");
  expect((await sent()).at(-1)).toEqual({ type: "setView", view: "surface" });
  await page.keyboard.press("End");
  const kept = await page.evaluate(() => (window as unknown as { kept: unknown }).kept);
  expect(kept).toMatchObject({ version: 2, loss: reference, looking: { tab: "table" } });
  const again = await show(focal, {}, { state: kept });
  expect(await again.page.getByRole("tab", { name: "Table" }).getAttribute("aria-selected")).toBe("true");
});

test("an older snapshot that comes late is not drawn", async () => {
  const one = await show(focal, { serial: 5 });
  await one.show(snapshotOf(squaredError, { serial: 4 }));
  expect(await one.page.locator(".picture:visible").getAttribute("aria-label")).toContain("from 0 to 1");
});

test("the page's script is small enough to load at once", async () => {
  expect((await pageScript()).length).toBeLessThan(200_000);
});

test("a new curve is drawn within a frame", async () => {
  const one = await show(focal);
  const times: number[] = [];
  for (let serial = 2; serial < 42; serial += 1) {
    const message = snapshotOf(serial % 2 === 0 ? squaredError : focal, { serial });
    const start = performance.now();
    await one.show(message);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  // Two frames of waiting and two trips through the debugger's socket are in it.
  expect(times[20]).toBeLessThan(120);
});
