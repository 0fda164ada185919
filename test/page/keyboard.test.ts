/** Every action of the page by the keyboard alone: reached, seen to be reached, and done. */

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { place, snapshotOf } from "./canned.ts";
import { type ExhibitName, gallery } from "./gallery.ts";
import { type OpenedPage, type OpenOptions, openBrowser, openPage } from "./page-harness.ts";
import type { ThemeName } from "./themes.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function open(name: ExhibitName, options: Partial<OpenOptions> = {}): Promise<OpenedPage> {
  const { snapshot, looking } = gallery[name];
  const opened = await openPage(browser, { theme: "dark", width: 1100, height: 800, state: { looking }, ...options });
  await opened.show(snapshot);
  return opened;
}

interface Stop {
  readonly name: string;
  readonly top: number;
  readonly left: number;
  readonly outline: string;
  /** Of the focus ring on the page's ground. */
  readonly contrast: number;
}

/** Where Tab goes, from the top of the page to its end. */
async function tabStops(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let press = 0; press < 80; press++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
      const [ring, ground] = [luminanceOf(outlineColor), luminanceOf(getComputedStyle(document.body).backgroundColor)];
      const { top, left } = element.getBoundingClientRect();
      return {
        name: element.getAttribute("aria-label") ?? element.textContent ?? "",
        top: top + window.scrollY,
        left,
        outline: `${outlineStyle} ${Number.parseFloat(outlineWidth) >= 1 ? "seen" : "too thin"}`,
        contrast: (Math.max(ring, ground) + 0.05) / (Math.min(ring, ground) + 0.05),
      };
    });
    if (stop === null) return stops;
    stops.push(stop);
  }
  throw new Error("Tab goes round and round.");
}

describe.each(["dark", "light", "highContrast", "highContrastLight"] satisfies ThemeName[])("in %s", (theme) => {
  test("Tab reaches every control, and each shows that it has the focus", async () => {
    const { page } = await open("curve-zoomed", { theme });
    const stops = await tabStops(page);
    const all = await page.evaluate(
      () =>
        [...document.querySelectorAll<HTMLElement>("button, select, input, [tabindex]")].filter(
          (element) =>
            element.checkVisibility({ visibilityProperty: true }) &&
            element.tabIndex >= 0 &&
            !element.matches(":disabled"),
        ).length,
    );
    expect(stops).toHaveLength(all);
    expect(all).toBeGreaterThan(25);
    expect(stops.filter(({ outline, contrast }) => outline !== "solid seen" || contrast < 3)).toEqual([]);
    await page.close();
  });
});

test("in a narrow panel Tab goes down the page as it is read", async () => {
  const { page } = await open("curve-zoomed", { width: 300, height: 1400 });
  // Within the picture's own frame its tools stand at the top, after the cursor.
  const stops = (await tabStops(page)).filter(({ name }) => !/^(Zoom|Show all)/.test(name));
  const isAbove = (a: Stop, b: Stop): boolean => a.top < b.top + 30;
  expect(stops.slice(1).filter((stop, i) => !isAbove(stops[i]!, stop))).toEqual([]);
  await page.close();
});

test("in a wide panel the picture comes before the controls, and they before the exports", async () => {
  const { page } = await open("curve");
  const names = (await tabStops(page)).map(({ name }) => name);
  const order = ["Cursor over y_pred", "Sample data", "gamma, slider", "Compare with another loss", "Copy"];
  expect(names.filter((name) => order.includes(name))).toEqual(order);
  await page.close();
});

type Role = Parameters<Page["getByRole"]>[0];

