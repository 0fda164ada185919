/** Letters typed into a file of 2,000 lines in the real VS Code, beside the same text as one that is none of ours. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runInEditor } from "../editor/in-editor.ts";
import { CHECKOUT } from "../host/checkout.ts";
import { run } from "../host/command.ts";
import type { TypingCost } from "./in-editor/typing-cost.ts";
import { printWanted } from "./wanted.ts";

test("letters in VS Code", { timeout: 900_000 }, async () => {
  const costs = await measured();
  for (const { kind, pause, times } of costs) {
    const [p50, p95] = [0.5, 0.95].map((share) => quantile(times, share).toFixed(1));
    console.log(`${kind}, a letter every ${pause} ms: median ${p50} ms, p95 ${p95} ms of the host's thread`);
    const plain = costs.find((each) => each.kind === "plain" && each.pause === pause)!;
    if (kind === "plain") continue;
    printWanted({
      what: `a letter every ${pause} ms in a ${kind} file of 2,000 lines in VS Code, of the host's thread beyond plain text, p95`,
      measured: Math.max(0, quantile(times, 0.95) - quantile(plain.times, 0.95)),
      limit: 10,
      unit: "ms",
      where: "Some letters come so late that the whole file is looked at before the next one.",
    });
  }
  expect(costs.map(({ times }) => times.length)).toEqual([120, 120, 120, 120, 120, 120]);
});

async function measured(): Promise<readonly TypingCost[]> {
  const scratch = await mkdtemp(join(tmpdir(), "loss-lens-bench-"));
  try {
    const file = join(scratch, "costs.json");
    await run(process.execPath, [join(CHECKOUT, "esbuild.mjs")], { cwd: CHECKOUT });
    await runInEditor({
      name: "Typing",
      bundle: "bench.js",
      environment: { LOSS_LENS_TEST_RESULT: join(scratch, "result.json"), LOSS_LENS_BENCH_RESULT: file },
      // What VS Code itself looks for now and then, on a server, would be measured with it.
      settings: { "lossLens.liveValues": "always", "remote.autoForwardPorts": false },
    });
    return JSON.parse(await readFile(file, "utf8")) as readonly TypingCost[];
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function quantile(all: readonly number[], share: number): number {
  return all.toSorted((a, b) => a - b)[Math.floor((all.length - 1) * share)]!;
}
