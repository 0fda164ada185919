#!/usr/bin/env node
// Stands in for the desktop program where there is none: it takes the arguments that VS Code takes from
// `@vscode/test-electron`, runs the suite in VS Code's server, and exits with the suite's outcome.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launchBrowser } from "./browser.ts";
import { say } from "./progress.ts";
import { startServer, windowAddress, writeUserSettings } from "./server.ts";
import { suiteOutcome } from "./suite-output.ts";

const { values, positionals } = parseArgs({
  strict: false, // The desktop program's other flags mean nothing here.
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: "string" },
    extensionTestsPath: { type: "string" },
    "user-data-dir": { type: "string" },
    "install-extension": { type: "string" },
  },
});
const extension = required("extensionDevelopmentPath");
const tests = required("extensionTestsPath");
const userData = required("user-data-dir");

const packed = values["install-extension"];
const server = await startServer(typeof packed === "string" ? { install: packed } : {});
const browser = await launchBrowser();
let exitCode = 1;
try {
  const settings: unknown = JSON.parse(await readFile(join(userData, "User/settings.json"), "utf8"));
  await writeUserSettings(server, Object(settings));
  const page = await browser.newPage();
  const ended = server.ended.then(() => Promise.reject(new Error("VS Code's server ended during the suite.")));
  const address = windowAddress(server, { folder: positionals[0], extension, tests });
  exitCode = await Promise.race([suiteOutcome(page, address), ended]);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
} finally {
  await browser.close();
  await server.stop();
}
process.exit(exitCode);

function required(name: "extensionDevelopmentPath" | "extensionTestsPath" | "user-data-dir"): string {
  const value = values[name];
  if (typeof value === "string") return value;
  say(`The launcher needs --${name}=…, as @vscode/test-electron passes it.`);
  process.exit(2);
}
