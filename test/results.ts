import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** What a suite hands to whoever started it, across process borders, as a JSON file. */
export type SuiteResult = {
  passed: number;
  failed: number;
  skipped: number;
  failures: { test: string; message: string }[];
};

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

/** Writes a suite's result. */
export async function writeResult(file: string, result: SuiteResult): Promise<void> {
  await writeFile(file, JSON.stringify(result, undefined, 2));
}

/** Reads a suite's result; a missing or malformed one is an error. */
export async function readResult(suite: string): Promise<SuiteResult> {
  const result: unknown = JSON.parse(await readFile(resultFile(suite), "utf8"));
  if (!isSuiteResult(result)) throw new Error(`The ${suite} suite wrote something that is not a result.`);
  return result;
}

function isSuiteResult(value: unknown): value is SuiteResult {
  return (
    typeof value === "object" &&
    value !== null &&
    ["passed", "failed", "skipped"].every((name) => Number.isInteger(Reflect.get(value, name))) &&
    Array.isArray(Reflect.get(value, "failures"))
  );
}
