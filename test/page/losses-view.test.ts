import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openFile, openWorkbench, useWindow, type Workbench } from "./run-workbench.ts";

let workbench: Workbench;

useWindow(async () => {
  workbench = await openWorkbench({
    theme: "light",
    folder: await mkdtemp(join(tmpdir(), "loss-lens-view-")),
    files: {
      "mine.py":
        "from keras import ops\n\n\ndef squared(y_true, y_pred):\n    return ops.mean(ops.square(y_pred - y_true), axis=-1)\n\n\ndef logarithmic(y_true, y_pred):\n    return -ops.mean(y_true * ops.log(y_pred) + (1 - y_true) * ops.log(1 - y_pred), axis=-1)\n",
      "plain.py": "print('nothing to see')\n",
    },
  });
  const { page } = workbench;
  await openFile(page, "plain.py");
  const header = page.locator(".pane-header", { hasText: "Losses" });
  await header.waitFor();
  // Nothing is looked for before somebody opens it.
  expect(await header.getAttribute("aria-expanded")).toBe("false");
  await header.click();
  return workbench;
});

const row = (name: string) => workbench.page.locator(".pane-body .monaco-list-row", { hasText: name });

test("the workspace's losses stand by file, each with its curve and the worst that is known of it", async () => {
  await row("squared").first().waitFor();
  await expect
    .poll(() => row("logarithmic").first().textContent(), { timeout: 30_000 })
    .toMatch(/▲ (?:infinite|NaN) at/);
  const icon = () =>
    row("squared")
      .first()
      .locator(".custom-view-tree-node-item-icon")
      .evaluate((element) => getComputedStyle(element).backgroundImage);
  await expect.poll(icon).toContain("data:image/svg+xml");
  await workbench.screenshot("losses-view");
});

test("a file whose losses are being run when another is found gets all its curves", async () => {
  const slow = (index: number): string => `

def slow_${index}(y_true, y_pred):
    total = y_true * 0.0
    for _ in range(2500):
        total = total + y_pred * 0.0
    return ops.mean(ops.square(total + y_pred - y_true), axis=-1) + ${index}.0
`;
  await writeFile(join(workbench.folder, "a.py"), `from keras import ops\n${[0, 1].map(slow).join("")}`);
  const said = async (name: string) => (await row(name).first().textContent())?.replace(name, "").trim() ?? "";
  await row("slow_0").first().waitFor();
  await writeFile(join(workbench.folder, "0.py"), "def found(y_true, y_pred):\n    return abs(y_true - y_pred)\n");
  await row("found").first().waitFor();
  await expect.poll(() => said("slow_1"), { timeout: 60_000 }).not.toBe("");
  for (const name of ["a.py", "0.py"]) await rm(join(workbench.folder, name));
});

test("a click goes to the loss, and its button plots it", async () => {
  const { page } = workbench;
  await row("logarithmic").first().click();
  await page.locator(".tab.active", { hasText: "mine.py" }).waitFor();
  await page.locator(".part.statusbar", { hasText: "Ln 8" }).waitFor();
  await row("squared").first().hover();
  await row("squared").first().locator(".action-label[aria-label^='Plot Loss']").click();
  await page.locator(".tab", { hasText: "Loss: squared" }).waitFor();
});

test("a file that is changed on disk is looked at again", async () => {
  const path = join(workbench.folder, "plain.py");
  await writeFile(
    path,
    `${await readFile(path, "utf8")}\ndef late(y_true, y_pred):\n    return abs(y_true - y_pred)\n`,
  );
  await row("late").first().waitFor();
});
