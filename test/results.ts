import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

/** What a suite hands to whoever started it, across process borders, as a JSON file. */
export type SuiteResult = { passed: number; failed: number; skipped: number; failures: readonly string[] };

/** Where the suite of that name writes its result. */
export function resultFile(suite: string): string {
  return join(import.meta.dirname, "../.artefacts/results", `${suite}.json`);
}

/** Removes the result of an earlier run, so that a suite that dies is not taken for one that passed. */
export async function forgetResult(suite: string): Promise<string> {
  const file = resultFile(suite);
  await mkdir(dirname(file), { recursive: true });
  await rm(file, { force: true });
  return file;
}

/** Reads a suite's result, ours or Vitest's; a missing or malformed one is an error. */
export async function readResult(suite: string): Promise<SuiteResult> {
  const result: unknown = JSON.parse(await readFile(resultFile(suite), "utf8"));
  const counts = {
    passed: count(result, "passed") ?? count(result, "numPassedTests"),
    failed: count(result, "failed") ?? count(result, "numFailedTests"),
    skipped: count(result, "skipped") ?? count(result, "numPendingTests"),
  };
  const { passed, failed, skipped } = counts;
  if (passed === undefined || failed === undefined || skipped === undefined) {
    throw new Error(`The ${suite} suite wrote something that is not a result.`);
  }
  return { passed, failed, skipped, failures: ourFailures(result) ?? vitestFailures(result) };
}

function ourFailures(result: unknown): string[] | undefined {
  const failures = property(result, "failures");
  return Array.isArray(failures) ? failures.map(String) : undefined;
}

/** The full names of tests that failed, and the files that could not be loaded. */
function vitestFailures(result: unknown): string[] {
  return list(result, "testResults").flatMap((file) => {
    const failed = list(file, "assertionResults").filter((test) => property(test, "status") === "failed");
    if (failed.length === 0 && property(file, "status") === "failed") return [String(property(file, "name"))];
    return failed.map((test) => String(property(test, "fullName")));
  });
}

function list(of: unknown, name: string): unknown[] {
  const value = property(of, name);
  return Array.isArray(value) ? value : [];
}

function property(of: unknown, name: string): unknown {
  return typeof of === "object" && of !== null ? Reflect.get(of, name) : undefined;
}

function count(result: unknown, name: string): number | undefined {
  const value = property(result, name);
  return typeof value === "number" ? value : undefined;
}
