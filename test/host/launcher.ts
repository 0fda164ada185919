#!/usr/bin/env node
// Stands in for the desktop program where there is none: it takes the arguments that VS Code takes from
// `@vscode/test-electron`, runs the suite in VS Code's server, and exits with the suite's outcome.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launchBrowser } from "./browser.ts";
import { say } from "./progress.ts";
import { startServer, windowAddress, writeUserSettings } from "./server.ts";

/** What the suite puts before each line that it means for the person who runs it. */
const SUITE_LINE = "[suite] ";
const TIME_LIMIT_MS = 10 * 60_000;

const { values, positionals } = parseArgs({
  strict: false, // The desktop program's other flags mean nothing here.
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: "string" },
    extensionTestsPath: { type: "string" },
    "user-data-dir": { type: "string" },
  },
});
const extension = required("extensionDevelopmentPath");
const tests = required("extensionTestsPath");
const userData = required("user-data-dir");

const server = await startServer();
const browser = await launchBrowser();
let exitCode = 1;
try {
  const settings: unknown = JSON.parse(await readFile(join(userData, "User/settings.json"), "utf8"));
  await writeUserSettings(server, Object(settings));
  const page = await browser.newPage();
  const outcome = new Promise<number>((resolve, reject) => {
    page.exposeFunction("codeAutomationExit", (code: number) => resolve(code)).catch(reject);
    page.exposeFunction("codeAutomationLog", (_type: string, args: unknown[]) => printLog(args)).catch(reject);
    page.on("crash", () => reject(new Error("The workbench's page crashed.")));
    setTimeout(
      () => reject(new Error(`The suite did not end within ${TIME_LIMIT_MS / 60_000} minutes.`)),
      TIME_LIMIT_MS,
    ).unref();
    server.ended.then(() => reject(new Error("VS Code's server ended during the suite.")));
  });
  await page.goto(windowAddress(server, { folder: positionals[0], extension, tests }));
  exitCode = await outcome;
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
} finally {
  await browser.close();
  await server.stop();
}
process.exit(exitCode);

/** The workbench is chatty: of all that it logs, only the lines of the suite are passed on. */
function printLog(args: unknown[]): void {
  const [first] = args;
  if (typeof first === "string" && first.startsWith(SUITE_LINE)) say(first.slice(SUITE_LINE.length));
}

function required(name: "extensionDevelopmentPath" | "extensionTestsPath" | "user-data-dir"): string {
  const value = values[name];
  if (typeof value === "string") return value;
  say(`The launcher needs --${name}=…, as @vscode/test-electron passes it.`);
  process.exit(2);
}
