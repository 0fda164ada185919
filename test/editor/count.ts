import type { Runner } from "mocha";
import type { SuiteResult } from "../results.ts";

/**
 * Starts the runner's work, tells each outcome as it comes, and counts them. A failed run rejects, which VS Code
 * turns into its exit code; the result is handed over before that.
 */
export async function count(
  start: (done: () => void) => Runner,
  deliver: (result: SuiteResult) => void,
): Promise<void> {
  const failures: string[] = [];
  const result = { passed: 0, failed: 0, skipped: 0, failures } satisfies SuiteResult;
  await new Promise<void>((resolve) => {
    start(resolve)
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
        failures.push(test.fullTitle());
        report(`  ✗ ${test.fullTitle()}\n${error.stack ?? String(error)}`);
      });
  });
  deliver(result);
  if (result.failed > 0) throw new Error(`${result.failed} tests failed.`);
  if (result.passed === 0) throw new Error("No test ran.");
}

/** Registers the suites; where one of them throws, says which error it was, because VS Code does not. */
export function register(suites: () => void): void {
  try {
    suites();
  } catch (error) {
    report(`The suites cannot be loaded: ${error instanceof Error ? error.stack : String(error)}`);
    throw error;
  }
}

/** Reaches the person by VS Code's own output on the desktop, by our launchers, which know the prefix, elsewhere. */
function report(line: string): void {
  console.log(`[suite] ${line}`);
}
