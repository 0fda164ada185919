import { type Browser, type BrowserContext, chromium as playwright } from "playwright-core";
import { chromium } from "./chromium.ts";

const FLAGS = [
  "--no-sandbox", // Containers run as root, where Chromium's sandbox does not start.
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage", // Containers give /dev/shm 64 MB, on which tabs crash.
];

/** Starts a Chromium without a window. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({ executablePath: await chromium(), headless: true, args: FLAGS });
}

/** The same with a profile folder, whose preferences it follows. */
export async function launchProfile(folder: string): Promise<BrowserContext> {
  return playwright.launchPersistentContext(folder, { executablePath: await chromium(), headless: true, args: FLAGS });
}
