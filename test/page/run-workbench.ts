import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Frame, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, inject } from "vitest";
import { launchBrowser } from "../host/browser.ts";
import { CHECKOUT } from "../host/checkout.ts";
import { QUIET_SETTINGS, windowAddress, writeCompanion, writeLanguage, writeUserSettings } from "../host/server.ts";
import { type PageProblems, watchProblems } from "./run-problems.ts";

/** VS Code's name of each theme, and the class by which the workbench shows that it is in force. */
const THEMES = {
  light: { name: "Light Modern", class: "vs" },
  dark: { name: "Dark Modern", class: "vs-dark" },
  "high-contrast-dark": { name: "Default High Contrast", class: "hc-black" },
  "high-contrast-light": { name: "Default High Contrast Light", class: "hc-light" },
} as const;

export type Theme = keyof typeof THEMES;
export type Settings = Readonly<Record<string, unknown>>;

export type WorkbenchOptions = {
  /** A folder to work on a copy of; `media/examples` without it. */
  folder?: string;
  /** Files written into the copy, by relative path. */
  files?: Readonly<Record<string, string>>;
  /** Settings of the folder. */
  settings?: Settings;
  /** Settings that VS Code takes from the user only. */
  userSettings?: Settings;
  theme?: Theme;
  /** False opens the folder in Restricted Mode. */
  isTrusted?: boolean;
  viewport?: { width: number; height: number };
  /** Lets a debugger into the extension host, as `inspectHost` does. */
  inspectPort?: number;
  /** An extension that is loaded beside Loss Lens, an absolute path. */
  companion?: string;
  /** True has Loss Lens installed, as a person has it, and not under development: it can be disabled then. */
  isInstalled?: boolean;
  /** The language that VS Code shows, such as `zh-cn`; English without it. */
  locale?: string;
};

/** A window of VS Code with the extension loaded, in a browser profile and on a folder of its own. */
export type Workbench = {
  page: Page;
  /** The copy of the folder that the window works on. */
  folder: string;
  problems: PageProblems;
  changeSettings: (settings: Settings) => Promise<void>;
  setTheme: (theme: Theme) => Promise<void>;
  /** Keeps a picture under `.artefacts/page/`, and returns its path. */
  screenshot: (name: string) => Promise<string>;
  close: () => Promise<void>;
};

