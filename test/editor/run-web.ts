// Runs the web suite (dist/test/web.js) in VS Code for browsers, where the extension lives in a web worker.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { open } from "@vscode/test-web";
import { launchProfile } from "../host/browser.ts";
import { CHECKOUT } from "../host/checkout.ts";
import { say } from "../host/progress.ts";
import { suiteLine, suiteOutcome } from "../host/suite-output.ts";
import { VSCODE_WEB, vscodeWeb } from "../host/vscode-web.ts";
import { forgetResult, readResult } from "../results.ts";

const SUITE = "web";

const resultFile = await forgetResult(SUITE);
const testRunnerDataDir = await vscodeWeb();
const profile = await mkdtemp(join(tmpdir(), "loss-lens-web-"));
const port = await freePort();
const server = await open({
  browserType: "none",
  host: "localhost",
  port,
  quality: "stable",
  commit: VSCODE_WEB,
  testRunnerDataDir,
  extensionDevelopmentPath: CHECKOUT,
  extensionTestsPath: join(CHECKOUT, "dist/test/web.js"),
  folderPath: join(CHECKOUT, "media/examples"),
});
say(`Web suite: in VS Code ${VSCODE_WEB} for browsers.`);
// Webviews have an origin of their own, whose service workers Chromium refuses as third-party otherwise.
await mkdir(join(profile, "Default"));
await writeFile(join(profile, "Default/Preferences"), JSON.stringify({ profile: { cookie_controls_mode: 0 } }));
const context = await launchProfile(profile);
try {
  const page = await context.newPage();
  const code = await suiteOutcome(page, `http://localhost:${port}/`, (args) => {
    const result = suiteLine(args, "[suite result] ");
    if (result !== undefined) return writeFile(resultFile, result);
  });
  const { passed, failed } = await readResult(SUITE);
  console.log(`Web suite: ${passed} passed, ${failed} failed`);
  if (code !== 0 || failed > 0 || passed === 0) process.exitCode = 1;
} finally {
  await context.close();
  server.dispose();
  await rm(profile, { recursive: true, force: true, maxRetries: 3 });
}

/** The server must be told its port; the system knows a free one. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("No port.")),
      );
    });
  });
}
