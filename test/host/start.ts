// `npm start`: builds the extension and opens an example loss with its preview in a VS Code that has it loaded.
import { spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { cacheRoot, exists } from "./cache.ts";
import { CHECKOUT } from "./checkout.ts";
import { run } from "./command.ts";
import { desktopCommand } from "./desktop.ts";
import { say, step } from "./progress.ts";
import { QUIET_SETTINGS, startServer, windowAddress, writeCompanion, writeUserSettings } from "./server.ts";

const EXAMPLES = join(CHECKOUT, "media/examples");
/** Opens one of them with its preview. */
const OPENER = join(CHECKOUT, "test/host/open-example");

try {
  await step("Building the extension", () => run(process.execPath, ["esbuild.mjs"], { cwd: CHECKOUT }));
  const desktop = await desktopCommand();
  if (desktop === undefined) await openInServer();
  else await openOnDesktop(desktop);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

/** Opens a window of the person's own VS Code, with their settings, and leaves it to them. */
async function openOnDesktop(command: string): Promise<void> {
  const extensions = [CHECKOUT, OPENER].map((path) => `--extensionDevelopmentPath=${path}`);
  const args = [...extensions, "--new-window", EXAMPLES];
  // VS Code refuses to run as root without a data folder of its own.
  if (process.getuid?.() === 0) args.push("--no-sandbox", `--user-data-dir=${join(cacheRoot(), "desktop-data")}`);
  const child = spawn(command, args, { stdio: "inherit", shell: process.platform === "win32" });
  await new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(`'${command}' ended with ${code}.`))));
  });
  say("The examples are open in VS Code with Loss Lens loaded.");
}

/** Serves VS Code to the person's browser until they press Ctrl+C. */
async function openInServer(): Promise<void> {
  // Settings and open editors are kept from one start to the next, as on the desktop.
  const dataFolder = join(cacheRoot(), "start");
  await mkdir(dataFolder, { recursive: true });
  const server = await step("Starting VS Code's server", () => startServer({ dataFolder }));
  if (!(await exists(join(dataFolder, "data/User/settings.json")))) await writeUserSettings(server, QUIET_SETTINGS);
  await writeCompanion(server, OPENER);
  let isStopping = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      say("\nStopping …");
      server.stop().catch((error: unknown) => say(String(error)));
    });
  }
  say("\nOpen this address in a browser on this machine (Ctrl+C stops):\n");
  console.log(windowAddress(server, { folder: EXAMPLES, extension: CHECKOUT }));
  await server.ended;
  if (!isStopping) throw new Error("VS Code's server ended by itself.");
}