/** An exhibit, what is focused in it, the keys, and what the host hears last. */
const actions: readonly (readonly [ExhibitName, Role, string, readonly string[], Record<string, unknown>])[] = [
  ["curve", "button", "line 14", ["Enter"], { type: "reveal", place }],
  ["curve", "button", "Pin", ["Enter"], { type: "pin", isPinned: true }],
  ["notes", "button", "Pin", ["Space"], { type: "pin", isPinned: false }],
  [
    "curve",
    "button",
    "infinite at y_pred = 0 for y_true = 1: log(0), line 17",
    ["Enter"],
    { type: "reveal", place: { ...place, line: 17 } },
  ],
  ["error-later", "button", "line 14", ["Enter"], { type: "reveal", place }],
  ["progress", "button", "Cancel", ["Enter"], { type: "cancel" }],
  ["curve", "tab", "Curve", ["ArrowRight"], { type: "setView", view: "surface" }],
  ["curve", "combobox", "Sample data", ["ArrowDown"], { type: "setSamples", id: "binary-logits" }],
  ["curve", "slider", "gamma, slider", ["Home"], { type: "setParameter", name: "gamma", value: 0 }],
  ["curve", "spinbutton", "alpha", ["ArrowUp"], { type: "setParameter", name: "alpha", value: 0.26 }],
  ["curve", "spinbutton", "alpha", ["PageDown"], { type: "setParameter", name: "alpha", value: 0.15 }],
  ["descent", "spinbutton", "Steps", ["ArrowUp"], { type: "setOption", id: "steps", value: 110 }],
  ["descent", "spinbutton", "Learning rate", ["ArrowUp"], { type: "setOption", id: "learningRate", value: 0.112 }],
  ["descent", "combobox", "Optimizer", ["ArrowDown"], { type: "setOption", id: "optimizer", value: "adam" }],
  ["curve", "button", "reset gamma", ["Enter"], { type: "resetParameter", name: "gamma" }],
  ["curve", "button", "write into code: gamma", ["Enter"], { type: "writeParameter", name: "gamma", value: 3.5 }],
  [
    "curve",
    "combobox",
    "Compare with another loss",
    ["ArrowDown"],
    { type: "addComparison", id: { kind: "builtIn", name: "mean_squared_error" } },
  ],
  [
    "curve",
    "button",
    "Do not compare with binary_crossentropy",
    ["Enter"],
    { type: "removeComparison", id: { kind: "builtIn", name: "binary_crossentropy" } },
  ],
  ["curve", "checkbox", "As last saved", ["Space"], { type: "showSaved", isShown: true }],
  ["boxes", "slider", "Shift right, slider", ["Home"], { type: "setOption", id: "shiftX", value: -0.5 }],
  ["data-none", "button", "Choose a file …", ["Enter"], { type: "chooseDataFile" }],
];

describe("without a mouse", () => {
  test.each(actions)("%s: the %s '%s' answers %j", async (name, role, label, keys, expected) => {
    const { page, sent } = await open(name);
    await page.getByRole(role, { name: label, exact: true }).first().focus();
    for (const key of keys) await page.keyboard.press(key);
    await expect.poll(async () => (await sent()).at(-1)).toEqual(expected);
    await page.close();
  });

  test.each([
    ["Copy", "SVG", "clipboard"],
    ["Copy", "CSV", "clipboard"],
    ["Save …", "SVG", "file"],
    ["Save …", "Python", "file"],
  ])("'%s' takes %s away with Enter", async (button, format, to) => {
    const { page, sent } = await open("curve");
    await page.getByLabel("Format").selectOption({ label: format });
    await page.getByRole("button", { name: button, exact: true }).focus();
    await page.keyboard.press("Enter");
    await expect
      .poll(async () => (await sent()).at(-1))
      .toMatchObject({ type: "export", format: format.toLowerCase(), to });
    await page.close();
  });
});

