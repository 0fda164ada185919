import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Frame, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { plotAt, readRows, setParameter, showTab, takeAway } from "./preview-driver.ts";
import { openWorkbench, useWindow, type Workbench } from "./run-workbench.ts";

let workbench: Workbench;
let page: Page;
let preview: Frame;

useWindow(async () => {
  workbench = await openWorkbench({ theme: "dark", viewport: { width: 1440, height: 900 } });
  page = workbench.page;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  preview = await plotAt(page, "losses.py", 21);
  await preview.locator("h1", { hasText: "focal_loss" }).waitFor();
  await preview.locator(".facts li").first().waitFor();
  return workbench;
});

/** Presses a button of the page and saves what it offers under the name that the dialog proposes. */
async function save(format: string, name: string): Promise<Buffer> {
  const path = join(workbench.folder, name);
  await rm(path, { force: true });
  await takeAway(preview, "Save …", format);
  const input = page.locator(".quick-input-widget input[type=text]").first();
  await input.waitFor();
  // The dialog lists the folder first; an answer that comes before is dropped.
  await expect.poll(() => input.inputValue()).toBe(path);
  const isSaved = async (): Promise<boolean> => {
    if (await input.isVisible()) await page.keyboard.press("Enter");
    return readFile(path).then(
      ({ length }) => length > 0,
      () => false,
    );
  };
  await expect.poll(isSaved, { interval: 500 }).toBe(true);
  await expect.poll(() => preview.locator('[aria-live="polite"]').textContent()).toBe(`Saved ${name}.`);
  return readFile(path);
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, opacity of the upper left pixel. */
  readonly corner: number[];
  /** How many colours there are. */
  readonly colours: number;
}

/** A picture as a browser decodes it; rejects for what is none. */
async function decode(png: Buffer): Promise<Pixels> {
  const blank = await page.context().newPage();
  try {
    return await blank.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext("2d")!;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      const colours = new Set(new Uint32Array(data.buffer)).size;
      return { width: bitmap.width, height: bitmap.height, corner: [...data.slice(0, 4)], colours };
    }, png.toString("base64"));
  } finally {
    await blank.close();
  }
}

/** What is on the clipboard: text, or a picture in base64. */
async function clipboard(): Promise<{ type: string; content: string }> {
  return page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const type = item!.types[0]!;
    const blob = await item!.getType(type);
    if (type === "text/plain") return { type, content: await blob.text() };
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return { type, content: btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), "")) };
  });
}

/** Puts something else there first, so that what is read afterwards was copied just now. */
async function copied(format: string): Promise<{ type: string; content: string }> {
  await page.locator(".part.statusbar").click({ position: { x: 400, y: 5 } });
  await page.evaluate(() => navigator.clipboard.writeText("nothing yet"));
  await takeAway(preview, "Copy", format);
  await preview.locator('[aria-live="polite"]', { hasText: "Copied" }).waitFor();
  // The clipboard is the document's that has the focus.
  await page.locator(".part.statusbar").click({ position: { x: 400, y: 5 } });
  // "Copied" may still be what was said of the last copy, and a read fails while something is being written.
  let found = { type: "", content: "nothing yet" };
  const read = async (): Promise<string> => {
    found = await clipboard().catch(() => found);
    return found.content;
  };
  await expect.poll(read).not.toBe("nothing yet");
  return found;
}

const sizeOf = (svg: string) => ({
  width: Number(/^<svg [^>]*width="([\d.]+)"/.exec(svg)?.[1]),
  height: Number(/^<svg [^>]*height="([\d.]+)"/.exec(svg)?.[1]),
});

describe("the picture as a file", () => {
  test("SVG stands by itself, in light and in dark", async () => {
    const texts: string[] = [];
    await preview.getByLabel("Format").selectOption("svg");
    for (const colours of ["light", "dark"]) {
      await preview.getByLabel("Colours").selectOption(colours);
      texts.push((await save("SVG", "focal_loss-curve.svg")).toString("utf8"));
    }
    const [light = "", dark = ""] = texts;
    expect(light).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(light).toContain("y_true = 1");
    // What depends on the page would look different elsewhere.
    expect(light + dark).not.toMatch(/var\(|currentColor|class="/);
    expect(light).not.toBe(dark);
  });

  test.each([
    ["light", "1"],
    ["dark", "2"],
    ["transparent", "4"],
  ])("PNG, %s, at %s times its size", async (colours, times) => {
    await preview.getByLabel("Format").selectOption("png");
    await preview.getByLabel("Colours").selectOption(colours);
    await preview.getByLabel("Format").selectOption("png");
    await preview.getByLabel("Size").selectOption(times);
    const svg = sizeOf((await save("SVG", "focal_loss-curve.svg")).toString("utf8"));
    const png = await decode(await save("PNG", "focal_loss-curve.png"));
    expect([png.width, png.height]).toEqual([svg.width * Number(times), svg.height * Number(times)]);
    expect(png.colours).toBeGreaterThan(20);
    const [red = 0, green = 0, blue = 0, opacity] = png.corner;
    if (colours === "transparent") expect(opacity).toBe(0);
    else {
      expect(opacity).toBe(255);
      if (colours === "light") expect(Math.min(red, green, blue)).toBeGreaterThan(200);
      else expect(Math.max(red, green, blue)).toBeLessThan(60);
    }
  });

  test("CSV holds the numbers of the table", async () => {
    const csv = (await save("CSV", "focal_loss-curve.csv")).toString("utf8");
    const [header = "", ...lines] = csv.trim().split(/\r?\n/);
    expect(header).toContain("y_pred");
    await showTab(preview, "Table");
    const rows = await readRows(preview);
    await showTab(preview, "Curve");
    expect(lines).toHaveLength(rows.length);
    for (const [index, line] of lines.entries()) {
      const cells = line.split(",").map((cell) => (cell === "" ? Number.NaN : Number(cell)));
      for (const [column, shown] of rows[index]!.entries()) {
        // The table shows six digits, the file all of them.
        if (Number.isFinite(shown))
          expect(Math.abs(cells[column]! - shown)).toBeLessThanOrEqual(1e-5 * Math.abs(shown));
      }
    }
  });
});

describe("the clipboard", () => {
  test("SVG is copied as text", async () => {
    const { type, content } = await copied("SVG");
    expect(type).toBe("text/plain");
    expect(content).toMatch(/^<svg /);
  });

  test("PNG is copied as a picture", async () => {
    await preview.getByLabel("Format").selectOption("png");
    await preview.getByLabel("Size").selectOption("2");
    const { type, content } = await copied("PNG");
    expect(type).toBe("image/png");
    const { colours } = await decode(Buffer.from(content, "base64"));
    expect(colours).toBeGreaterThan(20);
  });

  test("CSV is copied as text", async () => {
    const { type, content } = await copied("CSV");
    expect(type).toBe("text/plain");
    expect(content).toMatch(/^y_pred,.*loss/);
    expect(content.trim().split("\n").length).toBeGreaterThan(200);
  });

  test("the Python script has the loss at the values that its sliders show", async () => {
    await setParameter(preview, "gamma", "3.5");
    const { content } = await copied("Python");
    expect(content).toContain("def focal_loss(gamma=2.0, alpha=0.25):");
    expect(content).toContain("own_loss = focal_loss(gamma=3.5)");
    expect(content).toContain("plt.show()");
    expect(content).not.toContain("def huber");
  });
});

test("no content security policy is violated, and nothing fails uncaught", () => {
  expect(workbench.problems.contentSecurityPolicy).toEqual([]);
  expect(workbench.problems.uncaught).toEqual([]);
});
