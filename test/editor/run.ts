// Runs the editor suite (dist/test/editor.js) in a real VS Code. With `--installed` the extension is the packed one.
import { parseArgs } from "node:util";
import { forgetResult, readResult } from "../results.ts";
import { runInEditor } from "./in-editor.ts";

const SUITE = "editor";

const { values } = parseArgs({ options: { installed: { type: "boolean" } } });

const resultFile = await forgetResult(SUITE);
await runInEditor({
  name: "Editor suite",
  bundle: "editor.js",
  environment: { LOSS_LENS_TEST_RESULT: resultFile, LOSS_LENS_ONLY: process.env.LOSS_LENS_ONLY },
  isInstalled: values.installed === true,
});
const { passed, failed } = await readResult(SUITE);
console.log(`Editor suite: ${passed} passed, ${failed} failed`);
if (failed > 0 || passed === 0) process.exitCode = 1;
