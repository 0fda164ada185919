import { expect, test } from "vitest";
import { openFile, openWorkbench, runCommand, useWindow, type Workbench, webviewFrame } from "./run-workbench.ts";

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

test("a folder that is not trusted opens in Restricted Mode", async () => {
  const restricted = await openWorkbench({ isTrusted: false });
  try {
    await restricted.page.locator(".part.statusbar", { hasText: "Restricted Mode" }).waitFor();
  } finally {
    await restricted.close();
  }
});
