// `npm test`: every check there is, one after the other, whatever the earlier ones said. The last line sums them up.
import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { CHECKOUT } from "./host/checkout.ts";
import { say } from "./host/progress.ts";
import { forgetResult, readResult, resultFile, type SuiteResult } from "./results.ts";

type Check = {
  name: string;
  command: readonly [program: string, ...args: string[]];
  /** The suite whose result the command writes; a check without one counts as a single test. */
  suite?: string;
};

const vitest = (name: string, ...args: string[]): Check => ({
  name,
  command: ["vitest", "run", ...args, "--reporter=default", "--reporter=json", `--outputFile.json=${resultFile(name)}`],
  suite: name,
});

/**
 * The page by itself, and of its panel in VS Code what a change is likeliest to break: all of it takes longer than a gate
 * may, and runs with `npm run test:page`.
 */
const PAGE_TESTS = [
  ..."exports gallery keyboard memory preview-page regions screen-reader steady".split(" "),
  ..."activation panel panel-parameters workbench".split(" "),
].map((name) => `test/page/${name}.test.ts`);

const CHECKS: readonly Check[] = [
  { name: "lint", command: ["biome", "check", "--error-on-warnings", "."] },
  { name: "types", command: ["tsc", "--noEmit"] },
  // Files, exports and dependencies that nobody uses.
  { name: "unused", command: ["knip", "--config", ".knip.json"] },
  vitest("unit"),
  // The suites inside VS Code then run what ships, and not a build for development.
  { name: "build", command: ["node", "esbuild.mjs", "--production"] },
  vitest("native", "--config", "test/parity/native/vitest.config.mts"),
  vitest("process", "--config", "test/host/process/vitest.config.mts"),
  { name: "package", command: ["npm", "run", "pack"] },
  { name: "editor", command: ["node", "test/editor/run.ts", "--installed"], suite: "editor" },
  { name: "web", command: ["node", "test/editor/run-web.ts"], suite: "web" },
  vitest("page", "--config", "test/page/vitest.config.ts", ...PAGE_TESTS),
];

const total = { passed: 0, failed: 0, skipped: 0 };
const summary: string[] = [];
for (const check of CHECKS) {
  const started = Date.now();
  say(`\n── ${check.name} ${"─".repeat(60)}`);
  const counts = await perform(check);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  const seconds = Math.round((Date.now() - started) / 1000);
  summary.push(
    `${counts.failed > 0 ? "✗" : "✓"} ${check.name.padEnd(8)} ${describe(counts)} (${seconds} s)`,
    ...counts.failures.map((name) => `    ✗ ${name}`),
  );
}
console.log(`\n${summary.join("\n")}\n`);
console.log(describe(total));
process.exitCode = total.failed > 0 ? 1 : 0;

async function perform({ name, command, suite }: Check): Promise<SuiteResult> {
  if (suite !== undefined) await forgetResult(suite);
  const isFine = await succeeds(command);
  if (suite === undefined) return { passed: isFine ? 1 : 0, failed: isFine ? 0 : 1, skipped: 0, failures: [] };
  try {
    const { passed, failed, skipped, failures } = await readResult(suite);
    // A file that cannot be loaded, or a set-up that fails, fails no test of its own; so does a suite without tests.
    const hasFailedOtherwise = failed === 0 && (!isFine || passed === 0);
    return { passed, failed: hasFailedOtherwise ? 1 : failed, skipped, failures };
  } catch (error) {
    say(`The ${name} suite gave no result: ${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 1, skipped: 0, failures: [] };
  }
}

async function succeeds([program, ...args]: Check["command"]): Promise<boolean> {
  // The programs of this checkout come first, and with them the Node it brings.
  const path = [join(CHECKOUT, "node_modules/.bin"), process.env.PATH].join(delimiter);
  const child = spawn(program, args, {
    cwd: CHECKOUT,
    env: { ...process.env, PATH: path },
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  return new Promise((resolve) => {
    child.once("error", (error) => {
      say(`'${program}' could not be started: ${error.message}`);
      resolve(false);
    });
    child.once("close", (code) => resolve(code === 0));
  });
}

function describe({ passed, failed, skipped }: Omit<SuiteResult, "failures">): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
