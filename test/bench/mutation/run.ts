/**
 * `npm run mutation [part of a path]`: changes the code in small ways, one at a time, and runs the tests that come by.
 * What no test notices is printed with its place, and a score for each folder. It takes hours over all of them, so it is
 * no part of the gate: `npm run mutation src/probes` takes one folder, `npm run mutation judge.ts` one file, and
 * `npm run mutation -- --lines 30` thirty lines of each folder, which are always the same.
 */
import { globSync, readFileSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Stryker } from "@stryker-mutator/core";
import { CHECKOUT } from "../../host/checkout.ts";

/** The folders whose every line a person feels, and the tests that are to hold them. */
const folders: Readonly<Record<string, readonly string[]>> = {
  "src/python": ["test/unit/python/*.test.ts"],
  "src/losses": ["test/unit/losses/**/*.test.ts", "test/unit/check/*.test.ts", "test/unit/rules/pages.test.ts"],
  "src/rules": ["test/unit/rules/{pages,correct,look-alikes,fixes,offers}.test.ts"],
  "src/probes": ["test/unit/probes/*.test.ts", "test/unit/preview/{one-run,batch,extremes}.test.ts"],
  "src/preview/plot": ["test/unit/preview/**/*.test.ts"],
  "src/evaluate/kernels": [
    "test/unit/evaluate/{kernels,operations}/*.test.ts",
    "test/parity/{kernels,operations,functions}/*.test.ts",
  ],
};

const { values, positionals } = parseArgs({ options: { lines: { type: "string" } }, allowPositionals: true });
const part = positionals[0] ?? "";
const scores: string[] = [];
for (const [folder, tests] of Object.entries(folders)) {
  const files = globSync(`${folder}/**/*.ts`, { cwd: CHECKOUT }).filter((file) => file.includes(part));
  if (files.length === 0) continue;
  process.env.LOSS_LENS_MUTATION_TESTS = JSON.stringify(tests);
  const results = await new Stryker({
    mutate: values.lines === undefined ? files : someLines(files, Number(values.lines)),
    // Stryker would rewrite it with TypeScript's own API, which TypeScript 7 does not have; nothing here needs it.
    tsconfigFile: "none",
    testRunner: "vitest",
    vitest: { configFile: "test/bench/mutation/vitest.config.mts", related: true },
    plugins: ["@stryker-mutator/vitest-runner"],
    coverageAnalysis: "perTest",
    ignoreStatic: true,
    // What a message says is for its reader to judge.
    mutator: { excludedMutations: ["StringLiteral"] },
    concurrency: Number(process.env.LOSS_LENS_MUTATION_WORKERS ?? 1),
    timeoutMS: 60_000,
    dryRunTimeoutMinutes: 20,
    reporters: ["progress-append-only"],
    allowConsoleColors: false,
    tempDirName: ".artefacts/mutation",
    ignorePatterns: ["dist", ".artefacts", ".vscode-test", "media/pictures", "*.vsix"],
    disableTypeChecks: false,
  }).runMutationTest();
  const counted = results.filter(({ status }) => /^(Killed|Timeout|Survived|NoCoverage)$/.test(status));
  const noticed = counted.filter(({ status }) => status === "Killed" || status === "Timeout");
  for (const { fileName, location, mutatorName, replacement, status } of counted) {
    if (status !== "Survived" && status !== "NoCoverage") continue;
    const place = `${relative(CHECKOUT, resolve(CHECKOUT, fileName))}:${location.start.line}:${location.start.column}`;
    console.log(`${status.padEnd(10)} ${place} ${mutatorName}: ${(replacement ?? "").split("\n")[0]!.slice(0, 100)}`);
  }
  const score = counted.length === 0 ? "–" : ((100 * noticed.length) / counted.length).toFixed(1);
  scores.push(`${folder.padEnd(22)} ${score.padStart(5)} %  ${noticed.length} of ${counted.length} noticed`);
}
rmSync(join(CHECKOUT, ".artefacts/mutation"), { recursive: true, force: true });
if (scores.length === 0)
  throw new Error(`npm run mutation: '${part}' is in none of ${Object.keys(folders).join(", ")}.`);
console.log(`\n${scores.join("\n")}`);

/** Lines that are evenly spread over all that hold code, as Stryker writes ranges. */
function someLines(files: readonly string[], count: number): string[] {
  const all = files.flatMap((file) =>
    readFileSync(join(CHECKOUT, file), "utf8")
      .split("\n")
      .flatMap((line, index) =>
        /^\s*(?:\/?\*|\/\/|import |export type |[)}\]]*[,;]?$)/.test(line) ? [] : [`${file}:${index + 1}-${index + 1}`],
      ),
  );
  const step = all.length / count;
  return Array.from({ length: Math.min(count, all.length) }, (_, index) => all[Math.floor((index + 0.5) * step)]!);
}
