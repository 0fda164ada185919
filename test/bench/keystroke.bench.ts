/**
 * All that a keystroke costs the extension host in a file of 2,000 lines with everything on: reading and checking it, what
 * the losses on the screen rest on, and what can be done to the loss at the cursor. In an editor most of it waits for a pause.
 */
import { expect, test } from "vitest";
import type { FileAnalysis } from "../../src/check/analyze-file.ts";
import { bundled } from "./bundled.ts";
import { dense, mixed } from "./generated-file.ts";
import type { afterKey as AfterKey, look as Look } from "./keystroke.ts";
import { printWanted } from "./wanted.ts";

const { look, afterKey } = await bundled<{ look: typeof Look; afterKey: typeof AfterKey }>("keystroke.ts");

test.for([
  ["mixed", mixed],
  ["dense", dense],
] as const)("a keystroke in a %s file, with everything on", { timeout: 240_000 }, async ([kind, text]) => {
  const at = text.indexOf("cross_entropy = ", text.length >> 1);
  const typed = `${text.slice(0, at)}x${text.slice(at)}`;
  let analysis: FileAnalysis = look(text, undefined);
  const times: number[] = [];
  const own: number[] = [];
  const rest: number[] = [];
  let found = 0;
  for (let stroke = 0; stroke < 1000; stroke++) {
    // Each comes in a turn of its own, as in an editor.
    await new Promise((resolve) => setImmediate(resolve));
    const before = process.threadCpuUsage();
    const start = performance.now();
    analysis = look(stroke % 2 === 0 ? typed : text, analysis);
    const checked = performance.now();
    found += afterKey(analysis, at);
    // Nobody's first keystrokes are fast: the code is compiled as it runs.
    if (stroke < 600) continue;
    const end = performance.now();
    const { user, system } = process.threadCpuUsage(before);
    times.push(end - start);
    own.push((user + system) / 1000);
    rest.push(end - checked);
  }
  const quantile = (all: readonly number[], share: number): number =>
    all.toSorted((a, b) => a - b)[Math.floor((all.length - 1) * share)]!;
  const of = (all: readonly number[]) => {
    const [p50, p95, most] = [0.5, 0.95, 1].map((share) => quantile(all, share).toFixed(2));
    return `median ${p50} ms, p95 ${p95} ms, at most ${most} ms`;
  };
  console.log(`${kind} (${text.split("\n").length} lines): ${of(times)}`);
  console.log(`  of the thread's own time: ${of(own)}; beside the check: ${of(rest)}`);
  printWanted({
    what: `a keystroke in a ${kind} file of 2,000 lines with everything on, of the host's thread, p95`,
    measured: quantile(own, 0.95),
    limit: 10,
    unit: "ms",
    where:
      "All of it as if typing rested after each letter; the names and calls of the whole file are walked each time.",
  });
  expect(found).toBeGreaterThan(0);
});
