import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Frame, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { CHECKOUT } from "../host/checkout.ts";
import { atRest, goToLine as goToLineIn, setParameter } from "./preview-driver.ts";
import {
  openFile,
  openWorkbench,
  runCommand,
  type Theme,
  useWindow,
  type Workbench,
  webviewFrame,
} from "./run-workbench.ts";

interface Golden {
  readonly x: readonly number[];
  readonly [parameters: string]: Readonly<Record<string, { loss: number[]; gradient: number[] }>> | readonly number[];
}

let workbench: Workbench;
let page: Page;
let preview: Frame;
let golden: Golden;

const goToLine = (line: number): Promise<void> => goToLineIn(page, line);

async function showTab(name: string): Promise<void> {
  await preview.getByRole("tab", { name, exact: true }).click();
}

/** The page's data table: a column's name → its cells. */
async function readTable(): Promise<Map<string, string[]>> {
  const rows = await preview
    .locator("table tr")
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? "")));
  const [names = [], ...cells] = rows;
  return new Map(names.map((name, column) => [name, cells.map((row) => row[column] ?? "")]));
}

const numberOf = (text: string): number =>
  text.includes("∞") ? (text.startsWith("−") ? -Infinity : Infinity) : Number(text.replace(/−/g, "-"));

/** The largest difference from real Keras, relative where values are large, over all points that both have. */
async function differenceFromKeras(parameters: string): Promise<number> {
  await showTab("Table");
  const table = await readTable();
  const x = (table.get("y_pred") ?? []).map(numberOf);
  let worst = 0;
  let compared = 0;
  for (const [target, { loss, gradient }] of Object.entries(golden[parameters] as object)) {
    for (const [name, values] of [
      [`loss, ${target}`, loss],
      [`gradient, ${target}`, gradient],
    ] as const) {
      const shown = table.get(name);
      if (shown === undefined) throw new Error(`The table has no column '${name}': ${[...table.keys()].join(" | ")}`);
      for (const [index, at] of golden.x.entries()) {
        // Near the ends the curve has points that the table's digits do not tell apart from them.
        if (at === 0 || at === 1) continue;
        const row = x.findIndex((each) => Math.abs(each - at) < 1e-6);
        if (row < 0 || shown[row] === "") continue;
        compared++;
        const value = numberOf(shown[row]!);
        if (value === values[index]) continue;
        worst = Math.max(worst, Math.abs(value - values[index]) / Math.max(1e-3, Math.abs(values[index])));
      }
    }
  }
  await showTab("Curve");
  if (compared !== 4 * 255) throw new Error(`Only ${compared} values could be compared.`);
  return worst;
}

/** What is drawn, once it stands still: curves and the numbers at their axes. */
const drawn = (): Promise<string> =>
  atRest(() =>
    preview
      .locator("svg path, svg text")
      .evaluateAll((items) => items.map((item) => item.getAttribute("d") ?? item.textContent).join(" ")),
  )
    // What differs would be pages of coordinates.
    .then((text) => createHash("sha256").update(text).digest("hex"));

const setGamma = (value: string): Promise<void> => setParameter(preview, "gamma", value);

useWindow(async () => {
  golden = JSON.parse(await readFile(join(CHECKOUT, "test/page/golden/focal_loss.json"), "utf8"));
  workbench = await openWorkbench({ theme: "dark", viewport: { width: 1440, height: 900 } });
  page = workbench.page;
  await openFile(page, "losses.py");
  await goToLine(21);
  await runCommand(page, "Loss Lens: Plot Loss");
  preview = await webviewFrame(page, "main.page svg");
  return workbench;
});

