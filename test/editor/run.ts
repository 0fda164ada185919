// Runs the editor suite (dist/test/editor.js) in a real VS Code: desktop where it can be had, else the server. With
// `--installed` the extension is the packed one, in a VS Code that has never seen the sources.
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { resolveCliArgsFromVSCodeExecutablePath, runTests } from "@vscode/test-electron";
import { CHECKOUT } from "../host/checkout.ts";
import { run } from "../host/command.ts";
import { desktopForTests } from "../host/desktop.ts";
import { say } from "../host/progress.ts";
import { QUIET_SETTINGS } from "../host/server.ts";
import { forgetResult, readResult } from "../results.ts";

const SUITE = "editor";

const { values } = parseArgs({ options: { installed: { type: "boolean" } } });

const resultFile = await forgetResult(SUITE);
const scratch = await mkdtemp(join(tmpdir(), "loss-lens-editor-"));
try {
  const folder = join(scratch, "examples");
  const userData = join(scratch, "user-data");
  await cp(join(CHECKOUT, "media/examples"), folder, { recursive: true });
  await mkdir(join(userData, "User"), { recursive: true });
  await writeFile(join(userData, "User/settings.json"), JSON.stringify(QUIET_SETTINGS));
  const desktop = await desktopForTests();
  say(`Editor suite: in ${desktop === undefined ? "VS Code's server with Chromium" : `desktop VS Code (${desktop})`}.`);
  const extensions = join(scratch, "extensions");
  const launchArgs = [folder, `--user-data-dir=${userData}`, `--extensions-dir=${extensions}`];
  let extensionDevelopmentPath = CHECKOUT;
  if (values.installed === true) {
    const vsix = join(CHECKOUT, "loss-lens.vsix");
    say(`Editor suite: with ${vsix} installed.`);
    if (desktop !== undefined) await installOnDesktop(desktop, vsix, launchArgs.slice(1));
    else launchArgs.push(`--install-extension=${vsix}`);
    extensionDevelopmentPath = join(scratch, "driver");
    await cp(join(CHECKOUT, "test/editor/driver"), extensionDevelopmentPath, { recursive: true });
  }
  await runTests({
    vscodeExecutablePath: desktop ?? join(CHECKOUT, "test/host/launcher.ts"),
    extensionDevelopmentPath,
    extensionTestsPath: join(CHECKOUT, "dist/test/editor.js"),
    extensionTestsEnv: { LOSS_LENS_TEST_RESULT: resultFile, LOSS_LENS_ONLY: process.env.LOSS_LENS_ONLY },
    launchArgs,
  }).catch((error: unknown) => say(error instanceof Error ? error.message : String(error)));
  const { passed, failed } = await readResult(SUITE);
  console.log(`Editor suite: ${passed} passed, ${failed} failed`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
} finally {
  await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
}

async function installOnDesktop(desktop: string, vsix: string, folders: readonly string[]): Promise<void> {
  const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(desktop);
  await run(cli!, [...args, ...folders, "--install-extension", vsix]);
}
