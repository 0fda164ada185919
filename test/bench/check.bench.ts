/** A keystroke in a file of 2,000 lines, to all findings; and a thousand files, beside other checkers of Python. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { CheckResult } from "../../src/check/check-module.ts";
import type { ParsedModule } from "../../src/python/parse.ts";
import { bundled } from "./bundled.ts";
import { dense, fileOf, mixed } from "./generated-file.ts";
import { latencyOf } from "./latency.ts";

const { parseModule, inspectModule } = await bundled<typeof import("./checker.ts")>("checker.ts");

/** Types and deletes a letter at the place by turns, each time from what the last time gave. */
function typist(text: string, at: number): () => void {
  const typed = `${text.slice(0, at)}x${text.slice(at)}`;
  let parsed: ParsedModule = parseModule(text);
  let checked: CheckResult = inspectModule(parsed.module);
  return () => {
    parsed = parseModule(parsed.module.text === text ? typed : text, parsed);
    checked = inspectModule(parsed.module, { quiet: checked.quiet });
  };
}

const files = { mixed, dense };
const keystrokes = (["mixed", "dense"] as const).flatMap((kind) => {
  const text = files[kind];
  const place = "cross_entropy = ";
  return [
    { kind, where: "near the start", at: text.indexOf(place) },
    { kind, where: "in the middle", at: text.indexOf(place, text.length >> 1) },
    { kind, where: "near the end", at: text.lastIndexOf(place) },
  ];
});

test.for(keystrokes)(
  "a keystroke $where of a $kind file of 2,000 lines, with all rules",
  async ({ kind, where, at }) => {
    const text = files[kind];
    const type = typist(text, at);
    const times: number[] = [];
    for (let stroke = 0; stroke < 1000; stroke++) {
      // Each comes in a turn of its own, as in an editor: between them the engine collects garbage where it can.
      await new Promise((resolve) => setImmediate(resolve));
      const start = performance.now();
      type();
      // Nobody's first keystrokes are fast: the code is compiled as it runs.
      if (stroke >= 600) times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    const [p50, p95] = [0.5, 0.95].map((share) => times[Math.floor(times.length * share)]!) as [number, number];
    const parse = await latencyOf("parse anew", () => parseModule(text));
    console.log(
      `${kind} (${text.split("\n").length} lines), ${where}: median ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms; ` +
        `${(p50 / parse.p50).toFixed(2)} times a parse from nothing`,
    );
    expect(p50).toBeGreaterThan(0);
  },
);

const folder = mkdtempSync(join(tmpdir(), "loss-lens-bench-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a thousand files, beside Ruff and Pyright", { timeout: 600_000 }, () => {
  const require = createRequire(import.meta.url);
  const files = Array.from({ length: 1000 }, (_, number) => {
    const path = join(folder, `part_${number % 20}`, `losses_${number}.py`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, fileOf(1 + (number % 4), number));
    return path;
  });
  const cli = new URL("../../dist/cli.js", import.meta.url).pathname;
  const run = (file: string, ...argv: string[]): number => {
    const start = performance.now();
    try {
      execFileSync(process.execPath, [file, ...argv], {
        cwd: folder,
        stdio: ["ignore", "pipe", "pipe"],
        maxBuffer: 1e9,
      });
    } catch (error) {
      // Findings are an exit code of 1; anything else has not checked.
      if ((error as { status?: number }).status !== 1) throw error;
    }
    return performance.now() - start;
  };
  const ours = run(cli, "check", "--no-probes", "--format", "json", folder);
  const ruff = timeRuff(files, require);
  const pyright = run(require.resolve("pyright/index.js"), "--outputjson", folder);
  for (const [name, time] of [
    ["Loss Lens (command line)", ours],
    ["Ruff (WebAssembly, in this process)", ruff],
    ["Pyright (command line)", pyright],
  ] as const)
    console.log(`${name.padEnd(38)} ${(time / 1000).toFixed(2)} s  ${(time / ours).toFixed(2)} × ours`);
  expect(ours).toBeLessThan(pyright);
});

/** Ruff's npm package is a library: its check alone, with reading and printing as ours has them. */
function timeRuff(files: readonly string[], require: NodeJS.Require): number {
  const { Workspace, PositionEncoding } = require("@astral-sh/ruff-wasm-nodejs") as {
    Workspace: new (options: object, encoding: number) => { check(text: string): unknown[] };
    PositionEncoding: { Utf16: number };
  };
  const start = performance.now();
  const workspace = new Workspace({ lint: { select: ["ALL"] } }, PositionEncoding.Utf16);
  let printed = 0;
  for (const file of files) printed += JSON.stringify(workspace.check(readFileSync(file, "utf8"))).length;
  expect(printed).toBeGreaterThan(0);
  return performance.now() - start;
}
