/** What stopped a reader once, opened one after another in a folder that nobody trusts. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hostileFiles, latin1Notebook } from "../hostile-files.ts";
import { openFile, openWorkbench, runCommand, useWindow, type Workbench } from "./run-workbench.ts";

let workbench: Workbench;

const opened = Object.keys(hostileFiles).filter((name) => /\.(py|ipynb)$/.test(name) && name !== "deep.ipynb");

useWindow(async () => {
  workbench = await openWorkbench({ isTrusted: false, files: hostileFiles });
  await writeFile(join(workbench.folder, "latin1.ipynb"), latin1Notebook);
  return workbench;
});

test("each is shown, and the extension answers after the last as before the first", { timeout: 600_000 }, async () => {
  const { page, problems } = workbench;
  await page.locator(".part.statusbar", { hasText: "Restricted Mode" }).waitFor();
  const answers = async (): Promise<void> => {
    await openFile(page, "textbook.py");
    await page.locator(".part.statusbar", { hasText: /Loss Lens: Keras \d/ }).waitFor({ timeout: 120_000 });
    await page.locator(".squiggly-error").first().waitFor({ timeout: 120_000 });
  };
  await answers();
  for (const name of opened) await openFile(page, name);
  await answers();
  await runCommand(page, "Notifications: Show Notifications");
  // Where it ended, VS Code says so here, and offers to start it again.
  const said = await page.locator(".notifications-center .notification-list-item").allInnerTexts();
  expect(said.filter((text) => /extension host/i.test(text))).toEqual([]);
  expect(problems.uncaught).toEqual([]);
});
