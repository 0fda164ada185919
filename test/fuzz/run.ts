/** `npm run fuzz [seed]`: every target for as many cases as it is worth, from a new seed, and their sum at the end. */
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { CHECKOUT } from "../host/checkout.ts";
import { forgetResult } from "../results.ts";

interface Test {
  readonly title: string;
  readonly status: string;
  readonly meta?: { readonly fuzzed?: number };
}

const seed = Number(process.argv[2] ?? Math.floor(Date.now() / 1000));
if (!Number.isSafeInteger(seed)) throw new Error("npm run fuzz [seed]: the seed is a whole number.");
console.log(`seed ${seed}`);
const file = await forgetResult("fuzz");
const began = Date.now();
const child = spawn(
  "vitest",
  ["run", "--project", "unit", "test/fuzz", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
  {
    cwd: CHECKOUT,
    env: {
      ...process.env,
      PATH: [join(CHECKOUT, "node_modules/.bin"), process.env.PATH].join(delimiter),
      LOSS_LENS_FUZZ: String(seed),
    },
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  },
);
await new Promise((resolve) => child.once("close", resolve));

const result = JSON.parse(await readFile(file, "utf8")) as { testResults: { assertionResults: Test[] }[] };
const tests = result.testResults.flatMap(({ assertionResults }) => assertionResults);
let total = 0;
for (const { title, status, meta } of tests) {
  if (meta?.fuzzed === undefined) continue;
  total += meta.fuzzed;
  console.log(`${status === "passed" ? "✓" : "✗"} ${String(meta.fuzzed).padStart(9)}  ${title}`);
}
const failed = tests.filter(({ status }) => status === "failed").length;
console.log(`\n${total} cases, seed ${seed}, ${failed} failed, ${Math.round((Date.now() - began) / 60_000)} minutes`);
process.exitCode = failed > 0 || total === 0 ? 1 : 0;
