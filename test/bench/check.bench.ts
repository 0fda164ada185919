/** A keystroke in a file of 2,000 lines, to all findings; and a thousand files, beside other checkers of Python. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { CheckResult } from "../../src/check/check-module.ts";
import type { ParsedModule } from "../../src/python/parse.ts";
import { bundled } from "./bundled.ts";
import { dense, fileOf, mixed } from "./generated-file.ts";
import { latencyOf } from "./latency.ts";
import { printWanted } from "./wanted.ts";
import { inWords, runWhole, type Taken } from "./whole-process.ts";

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
    printWanted({
      what: `a keystroke ${where} of a ${kind} file of 2,000 lines to all static findings, p95`,
      measured: p95,
      limit: 10,
      unit: "ms",
      where: "The names and calls of the whole file are walked at each stroke, and a fifth is the collector's.",
    });
    expect(p50).toBeGreaterThan(0);
  },
);

const folder = mkdtempSync(join(tmpdir(), "loss-lens-bench-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a thousand files, beside Ruff and Pyright", { timeout: 600_000 }, async () => {
  const require = createRequire(import.meta.url);
  const files = Array.from({ length: 1000 }, (_, number) => {
    const path = join(folder, `part_${number % 20}`, `losses_${number}.py`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, fileOf(1 + (number % 4), number));
    return path;
  });
  const options = { cwd: folder, isAsExpected: (code: number | null) => code === 0 || code === 1 };
  const node = (file: string, ...argv: string[]) => runWhole(process.execPath, [file, ...argv], options);
  const cli = new URL("../../dist/cli.js", import.meta.url).pathname;
  const ours = await node(cli, "check", "--no-probes", "--format", "json", folder);
  const ruff = await timeNativeRuff(options);
  const pyright = await node(require.resolve("pyright/index.js"), "--outputjson", folder);
  const inWebAssembly = timeRuff(files, require);
  for (const [name, taken] of [
    ["Loss Lens", ours],
    ["Ruff", ruff],
    ["Pyright", pyright],
  ] as const)
    if (taken !== undefined)
      console.log(`${name.padEnd(10)} ${inWords(taken)}: ${ratio(taken.milliseconds, ours)} × ours`);
  console.log(
    `Ruff as WebAssembly, in this process: ${inWebAssembly.toFixed(0)} ms: ${ratio(inWebAssembly, ours)} × ours`,
  );
  if (ruff !== undefined)
    printWanted({
      what: "`check` of 1,000 files without running, beside native Ruff with all its rules",
      measured: ours.milliseconds / ruff.milliseconds,
      limit: 2,
      unit: "times",
      where: "Files are read on one core, by code that is compiled as it runs.",
    });
  expect(ours.milliseconds).toBeLessThan(pyright.milliseconds);
});

const ratio = (milliseconds: number, ours: Taken): string => (milliseconds / ours.milliseconds).toFixed(2);

/** Where the Python that is named has Ruff. It keeps nothing from the run before. */
async function timeNativeRuff(options: Parameters<typeof runWhole>[2]): Promise<Taken | undefined> {
  const python = process.env.LOSS_LENS_PYTHON;
  const program = python && join(dirname(python), "ruff");
  if (!program || !existsSync(program)) {
    console.warn("SKIPPED: nothing is compared with native Ruff; beside LOSS_LENS_PYTHON is none.");
    return undefined;
  }
  return runWhole(program, ["check", "--select", "ALL", "--no-cache", "--output-format", "json", folder], options);
}

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
