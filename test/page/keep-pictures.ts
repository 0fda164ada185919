// `npm run pictures`: takes the pictures of the README and the walkthrough anew, in a real VS Code, into `media/`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { CHECKOUT } from "../host/checkout.ts";
import { run } from "../host/command.ts";
import { step } from "../host/progress.ts";
import { KEEP_VARIABLE } from "./keep-picture.ts";

await step("Building the extension", () => run(process.execPath, ["esbuild.mjs"], { cwd: CHECKOUT }));
const vitest = join(CHECKOUT, "node_modules/vitest/vitest.mjs");
const tests = ["pictures", "walkthrough", "animation"].map((name) => `test/page/${name}.test.ts`);
const child = spawn(process.execPath, [vitest, "run", "--config", "test/page/vitest.config.ts", ...tests], {
  cwd: CHECKOUT,
  env: { ...process.env, [KEEP_VARIABLE]: "1" },
  stdio: "inherit",
});
const [code] = await once(child, "close");
process.exitCode = code ?? 1;
