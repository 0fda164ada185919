/** What someone hears of the page who does not see it: names, roles, tables, and what changes. */

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Snapshot } from "../../src/preview/messages.ts";
import { snapshotOf, squaredError } from "./canned.ts";
import { downhill } from "./canned-views.ts";
import { type ExhibitName, exhibitNames, gallery } from "./gallery.ts";
import { type OpenedPage, openBrowser, openPage } from "./page-harness.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function open(name: ExhibitName): Promise<OpenedPage> {
  const { snapshot, looking, keys } = gallery[name];
  const opened = await openPage(browser, { theme: "dark", width: 1100, height: 800, state: { looking } });
  await opened.show(snapshot);
  if (keys !== undefined) await opened.page.locator(".cursor:visible").first().focus();
  for (const key of keys ?? []) await opened.page.keyboard.press(key);
  return opened;
}

interface Heard {
  readonly role: string;
  readonly name: string;
  readonly isFocusable: boolean;
}

/** The accessibility tree as Chromium hands it to a screen reader, in order, without what it leaves out. */
async function hear(page: Page): Promise<Heard[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const inOrder = (id: string): typeof nodes => {
    const node = byId.get(id);
    return node === undefined ? [] : [node, ...(node.childIds ?? []).flatMap(inOrder)];
  };
  return inOrder(nodes[0]?.nodeId ?? "")
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, properties }) => ({
      role: String(role?.value ?? ""),
      name: String(name?.value ?? ""),
      isFocusable: properties?.some((one) => one.name === "focusable" && one.value.value === true) ?? false,
    }));
}

describe("every view", () => {
  test.each(exhibitNames)("%s: all that takes the focus has a name, and the picture is told in words", async (name) => {
    const { page } = await open(name);
    const heard = await hear(page);
    const nameless = heard.filter((one) => one.isFocusable && one.role !== "RootWebArea" && one.name === "");
    expect(nameless).toEqual([]);
    for (const { role, name: text } of heard) {
      if (role === "image") expect(text.length).toBeGreaterThan(30);
    }
    const { data } = gallery[name].snapshot;
    const isDrawn = data !== null && gallery[name].looking.tab !== "table" && (data.view !== "data" || data.rows > 0);
    expect(heard.some(({ role }) => role === "image")).toBe(isDrawn);
    // With a picture comes a cursor that says where it is.
    expect(heard.some(({ role, name: text }) => role === "slider" && text.startsWith("Cursor over"))).toBe(isDrawn);
    if (gallery[name].keys !== undefined) {
      expect(await page.locator(".cursor:visible").first().getAttribute("aria-valuetext")).toMatch(/\d/);
    }
    await page.close();
  });

  const tables: readonly (readonly [ExhibitName, string])[] = [
    ["curve", "Loss and gradient over y_pred"],
    ["surface", "Loss over y_pred and y_true"],
    ["distribution", "predicted mean"],
    ["classes-two", "y_pred"],
    ["classes-three", "cat is true"],
    ["classes-five", "probability of the true class"],
    ["masks", "overlap 0.55"],
    ["boxes", "Boxes: left"],
    ["embedding", "Vectors"],
    ["data", "validation.csv"],
    ["descent", "Reaches the targets"],
  ];
  test.each(tables)("%s has its numbers in a table with a caption and headings", async (name, caption) => {
    const { page } = await open(name);
    await page.getByRole("tab", { name: "Table" }).click();
    const table = page.locator(".table:visible table");
    const named = await table.getAttribute("aria-labelledby");
    expect(await page.locator(`#${named}`).textContent()).toContain(caption);
    const headings = await table.locator("thead th[scope=col]").allTextContents();
    expect(headings.length).toBeGreaterThan(1);
    expect(headings.filter((text) => text === "")).toEqual([]);
    const rows = table.locator("tbody tr");
    expect(await rows.count()).toBeGreaterThan(2);
    expect(await rows.first().locator("th[scope=row]").count()).toBe(1);
    expect(await rows.first().locator("th, td").count()).toBe(headings.length);
    await page.close();
  });
});

test("the page is told in the order in which it is understood", async () => {
  const { page } = await open("curve");
  const heard = await hear(page);
  const order = heard
    .filter(({ role }) => ["heading", "list", "tablist", "tabpanel", "image", "region", "group"].includes(role))
    .map(({ role, name }) => `${role} ${name.split(". ")[0]}`.trim())
    .filter((text) => text !== "group");
  expect(order).toMatchInlineSnapshot(`
    [
      "heading focal_loss",
      "list What is known of this loss",
      "tablist Views",
      "tabpanel Curve",
      "image focal_loss(gamma=3.5, alpha=0.25) over y_pred",
      "region Sample data",
      "heading SAMPLE DATA",
      "region Parameters",
      "heading PARAMETERS",
      "region Compare with",
      "heading COMPARE WITH",
      "group Keras",
      "group This file",
      "region Show",
      "heading SHOW",
      "group Export",
    ]
  `);
  await page.close();
});

