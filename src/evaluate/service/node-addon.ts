/** Where the native addon of @tensorflow/tfjs-node may be. */

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** N-API version 8 is what the package names its folder after, and every Node in question speaks it. */
const insidePackage = join("lib", "napi-v8", "tfjs_binding.node");

/**
 * The first addon that is there: the given file, then that of the package in each folder's
 * `node_modules`. Undefined where there is none.
 */
export function findAddon(given: string | undefined, folders: readonly string[]): string | undefined {
  if (given !== undefined && given !== "") return existsSync(given) ? given : undefined;
  for (const folder of folders) {
    try {
      const manifest = createRequire(join(folder, "package.json")).resolve("@tensorflow/tfjs-node/package.json");
      const addon = join(dirname(manifest), insidePackage);
      if (existsSync(addon)) return addon;
    } catch {
      // The package is not installed there.
    }
  }
  return undefined;
}
