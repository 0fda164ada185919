import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { probeText, told } from "./probe-text.ts";

// Losses are run again and again: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 });

const textbook = new URL("../../../media/examples/textbook.py", import.meta.url);

test("the textbook example is told of the three names that are missing, and of what is wrong once they are there", async () => {
  const probed = await probeText(readFileSync(textbook, "utf8"));
  const read = probed.analysis.findings.map(({ rule }) => rule);
  expect(read.toSorted()).toEqual(["missing-backend-import", "removed-backend-function", "undefined-loss"]);
  expect(told(probed)).toEqual([
    "10: warning no-minimum-at-target: 'my_koss' is not smallest where the prediction is right: 0 at y_true = 1, y_pred = 1, -3 at y_true = 1, y_pred = -2, and it falls on from there.",
  ]);
});