describe("what changes is said", () => {
  const said = (page: Page): Promise<string | null> => page.locator("[aria-live=polite]").textContent();

  async function change(before: Snapshot, after: Partial<Snapshot>): Promise<OpenedPage> {
    const opened = await openPage(browser, { theme: "dark", width: 1100, height: 800 });
    await opened.show({ ...before, serial: 1 });
    await opened.page.waitForTimeout(600);
    await opened.show({ ...before, ...after, serial: 2 });
    return opened;
  }

  const curve = gallery.curve.snapshot;
  const changes: readonly (readonly [string, Snapshot, Partial<Snapshot>, string])[] = [
    [
      "an error, with its line",
      curve,
      { problem: gallery["error-later"].snapshot.problem },
      "NameError: name 'gama' is not defined Line 14.",
    ],
    ["that it is mended", gallery["error-later"].snapshot, { problem: null }, "The picture is of the code again."],
    ["work that takes long", curve, { busy: { text: "Computing …", isCancellable: true } }, "Computing …"],
    ["that it is done", gallery.progress.snapshot, { busy: null }, "Done."],
    [
      "another loss, and what is wrong with it",
      curve,
      { loss: { ...curve.loss, name: "huber" } },
      "huber, losses.py. Warning: infinite at y_pred = 0 for y_true = 1: log(0), line 17.",
    ],
    [
      "a new warning",
      snapshotOf(squaredError, { facts: [] }),
      { facts: [{ state: "warn", text: "no gradient", message: null, place: null }] },
      "Warning: no gradient.",
    ],
    ["how a descent ends", curve, { data: downhill, view: "descent" }, "Reaches the targets in 43 steps."],
    ["the loss of boxes that were moved", curve, { data: gallery.boxes.snapshot.data, view: "boxes" }, "Loss 0.611."],
    [
      "a file that cannot be read",
      gallery.data.snapshot,
      { data: gallery["data-bad"].snapshot.data },
      "broken.csv, line 3: 'four' in column 'y_pred' is not a number.",
    ],
  ];
  test.each(changes)("%s", async (_what, before, after, text) => {
    const { page } = await change(before, after);
    await expect.poll(() => said(page)).toBe(text);
    await page.close();
  });

  test("of a slider on its way only where it ends", async () => {
    const { page, show } = await change(curve, {});
    const boxes = gallery.boxes.snapshot.data;
    if (boxes?.view !== "boxes") throw new Error("The exhibit has no boxes.");
    await page.evaluate(() => {
      const live = document.querySelector("[aria-live=polite]")!;
      (window as unknown as { heard: string[] }).heard = [];
      new MutationObserver(() => (window as unknown as { heard: string[] }).heard.push(live.textContent ?? "")).observe(
        live,
        {
          childList: true,
          characterData: true,
          subtree: true,
        },
      );
    });
    for (let step = 1; step <= 6; step++) {
      await show({ ...curve, serial: 2 + step, view: "boxes", data: { ...boxes, value: step / 10 } });
    }
    await expect.poll(() => said(page)).toBe("Loss 0.6.");
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual(["Loss 0.6."]);
    await page.close();
  });
});

describe("for whoever asks the system for it", () => {
  test("no motion: work is told in words, without a bar that moves", async () => {
    const { page } = await open("progress");
    expect(await page.locator("progress").isVisible()).toBe(true);
    await page.emulateMedia({ reducedMotion: "reduce" });
    expect(await page.locator("progress").isVisible()).toBe(false);
    expect(await page.locator(".busy").textContent()).toContain("Computing the surface");
    await page.close();
  });

  test.each(["dark", "light"] as const)(
    "the system's own colours, %s: curves stand out, sliders are seen",
    async (scheme) => {
      const { page } = await open("curve");
      await page.emulateMedia({ forcedColors: "active", colorScheme: scheme });
      const contrasts = await page.evaluate(() => {
        const ground = luminanceOf(getComputedStyle(document.body).backgroundColor);
        const chart = document.querySelector(".chart")!;
        const colour = (role: string): string => {
          const probe = document.createElementNS("http://www.w3.org/2000/svg", "text");
          probe.style.fill = `var(${role})`;
          chart.querySelector("svg")!.append(probe);
          const { fill } = getComputedStyle(probe);
          probe.remove();
          return fill;
        };
        return [
          "--plot-series0",
          "--plot-series1",
          "--plot-series2",
          "--plot-series3",
          "--plot-series4",
          "--text",
          "--focus",
        ]
          .map((role) => {
            const own = luminanceOf(colour(role));
            return { role, contrast: (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05) };
          })
          .filter(({ role, contrast }) => contrast < (role === "--focus" ? 3 : 4.5));
      });
      expect(contrasts).toEqual([]);
      await page.close();
    },
  );
});
