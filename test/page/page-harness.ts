/** The built page by itself in a browser, under the panel's strict policy, with a host that only listens. */

import { readFile } from "node:fs/promises";
import { build } from "esbuild";
import { type Browser, chromium as launcher, type Page } from "playwright-core";
import { encodeToPage, type ToPage } from "../../src/preview/messages.ts";
import { chromium } from "../host/chromium.ts";
import { type ThemeName, themes } from "./themes.ts";

const ORIGIN = "http://preview.test";
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const root = new URL("../../", import.meta.url);

export interface OpenedPage {
  readonly page: Page;
  /** What the page said to the host, in order. */
  readonly sent: () => Promise<Record<string, unknown>[]>;
  readonly show: (message: ToPage) => Promise<void>;
  /** Changes the theme of a page that is open, as a person does. */
  readonly setTheme: (theme: ThemeName) => Promise<void>;
  /** Errors and violations of the policy, as the console has them. */
  readonly complaints: string[];
}

export async function openBrowser(): Promise<Browser> {
  return launcher.launch({ executablePath: await chromium(), args: FLAGS });
}

function inAttribute(text: string): string {
  return text.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}

let bundle: Promise<string> | undefined;

/** The page's script as the extension ships it. */
export function pageScript(): Promise<string> {
  bundle ??= build({
    entryPoints: [new URL("src/preview/page.ts", root).pathname],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    write: false,
  }).then((result) => result.outputFiles[0]?.text ?? "");
  return bundle;
}

export interface OpenOptions {
  readonly theme: ThemeName;
  readonly width: number;
  readonly height: number;
  readonly state?: unknown;
  readonly direction?: "ltr" | "rtl";
  readonly zoom?: number;
  /** The words of another language, as the editor hands them to the page. */
  readonly words?: Readonly<Record<string, string>>;
}

declare global {
  /** In the page: how light a CSS colour is, from 0 to 1, as WCAG's contrast has it. */
  function luminanceOf(colour: string): number;
}

/** Runs in the page. Source of the formula: WCAG 2.2, "relative luminance". */
function defineLuminance(): void {
  globalThis.luminanceOf = (colour) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })!;
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
}

export async function openPage(browser: Browser, options: OpenOptions): Promise<OpenedPage> {
  const theme = themes[options.theme];
  const variables = Object.entries(theme.variables).map(([name, value]) => `${name}: ${value};`);
  const files: Record<string, { type: string; body: string }> = {
    "/page.js": { type: "text/javascript", body: await pageScript() },
    "/page.css": { type: "text/css", body: await readFile(new URL("media/page.css", root), "utf8") },
    "/theme.css": { type: "text/css", body: `:root { ${variables.join(" ")} }` },
    "/host.js": {
      type: "text/javascript",
      body: `window.sent = []; window.kept = ${JSON.stringify(options.state ?? null)};
        window.acquireVsCodeApi = () => ({ postMessage: (m) => window.sent.push(m), getState: () => window.kept ?? undefined, setState: (s) => { window.kept = s; } });`,
    },
    "/": {
      type: "text/html",
      body: `<!doctype html><html lang="en" dir="${options.direction ?? "ltr"}"><head><meta charset="utf-8"><title>Loss Lens</title>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ${ORIGIN}; style-src ${ORIGIN}; img-src ${ORIGIN} data: blob:">
        <link rel="stylesheet" href="/theme.css"><link rel="stylesheet" href="/page.css"></head>
        <body class="${theme.className}" data-words="${inAttribute(JSON.stringify(options.words ?? {}))}"><script src="/host.js"></script><script src="/page.js"></script></body></html>`,
    },
  };
  const page = await browser.newPage({
    viewport: {
      width: Math.round(options.width / (options.zoom ?? 1)),
      height: Math.round(options.height / (options.zoom ?? 1)),
    },
    deviceScaleFactor: options.zoom ?? 1,
  });
  await page.addInitScript(defineLuminance);
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.route(`${ORIGIN}/**`, async (route) => {
    const file = files[new URL(route.request().url()).pathname];
    await (file === undefined
      ? route.fulfill({ status: 204, body: "" })
      : route.fulfill({ contentType: file.type, body: file.body }));
  });
  await page.goto(`${ORIGIN}/`);
  return {
    page,
    complaints,
    sent: () => page.evaluate(() => (window as unknown as { sent: Record<string, unknown>[] }).sent),
    setTheme: (name) =>
      page.evaluate(({ className, variables }) => {
        document.body.className = className;
        const { style } = document.documentElement;
        for (const variable of [...style]) style.removeProperty(variable);
        for (const [variable, value] of Object.entries(variables)) style.setProperty(variable, value);
      }, themes[name]),
    show: async (message) => {
      await page.evaluate((data) => window.postMessage(data, "*"), JSON.parse(JSON.stringify(encodeToPage(message))));
      // The message has been taken in once two frames have passed.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    },
  };
}
