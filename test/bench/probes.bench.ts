/**
 * Putting all probes to losses, beside running each once as `losses` does: 100 files with 300 losses, and one file with
 * 400. Ratios of two runs on one machine, one after the other; the times are printed. Needs `npm run build`.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { CHECKOUT } from "../host/checkout.ts";
import { fileOf } from "./generated-file.ts";
import { printWanted } from "./wanted.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function folderOf(files: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "loss-lens-bench-"));
  folders.push(folder);
  for (const [index, text] of files.entries()) writeFileSync(join(folder, `losses_${index}.py`), text);
  return folder;
}

/** Milliseconds of a whole process. */
function timeOf(...given: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [join(CHECKOUT, "dist/cli.js"), ...given], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  expect([0, 1], stderr).toContain(status);
  return performance.now() - start;
}

/** Probes ask a dozen questions where `losses` asks two, but on all cores. */
const most = 12 / Math.max(1, availableParallelism() / 2);

test.each([
  ["100 files with 300 losses", Array.from({ length: 100 }, (_, file) => fileOf(1 + (file % 2), 2 * file))],
  ["one file with 400 losses", [fileOf(200)]],
] as const)("all probes on %s", { timeout: 300_000 }, (name, files) => {
  const folder = folderOf(files);
  const read = timeOf("check", "--no-probes", folder);
  const once = timeOf("losses", folder);
  const probed = timeOf("check", folder);
  const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
  console.log(
    `${name}: read ${seconds(read)}, each run once ${seconds(once)}, all probes ${seconds(probed)}: ${((probed - read) / once).toFixed(1)} times that`,
  );
  if (name === "100 files with 300 losses")
    printWanted({
      what: "`check` of 100 files with 300 losses, all probes",
      measured: probed / 1000,
      limit: 10,
      unit: "s",
      where: "Each loss is run some dozen times, in one thread for each core.",
    });
  expect((probed - read) / once).toBeLessThan(most);
});
