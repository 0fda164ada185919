/** What stopped a reader once, opened one after another in a folder that nobody trusts, with an answer after each. */
import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test, vi } from "vitest";
import { hostileData, hostileFiles, latin1Notebook } from "../hostile-files.ts";
import { focusEditor, goToLine, plotAt } from "./preview-driver.ts";
import { openFile, openTab, openWorkbench, runCommand, useWindow, type Workbench } from "./run-workbench.ts";

let workbench: Workbench;
let page: Page;

/** What the status bar says of each; undefined where nothing in it is ours, or VS Code itself refuses it. */
const said: Readonly<Record<string, RegExp | undefined>> = {
  "match_comment.py": /1 loss · no findings/,
  "form_feed.py": /1 loss · no findings/,
  "carriage_returns.py": /1 loss · 4 findings/,
  "backslash.py": /1 loss · 2 findings/,
  "saved.py": /1 loss · 2 findings/,
  "poison.py": /1 loss · 1 finding/,
  "victim.py": /1 loss · no findings/,
  "poison.jsonl": undefined,
  "large_array.py": /1 loss · no findings/,
  "large_arrays.py": /1 loss · no findings/,
  "large_list.py": /1 loss · no findings/,
  "endless.py": /1 loss · no findings/,
  "rebound.py": /1 loss · no findings/,
  "semicolons.py": /1 loss · no findings/,
  "aliases.py": /1 loss · 1 finding/,
  "comment.py": /1 loss · no findings/,
  "form_feeds.py": /1 loss · no findings/,
  "stray_brackets.py": /1000 losses · no findings/,
  "compiled.py": /3000 losses .*Of the losses the first \d+ are run/s,
  "long_name.py": undefined,
  "many_calls.py": /1 loss · 2001 findings/,
  "deep.py": /1 loss · no findings/,
  "too_long.py": /1 loss · .*From line \d+ on the file is too long to be read/s,
  // To VS Code its cells are "ipython", which is no language that it has.
  "text.ipynb": undefined,
  "deep.ipynb": undefined,
  "conda/in_conda.py": /1 loss · no findings/,
  "conda/environment.yml": undefined,
  "containers/in_containers.py": /1 loss · no findings/,
  "containers/compose.yml": undefined,
  "pyproject.toml": undefined,
  "latin1.ipynb": /1 loss · 4 findings/,
  "quoted.csv": undefined,
  "label.json": undefined,
};

/** What the page says of those that cannot be run. */
const refusals: Readonly<Record<string, RegExp>> = {
  "poison.py": /TypeError: cannot set 'append' attribute of immutable type 'list'/,
  "large_array.py": /A tensor of 50000000 elements is larger than the limit/,
  "large_arrays.py": /elements|memory/,
  "large_list.py": /took more than \d+ steps/,
  "endless.py": /endless loop/,
};

const names = [...Object.keys(hostileFiles), "latin1.ipynb", "quoted.csv", "label.json"];

/** A loss that nobody has read or run before, with what another may have spoilt, and a name that is not there. */
const sound = (index: number): string => `from keras import ops


def sound(y_true, y_pred):
    terms = []
    terms.append(ops.mean(ops.square(y_pred - y_true), axis=-1))
    return ${index + 2}.0 * sum(terms)


def other(y_true, y_pred):
    return K.mean(y_pred - y_true)
`;
const soundName = (index: number): string => `z_sound_${index}.py`;

useWindow(async () => {
  const data = Object.entries(hostileData).map(([name, { text }]) => [name, text]);
  const sounds = ["", ...names].map((_, index) => [soundName(index), sound(index)]);
  workbench = await openWorkbench({
    isTrusted: false,
    viewport: { width: 1280, height: 1200 },
    files: { ...hostileFiles, ...Object.fromEntries([...data, ...sounds]) },
    // What is looked at once makes room for the next, and is closed by that.
    userSettings: { "workbench.editor.enablePreviewFromQuickOpen": true },
  });
  page = workbench.page;
  await writeFile(join(workbench.folder, "latin1.ipynb"), latin1Notebook);
  await page.locator(".part.statusbar", { hasText: "Restricted Mode" }).waitFor();
  return workbench;
});

