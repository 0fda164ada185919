/** Keeps what Node has compiled of this package for the next run: to compile it takes longer than many a check. */

import * as nodeModule from "node:module";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/**
 * In the person's own folder for caches: what lies in a temporary folder may be somebody else's. Where it cannot be
 * written, or Node is older than 22.8, all is compiled anew. `NODE_DISABLE_COMPILE_CACHE` switches it off, and
 * `NODE_COMPILE_CACHE` names another folder, as with all of Node's programs.
 */
export function keepCompiledCode(): void {
  // Not imported by name: older ones have no such function, and the import itself would fail.
  if (process.env.NODE_COMPILE_CACHE || nodeModule.enableCompileCache === undefined) return;
  const folder = join(cacheFolder(process.platform, process.env, homedir()), "loss-lens", "compiled");
  const { status } = nodeModule.enableCompileCache(folder);
  // The evaluator's threads read it there.
  if (status === nodeModule.constants.compileCacheStatus.ENABLED) process.env.NODE_COMPILE_CACHE = folder;
}

/** Where programs keep what they can make again. A path that depends on the folder that is worked in is none. */
export function cacheFolder(
  platform: NodeJS.Platform,
  { XDG_CACHE_HOME = "", LOCALAPPDATA = "" }: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  if (platform === "darwin") return join(home, "Library", "Caches");
  if (platform === "win32") return isAbsolute(LOCALAPPDATA) ? LOCALAPPDATA : join(home, "AppData", "Local");
  return isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(home, ".cache");
}
