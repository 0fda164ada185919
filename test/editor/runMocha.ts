import { writeFileSync } from "node:fs";
import Mocha from "mocha";
import type { SuiteResult } from "../results.ts";

/** What the runner outside reads; it sets this in the extension host's environment. */
export const RESULT_VARIABLE = "LOSS_LENS_TEST_RESULT";

/**
 * Runs inside VS Code's extension host: registers the suites, runs them and writes the counts to the file that the
 * environment names. A failure rejects, which VS Code turns into its exit code.
 */
export async function runMocha(registerSuites: () => void): Promise<void> {
  const resultFile = process.env[RESULT_VARIABLE];
  if (resultFile === undefined)
    throw new Error(`${RESULT_VARIABLE} is not set: run this suite by 'npm run test:editor'.`);
  const mocha = new Mocha({ ui: "tdd", timeout: 30_000, reporter: Silent });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  registerSuites();
  const result: SuiteResult = { passed: 0, failed: 0, skipped: 0 };
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on("pass", (test) => {
        result.passed++;
        report(`  ✓ ${test.fullTitle()} (${test.duration} ms)`);
      })
      .on("pending", (test) => {
        result.skipped++;
        report(`  - ${test.fullTitle()}`);
      })
      .on("fail", (test, error: Error) => {
        result.failed++;
        const message = error.stack ?? String(error);
        report(`  ✗ ${test.fullTitle()}\n${message}`);
      });
  });
  writeFileSync(resultFile, JSON.stringify(result, undefined, 2));
  if (result.failed > 0) throw new Error(`${result.failed} tests failed.`);
  if (result.passed === 0) throw new Error("No test ran.");
}

/** Reaches the person by VS Code's own output on the desktop, by the launcher, which knows the prefix, elsewhere. */
function report(line: string): void {
  console.log(`[suite] ${line}`);
}

/** Mocha's own reporters format in a way that does not survive the extension host's console. */
class Silent extends Mocha.reporters.Base {}
