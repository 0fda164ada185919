/** The package that this command line is part of. */

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { version as packageVersion } from "../../package.json";

export const version: string = packageVersion;

/** The folder that holds the rules' pages in `src/`: the built file stands one below it, the source two. */
export const packageFolder: string = nearestWithPages(dirname(import.meta.dirname));

function nearestWithPages(folder: string): string {
  const above = dirname(folder);
  return existsSync(join(folder, "src", "rules")) || above === folder ? folder : nearestWithPages(above);
}
