import type { Page } from "playwright-core";

/** What went wrong in a window so far, newest last; the arrays grow as it goes on. */
export type PageProblems = {
  /** Violations of a content security policy, in the workbench and in webviews. */
  contentSecurityPolicy: readonly string[];
  /** Errors on the console, without those that VS Code's server prints in any window. */
  console: readonly string[];
  /** Errors that no one caught. */
  uncaught: readonly string[];
};

/** Printed by VS Code's own server and workbench when the machine is offline, or the server has no certificate. */
const HARMLESS = [
  /Failed to load resource/, // The vendor's signing module and marketplace.
  /\[Service Worker\] registration/,
  /A bad HTTP response code \(404\) was received when fetching the script/,
  /getaddrinfo|ERR_NAME_NOT_RESOLVED|Failed to fetch/,
];

/** Starts collecting a window's problems; call it before the window's address is opened. */
export function watchProblems(page: Page): PageProblems {
  const contentSecurityPolicy: string[] = [];
  const console: string[] = [];
  const uncaught: string[] = [];
  page.on("console", (message) => {
    const text = message.text();
    const line = `${text} (${message.location().url})`;
    if (/content security policy/i.test(text)) contentSecurityPolicy.push(line);
    else if (message.type() === "error" && !HARMLESS.some((pattern) => pattern.test(line))) console.push(line);
  });
  page.on("pageerror", (error) => uncaught.push(error.stack ?? error.message));
  return { contentSecurityPolicy, console, uncaught };
}
