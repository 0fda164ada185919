/** What stays in memory as someone types. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { analyzeFile, type FileAnalysis } from "../../../src/check/analyze-file.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const imports = { find: () => undefined, module: () => undefined };

/** A file in which each text has a loss of its own, beside one that is always the same. */
function textOf(version: number): string {
  return (
    "from keras import ops\n\ndef same_loss(y_true, y_pred):\n    return ops.mean(ops.abs(y_true - y_pred), axis=-1)\n\n" +
    `def my_loss(y_true, y_pred):\n    return ops.mean(ops.square(y_true - y_pred) * ${version}.0, axis=-1)\n`
  );
}

/** The last of so many analyses, each made from the one before it. */
function typed(keystrokes: number, seen: WeakRef<object>[]): FileAnalysis {
  let analysis: FileAnalysis | undefined;
  for (let version = 1; version <= keystrokes; version++) {
    analysis = analyzeFile({
      text: textOf(version),
      path: "losses.py",
      project: undefined,
      imports,
      previous: analysis,
    });
    seen.push(new WeakRef(analysis), new WeakRef(analysis.names), new WeakRef(analysis.parsed.module));
  }
  return analysis as FileAnalysis;
}

test("an analysis holds nothing of those before it", async () => {
  const seen: WeakRef<object>[] = [];
  const last = typed(100, seen);
  for (let round = 0; round < 3; round++) {
    // What a turn has made lives until its end.
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
  }
  expect(last.losses.map(({ name }) => name)).toEqual(["same_loss", "my_loss"]);
  // Three for each state. Compiled code may hold on to some of them, not to all.
  expect(seen.filter((reference) => reference.deref() !== undefined).length).toBeLessThan(60);
});
