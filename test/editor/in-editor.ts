/** Runs a bundle of suites in a real VS Code: desktop where it can be had, else the server. */
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resolveCliArgsFromVSCodeExecutablePath, runTests } from "@vscode/test-electron";
import { CHECKOUT } from "../host/checkout.ts";
import { run } from "../host/command.ts";
import { desktopForTests } from "../host/desktop.ts";
import { say } from "../host/progress.ts";
import { QUIET_SETTINGS } from "../host/server.ts";

interface InEditor {
  /** What is run, for those who wait. */
  readonly name: string;
  /** In dist/test/. */
  readonly bundle: string;
  /** What the extension host finds in its environment. */
  readonly environment: Record<string, string | undefined>;
  /** The packed extension, in a VS Code that has never seen the sources. */
  readonly isInstalled?: boolean;
  readonly settings?: object;
}

/** Ends when VS Code has; what the suites found is in the file that they were told of. */
export async function runInEditor({ name, bundle, environment, isInstalled, settings }: InEditor): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), "loss-lens-editor-"));
  try {
    const folder = join(scratch, "examples");
    const userData = join(scratch, "user-data");
    await cp(join(CHECKOUT, "media/examples"), folder, { recursive: true });
    await mkdir(join(userData, "User"), { recursive: true });
    await writeFile(join(userData, "User/settings.json"), JSON.stringify({ ...QUIET_SETTINGS, ...settings }));
    const desktop = await desktopForTests();
    say(`${name}: in ${desktop === undefined ? "VS Code's server with Chromium" : `desktop VS Code (${desktop})`}.`);
    const extensions = join(scratch, "extensions");
    const launchArgs = [folder, `--user-data-dir=${userData}`, `--extensions-dir=${extensions}`];
    let extensionDevelopmentPath = CHECKOUT;
    if (isInstalled === true) {
      const vsix = join(CHECKOUT, "loss-lens.vsix");
      say(`${name}: with ${vsix} installed.`);
      if (desktop !== undefined) await installOnDesktop(desktop, vsix, launchArgs.slice(1));
      else launchArgs.push(`--install-extension=${vsix}`);
      extensionDevelopmentPath = join(scratch, "driver");
      await cp(join(CHECKOUT, "test/editor/driver"), extensionDevelopmentPath, { recursive: true });
    }
    await runTests({
      vscodeExecutablePath: desktop ?? join(CHECKOUT, "test/host/launcher.ts"),
      extensionDevelopmentPath,
      extensionTestsPath: join(CHECKOUT, "dist/test", bundle),
      extensionTestsEnv: environment,
      launchArgs,
    }).catch((error: unknown) => say(error instanceof Error ? error.message : String(error)));
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function installOnDesktop(desktop: string, vsix: string, folders: readonly string[]): Promise<void> {
  const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(desktop);
  await run(cli!, [...args, ...folders, "--install-extension", vsix]);
}
