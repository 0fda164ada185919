import { expect, test } from "vitest";
import { notificationWith } from "./notifications.ts";
import { goToLine } from "./preview-driver.ts";
import { openFile, openWorkbench, runCommand, useWindow, type Workbench, webviewFrame } from "./run-workbench.ts";

/** One loss that is not evaluated here, and one that is. */
const raw = `import tensorflow as tf


def raw_squares(y_true, y_pred):
    return tf.reduce_mean(tf.raw_ops.Square(x=y_true - y_pred), axis=-1)


def squares(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - y_pred), axis=-1)
`;

let workbench: Workbench;

useWindow(async () => {
  workbench = await openWorkbench({ theme: "dark", files: { "notes.md": "# Notes on losses\n" } });
  return workbench;
});

test("a Python file opens as Python, with its text", async () => {
  const { page } = workbench;
  await openFile(page, "textbook.py");
  await page.locator(".part.statusbar", { hasText: "Python" }).waitFor();
  await expect.poll(() => page.locator(".view-lines").first().textContent()).toContain("my_koss");
});

test("a theme switch recolours the editor", async () => {
  const { page } = workbench;
  await openFile(page, "textbook.py");
  const background = (): Promise<string> =>
    page
      .locator(".monaco-editor-background")
      .first()
      .evaluate((editor) => getComputedStyle(editor).backgroundColor);
  const dark = await background();
  await workbench.screenshot("textbook-dark");
  await workbench.setTheme("light");
  await expect.poll(background).not.toBe(dark);
  await workbench.screenshot("textbook-light");
});

test("a webview's own document can be read", async () => {
  const { page } = workbench;
  await openFile(page, "notes.md");
  await runCommand(page, "Markdown: Open Preview");
  const preview = await webviewFrame(page, "h1");
  expect(await preview.locator("h1").textContent()).toBe("Notes on losses");
});

test("no content security policy is violated and nothing fails uncaught", () => {
  expect(workbench.problems.contentSecurityPolicy).toEqual([]);
  expect(workbench.problems.uncaught).toEqual([]);
});

test("in a folder that is not trusted, losses are shown and run, and Python is not: that is said", async () => {
  const restricted = await openWorkbench({ isTrusted: false, files: { "raw.py": raw } });
  const { page } = restricted;
  try {
    await page.locator(".part.statusbar", { hasText: "Restricted Mode" }).waitFor();
    await openFile(page, "raw.py");
    await page.locator(".codelens-decoration", { hasText: "Plot loss" }).first().waitFor();
    await goToLine(page, 5);
    await runCommand(page, "Loss Lens: Plot Loss");
    const preview = await webviewFrame(page, "main.page");
    await preview.getByRole("button", { name: "Ask my Keras" }).click();
    // In the list: while it can be driven by a test, VS Code pops nothing up.
    const refusal = await notificationWith(page, "trust the workspace first");
    await refusal.getByRole("button", { name: "Manage Workspace Trust" }).click();
    await page.locator(".workspace-trust-editor").waitFor();
    // It lies over all else.
    await page.keyboard.press("Escape");
    await page.locator(".workspace-trust-editor").waitFor({ state: "hidden" });
    await goToLine(page, 9);
    await preview.locator("main.page svg").first().waitFor();
  } finally {
    await restricted.close();
  }
});