/** Opens a window of VS Code on a copy of a folder and waits until it can be used. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const servers = inject("servers");
  // Workers are numbered from 1.
  const server = servers[(Number(process.env.VITEST_POOL_ID) - 1) % servers.length]!;
  const scratch = await mkdtemp(join(tmpdir(), "loss-lens-page-"));
  const folder = join(scratch, "workspace");
  await cp(options.folder ?? join(CHECKOUT, "media/examples"), folder, { recursive: true });
  for (const [path, text] of Object.entries(options.files ?? {})) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }

  const trust = { "security.workspace.trust.enabled": !(options.isTrusted ?? true) };
  await writeUserSettings(server, {
    ...QUIET_SETTINGS,
    ...trust,
    "security.workspace.trust.startupPrompt": "never",
    "files.exclude": { "**/.vscode": true },
    ...options.userSettings,
    // Restricted Mode may not take a folder's word for it.
    "workbench.colorTheme": THEMES[options.theme ?? "dark"].name,
  });
  let settings: Settings = { ...options.settings };
  const changeSettings = async (change: Settings): Promise<void> => {
    settings = { ...settings, ...change };
    await mkdir(join(folder, ".vscode"), { recursive: true });
    await writeFile(join(folder, ".vscode/settings.json"), JSON.stringify(settings, undefined, 2));
  };
  await changeSettings({});

  await writeCompanion(server, options.isInstalled === true ? CHECKOUT : options.companion);
  await writeLanguage(server, options.locale);
  const browser = await launchBrowser();
  const close = async (): Promise<void> => {
    await browser.close();
    await writeCompanion(server);
    await writeLanguage(server);
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const context = await browser.newContext({ viewport: options.viewport ?? { width: 1280, height: 800 } });
    // A window opens in seconds, and in minutes where the machine is busy with other things.
    context.setDefaultNavigationTimeout(120_000);
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    const problems = watchProblems(page);
    const { inspectPort } = options;
    const debugged = inspectPort === undefined ? {} : { inspectPort };
    const developed = options.isInstalled === true ? {} : { extension: CHECKOUT };
    await page.goto(windowAddress(server, { folder, ...developed, ...debugged }));
    await waitForTheme(page, options.theme ?? "dark");
    await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor({ timeout: 90_000 });
    return {
      page,
      folder,
      problems,
      changeSettings,
      close,
      setTheme: async (theme) => {
        await changeSettings({ "workbench.colorTheme": THEMES[theme].name });
        await waitForTheme(page, theme);
      },
      screenshot: async (name) => {
        const path = join(CHECKOUT, ".artefacts/page", `${name}.png`);
        await page.screenshot({ path });
        return path;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Opens a window before a file's tests and closes it after them. What fails leaves a picture of itself and a window in
 * which anything may be open, so that what comes next, first of all the same test tried again, gets a new one.
 */
export function useWindow(open: () => Promise<Workbench>): void {
  let workbench: Workbench | undefined;
  let isSpent = false;
  const openAnew = async (): Promise<void> => {
    await workbench?.close();
    workbench = undefined;
    workbench = await open();
    isSpent = false;
  };
  beforeAll(openAnew);
  beforeEach(async () => {
    if (isSpent) await openAnew();
  });
  afterEach(async ({ task }) => {
    isSpent = task.result?.state === "fail";
    if (isSpent) await workbench?.screenshot(`failed-${task.name.replace(/[^a-z0-9]+/gi, "-")}`);
  });
  afterAll(() => workbench?.close());
}

async function waitForTheme(page: Page, theme: Theme): Promise<void> {
  await page.locator(`.monaco-workbench.${THEMES[theme].class} .part.statusbar`).waitFor({ timeout: 90_000 });
}

/** Runs a command by its title, as a person does in the command palette. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await pick(page, "F1", title);
}

/** Opens a file of the folder in a tab, whatever VS Code shows there. */
export async function openTab(page: Page, name: string): Promise<void> {
  await pick(page, "ControlOrMeta+P", name);
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
}

/** Opens a file of the folder in an editor and waits for its text. */
export async function openFile(page: Page, name: string): Promise<void> {
  await openTab(page, name);
  // Notebooks lie over the group that they belong to.
  const lines = [".editor-group-container.active", ".notebook-editor"].map((within) => `${within} .view-line:visible`);
  await page.locator(lines.join(", ")).first().waitFor();
}

/**
 * How often a list is asked for: one that opens while VS Code is busy may stay empty, whatever is typed into it, or
 * close again when something else takes the focus.
 */
const mostPicks = 4;

async function pick(page: Page, key: "F1" | "ControlOrMeta+P", label: string): Promise<void> {
  const input = page.locator(".quick-input-widget input[type=text]").first();
  // The row's accessible name is its label, then a file's folder, then what else the row shows, after a comma.
  const name = JSON.stringify(label);
  const starts = key === "F1" ? [`${label}, `] : [`${label}, `, `${label} `];
  const rest = starts.map((start) => `[aria-label^=${JSON.stringify(start)}]`).join(", ");
  const row = page.locator(`.quick-input-list .monaco-list-row:is([aria-label=${name}], ${rest})`).first();
  const ask = async (): Promise<void> => {
    await input.fill(key === "F1" ? `>${label}` : label, { timeout: 5_000 });
    await row.waitFor({ timeout: 8_000 });
  };
  for (let attempt = 1; ; attempt++) {
    await page.keyboard.press(key);
    const isListed = await ask().then(
      () => true,
      () => false,
    );
    if (isListed || attempt === mostPicks) break;
    await page.keyboard.press("Escape");
    await input.waitFor({ state: "hidden" });
  }
  await row.click();
  await input.waitFor({ state: "hidden" });
}

/**
 * The document inside a webview: two frames down, and known by an element that it shows.
 * Webviews come and go with their panels, hence the waiting.
 */
export async function webviewFrame(page: Page, selector = "body > *", timeoutMs = 60_000): Promise<Frame> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    for (const frame of page.frames()) {
      if (!isWebviewContent(frame)) continue;
      const shows = await frame
        .locator(selector)
        .count()
        .catch(() => 0); // Gone while we looked: not this one.
      if (shows > 0) return frame;
    }
    await sleep(100);
  }
  throw new Error(`No webview showed '${selector}' within ${timeoutMs / 1000} s.`);
}

function isWebviewContent(frame: Frame): boolean {
  const outer = frame.parentFrame();
  return outer !== null && outer.parentFrame() !== null && /[/]webview[/]browser[/]pre[/]/.test(outer.url());
}
