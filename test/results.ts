import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

/** What a suite hands to whoever started it, across process borders, as a JSON file. */
export type SuiteResult = { passed: number; failed: number; skipped: number };

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
  return { passed, failed, skipped };
}

function count(result: unknown, name: string): number | undefined {
  if (typeof result !== "object" || result === null) return undefined;
  const value: unknown = Reflect.get(result, name);
  return typeof value === "number" ? value : undefined;
}
