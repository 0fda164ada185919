/** Where the native addon of @tensorflow/tfjs-node may be. It is native code: never taken from where a person did not put it. */

import { statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** N-API version 8 is what the package names its folder after, and every Node in question speaks it. */
const insidePackage = join("@tensorflow", "tfjs-node", "lib", "napi-v8", "tfjs_binding.node");

/** Whether a path is one that Node loads as native code. A folder of that name would be JavaScript of whoever made it. */
export function isAddonFile(path: string): boolean {
  try {
    return path.endsWith(".node") && statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false; // What cannot be looked at cannot be loaded.
  }
}

/**
 * The addon of the `@tensorflow/tfjs-node` that belongs to a package: in its own `node_modules`, or beside it where it
 * stands in one itself, as npm lays out what is installed together. No folder above has a say. Undefined where there is none.
 */
export function findAddonOf(packageFolder: string): string | undefined {
  const above = dirname(packageFolder);
  const folders = [join(packageFolder, "node_modules"), ...(basename(above) === "node_modules" ? [above] : [])];
  return folders.map((folder) => join(folder, insidePackage)).find(isAddonFile);
}
