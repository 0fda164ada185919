/** Beside an extension that has Pylance's name, Loss Lens says what that does not; without it, all there is to say. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { goToLine } from "./preview-driver.ts";
import { openFile, openWorkbench, type Workbench } from "./run-workbench.ts";

/** Pylance as far as it counts here: active where there is Python, and with a signature of its own. */
const main = `const vscode = require("vscode");
exports.activate = () => {
  vscode.languages.registerSignatureHelpProvider("python", {
    provideSignatureHelp() {
      const help = new vscode.SignatureHelp();
      help.signatures = [new vscode.SignatureInformation("(of the other extension)")];
      help.activeSignature = 0;
      return help;
    },
  }, "(");
};
`;

async function writeStandIn(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "loss-lens-stand-in-"));
  await writeFile(join(folder, "main.cjs"), main);
  const manifest = {
    name: "vscode-pylance",
    publisher: "ms-python",
    version: "0.0.0",
    engines: { vscode: "^1.91.0" },
    main: "./main.cjs",
    activationEvents: ["onLanguage:python"],
  };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  return folder;
}

const text = `import keras
from keras import ops


def squared_loss(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred), axis=-1)


four = ops.square(2.0)
model = keras.Sequential([keras.layers.Dense(1)])
model.compile(loss=keras.losses.Huber(delta=1.0))
`;

async function open(companion?: string): Promise<Workbench> {
  const workbench = await openWorkbench({ files: { "mine.py": text }, ...(companion && { companion }) });
  await openFile(workbench.page, "mine.py");
  await workbench.page.locator(".codelens-decoration", { hasText: "Plot loss" }).first().waitFor();
  return workbench;
}

/** The keys that VS Code has for a cursor: nothing depends on where the pointer lies. */
async function at(page: Page, line: number, word: string): Promise<void> {
  await goToLine(page, line);
  await page.keyboard.press("Home");
  await page.keyboard.press("Home");
  const column = text.split("\n")[line - 1]!.trimStart().indexOf(word) + 1;
  for (let step = 0; step < column; step += 1) await page.keyboard.press("ArrowRight");
}

async function hoverAt(page: Page, line: number, word: string): Promise<string> {
  await at(page, line, word);
  await page.keyboard.press("Control+K");
  await page.keyboard.press("Control+I");
  const hover = page.locator(".monaco-hover:not(.hidden)", { hasText: "A gradient passes through" }).first();
  await hover.waitFor();
  const said = await hover.innerText();
  await page.keyboard.press("Escape");
  return said.replace(/\u00a0/g, " ");
}

async function signaturesAt(page: Page, line: number, word: string): Promise<string> {
  await at(page, line, word);
  await page.keyboard.press("Control+Shift+Space");
  const shown = page.locator(".parameter-hints-widget.visible");
  await shown.waitFor();
  const said = await shown.innerText();
  await page.keyboard.press("Escape");
  return said.replace(/\u00a0/g, " ");
}

test("signatures are Pylance's where it is active, and the rest is said all the same", {
  timeout: 300_000,
}, async () => {
  const companion = await writeStandIn();
  let workbench = await open(companion);
  try {
    const hover = await hoverAt(workbench.page, 9, "square");
    expect(hover).not.toContain("square(x)");
    expect(await signaturesAt(workbench.page, 11, "delta=")).toContain("(of the other extension)");
    await workbench.screenshot("beside-pylance");
    await workbench.close();
    workbench = await open();
    const alone = await hoverAt(workbench.page, 9, "square");
    expect(alone).toContain("square(x)");
    expect(await signaturesAt(workbench.page, 11, "delta=")).toMatch(/Huber\(.*delta/);
  } finally {
    await workbench.close();
    await rm(companion, { recursive: true, force: true });
  }
});
