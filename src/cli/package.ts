/** The package that this command line is part of. */

import { dirname } from "node:path";
import { version as packageVersion } from "../../package.json";

export const version: string = packageVersion;

/** The folder that holds package.json: the built file stands in `dist/`. */
export const packageFolder: string = dirname(import.meta.dirname);