describe("the preview in VS Code", () => {
  test("shows the loss under the cursor, with Keras's values and gradients in its table", async () => {
    await expect.poll(() => preview.locator("h1").textContent()).toBe("focal_loss");
    expect(await differenceFromKeras("gamma=2")).toBeLessThan(2e-5);
    await workbench.screenshot("panel-focal-dark");
  });

  test("states the facts that running the loss has shown", async () => {
    await expect.poll(() => preview.locator(".facts").innerText()).toContain("smallest at the target");
    expect(await preview.locator(".facts").innerText()).toContain("finite");
  });

  test("a slider changes the curve, and code and table say the same as Keras", async () => {
    const before = await drawn();
    await setGamma("3.5");
    await expect.poll(drawn).not.toBe(before);
    expect(await differenceFromKeras("gamma=3.5")).toBeLessThan(2e-5);
  });

  test("a value is written into the code, and undone like any edit", async () => {
    await setGamma("3.5");
    await preview.getByRole("button", { name: "write into code: gamma" }).click();
    const line = page.locator(".view-line", { hasText: "def focal_loss" });
    await expect.poll(() => line.first().textContent()).toContain("gamma=3.5");
    await expect.poll(() => preview.locator(".signature").textContent()).toBe("(gamma=3.5, alpha=0.25)");
    await page.locator(".view-line").first().click();
    await page.keyboard.press("Control+Z");
    await expect.poll(() => line.first().textContent()).toContain("gamma=2.0");
    await expect.poll(() => preview.locator(".signature").textContent()).toBe("(gamma=2.0, alpha=0.25)");
  });

  test("typing redraws; broken code dims the last good picture and says why; mended code brings it back", async () => {
    await goToLine(24);
    await page.keyboard.press("End");
    const before = await drawn();
    await page.keyboard.type(" * 2");
    await expect.poll(drawn).not.toBe(before);
    const doubled = await drawn();
    await page.keyboard.type(" * (", { delay: 20 });
    await page.keyboard.press("Delete");
    await preview.locator(".view.stale").waitFor();
    expect(await preview.locator(".known .problem").innerText()).toContain("Python cannot read this code");
    expect(await drawn()).toBe(doubled);
    await workbench.screenshot("panel-stale-dark");
    const line = page.locator(".view-line", { hasText: "positive + negative" });
    const isAsBefore = async () => /axis=-1\)\s*$/.test((await line.first().textContent()) ?? "");
    for (let undo = 0; undo < 20 && !(await isAsBefore()); undo++) await page.keyboard.press("Control+Z");
    await expect.poll(drawn).toBe(before);
    await preview.locator(".view:not(.stale)").waitFor();
  });

  test("a construct that is not evaluated is named with its line, and its place is a click away", async () => {
    await writeFile(
      join(workbench.folder, "refused.py"),
      "import tensorflow as tf\n\n\ndef odd_loss(y_true, y_pred):\n    s = tf.linalg.expm(y_pred)\n    return tf.reduce_mean(s - y_true)\n",
    );
    await openFile(page, "refused.py");
    await goToLine(5);
    await expect.poll(() => preview.locator("h1").textContent()).toBe("odd_loss");
    await expect.poll(() => preview.locator(".known .problem").innerText()).toContain("expm");
    await workbench.screenshot("panel-refused-dark");
    await goToLine(1);
    const isAtTheLine = async (): Promise<boolean> => {
      await preview.locator(".problem button.link").click();
      return page.locator(".part.statusbar", { hasText: "Ln 5" }).isVisible();
    };
    await expect.poll(isAtTheLine, { interval: 1_000 }).toBe(true);
  });

  test("it follows the cursor into another loss, and stays when it is pinned", async () => {
    await openFile(page, "losses.py");
    await goToLine(8);
    await expect.poll(() => preview.locator("h1").textContent()).toBe("huber");
    await preview.getByRole("button", { name: "Pin" }).click();
    await preview.getByRole("button", { name: "Pin", pressed: true }).waitFor();
    await goToLine(15);
    await page.waitForTimeout(600);
    expect(await preview.locator("h1").textContent()).toBe("huber");
    await preview.getByRole("button", { name: "Pin" }).click();
    await goToLine(21);
    await expect.poll(() => preview.locator("h1").textContent()).toBe("focal_loss");
  });

  test("another loss is drawn beside it to compare", async () => {
    const before = await drawn();
    await preview.getByLabel("Compare with another loss").selectOption({ label: "binary_crossentropy" });
    await expect.poll(drawn).not.toBe(before);
    await preview.getByRole("button", { name: "Do not compare with binary_crossentropy" }).waitFor();
    await workbench.screenshot("panel-compare-dark");
    await preview.getByRole("button", { name: "Do not compare with binary_crossentropy" }).click();
    await expect.poll(drawn).toBe(before);
  });

  test("a curve is kept beside itself at other values of its parameters", async () => {
    const before = await drawn();
    await setGamma("4");
    await preview.getByLabel("Compare with another loss").selectOption({ label: "gamma = 4" });
    await preview.getByRole("button", { name: "Do not compare with gamma = 4" }).waitFor();
    await preview.getByRole("button", { name: "reset gamma" }).click();
    await preview.getByRole("button", { name: "reset gamma" }).waitFor({ state: "detached" });
    expect(await drawn()).not.toBe(before);
    await preview.getByRole("button", { name: "Do not compare with gamma = 4" }).click();
    await expect.poll(drawn).toBe(before);
  });

  test("the keyboard moves a cursor whose values are read out", async () => {
    await preview.locator('[aria-describedby="cursor-help"], svg[tabindex="0"], .plot[tabindex="0"]').first().focus();
    await page.keyboard.press("ArrowRight");
    const first = await preview.locator(".readout").innerText();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(first).toContain("y_pred");
    expect(await preview.locator(".readout").innerText()).not.toBe(first);
  });

  test("each theme recolours it, and axe finds nothing to complain about", async () => {
    const colours = (): Promise<string> =>
      preview
        .locator("h1")
        .evaluate((heading) => getComputedStyle(heading).color + getComputedStyle(document.body).backgroundColor);
    const axe = await readFile(join(CHECKOUT, "node_modules/axe-core/axe.min.js"), "utf8");
    const complaints: string[] = [];
    for (const theme of ["light", "high-contrast-dark", "high-contrast-light", "dark"] satisfies Theme[]) {
      const before = await colours();
      await workbench.setTheme(theme);
      await expect.poll(colours).not.toBe(before);
      await workbench.screenshot(`panel-focal-${theme}`);
      // Evaluated from outside the page, which its policy allows: the page itself may run no foreign script.
      const found = await preview.evaluate(`${axe}; axe.run().then(({ violations }) =>
        violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))`);
      complaints.push(...(found as string[]).map((each) => `${theme}: ${each}`));
    }
    expect(complaints).toEqual([]);
  });

  test("it comes back after the window is reloaded, with its parameters", async () => {
    await setGamma("3.5");
    await page.waitForTimeout(1500); // VS Code keeps a page's state a moment after it was set.
    // VS Code's own reload writes its state down first; the browser's does not wait for that.
    await Promise.all([page.waitForEvent("load"), runCommand(page, "Developer: Reload Window")]);
    preview = await webviewFrame(page, "main.page svg", 90_000).catch(async (error: unknown) => {
      await workbench.screenshot("panel-not-back");
      throw error;
    });
    await expect.poll(() => preview.locator("h1").textContent()).toBe("focal_loss");
    await expect.poll(() => preview.getByRole("button", { name: "reset gamma" }).isVisible()).toBe(true);
    expect(await differenceFromKeras("gamma=3.5")).toBeLessThan(2e-5);
  });

  test("no content security policy is violated, and nothing fails uncaught", () => {
    expect(workbench.problems.contentSecurityPolicy).toEqual([]);
    expect(workbench.problems.uncaught).toEqual([]);
  });
});