describe("on the picture", () => {
  const domainOf = async (page: Page): Promise<number[]> => {
    const cursor = page.locator(".cursor:visible").first();
    return [Number(await cursor.getAttribute("aria-valuemin")), Number(await cursor.getAttribute("aria-valuemax"))];
  };

  test("plus and minus zoom, Shift with the arrows moves what is zoomed, 0 shows all", async () => {
    const { page } = await open("curve");
    await page.locator(".cursor:visible").focus();
    await page.keyboard.press("+");
    const [low = 0, high = 0] = await domainOf(page);
    expect(high - low).toBeCloseTo(0.5, 5);
    await page.keyboard.press("Shift+ArrowRight");
    expect((await domainOf(page))[0]).toBeCloseTo(low + 0.05, 5);
    await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.press("Shift+ArrowLeft");
    expect((await domainOf(page))[0]).toBeCloseTo(low - 0.05, 5);
    await page.keyboard.press("-");
    expect(await domainOf(page)).toEqual([0, 1]);
    await page.keyboard.press("+");
    await page.keyboard.press("0");
    expect(await domainOf(page)).toEqual([0, 1]);
    await page.close();
  });

  test("the buttons zoom too, and the focus stays on the picture when they go", async () => {
    const { page } = await open("curve");
    await page.getByRole("button", { name: "Zoom in" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Show all" }).focus();
    await page.keyboard.press("Enter");
    expect(await domainOf(page)).toEqual([0, 1]);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("cursor");
    await page.close();
  });

  test("where the loss is infinite, the readout names the culprit, and Enter shows it in the code", async () => {
    const { page, sent } = await open("curve");
    await page.locator(".cursor:visible").focus();
    await page.keyboard.press("Home");
    const link = page.locator(".readout button");
    expect(await link.textContent()).toBe("ops.log(y_pred) is ∞, line 17");
    await page.keyboard.press("Enter");
    expect((await sent()).at(-1)).toEqual({ type: "reveal", place: { ...place, line: 17 } });
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(await link.count()).toBe(0);
    await page.keyboard.press("Escape");
    expect(await page.locator(".readout").textContent()).toBe("");
    await page.close();
  });

  test("up and down find the neighbours in a triangle", async () => {
    const { page } = await open("classes-three");
    await page.locator(".cursor:visible").focus();
    const cat = async (): Promise<number> => {
      const text = await page.locator(".cursor:visible").getAttribute("aria-valuetext");
      return Number(/cat ([\d.]+)/.exec(text ?? "")?.[1]);
    };
    await page.keyboard.press("Home");
    expect(await cat()).toBe(0);
    await page.keyboard.press("ArrowUp");
    expect(await cat()).toBeCloseTo(1 / 32, 3);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowDown");
    expect(await cat()).toBeCloseTo(1 / 32, 3);
    await page.close();
  });
});

test("a question mark lists the keys, from anywhere but a field, and Escape hides them", async () => {
  const { page } = await open("curve");
  const help = page.getByRole("region", { name: "Keys and mouse" });
  await page.locator(".cursor:visible").focus();
  await page.keyboard.press("?");
  expect(await help.isVisible()).toBe(true);
  expect(await help.textContent()).toContain("zoom in, zoom out, show all");
  await page.keyboard.press("Escape");
  expect(await help.isVisible()).toBe(false);
  await page.getByRole("button", { name: "Keys and mouse" }).focus();
  await page.keyboard.press("Enter");
  expect(await help.isVisible()).toBe(true);
  expect(await page.getByRole("button", { name: "Keys and mouse" }).getAttribute("aria-expanded")).toBe("true");
  await page.close();
});

describe("the focus is not lost when what had it goes away", () => {
  const focused = (page: Page): Promise<string> =>
    page.evaluate(
      () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "nothing",
    );

  test("pinning keeps it on the same button", async () => {
    const { page, show } = await open("curve");
    const pin = page.getByRole("button", { name: "Pin" });
    await pin.focus();
    await show({ ...gallery.curve.snapshot, serial: 2, isPinned: true });
    expect(await focused(page)).toBe("Pin");
    expect(await pin.getAttribute("aria-pressed")).toBe("true");
    await page.close();
  });

  test("after a reset it is on the slider", async () => {
    const { page, show } = await open("curve");
    await page.getByRole("button", { name: "reset gamma" }).focus();
    const parameters = gallery.curve.snapshot.parameters.map((one) => ({ ...one, value: one.initial }));
    await show({ ...gallery.curve.snapshot, serial: 2, parameters });
    expect(await focused(page)).toBe("gamma, slider");
    await page.close();
  });

  test("after a comparison is removed it is on the next, and after the last on the list to add from", async () => {
    const { page, show } = await open("compare");
    await page.getByRole("button", { name: "Do not compare with mean_absolute_error" }).focus();
    await page.keyboard.press("Enter");
    const [, second] = gallery.compare.snapshot.comparisons;
    await show({ ...gallery.compare.snapshot, serial: 2, comparisons: [second!] });
    expect(await focused(page)).toBe("Do not compare with log_cosh");
    await page.keyboard.press("Enter");
    await show({ ...gallery.compare.snapshot, serial: 3, comparisons: [] });
    expect(await focused(page)).toBe("Compare with another loss");
    await page.close();
  });

  test("when work that could be cancelled ends, it is on the chosen tab", async () => {
    const { page, show } = await open("progress");
    await page.getByRole("button", { name: "Cancel" }).focus();
    await show({ ...gallery.progress.snapshot, serial: 2, busy: null });
    expect(await focused(page)).toBe("Surface");
    await page.close();
  });
});

test("a field that is emptied shows its value again, and sends nothing", async () => {
  const { page, sent } = await open("curve");
  const field = page.getByRole("spinbutton", { name: "alpha" });
  await field.fill("");
  await page.keyboard.press("Tab");
  expect(await field.inputValue()).toBe("0.25");
  expect((await sent()).filter(({ type }) => type === "setParameter")).toEqual([]);
  await page.close();
});

test("what cannot be taken away now is not offered", async () => {
  const { page, show } = await open("table");
  const format = page.getByLabel("Format");
  expect(await format.locator("option:not([disabled])").allTextContents()).toEqual(["CSV", "Python"]);
  expect(await format.inputValue()).toBe("csv");
  await show(snapshotOf(null, { serial: 2 }));
  expect(await page.getByRole("group", { name: "Export" }).isVisible()).toBe(false);
  await page.close();
});