/** How many losses of the active editor have their curves beside them. */
const curves = (): Promise<number> =>
  page
    .locator(".editor-group-container.active .view-line span")
    .evaluateAll(
      (spans) =>
        spans.filter((span) => getComputedStyle(span, "::after").content.includes("data:image/svg+xml")).length,
    );

/** A sound file is read, and its losses are run. */
async function expectAnswer(index: number): Promise<void> {
  await openFile(page, soundName(index));
  await page.locator(".editor-group-container.active .squiggly-error").first().waitFor({ timeout: 120_000 });
  await expect.poll(curves, { timeout: 120_000 }).toBeGreaterThan(0);
}

const status = (): Promise<string> =>
  page
    .locator('.statusbar-item[id*="lossLens.file"]')
    .evaluateAll((items) => items.map((item) => item.getAttribute("aria-label")).join());

/** Plots the loss at a line in the panel that is there. */
async function plotBeside(name: string, line: number): Promise<void> {
  await focusEditor(page);
  await openFile(page, name);
  await goToLine(page, line);
  await runCommand(page, "Loss Lens: Plot Loss");
}

/** Where the extension host ended, VS Code says so in its notifications, and offers to start it again. */
async function expectHostAlive(): Promise<void> {
  await runCommand(page, "Notifications: Show Notifications");
  const items = await page.locator(".notifications-center .notification-list-item").allInnerTexts();
  expect(items.filter((text) => /extension host/i.test(text))).toEqual([]);
  expect(workbench.problems.uncaught).toEqual([]);
}

test("what is right is written here for every file, and before the first one the extension answers", async () => {
  expect(Object.keys(said)).toEqual(names);
  await expectAnswer(0);
});

test.each([...names.entries()])(
  "file %i, %s, is told about rightly, and the extension answers after it",
  {
    timeout: 300_000,
  },
  async (index, name) => {
    await openTab(page, basename(name));
    const expected = said[name];
    if (expected !== undefined) {
      await expect.poll(status, { timeout: 120_000 }).toContain(basename(name));
      await expect.poll(status, { timeout: 120_000 }).toMatch(expected);
    }
    await expectAnswer(index + 1);
  },
);

test("none of them has ended the extension host", expectHostAlive);

test("what cannot be run is told by a sentence, and the next is drawn", { timeout: 600_000 }, async () => {
  const preview = await plotAt(page, "match_comment.py", 4);
  const problem = preview.locator(".known .problem");
  for (const [name, sentence] of Object.entries(refusals)) {
    await plotBeside(name, 6);
    await preview.locator(".where", { hasText: name }).waitFor();
    await expect.poll(() => problem.innerText(), { timeout: 60_000, message: name }).toMatch(sentence);
  }
  await plotBeside("victim.py", 4);
  await preview.locator(".where", { hasText: "victim.py" }).waitFor();
  await problem.waitFor({ state: "hidden" });
  await preview.locator(".facts li").first().waitFor();
  await expectHostAlive();
});

test("a data file is drawn, or refused with a sentence", { timeout: 300_000 }, async () => {
  const preview = await plotAt(page, "match_comment.py", 4);
  for (const [name, { refused }] of Object.entries(hostileData)) {
    const text = () => preview.locator("main.page:visible").innerText();
    // A menu closes with a click in it where something else takes the focus at that moment: then it is opened again.
    for (let attempt = 0; attempt < 2 && !(await text()).includes(name); attempt++) {
      await page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).click({ button: "right" });
      await page.locator(".monaco-menu .action-item", { hasText: "Plot with Loss Lens" }).click();
      await vi.waitFor(async () => expect(await text()).toContain(name), 30_000).catch(() => undefined);
    }
    await expect.poll(text, { timeout: 60_000, message: name }).toMatch(refused ?? new RegExp(`${name} · target`));
    await workbench.screenshot(`hostile-${name}`);
  }
  await expectHostAlive();
});
