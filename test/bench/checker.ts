/** What a keystroke runs, for the benches to bundle. */

import { inspectModule } from "../../src/check/check-module.ts";
import { parseModule } from "../../src/python/parse.ts";

export { inspectModule, parseModule };
