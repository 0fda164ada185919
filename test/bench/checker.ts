/** What a keystroke runs, for the benches to bundle. */
import { parseModule } from "../../src/python/parse.ts";
import { inspectModule } from "../../src/rules/check.ts";

export { inspectModule, parseModule };
