/** The time from nothing: of `check` on one small file, beside Node's own. What VS Code takes to start the extension the page's tests say. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { CHECKOUT } from "../host/checkout.ts";
import { fileOf } from "./generated-file.ts";
import { printWanted } from "./wanted.ts";
import { inWords, medianOf, runWhole } from "./whole-process.ts";

const folder = mkdtempSync(join(tmpdir(), "loss-lens-bench-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("check of one small file, beside Node itself", { timeout: 120_000 }, async () => {
  const file = join(folder, "losses.py");
  writeFileSync(file, fileOf(1));
  const cli = join(CHECKOUT, "dist/cli.js");
  const check = () => runWhole(process.execPath, [cli, "check", "--no-probes", file]);
  // What was compiled once is kept.
  await check();
  const own = await medianOf(11, check);
  const node = await medianOf(11, () => runWhole(process.execPath, ["-e", "0"]));
  console.log(`check of one small file: ${inWords(own)}; Node itself: ${inWords(node)}`);
  printWanted({
    what: "start of `check`, beside Node's own",
    measured: own.milliseconds / node.milliseconds,
    limit: 60 / 25,
    unit: "times",
    where: "Of what Node itself does not take, about half is reading and compiling the bundles.",
  });
  expect(own.milliseconds).toBeGreaterThan(node.milliseconds);
});
