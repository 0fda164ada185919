import { existsSync } from "node:fs";
import { join } from "node:path";
import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { cacheRoot } from "./cache.ts";
import { findProgram, run } from "./command.ts";
import { say, step } from "./progress.ts";

const DOWNLOAD_IDLE_MS = 10_000;
const MAC_PATH = "/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code";

/** Whether a desktop program can show a window here. */
export function hasDisplay(): boolean {
  if (process.platform !== "linux") return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** The desktop VS Code that VSCODE_PATH names; a wrong path is an error and not silently another editor. */
export function chosenDesktop(): string | undefined {
  const path = process.env.VSCODE_PATH;
  if (path === undefined || path === "") return undefined;
  if (existsSync(path)) return path;
  throw new Error(`VSCODE_PATH is '${path}', and there is no such file.`);
}

/** The command that opens the desktop VS Code of this machine, if it has one and a display to show it on. */
export async function desktopCommand(): Promise<string | undefined> {
  const chosen = chosenDesktop();
  if (chosen !== undefined) return chosen;
  if (!hasDisplay()) return undefined;
  const command = await findProgram(["code", MAC_PATH]);
  if (command === undefined) return undefined;
  // Other editors call themselves `code` too; VS Code answers with version, commit and architecture.
  const answer = await run(command, ["--version"], { timeoutMs: 20_000 }).catch(() => "");
  return /^\d+\.\d+\.\d+\S*\n[0-9a-f]{40}\n/.test(answer) ? command : undefined;
}

/** A desktop VS Code to test in, kept apart from the one that the person uses; undefined where none can be had. */
export async function desktopForTests(): Promise<string | undefined> {
  const chosen = chosenDesktop();
  if (chosen !== undefined) return chosen;
  if (!hasDisplay()) return undefined;
  const cachePath = join(cacheRoot(), "desktop");
  try {
    return await step("Getting desktop VS Code (downloaded once)", () =>
      downloadAndUnzipVSCode({ version: "stable", cachePath, timeout: DOWNLOAD_IDLE_MS }),
    );
  } catch (error) {
    say(`Desktop VS Code cannot be had here: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
