/** What stands beside the lines of a loss, in a real editor: while the cursor is in it, and never where it would be wrong. */

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { goToLine, plotAt } from "./preview-driver.ts";
import { openFile, openWorkbench, runCommand, useWindow, type Workbench } from "./run-workbench.ts";

let workbench: Workbench;
let page: Page;

const code = `from keras import ops


def squared(y_true, y_pred):
    error = y_pred - y_true
    return ops.mean(ops.square(error), axis=-1)


def crossentropy(y_true, y_pred):
    # Probabilities, of which 0 is one.
    gain = y_true * ops.log(y_pred)
    rest = (1 - y_true) * ops.log(1 - y_pred + 1e-7)
    hit = ops.cast(y_pred > 0.5, "float32")
    return -ops.mean(gain + rest, axis=-1)


def no_loss(x):
    doubled = x * 2
    return doubled
`;
const lineOf = (text: string): number => code.split("\n").findIndex((line) => line.includes(text)) + 1;

const cellOf = (source: string) => ({ cell_type: "code", execution_count: null, metadata: {}, outputs: [], source });
const notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { language_info: { name: "python" } },
  cells: [
    cellOf("from keras import ops\nscale = 3.0"),
    cellOf(
      "def scaled(y_true, y_pred):\n    error = scale * (y_pred - y_true)\n    return ops.mean(ops.abs(error), axis=-1)",
    ),
  ],
};

useWindow(async () => {
  workbench = await openWorkbench({
    theme: "dark",
    files: { "live.py": code, "live.ipynb": JSON.stringify(notebook) },
  });
  page = workbench.page;
  await openFile(page, "live.py");
  return workbench;
});

/** What is written behind each line that has something there: the code's first word, and what it gives. */
async function besideLines(): Promise<string[]> {
  const shown = ".editor-group-container.active .view-line, .notebook-editor .view-line";
  const texts = await page.locator(shown).evaluateAll((lines) =>
    lines.flatMap((line) => {
      const beside = [...line.querySelectorAll("span")].flatMap((span) => {
        const { content } = getComputedStyle(span, "::after");
        return / · /.test(content) ? [content.replace(/^"|"$/g, "").replaceAll("\u00a0", " ")] : [];
      });
      const [word] = (line.textContent ?? "").trim().split(/[\s\u00a0]/);
      return beside.length === 0 ? [] : [{ top: line.getBoundingClientRect().top, text: `${word}: ${beside.join()}` }];
    }),
  );
  return texts.toSorted((a, b) => a.top - b.top).map(({ text }) => text);
}

/** The colour of the code and those of the values beside it. */
const coloursBeside = (): Promise<string[]> =>
  page.locator(".editor-group-container.active .view-lines").evaluate((lines) => [
    getComputedStyle(lines.closest(".monaco-editor")!).color,
    ...[...lines.querySelectorAll("span")].flatMap((span) => {
      const { content, color } = getComputedStyle(span, "::after");
      return / · /.test(content) ? [color] : [];
    }),
  ]);

const ofSquared = ["error: (N, 1) · −5 … 5", "return: (N,) · 0 … 25"];

test("the loss at the cursor says what its lines give, and what goes wrong in the warning colour", async () => {
  await goToLine(page, lineOf("error ="));
  await expect.poll(besideLines, { timeout: 30_000 }).toEqual(ofSquared);
  await goToLine(page, lineOf("gain ="));
  await expect
    .poll(besideLines, { timeout: 30_000 })
    .toEqual([
      expect.stringMatching(/^gain: ▲ \(N, 1\) · infinite at y_pred = 0/),
      expect.stringMatching(/^rest: \(N, 1\) · −16\.1 … /),
      expect.stringMatching(/^hit: \(N, 1\) · 0 … 1/),
      "return: (N,) · 0 … ∞, NaN",
    ]);
  await workbench.screenshot("live-values-dark");
  await workbench.setTheme("light");
  await expect.poll(besideLines).toHaveLength(4);
  await workbench.screenshot("live-values-light");
  for (const theme of ["high-contrast-dark", "high-contrast-light"] as const) {
    await workbench.setTheme(theme);
    await expect.poll(besideLines).toHaveLength(4);
    // Code, what a line gives, what goes wrong: each by itself.
    expect(new Set(await coloursBeside()).size).toBe(3);
    await workbench.screenshot(`live-values-${theme}`);
  }
  await workbench.setTheme("light");
  await goToLine(page, lineOf("doubled ="));
  await expect.poll(besideLines).toEqual([]);
});

