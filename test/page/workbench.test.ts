import { afterAll, beforeAll, expect, test } from "vitest";
import { openFile, openWorkbench, runCommand, type Workbench } from "./runWorkbench.ts";

let workbench: Workbench;

beforeAll(async () => {
  workbench = await openWorkbench({ theme: "dark" });
});
afterAll(() => workbench?.close());

test("opening a Python file activates the extension", async () => {
  const { page } = workbench;
  await openFile(page, "textbook.py");
  await runCommand(page, "Developer: Show Running Extensions");
  const row = page.locator(".runtime-extensions-editor .monaco-list-row", { hasText: "Loss Lens" });
  await row.locator(".activation-time", { hasText: /Activation: \d+ms/ }).waitFor();
  await runCommand(page, "View: Close Editor");
});

test("a theme switch recolours the editor", async () => {
  const { page } = workbench;
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

test("no content security policy is violated and nothing fails uncaught", () => {
  expect(workbench.problems.contentSecurityPolicy).toEqual([]);
  expect(workbench.problems.uncaught).toEqual([]);
});