test("values move with their lines when code above changes, and go when the loss itself does, until they are known anew", async () => {
  await goToLine(page, lineOf("error ="));
  await expect.poll(besideLines, { timeout: 30_000 }).toEqual(ofSquared);
  await page.keyboard.press("End");
  await page.keyboard.type(" * 2");
  // Nothing of the old text may stand beside the new one.
  await expect.poll(besideLines, { interval: 20 }).not.toContain(ofSquared[0]);
  await expect.poll(besideLines, { timeout: 30_000 }).toEqual(["error: (N, 1) · −8 … 4", "return: (N,) · 0 … 64"]);
  for (let key = 0; key < 4; key++) await page.keyboard.press("Backspace");
  await expect.poll(besideLines, { timeout: 30_000 }).toEqual(ofSquared);
});

test("they are switched off by the command, and stand in every loss where that is wished", async () => {
  await goToLine(page, lineOf("error ="));
  await expect.poll(besideLines, { timeout: 30_000 }).toEqual(ofSquared);
  await runCommand(page, "Loss Lens: Toggle Live Values");
  await expect.poll(besideLines).toEqual([]);
  await runCommand(page, "Loss Lens: Toggle Live Values");
  await expect.poll(besideLines).toEqual(ofSquared);
  await workbench.changeSettings({ "lossLens.liveValues": "always" });
  await goToLine(page, lineOf("doubled ="));
  await expect.poll(besideLines, { timeout: 30_000 }).toHaveLength(6);
  await workbench.changeSettings({ "lossLens.liveValues": "inLoss" });
  await expect.poll(besideLines).toEqual([]);
});

test("an expression says on hover what it is, how it is spread and what gradient reaches it", async () => {
  await goToLine(page, lineOf("error ="));
  const target = page.locator(".view-line span span", { hasText: /error/ }).last();
  const hover = page.locator(".monaco-hover:not(.hidden)").first();
  const read = async (): Promise<string> => {
    await target.hover();
    await hover.waitFor();
    return hover.innerText();
  };
  await expect.poll(read, { timeout: 30_000 }).toContain("The loss's gradient with respect to it: −10 … 10.");
  await page.locator(".monaco-hover:not(.hidden) img").first().waitFor();
  await workbench.screenshot("value-hover-dark");
});

test("with a picture beside it an expression says its value where the picture's cursor is", async () => {
  const preview = await plotAt(page, "live.py", lineOf("error ="));
  await preview.locator(".facts li").first().waitFor();
  await preview.locator(".cursor").first().focus();
  for (let key = 0; key < 3; key++) await page.keyboard.press("ArrowRight");
  // Whoever uses the picture is still at the loss in the code.
  await expect.poll(besideLines, { timeout: 30_000 }).toEqual(ofSquared);
  const target = page.locator(".view-line span span", { hasText: /error/ }).last();
  const hover = page.locator(".monaco-hover:not(.hidden)").first();
  const read = async (): Promise<string> => {
    await page.mouse.move(5, 5);
    await target.hover();
    await hover.waitFor();
    return hover.innerText();
  };
  await expect
    .poll(read, { timeout: 30_000, interval: 1_000 })
    .toMatch(/At the picture's cursor, y_pred = .*: −?[\d.]+/);
  await workbench.screenshot("value-hover-point");
});

test("in a notebook a loss's cell has them, and another cell that it rests on takes them away", async () => {
  await openFile(page, "live.ipynb");
  const line = (text: string) => page.locator(".notebook-editor .view-line", { hasText: text });
  await line("error = scale").click();
  await expect.poll(besideLines, { timeout: 30_000 }).toEqual(["error: (N, 1) · −15 … 15", "return: (N,) · 0 … 15"]);
  await workbench.screenshot("live-values-notebook");
  await line("scale = 3.0").click();
  await page.keyboard.press("End");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("5");
  await expect.poll(besideLines).toEqual([]);
  await line("error = scale").click();
  await expect
    .poll(besideLines, { timeout: 30_000 })
    .toEqual(["error: (N, 1) · −17.5 … 17.5", "return: (N,) · 0 … 17.5"]);
});
